import {
  type CertificateLookup,
  type CheckReason,
  expiringWithin,
  type HealthReason,
  type HealthRow,
  type JudgedCertificate,
} from '../../../shared/domain/certificates.ts'
import type { User } from '../../../shared/domain/user.ts'
import type { StoredError } from '../../../shared/ipc/errors.ts'
import { isDamaged } from '../verdict-of-lookup.ts'

/** Whom a board asks about. */
export type BoardUser = Pick<User, 'id' | 'displayName' | 'mail' | 'department'>

const day = 86_400_000
const soon = Math.max(...expiringWithin)

const reasonOf: Partial<Readonly<Record<CheckReason, HealthReason>>> = {
  expired: 'expired',
  notYetValid: 'notYetValid',
  addressOther: 'address',
  addressNone: 'address',
  keyUsageForbids: 'usage',
  extendedKeyUsageForbids: 'usage',
  authorityCertificate: 'usage',
  keyCannotEncrypt: 'usage',
  keyShort: 'weak',
  keyTooShort: 'weak',
  hashWeak: 'weak',
  exponentSmall: 'weak',
  algorithmUnknown: 'weak',
  chainWeak: 'weak',
  revoked: 'revoked',
  signatureWrong: 'signature',
  contentAltered: 'signature',
  signerOther: 'signature',
  signerNotFrom: 'signature',
}

const healthReason = (reason: CheckReason): HealthReason[] => {
  const known = reasonOf[reason]
  if (known !== undefined) return [known]
  return /^(chain|selfSigned$|issuerUnknown$|rootUntrusted$)/.test(reason) ? ['issuer'] : []
}

const base = ({ id, displayName, mail, department }: BoardUser) => ({
  userId: id,
  displayName,
  mail,
  department,
  reasons: [],
  notAfter: null,
  daysLeft: null,
  source: null,
  error: null,
})

export const unknownRow = (user: BoardUser, { code, params }: StoredError): HealthRow => ({
  ...base(user),
  kind: 'unknown',
  error: { code, params },
})

/** What a lookup comes to on the board: the best certificate speaks for the user. */
export const healthRow = (user: BoardUser, lookup: CertificateLookup): HealthRow => {
  const [best] = lookup.certificates
  if (best === undefined) return { ...base(user), ...withoutCertificate(lookup) }
  const { notAfter, use, because, source } = best
  const daysLeft = Math.floor((Date.parse(notAfter) - Date.parse(lookup.at)) / day)
  const found = { ...base(user), notAfter, daysLeft, source: source === 'file' ? null : source }
  if (use === 'encrypt')
    return { ...found, kind: daysLeft < soon ? 'expiring' : 'usable', reasons: isWeak(best) ? ['weak'] : [] }
  return { ...found, kind: 'unusable', reasons: [...new Set(because.flatMap(healthReason))] }
}

/** Still good to encrypt with, and one to be replaced. */
const isWeak = ({ checks }: JudgedCertificate): boolean =>
  checks.some(({ check, verdict }) => check === 'strength' && verdict === 'warning')

const withoutCertificate = ({
  verdict,
  sources,
  unread,
}: CertificateLookup): Pick<HealthRow, 'kind' | 'reasons' | 'error'> => {
  if (unread.some(isDamaged)) return { kind: 'unusable', reasons: ['unread'], error: null }
  if (verdict === 'none') return { kind: 'none', reasons: [], error: null }
  return { kind: 'unknown', reasons: [], error: sources.find(({ error }) => error !== null)?.error ?? null }
}
