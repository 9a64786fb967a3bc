import type { AuditEntry, Flat } from '../../shared/domain/audit.ts'
import type { Connection, CredentialSummary } from '../../shared/domain/connection.ts'

/** What the audit says of a credential: enough to tell two apart, nothing to sign in with. */
export const credentialFacts = (summary: CredentialSummary): Flat =>
  summary.kind === 'certificate'
    ? {
        credentialKind: summary.kind,
        credentialThumbprint: summary.thumbprint,
        credentialNotAfter: summary.notAfter,
      }
    : { credentialKind: summary.kind, credentialHint: summary.hint }

/** What the audit says of a connection, before and after a change of it. */
export const connectionFacts = ({ tenantId, clientId, cloud, state, roles, credential }: Connection): Flat => ({
  tenantId,
  clientId,
  cloud,
  state,
  roles,
  ...credentialFacts(credential),
})

/** In whatever order a token lists them. */
export const sameRoles = (one: readonly string[], other: readonly string[]): boolean =>
  one.toSorted().join() === other.toSorted().join()

/** A sign-in found other roles than the one before: somebody has changed them at Microsoft. */
export const permissionsFound = (known: Connection, roles: readonly string[]): Omit<AuditEntry, 'outcome'> => ({
  action: 'permissionsChanged',
  connectionId: known.id,
  before: { roles: known.roles },
  after: { roles },
})
