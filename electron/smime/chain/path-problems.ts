import type { CheckReason } from '../../../shared/domain/certificates.ts'
import type { ParsedCertificate } from '../certificate.ts'
import { extensionOid } from '../certificate-extensions.ts'
import { forbiddenNames } from './name-constraints.ts'
import { isSelfIssued } from './names.ts'
import type { Work } from './work.ts'

/** What is wrong at each certificate of a path; null where nothing is. */
export type PathProblems = readonly (CheckReason | null)[]

/**
 * Critical extensions that are understood. Policies are among them as in OpenSSL without -policy_check: any policy will
 * do here, and the limits that authorities put on policies are not processed.
 */
const understood: ReadonlySet<string> = new Set([
  extensionOid.keyUsage,
  extensionOid.subjectAltName,
  extensionOid.basicConstraints,
  extensionOid.nameConstraints,
  extensionOid.crlDistributionPoints,
  extensionOid.certificatePolicies,
  extensionOid.policyMappings,
  extensionOid.policyConstraints,
  extensionOid.extendedKeyUsage,
  extensionOid.inhibitAnyPolicy,
  extensionOid.ocspNoCheck,
])

/** The first critical extension that is not understood (RFC 5280, 4.2: then the certificate must be refused). */
export const unknownCritical = ({ extensions }: ParsedCertificate): string | null =>
  [...extensions].find(([oid, { critical }]) => critical && !understood.has(oid))?.[0] ?? null

export const allowsMail = ({ extendedKeyUsage: usages }: ParsedCertificate): boolean =>
  // RFC 8550, 4.4.4. OpenSSL takes anyExtendedKeyUsage for no purpose of S/MIME; the RFC does.
  usages === null || usages.includes('emailProtection') || usages.includes('anyExtendedKeyUsage')

/**
 * A certificate without basic constraints is no authority (RFC 5280, 6.1.4 (k)), whatever its key usage says. Only a
 * trusted root may lack them: old ones do, and it is an authority because it is trusted.
 */
const isAuthority = ({ basicConstraints }: ParsedCertificate, trustedRoot: boolean): boolean =>
  basicConstraints?.ca ?? trustedRoot

/** Broken hashes, and RSA keys that can be factored; what is merely short is a matter of the check of strength. */
const isWeak = ({ key, signatureAlgorithm: { hash } }: ParsedCertificate, trustedRoot: boolean): boolean =>
  (key.algorithm.startsWith('RSA') && key.bits !== null && key.bits < 2048) ||
  // Nobody relies on the signature that a trusted root makes over itself.
  (!trustedRoot && (hash === 'sha1' || hash === 'md5'))

const authorityProblem = (
  authority: ParsedCertificate,
  below: readonly ParsedCertificate[],
  trustedRoot: boolean,
  at: number,
): CheckReason | null => {
  if (at > authority.notAfter) return 'chainExpired'
  if (at < authority.notBefore) return 'chainNotYetValid'
  if (!isAuthority(authority, trustedRoot)) return 'chainAuthorityMissing'
  if (authority.keyUsage !== null && !authority.keyUsage.includes('keyCertSign')) return 'chainAuthorityMissing'
  const most = authority.basicConstraints?.pathLength ?? null
  if (most !== null && below.slice(1).filter((one) => !isSelfIssued(one)).length > most) return 'chainPathTooLong'
  if (!allowsMail(authority)) return 'chainUsageForbids'
  return isWeak(authority, trustedRoot) ? 'chainWeak' : null
}

const holderProblem = ({ notBefore, notAfter }: ParsedCertificate, at: number): CheckReason | null =>
  at > notAfter ? 'expired' : at < notBefore ? 'notYetValid' : null

/** The rules of RFC 5280, 6.1, from the holder (first) to the root. `trusted`: the last one is a trusted root. */
export const pathProblems = (
  path: readonly ParsedCertificate[],
  trusted: boolean,
  at: number,
  work: Work,
): PathProblems => {
  const forbidden = forbiddenNames(path, work)
  return path.map((certificate, index) => {
    const issuer = path[index + 1]
    const signature = issuer === undefined ? 'valid' : work.verify(certificate, issuer)
    if (signature === 'wrong') return 'chainSignatureWrong'
    if (signature === 'unsupported') return 'algorithmUnknown'
    if (unknownCritical(certificate) !== null) return 'chainExtensionUnknown'
    if (forbidden.has(index)) return 'chainNameForbidden'
    const trustedRoot = trusted && issuer === undefined
    return index === 0
      ? holderProblem(certificate, at)
      : authorityProblem(certificate, path.slice(0, index), trustedRoot, at)
  })
}
