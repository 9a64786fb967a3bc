import type {
  CertificateCheckResult,
  CertificateLookup,
  CertificateUse,
  CheckVerdict,
  JudgedCertificate,
  LookupVerdict,
  SourceAnswer,
  SourceFinding,
} from '../../../shared/domain/certificates.ts'
import type { Text } from '../../../shared/text/en/index.ts'
import { fill } from '../../../shared/text/explain.ts'
import type { Level } from '../../components/status.tsx'
import { daysUntil, type Format, isMoment } from '../../lib/format.ts'

/** A source that is off or was not asked says nothing against the user; one that may not answer does. */
export const answerLevels: Readonly<Record<SourceAnswer, Level>> = {
  found: 'ok',
  none: 'off',
  notPermitted: 'error',
  notAvailable: 'off',
  failed: 'error',
  off: 'off',
  notAsked: 'todo',
}

export const checkLevels: Readonly<Record<CheckVerdict, Level>> = {
  ok: 'ok',
  warning: 'warn',
  failed: 'error',
  unknown: 'unknown',
  notAsked: 'off',
}

export const usabilityLevels: Readonly<Record<CertificateUse, Level>> = {
  encrypt: 'ok',
  verify: 'partial',
  none: 'error',
}

/** What was found is no fault of the program: none of these interrupts a screen reader. */
export const verdictLevels: Readonly<Record<LookupVerdict, Level>> = {
  encrypt: 'ok',
  verify: 'partial',
  unusable: 'warn',
  none: 'off',
  unknown: 'unknown',
}

/** A reason's sentence; dates come as they are kept and are read as people write them. */
export const sentenceOf = (sentence: string, params: Readonly<Record<string, string>>, { date }: Format): string =>
  fill(
    sentence,
    Object.fromEntries(Object.entries(params).map(([name, value]) => [name, isMoment(value) ? date(value) : value])),
  )

/** How many were found, or the answer in a word. */
export const answerText = (
  { answer, certificates }: SourceFinding,
  { certificates: text, certificateReasons: words }: Text,
  { number }: Format,
): string =>
  answer === 'found' && certificates > 0
    ? text.sources.found({ count: certificates, text: number(certificates) })
    : words.answers[answer]

/** A check in a word or two: the days left, or what its reason is called. */
export const checkText = (
  { check, verdict, reason }: CertificateCheckResult,
  notAfter: string,
  { certificates: text, certificateReasons: words }: Text,
  { number }: Format,
  now: number,
): string => {
  const left = daysUntil(notAfter, now)
  return check === 'validity' && (verdict === 'ok' || verdict === 'warning') && left >= 0
    ? text.checks.daysLeft({ count: left, text: number(left) })
    : words.words[reason]
}

/** 'RSA 3072', 'EC P-256', 'Ed25519'. */
export const keyText = ({ key: { algorithm, bits, curve } }: JudgedCertificate): string => {
  if (curve !== null) return curve === algorithm ? algorithm : `${algorithm} ${curve}`
  return bits === null ? algorithm : `${algorithm} ${bits}`
}

const allows = ({ checks }: JudgedCertificate, usage: 'encryptionUsage' | 'signingUsage'): boolean =>
  checks.some(({ check, verdict }) => check === usage && (verdict === 'ok' || verdict === 'warning'))

/** What its usage is for, whatever else keeps it from being used. */
export const purposeText = (certificate: JudgedCertificate, { list }: Text['certificates']): string => {
  const encrypts = allows(certificate, 'encryptionUsage')
  const signs = allows(certificate, 'signingUsage')
  if (encrypts) return signs ? list.both : list.encryptionOnly
  return signs ? list.signingOnly : list.neither
}

/** Its last day, or what is wrong with its dates. */
export const datesText = (
  { notBefore, notAfter }: JudgedCertificate,
  { list }: Text['certificates'],
  { date }: Format,
  now: number,
): string => {
  if (Date.parse(notAfter) < now) return list.expired({ date: date(notAfter) })
  return Date.parse(notBefore) > now ? list.begins({ date: date(notBefore) }) : date(notAfter)
}

/** Each reason once, in the words of the table of checks. */
export const becauseText = ({ because }: JudgedCertificate, { words }: Text['certificateReasons']): string =>
  [...new Set(because.map((reason) => words[reason]))].join(', ')

/** Below the verdict: how many certificates it rests on, and where they came from. */
export const basisText = (
  { verdict, certificates }: CertificateLookup,
  { lookup: text }: Text['certificates'],
  { number }: Format,
): string => {
  if (certificates.length === 0) return verdict === 'unknown' ? text.unknown : text.none
  const usable = certificates.filter(({ use }) => use === 'encrypt')
  const counted = usable.length > 0 ? usable : certificates
  const words = usable.length > 0 ? text.usable : text.unusable
  const [best] = counted
  const count = words({ count: counted.length, text: number(counted.length) })
  return best === undefined ? count : `${count} ${text.from[best.source]}`
}

/** Only signed mail needs this role: whether a lookup lacks it, and has nothing from elsewhere. */
export const lacksMailRole = ({ sources, certificates }: CertificateLookup): boolean =>
  certificates.length === 0 && sources.some(({ reason }) => reason === 'roleMissing')
