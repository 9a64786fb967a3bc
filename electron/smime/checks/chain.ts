import type { CertificateCheckResult, ChainLink, CheckReason } from '../../../shared/domain/certificates.ts'
import type { ParsedCertificate } from '../certificate.ts'
import type { CertificatePath } from '../chain/build-path.ts'
import { unknownCritical } from '../chain/path-problems.ts'
import { iso, result } from './result.ts'

/** Problems of the holder that other checks judge. */
const ofOtherChecks: ReadonlySet<CheckReason | null> = new Set([null, 'expired', 'notYetValid'])

/** No chain holds over a hash that is forged at will. OpenSSL looks at hashes only where it is told a level of security. */
const isBroken = ({ key, signatureAlgorithm }: ParsedCertificate, trustedRoot: boolean): boolean =>
  (key.algorithm.startsWith('RSA') && key.bits !== null && key.bits < 1024) ||
  (!trustedRoot && signatureAlgorithm.hash === 'md5')

const paramsOf = (certificate: ParsedCertificate, reason: CheckReason): Readonly<Record<string, string>> => {
  const { name, notBefore, notAfter, signatureAlgorithm } = certificate
  if (reason === 'chainExpired') return { name, notAfter: iso(notAfter) }
  if (reason === 'chainNotYetValid') return { name, notBefore: iso(notBefore) }
  if (reason === 'algorithmUnknown') return { name, algorithm: signatureAlgorithm.name }
  const oid = reason === 'chainExtensionUnknown' ? unknownCritical(certificate) : null
  return oid === null ? { name } : { name, oid }
}

interface Fault {
  readonly certificate: ParsedCertificate
  readonly reason: CheckReason
  readonly weakOnly: boolean
}

const faultsOf = ({ certificates, problems, end }: CertificatePath): readonly Fault[] =>
  certificates.flatMap((certificate, index) => {
    const reason = problems[index] ?? null
    if (reason === null || (index === 0 && ofOtherChecks.has(reason))) return []
    const trustedRoot = end === 'trusted' && index === certificates.length - 1
    return [{ certificate, reason, weakOnly: reason === 'chainWeak' && !isBroken(certificate, trustedRoot) }]
  })

const openEnd = (path: CertificatePath, last: ParsedCertificate): CertificateCheckResult =>
  path.end === 'open'
    ? // AIA would name where the issuer's certificate is; nothing is fetched, so that judging tells nobody of itself.
      result('chain', 'failed', 'issuerUnknown', { name: last.issuer })
    : result('chain', 'failed', path.certificates.length === 1 ? 'selfSigned' : 'rootUntrusted', { name: last.name })

/** A forged signature says more than where the path ends; where it ends says more than the rest. */
export const checkChain = (path: CertificatePath): CertificateCheckResult => {
  const faults = faultsOf(path)
  const last = path.certificates.at(-1)
  const wrong = faults.find(({ reason }) => reason === 'chainSignatureWrong')
  if (wrong !== undefined) return result('chain', 'failed', wrong.reason, paramsOf(wrong.certificate, wrong.reason))
  if (path.end !== 'trusted' && last !== undefined) return openEnd(path, last)
  const [fault] = [...faults.filter(({ weakOnly }) => !weakOnly), ...faults]
  if (fault === undefined || last === undefined) {
    const reason = path.trustedBy === 'administrator' ? 'trustedAdministrator' : 'trustedSystem'
    return result('chain', 'ok', reason, { name: last?.name ?? '' })
  }
  const verdict = fault.weakOnly ? 'warning' : fault.reason === 'algorithmUnknown' ? 'unknown' : 'failed'
  return result('chain', verdict, fault.reason, paramsOf(fault.certificate, fault.reason))
}

const endProblem = ({ end, certificates }: CertificatePath): CheckReason | null =>
  end === 'trusted'
    ? null
    : end === 'open'
      ? 'issuerUnknown'
      : certificates.length === 1
        ? 'selfSigned'
        : 'rootUntrusted'

/** The boxes of the picture. */
export const chainLinks = (path: CertificatePath): readonly ChainLink[] =>
  path.certificates.map(({ name, notAfter, sha256 }, index) => {
    const isLast = index === path.certificates.length - 1
    return {
      name,
      role: index === 0 ? 'holder' : isLast && path.end !== 'open' ? 'root' : 'intermediate',
      notAfter: iso(notAfter),
      sha256,
      trustedBy: isLast ? path.trustedBy : null,
      problem: path.problems[index] ?? (isLast ? endProblem(path) : null),
    }
  })
