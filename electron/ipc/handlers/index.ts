import type { Handlers } from '../../../shared/ipc/contract.ts'
import type { ConnectionService } from '../../connection/connection-service.ts'
import type { Disconnection } from '../../connection/disconnection.ts'
import type { TenantSessions } from '../../connection/tenant-session.ts'
import type { Waits } from '../waits.ts'
import { type AppHandlerOptions, appHandlers } from './app.ts'
import { type AuditHandlerOptions, auditHandlers } from './audit.ts'
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
  readonly waits: Waits
  readonly setup: SetupHandlerOptions
  readonly credentials: CredentialHandlerOptions
  readonly audit: AuditHandlerOptions
}): Handlers => ({
  ...appHandlers(options.app),
  ...connectionHandlers(options.connections, options.disconnection, options.startFirstSync, options.waits),
  ...setupHandlers(options.setup),
  ...credentialHandlers(options.credentials),
  ...syncHandlers(options.sessions, options.connections),
  ...directoryHandlers(options.sessions),
  ...auditHandlers(options.audit),
})
