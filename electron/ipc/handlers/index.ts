import type { Handlers } from '../../../shared/ipc/contract.ts'
import type { ConnectionService } from '../../connection/connection-service.ts'
import type { Disconnection } from '../../connection/disconnection.ts'
import type { TenantSessions } from '../../connection/tenant-session.ts'
import { type AppHandlerOptions, appHandlers } from './app.ts'
import { type AuditHandlerOptions, auditHandlers } from './audit.ts'
import { type ChangesHandlerOptions, changesHandlers } from './changes.ts'
import { connectionHandlers } from './connection.ts'
import { type CredentialHandlerOptions, credentialHandlers } from './credentials.ts'
import { directoryHandlers } from './directory.ts'
import { type SetupHandlerOptions, setupHandlers } from './setup.ts'
import { syncHandlers } from './sync.ts'

/** Every route has its handler here, or the program does not compile. */
export const allHandlers = (options: {
  readonly app: AppHandlerOptions
  readonly connections: ConnectionService
  readonly disconnection: Disconnection
  readonly sessions: TenantSessions
  readonly startFirstSync: () => Promise<void>
  readonly setup: SetupHandlerOptions
  readonly credentials: CredentialHandlerOptions
  readonly audit: AuditHandlerOptions
  readonly changes: ChangesHandlerOptions
}): Handlers => ({
  ...appHandlers(options.app),
  ...connectionHandlers(options.connections, options.disconnection, options.startFirstSync),
  ...setupHandlers(options.setup),
  ...credentialHandlers(options.credentials),
  ...syncHandlers(options.sessions, options.connections, options.changes.auditing),
  ...directoryHandlers(options.sessions),
  ...auditHandlers(options.audit),
  ...changesHandlers(options.sessions, options.changes),
})
