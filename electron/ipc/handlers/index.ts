import type { Handlers } from '../../../shared/ipc/contract.ts'
import type { Auditing } from '../../audit/audited.ts'
import type { TenantSessions } from '../../connection/tenant-session.ts'
import { type AppHandlerOptions, appHandlers } from './app.ts'
import { type AuditHandlerOptions, auditHandlers } from './audit.ts'
import { type CertificateHandlerOptions, certificateHandlers } from './certificates.ts'
import { type ChangesHandlerOptions, changesHandlers } from './changes.ts'
import { type ConnectionHandlerOptions, connectionHandlers } from './connection.ts'
import { type CredentialHandlerOptions, credentialHandlers } from './credentials.ts'
import { directoryHandlers } from './directory.ts'
import { type ExportHandlerOptions, exportHandlers } from './export.ts'
import { type SetupHandlerOptions, setupHandlers } from './setup.ts'
import { syncHandlers } from './sync.ts'

/** Every route has its handler here, or the program does not compile. */
export const allHandlers = (
  options: ConnectionHandlerOptions & {
    readonly app: AppHandlerOptions
    readonly sessions: TenantSessions
    readonly setup: SetupHandlerOptions
    readonly credentials: CredentialHandlerOptions
    readonly auditing: Auditing
    readonly audit: AuditHandlerOptions
    readonly export: ExportHandlerOptions
    readonly changes: ChangesHandlerOptions
    readonly certificates: CertificateHandlerOptions
  },
): Handlers => ({
  ...appHandlers(options.app),
  ...connectionHandlers(options),
  ...setupHandlers({ ...options.setup, waits: options.waits }),
  ...credentialHandlers({ ...options.credentials, waits: options.waits }),
  ...syncHandlers(options.sessions, options.connections, options.auditing),
  ...directoryHandlers(options.sessions),
  ...auditHandlers(options.audit),
  ...exportHandlers(options.sessions, options.export),
  ...changesHandlers(options.sessions, options.changes),
  ...certificateHandlers(options.sessions, options.connections, options.certificates),
})
