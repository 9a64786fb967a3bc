import type {
  CertificateUse,
  JudgedCertificate,
  LookupVerdict,
  SourceFinding,
  UnreadMaterial,
} from '../../shared/domain/certificates.ts'

interface Found {
  readonly sources: readonly Pick<SourceFinding, 'answer' | 'reason'>[]
  readonly certificates: readonly Pick<JudgedCertificate, 'use'>[]
  readonly unread: readonly Pick<UnreadMaterial, 'problem'>[]
}

const verdictOfUse: Readonly<Record<CertificateUse, LookupVerdict>> = {
  encrypt: 'encrypt',
  verify: 'verify',
  none: 'unusable',
}

/** Problems of material that never held a certificate to be read. */
const empty: ReadonlySet<UnreadMaterial['problem']> = new Set(['unsigned', 'encrypted', 'noCertificates'])

/** What is there but cannot be read is no reason to say that there is nothing. */
export const isDamaged = ({ problem }: Pick<UnreadMaterial, 'problem'>): boolean => !empty.has(problem)

/** The best certificate decides; without one, only sources that answered can say that there is none. */
export const verdictOf = ({ sources, certificates, unread }: Found): LookupVerdict => {
  const [best] = certificates
  if (best !== undefined) return verdictOfUse[best.use]
  if (unread.some(isDamaged)) return 'unusable'
  const isOpen = sources.some(({ answer }) => answer === 'failed' || answer === 'notPermitted')
  const hasAnswered = sources.some(({ answer, reason }) => answer === 'none' || reason === 'noMailbox')
  return isOpen || !hasAnswered ? 'unknown' : 'none'
}
