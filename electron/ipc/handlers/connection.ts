import type { connectionCalls } from '../../../shared/ipc/connection.ts'
import type { Handlers } from '../../../shared/ipc/contract.ts'
import type { ConnectionService } from '../../connection/connection-service.ts'
import type { Disconnection } from '../../connection/disconnection.ts'

/** Longest that an administrator waits for a test before hearing what hangs. */
const patience = 60_000

export const connectionHandlers = (
  connections: ConnectionService,
  disconnection: Disconnection,
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
  'connection.rehearseDisconnect': ({ id }) => disconnection.rehearse(id),
  'connection.disconnect': ({ id, keepCredentials }) => disconnection.disconnect(id, keepCredentials),
  'connection.reconnect': async ({ id }) => {
    const connection = await disconnection.reconnect(id, AbortSignal.timeout(patience))
    await startFirstSync()
    return connection
  },
  'connection.removeData': async ({ id }) => {
    await disconnection.removeData(id)
    return {}
  },
  'connection.removeRegistration': async ({ id }) => {
    await disconnection.removeRegistration(id, AbortSignal.timeout(patience))
    return {}
  },
})
