import type { connectionCalls } from '../../../shared/ipc/connection.ts'
import type { Handlers } from '../../../shared/ipc/contract.ts'
import type { ConnectionService } from '../../connection/connection-service.ts'
import type { ConnectionSwitch } from '../../connection/connection-switch.ts'
import type { Disconnection } from '../../connection/disconnection.ts'

/** Longest that an administrator waits for a test before hearing what hangs. */
const patience = 60_000

export interface ConnectionHandlerOptions {
  readonly connections: ConnectionService
  readonly connectionSwitch: ConnectionSwitch
  readonly disconnection: Disconnection
  /** Of the active connection. */
  readonly startFirstSync: () => Promise<void>
}

export const connectionHandlers = ({
  connections,
  connectionSwitch,
  disconnection,
  startFirstSync,
}: ConnectionHandlerOptions): Handlers<typeof connectionCalls> => ({
  'connection.list': () => connections.list(),
  'connection.switch': ({ id }) => connectionSwitch.switchTo(id),
  'connection.rename': ({ id, name }) => connectionSwitch.rename(id, name),
  'connection.remove': async ({ id }) => {
    await disconnection.remove(id)
    return {}
  },
  'connection.get': () => ({ connection: connections.get() }),
  'connection.inspectCredential': ({ credential }) => connections.given.inspect(credential),
  'connection.chooseFiles': () => connections.given.choose(),
  'connection.testAndSave': async (input) => {
    const connection = await connections.testAndSave(input, AbortSignal.timeout(patience))
    await startFirstSync()
    return connection
  },
  'connection.test': () => connections.test(connections.active().id, AbortSignal.timeout(patience)),
  'connection.rehearseDisconnect': ({ id }) => disconnection.rehearse(id),
  'connection.disconnect': ({ id, keepCredentials }) => disconnection.disconnect(id, keepCredentials),
  'connection.reconnect': async ({ id }) => {
    const connection = await disconnection.reconnect(id, AbortSignal.timeout(patience))
    if (connections.get()?.id === id) await startFirstSync()
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
