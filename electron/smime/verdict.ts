import type { CertificateCheckResult, JudgedCertificate } from '../../shared/domain/certificates.ts'
import type { ParsedCertificate } from './certificate.ts'
import { buildPath, type CertificatePath } from './chain/build-path.ts'
import { CertificatePool } from './chain/pool.ts'
import { Work } from './chain/work.ts'
import { checkAddress } from './checks/address.ts'
import { chainLinks, checkChain } from './checks/chain.ts'
import { checkMessageSignature } from './checks/message-signature.ts'
import { iso } from './checks/result.ts'
import { revocationOff } from './checks/revocation.ts'
import { checkStrength } from './checks/strength.ts'
import { checkEncryptionUsage, checkSigningUsage } from './checks/usage.ts'
import { checkValidity } from './checks/validity.ts'
import type { Judgement, Judging, MessageSignature, ReadCertificate, ReadMaterial } from './material.ts'
import { parsedOnes, type Trust } from './trust.ts'
import { bestFirst, overallUse } from './use.ts'

interface Found {
  readonly read: ReadCertificate
  readonly certificate: ParsedCertificate
}

const parsed = (read: ReadCertificate): readonly Found[] => {
  // Whoever read the material has said already what cannot be parsed: see `unread`.
  const [certificate] = parsedOnes([read.der])
  return certificate === undefined ? [] : [{ read, certificate }]
}

/** Of a certificate's addresses; all of them are judged. */
const mostShown = 200

/** The better witness first. */
const witnesses: readonly (MessageSignature['reason'] | undefined)[] = [
  'signatureValid',
  'signerNotFrom',
  'signatureUnsupported',
  undefined,
  'signerOther',
  'contentAltered',
  'signatureWrong',
]

const betterWitness = ({ read: a }: Found, { read: b }: Found): number =>
  witnesses.indexOf(a.signature?.reason) - witnesses.indexOf(b.signature?.reason) ||
  (b.messageAt ?? '').localeCompare(a.messageAt ?? '')

/** One of each: what came several times counts by its best witness, and as preferred where any message prefers it. */
const oneOfEach = (found: readonly Found[]): readonly Found[] => {
  const wanted = found.filter(({ read }) => !read.companion)
  return [...Map.groupBy(wanted, ({ certificate }) => certificate.sha256).values()].flatMap((same) => {
    const [best] = [...same].sort(betterWitness)
    if (best === undefined) return []
    const preferredForEncryption = same.some(({ read }) => read.preferredForEncryption)
    return [{ ...best, read: { ...best.read, preferredForEncryption } }]
  })
}

const checksOf = (
  { read, certificate }: Found,
  path: CertificatePath,
  judging: Judging,
  at: number,
): readonly CertificateCheckResult[] => [
  checkAddress(certificate, judging.addresses),
  checkValidity(certificate, at),
  checkEncryptionUsage(certificate),
  checkSigningUsage(certificate),
  checkStrength(certificate, path.end === 'trusted' && path.certificates.length === 1),
  checkChain(path),
  checkMessageSignature(read.signature),
  revocationOff(path),
]

const judged = (found: Found, path: CertificatePath, checks: readonly CertificateCheckResult[]): JudgedCertificate => {
  const { certificate, read } = found
  const { algorithm, bits, curve } = certificate.key
  return {
    sha256: certificate.sha256,
    subject: certificate.subject,
    issuer: certificate.issuer,
    name: certificate.name,
    serial: certificate.serial,
    notBefore: iso(certificate.notBefore),
    notAfter: iso(certificate.notAfter),
    key: { algorithm, bits, curve },
    signatureAlgorithm: certificate.signatureAlgorithm.name,
    addresses: [...new Set([...certificate.addresses.san, ...certificate.addresses.subject])].slice(0, mostShown),
    keyUsage: certificate.keyUsage,
    extendedKeyUsage: certificate.extendedKeyUsage,
    source: read.source,
    messageAt: read.messageAt,
    chain: chainLinks(path),
    checks,
    ...overallUse(checks),
  }
}

/**
 * Judges what was read. Pure but for `trust`, and bounded: see Work.
 */
export const judgeAll = (read: ReadMaterial, judging: Judging, trust: Trust): Omit<Judgement, 'unread'> => {
  const found = read.certificates.flatMap(parsed)
  const all = found.map(({ certificate }) => certificate)
  const at = Date.parse(judging.at)
  const pool = new CertificatePool(trust.system, parsedOnes(judging.roots), all, at)
  const work = new Work()
  const preferred = new Set<string>()
  const ders: Record<string, Judgement['ders'][string]> = {}
  const certificates = oneOfEach(found).map((one) => {
    const path = buildPath(one.certificate, pool, at, work)
    const chain = path.certificates.slice(1).map(({ der }) => der)
    ders[one.certificate.sha256] = { der: one.certificate.der, chain }
    if (one.read.preferredForEncryption) preferred.add(one.certificate.sha256)
    return judged(one, path, checksOf(one, path, judging, at))
  })
  return { certificates: certificates.sort(bestFirst(({ sha256 }) => preferred.has(sha256))), ders }
}
