import type { ParsedCertificate } from '../certificate.ts'
import { comparableAddress } from '../mail-address.ts'
import type { MessageSignature } from '../material.ts'
import type { Budget } from './budget.ts'
import type { CertificateId, Signer } from './signer.ts'
import { Content, isNamed, verifySigner } from './verify-signer.ts'

/** What a container says of one of its certificates. */
export interface Role {
  readonly certificate: ParsedCertificate
  readonly signature: MessageSignature | null
  readonly preferredForEncryption: boolean
  readonly companion: boolean
}

/** What the signers of a container are held against. */
export interface SignedContent {
  /** Null where it lies elsewhere and is not at hand. */
  readonly content: Content | null
  /** Whether it came as mail: then a signature without its content proves nothing. */
  readonly message: boolean
  /** Of the message. Empty where it is not known. */
  readonly from: readonly string[]
}

interface Finding {
  readonly certificate: ParsedCertificate
  /** In their comparable form. */
  readonly addresses: ReadonlySet<string>
  readonly signature: MessageSignature | null
  readonly preference: CertificateId | null
}

const comparable = (addresses: readonly string[]): ReadonlySet<string> =>
  new Set(addresses.flatMap((address) => comparableAddress(address) ?? []))

const addressesOf = ({ addresses }: ParsedCertificate): ReadonlySet<string> =>
  comparable([...addresses.san, ...addresses.subject])

const haveOneInCommon = (some: ReadonlySet<string>, others: ReadonlySet<string>): boolean =>
  [...some].some((address) => others.has(address))

/** RFC 8550, 3: compared where the certificate names addresses at all; one without is the address check's to judge. */
const isFrom = (addresses: ReadonlySet<string>, from: readonly string[]): boolean =>
  addresses.size === 0 || from.length === 0 || haveOneInCommon(addresses, comparable(from))

const signatureOf = (
  reason: MessageSignature['reason'] | null,
  addresses: ReadonlySet<string>,
  { message, from }: SignedContent,
): MessageSignature | null => {
  // A gateway has taken the content from beside its signature. A container that is no mail never had any.
  if (reason === null) return message ? { reason: 'contentAltered', params: {} } : null
  if (reason !== 'signatureValid' || isFrom(addresses, from)) return { reason, params: {} }
  return { reason: 'signerNotFrom', params: { address: from.join(', ') } }
}

const findingOf = (signer: Signer, certificate: ParsedCertificate, held: SignedContent): Finding => {
  const addresses = addressesOf(certificate)
  const { reason, attributes } = verifySigner(signer, certificate, held.content)
  return {
    certificate,
    addresses,
    signature: signatureOf(reason, addresses, held),
    // What signed attributes say counts when their own signature is right, with or without the content.
    preference: attributes ? (signer.attributes?.preference ?? null) : null,
  }
}

const isAuthority = ({ basicConstraints }: ParsedCertificate): boolean => basicConstraints?.ca === true

const roleOf = (certificate: ParsedCertificate, findings: readonly Finding[]): Role => {
  const addresses = addressesOf(certificate)
  // RFC 8551, 2.5.3.1 looks for the signer's subject; people have one certificate for each purpose, not always by it.
  const isOf = (finding: Finding): boolean =>
    finding.certificate.subjectDer === certificate.subjectDer || haveOneInCommon(addresses, finding.addresses)
  const own = findings.find((finding) => finding.certificate === certificate)
  const preferring = findings.find(({ preference }) => preference !== null && isNamed(preference, certificate))
  const preferredForEncryption = preferring !== undefined
  if (own !== undefined) return { certificate, signature: own.signature, preferredForEncryption, companion: false }
  if (preferring !== undefined && !isOf(preferring)) {
    const signature = preferring.signature && ({ reason: 'signerOther', params: {} } as const)
    return { certificate, signature, preferredForEncryption, companion: false }
  }
  const holder = preferring ?? findings.find(isOf)
  const companion = holder === undefined || isAuthority(certificate)
  return { certificate, signature: companion ? null : holder.signature, preferredForEncryption, companion }
}

export interface Roles {
  readonly roles: readonly Role[]
  /** Whether a signer's certificate is not in the container. */
  readonly signerMissing: boolean
}

/** Whose each certificate of a signed container is, and what the signature says of it. */
export const rolesOfSigned = (
  signers: readonly Signer[],
  certificates: readonly ParsedCertificate[],
  held: SignedContent,
): Roles => {
  const findings = signers.flatMap((signer) => {
    const certificate = certificates.find((each) => isNamed(signer.certificate, each))
    return certificate === undefined ? [] : [findingOf(signer, certificate, held)]
  })
  return {
    roles: certificates.map((certificate) => roleOf(certificate, findings)),
    signerMissing: findings.length < signers.length,
  }
}

/** Of a bundle nobody signed: authorities and issuers came along, unless there is nothing else. */
export const rolesOfBundle = (certificates: readonly ParsedCertificate[]): readonly Role[] => {
  const issues = (one: ParsedCertificate) =>
    certificates.some(
      (other) => other !== one && other.issuerDer === one.subjectDer && other.subjectDer !== one.subjectDer,
    )
  const companions = new Set(certificates.filter((certificate) => isAuthority(certificate) || issues(certificate)))
  const alone = companions.size === certificates.length
  return certificates.map((certificate) => ({
    certificate,
    signature: null,
    preferredForEncryption: false,
    companion: !alone && companions.has(certificate),
  }))
}

export const signedContent = (type: string, bytes: Uint8Array | null, budget: Budget): Content | null =>
  bytes === null ? null : new Content(type, bytes, budget)
