import type { connectionCalls } from '../../../shared/ipc/connection.ts'
import type { Handlers } from '../../../shared/ipc/contract.ts'
import type { ConnectionService } from '../../connection/connection-service.ts'
import type { ConnectionSwitch } from '../../connection/connection-switch.ts'
import type { Disconnection } from '../../connection/disconnection.ts'
import type { Waits } from '../waits.ts'

export interface ConnectionHandlerOptions {
  readonly connections: ConnectionService
  readonly connectionSwitch: ConnectionSwitch
  readonly disconnection: Disconnection
  /** Of the active connection. */
  readonly startFirstSync: () => Promise<void>
  readonly waits: Waits
}

export const connectionHandlers = ({
  connections,
  connectionSwitch,
  disconnection,
  startFirstSync,
  waits,
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
    const connection = await waits.run((signal) => connections.testAndSave(input, signal))
    await startFirstSync()
    return connection
  },
  'connection.test': () => waits.run((signal) => connections.test(connections.active().id, signal)),
  'connection.rehearseDisconnect': ({ id }) => disconnection.rehearse(id),
  'connection.disconnect': ({ id, keepCredentials }) => disconnection.disconnect(id, keepCredentials),
  'connection.reconnect': async ({ id }) => {
    const connection = await waits.run((signal) => disconnection.reconnect(id, signal))
    if (connections.get()?.id === id) await startFirstSync()
    return connection
  },
  'connection.cancelTest': () => {
    waits.cancel()
    return {}
  },
  'connection.removeData': async ({ id }) => {
    await disconnection.removeData(id)
    return {}
  },
  'connection.removeRegistration': async ({ id }) => {
    await waits.patiently((signal) => disconnection.removeRegistration(id, signal))
    return {}
  },
})
