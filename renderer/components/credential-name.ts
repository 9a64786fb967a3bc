import type { CredentialSummary } from '../../shared/domain/connection.ts'

/** As the portal shortens it: enough to tell two apart. */
const shortened = (thumbprint: string): string => `${thumbprint.slice(0, 8)}…${thumbprint.slice(-8)}`

export const markOf = (summary: CredentialSummary): string =>
  summary.kind === 'certificate' ? shortened(summary.thumbprint) : `${summary.hint}…`

/** 'Certificate 9F3C12AB…21B0CD34' */
export const nameOf = (
  summary: CredentialSummary,
  kinds: Readonly<Record<CredentialSummary['kind'], string>>,
): string => `${kinds[summary.kind]} ${markOf(summary)}`
