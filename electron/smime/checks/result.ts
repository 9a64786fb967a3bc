import type {
  CertificateCheck,
  CertificateCheckResult,
  CheckReason,
  CheckVerdict,
} from '../../../shared/domain/certificates.ts'

export const iso = (at: number): string => new Date(at).toISOString()

export const listed = (names: readonly string[]): string => names.join(', ')

/** What one check says; values that are missing are left out of the sentence. */
export const result = (
  check: CertificateCheck,
  verdict: CheckVerdict,
  reason: CheckReason,
  params: Readonly<Record<string, string>> = {},
): CertificateCheckResult => ({ check, verdict, reason, params })
