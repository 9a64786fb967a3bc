import type { connectionCalls } from '../../../shared/ipc/connection.ts'
import type { Handlers } from '../../../shared/ipc/contract.ts'
import type { ConnectionService } from '../../connection/connection-service.ts'

/** Longest that an administrator waits for a test before hearing what hangs. */
const patience = 60_000

export const connectionHandlers = (
  connections: ConnectionService,
  startFirstSync: () => Promise<void>,
): Handlers<typeof connectionCalls> => ({
  'connection.get': () => ({ connection: connections.get() }),
  'connection.inspectCredential': ({ credential }) => connections.inspect(credential),
  'connection.chooseFiles': () => connections.chooseFiles(),
  'connection.testAndSave': async (input) => {
    const connection = await connections.testAndSave(input, AbortSignal.timeout(patience))
    await startFirstSync()
    return connection
  },
  'connection.test': () => connections.test(AbortSignal.timeout(patience)),
})
