import type { CertificateCheckResult, JudgedCertificate } from '../../../../shared/domain/certificates.ts'

/** A certificate that can do everything, for tests to take something away from. */
export const judged = (over: Partial<JudgedCertificate> = {}): JudgedCertificate => ({
  sha256: 'ab'.repeat(32),
  subject: 'CN=Ulrike Schröder',
  issuer: 'CN=Mail CA',
  name: 'Ulrike Schröder',
  serial: '3a910c',
  notBefore: '2026-01-01T00:00:00.000Z',
  notAfter: '2027-01-01T00:00:00.000Z',
  key: { algorithm: 'RSA', bits: 3072, curve: null },
  signatureAlgorithm: 'SHA-256 with RSA',
  addresses: ['ulrike@example.com'],
  keyUsage: ['digitalSignature', 'keyEncipherment'],
  extendedKeyUsage: null,
  source: 'signedMail',
  messageAt: null,
  chain: [],
  checks: [checked('encryptionUsage'), checked('signingUsage')],
  use: 'encrypt',
  because: [],
  ...over,
})

export const checked = (
  check: CertificateCheckResult['check'],
  over: Partial<CertificateCheckResult> = {},
): CertificateCheckResult => ({ check, verdict: 'ok', reason: 'usageAllowed', params: {}, ...over })
