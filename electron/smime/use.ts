import type {
  CertificateCheck,
  CertificateCheckResult,
  CertificateUse,
  CheckReason,
  JudgedCertificate,
} from '../../shared/domain/certificates.ts'

/** Usages decide between encrypting and verifying; every other check decides whether it is used at all. */
const usages: ReadonlySet<CertificateCheck> = new Set(['encryptionUsage', 'signingUsage'])

/**
 * What is not known to be right is not relied on. Two checks are milder: a revocation list that cannot be had
 * (`unknown`) must not end all mail, as everywhere; and a message signed by something that cannot be checked here says
 * nothing against the certificate.
 */
const stops = ({ check, verdict }: CertificateCheckResult): boolean =>
  verdict === 'failed' || (verdict === 'unknown' && check !== 'revocation' && check !== 'messageSignature')

/** What all checks come to, and which of them keep it from more. */
export const overallUse = (
  checks: readonly CertificateCheckResult[],
): { readonly use: CertificateUse; readonly because: readonly CheckReason[] } => {
  const stopping = checks.filter(stops)
  const allowed = (usage: CertificateCheck): boolean => !stopping.some(({ check }) => check === usage)
  const because = (among: readonly CertificateCheckResult[]): readonly CheckReason[] => [
    ...new Set(among.map(({ reason }) => reason)),
  ]
  if (stopping.some(({ check }) => !usages.has(check))) {
    // That it may not sign matters only to those who would verify with it.
    return { use: 'none', because: because(stopping.filter(({ check }) => check !== 'signingUsage')) }
  }
  if (allowed('encryptionUsage')) return { use: 'encrypt', because: [] }
  return { use: allowed('signingUsage') ? 'verify' : 'none', because: because(stopping) }
}

/** With another answer to one check, such as that of revocation, which comes later. */
export const withCheck = (judged: JudgedCertificate, answer: CertificateCheckResult): JudgedCertificate => {
  const checks = judged.checks.map((before) => (before.check === answer.check ? answer : before))
  return { ...judged, checks, ...overallUse(checks) }
}

const usesInOrder = ['encrypt', 'verify', 'none'] as const

/** Of use first, then the sender's own choice, then what has the least against it, the newest message, the longest life. */
export const bestFirst =
  (preferred: (judged: JudgedCertificate) => boolean) =>
  (a: JudgedCertificate, b: JudgedCertificate): number =>
    usesInOrder.indexOf(a.use) - usesInOrder.indexOf(b.use) ||
    Number(preferred(b)) - Number(preferred(a)) ||
    a.because.length - b.because.length ||
    (preferred(a) ? (b.messageAt ?? '').localeCompare(a.messageAt ?? '') : 0) ||
    b.notAfter.localeCompare(a.notAfter) ||
    (b.messageAt ?? '').localeCompare(a.messageAt ?? '') ||
    a.sha256.localeCompare(b.sha256)
