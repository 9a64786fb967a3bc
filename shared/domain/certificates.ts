import type { StoredError } from '../ipc/errors.ts'

/** Where a user's certificates are looked for; the order and what is switched on are settings. */
export const certificateSources = ['profile', 'signedMail', 'ldap'] as const
export type CertificateSource = (typeof certificateSources)[number]

/** `notAsked`: another source before it had delivered, or the lookup ended. */
export const sourceAnswers = ['found', 'none', 'notPermitted', 'notAvailable', 'failed', 'off', 'notAsked'] as const
export type SourceAnswer = (typeof sourceAnswers)[number]

/** Why a source answers so; the sentence is in shared/text. */
export const sourceReasons = [
  // found
  'attributes',
  'newestSignedMail',
  'entry',
  // none
  'attributesEmpty',
  'noSignedMail',
  'noSignedMailAmong',
  'signedWithoutCertificate',
  'noEntry',
  // notPermitted
  'roleMissing',
  'accessPolicy',
  'bindRefused',
  // notAvailable
  'attributesUnknown',
  'noMailbox',
  'notConfigured',
  // off, not asked
  'switchedOff',
  'foundBefore',
  // failed: see the error
  'error',
] as const
export type SourceReason = (typeof sourceReasons)[number]

/** What one source said in one lookup. */
export interface SourceFinding {
  readonly source: CertificateSource
  readonly answer: SourceAnswer
  readonly reason: SourceReason
  /** Fills the reason's sentence: counts, role names, a date as ISO 8601. Nothing of a message. */
  readonly params: Readonly<Record<string, string>>
  readonly error: StoredError | null
  /** Different certificates delivered. */
  readonly certificates: number
}

/** In the order in which they are shown. */
export const certificateChecks = [
  'address',
  'validity',
  'encryptionUsage',
  'signingUsage',
  'strength',
  'chain',
  'messageSignature',
  'revocation',
] as const
export type CertificateCheck = (typeof certificateChecks)[number]

/** `notAsked`: switched off, or there is nothing to check (no message). `unknown`: could not be found out. */
export const checkVerdicts = ['ok', 'warning', 'failed', 'unknown', 'notAsked'] as const
export type CheckVerdict = (typeof checkVerdicts)[number]

/** Why a check comes out so; the sentence is in shared/text. */
export const checkReasons = [
  // address
  'addressInSan',
  'addressInSubject',
  'addressOther',
  'addressNone',
  'addressUnknown',
  // validity
  'valid',
  'expiresSoon',
  'expired',
  'notYetValid',
  // usage
  'usageAllowed',
  'usageUnrestricted',
  'keyUsageForbids',
  'extendedKeyUsageForbids',
  'authorityCertificate',
  'keyCannotEncrypt',
  // strength
  'strong',
  'keyShort',
  'keyTooShort',
  'hashWeak',
  'exponentSmall',
  'algorithmUnknown',
  // chain
  'trustedSystem',
  'trustedAdministrator',
  'selfSigned',
  'issuerUnknown',
  'rootUntrusted',
  'chainExpired',
  'chainNotYetValid',
  'chainSignatureWrong',
  'chainAuthorityMissing',
  'chainPathTooLong',
  'chainNameForbidden',
  'chainUsageForbids',
  'chainExtensionUnknown',
  'chainWeak',
  // signature of the message it came with
  'signatureValid',
  'signatureWrong',
  'contentAltered',
  'signerOther',
  'signerNotFrom',
  'signatureUnsupported',
  'notFromMessage',
  // revocation
  'switchedOff',
  'notRevoked',
  'revoked',
  'revocationUnreachable',
  'revocationUnreadable',
  'revocationNoPlace',
] as const
export type CheckReason = (typeof checkReasons)[number]

export interface CertificateCheckResult {
  readonly check: CertificateCheck
  readonly verdict: CheckVerdict
  readonly reason: CheckReason
  /** Fills the reason's sentence. Dates as ISO 8601. */
  readonly params: Readonly<Record<string, string>>
}

/** `verify`: good for checking a signature only. */
export const certificateUses = ['encrypt', 'verify', 'none'] as const
export type CertificateUse = (typeof certificateUses)[number]

/** One box of the chain's picture, from the certificate to the root. */
export interface ChainLink {
  readonly name: string
  readonly role: 'holder' | 'intermediate' | 'root'
  readonly notAfter: string
  readonly sha256: string
  /** Of the root alone. */
  readonly trustedBy: 'system' | 'administrator' | null
  /** What is wrong at this link; null when nothing is. */
  readonly problem: CheckReason | null
}

/** A certificate as it was found and judged. Nothing here is secret, and nothing of it is stored. */
export interface JudgedCertificate {
  /** SHA-256 over the DER, lower-case hex; names it within the session. */
  readonly sha256: string
  readonly subject: string
  readonly issuer: string
  /** The subject's common name, else its first address, else the whole subject. */
  readonly name: string
  /** Hex. */
  readonly serial: string
  readonly notBefore: string
  readonly notAfter: string
  readonly key: { readonly algorithm: string; readonly bits: number | null; readonly curve: string | null }
  /** As people write it: `SHA-256 with RSA`. */
  readonly signatureAlgorithm: string
  /** rfc822Name and SmtpUTF8Mailbox of the SAN, and emailAddress of the subject. */
  readonly addresses: readonly string[]
  /** Names of RFC 5280; null where the extension is absent, which restricts nothing. */
  readonly keyUsage: readonly string[] | null
  readonly extendedKeyUsage: readonly string[] | null
  readonly source: CertificateSource | 'file'
  /** When the message was sent that it came with (ISO 8601). */
  readonly messageAt: string | null
  readonly chain: readonly ChainLink[]
  readonly checks: readonly CertificateCheckResult[]
  readonly use: CertificateUse
  /** Checks that keep it from more; empty when it can encrypt. */
  readonly because: readonly CheckReason[]
}

/** What of the delivered material could not be read. */
export interface UnreadMaterial {
  readonly source: CertificateSource | 'file'
  readonly problem: MaterialProblem
  readonly params: Readonly<Record<string, string>>
}

export const materialProblems = [
  'notCertificate',
  'damaged',
  'tooLarge',
  'tooMany',
  'encrypted',
  'unsigned',
  'noCertificates',
  'tookTooLong',
] as const
export type MaterialProblem = (typeof materialProblems)[number]

/** What all of it comes to for one user. `unknown`: a source that might have some did not answer. */
export const lookupVerdicts = ['encrypt', 'verify', 'unusable', 'none', 'unknown'] as const
export type LookupVerdict = (typeof lookupVerdicts)[number]

/** One live lookup. */
export interface CertificateLookup {
  readonly user: { readonly id: string; readonly displayName: string | null; readonly addresses: readonly string[] }
  readonly at: string
  readonly milliseconds: number
  /** Requests that waited for each other; those in one batch, or side by side, are one. */
  readonly roundTrips: number
  readonly sources: readonly SourceFinding[]
  /** Best first: the one that mail to this user is encrypted with leads. */
  readonly certificates: readonly JudgedCertificate[]
  readonly unread: readonly UnreadMaterial[]
  readonly verdict: LookupVerdict
}

/** Days before its end from which a certificate counts as expiring, on the board and in its check. */
export const expiringWithin = [30, 60, 90] as const

/** How the board sorts users; each is in exactly one. */
export const healthKinds = ['usable', 'expiring', 'unusable', 'none', 'unknown'] as const
export type HealthKind = (typeof healthKinds)[number]

/** What is wrong with a user's best certificate, as the board counts it. */
export const healthReasons = [
  'expired',
  'notYetValid',
  'address',
  'usage',
  'issuer',
  'weak',
  'revoked',
  'signature',
  'unread',
] as const
export type HealthReason = (typeof healthReasons)[number]

export interface HealthRow {
  readonly userId: string
  readonly displayName: string | null
  readonly mail: string
  readonly department: string | null
  readonly kind: HealthKind
  /** All that is wrong with the best certificate, or weak about one that can be used; empty where there is none. */
  readonly reasons: readonly HealthReason[]
  readonly notAfter: string | null
  readonly daysLeft: number | null
  readonly source: CertificateSource | null
  /** Why nothing is known, where the kind is unknown. */
  readonly error: StoredError | null
}

export interface HealthBoard {
  readonly boardId: string
  readonly scope: HealthScope
  readonly state: 'running' | 'stopped' | 'done'
  /** What ended it before everyone was asked; null where the administrator did, or nothing has. */
  readonly error: StoredError | null
  readonly startedAt: string
  readonly finishedAt: string | null
  readonly done: number
  readonly total: number
  /** Lookups a second, lately. */
  readonly rate: number
  readonly counts: Readonly<Record<HealthKind, number>>
  readonly reasons: Readonly<Record<HealthReason, number>>
  /** Expiring within so many days: each count holds the one before. */
  readonly expiring: Readonly<Record<(typeof expiringWithin)[number], number>>
  /** The largest first, at most 12, the rest as one with the name null; blank departments under ''. */
  readonly departments: readonly {
    readonly name: string | null
    readonly counts: Readonly<Record<HealthKind, number>>
  }[]
}

export type HealthScope =
  | { readonly of: 'all' }
  | { readonly of: 'group'; readonly groupId: string; readonly name: string | null }
