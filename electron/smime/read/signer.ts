import { hashes as hashNames, type SignatureAlgorithm, signatureAlgorithm } from '../algorithms.ts'
import { derTag } from '../der.ts'
import { type Element, encoded, octetsOf, oidOf, toDer } from './ber.ts'
import { type Budget, ReadProblem } from './budget.ts'

/** How a signer, or the sender of a preference, names a certificate. Hex. */
export type CertificateId =
  | { readonly by: 'issuerAndSerial'; readonly issuerDer: string; readonly serial: string }
  | { readonly by: 'subjectKeyId'; readonly subjectKeyId: string }

/** A SignerInfo (RFC 5652, 5.3). */
export interface Signer {
  readonly certificate: CertificateId
  /** As node:crypto names it; null where it is unknown here. */
  readonly digest: string | null
  readonly attributes: SignedAttributes | null
  readonly algorithm: SignatureAlgorithm
  readonly signature: Uint8Array
}

interface SignedAttributes {
  /** What was signed: the SET OF, as it came and as DER orders it. */
  readonly encodings: readonly Uint8Array[]
  readonly contentType: string | null
  readonly messageDigest: Uint8Array | null
  /** SMIMEEncryptionKeyPreference: the certificate that mail to this sender is to be encrypted with. */
  readonly preference: CertificateId | null
}

const contentTypeAttribute = '1.2.840.113549.1.9.3'
const messageDigestAttribute = '1.2.840.113549.1.9.4'
/** RFC 8551, 2.5.3. */
const preferenceAttribute = '1.2.840.113549.1.9.16.2.11'
/** Outlook's own, older form: the name of the certificate without a choice around it. */
const microsoftPreference = '1.3.6.1.4.1.311.16.4'

const set = 0x31
/** Context-specific, constructed or (subjectKeyIdentifier, an octet string) primitive. */
const constructed0 = 0xa0
const primitive0 = 0x80

const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex')

const issuerAndSerial = ([issuer, serial]: readonly Element[]): CertificateId | null =>
  issuer?.tag === derTag.sequence && serial?.tag === derTag.integer
    ? { by: 'issuerAndSerial', issuerDer: hex(issuer.bytes), serial: hex(serial.content) }
    : null

const subjectKeyId = (octets: Element | undefined): CertificateId | null =>
  octets === undefined || octets.constructed ? null : { by: 'subjectKeyId', subjectKeyId: hex(octets.content) }

const signerOf = (sid: Element | undefined): CertificateId => {
  const found =
    sid?.tag === derTag.sequence ? issuerAndSerial(sid.children) : sid?.tag === primitive0 ? subjectKeyId(sid) : null
  if (found === null) throw new ReadProblem('damaged')
  return found
}

/** SMIMEEncryptionKeyPreference ::= CHOICE { [0] issuerAndSerial, [1] recipientKeyId, [2] subjectKeyId }, implicitly tagged. */
const preferenceOf = (value: Element | undefined): CertificateId | null => {
  if (value?.tag === constructed0) return issuerAndSerial(value.children)
  if (value?.tag === (constructed0 | 1)) return subjectKeyId(value.children[0])
  if (value?.tag === (primitive0 | 2)) return subjectKeyId(value)
  return value?.tag === derTag.sequence ? issuerAndSerial(value.children) : null
}

const attributesOf = (element: Element, budget: Budget): SignedAttributes => {
  const values = new Map<string, readonly Element[]>()
  for (const attribute of element.children) {
    const [type, found] = attribute.children
    const oid = oidOf(type)
    // RFC 5652, 11: there is one contentType and one messageDigest. Of two, each reader would believe another.
    if (oid === null || found === undefined || values.has(oid)) throw new ReadProblem('damaged')
    values.set(oid, found.children)
  }
  const digest = values.get(messageDigestAttribute)?.[0]
  const encodings = element.children.map((attribute) => toDer(attribute, budget))
  return {
    // Signed is the DER encoding, whose sets are ordered. Some senders sign without ordering; like OpenSSL the order
    // that came is tried first, and either way it is the same attributes that are proven.
    encodings: [encodings, encodings.toSorted(Buffer.compare)].map((all) => encoded(set, Buffer.concat(all))),
    contentType: oidOf(values.get(contentTypeAttribute)?.[0]),
    messageDigest: digest === undefined ? null : octetsOf(digest, budget),
    preference: preferenceOf((values.get(preferenceAttribute) ?? values.get(microsoftPreference))?.[0]),
  }
}

const algorithmOf = (element: Element | undefined, budget: Budget): { oid: string; params: Uint8Array | null } => {
  const [type, params] = element?.children ?? []
  const oid = oidOf(type)
  if (oid === null) throw new ReadProblem('damaged')
  return { oid, params: params === undefined ? null : toDer(params, budget) }
}

/** Senders that name the key's algorithm leave the hash to the digest algorithm (RFC 3370, 3.2). */
const keyOnly: Readonly<Record<string, 'rsa' | 'ecdsa'>> = {
  '1.2.840.113549.1.1.1': 'rsa',
  '1.2.840.10045.2.1': 'ecdsa',
}

const signatureOf = (element: Element | undefined, digest: string | null, budget: Budget): SignatureAlgorithm => {
  const { oid, params } = algorithmOf(element, budget)
  const scheme = keyOnly[oid]
  return scheme === undefined ? signatureAlgorithm(oid, params) : { oid, name: oid, scheme, hash: digest, params: null }
}

/** @throws ReadProblem damaged */
export const readSigner = (signer: Element, budget: Budget): Signer => {
  const [, sid, digestAlgorithm, ...rest] = signer.children
  const attributes = rest[0]?.tag === constructed0 ? rest.shift() : undefined
  const [algorithm, signature] = rest
  if (signature === undefined) throw new ReadProblem('damaged')
  const digest = hashNames[algorithmOf(digestAlgorithm, budget).oid] ?? null
  return {
    certificate: signerOf(sid),
    digest,
    attributes: attributes === undefined ? null : attributesOf(attributes, budget),
    algorithm: signatureOf(algorithm, digest, budget),
    signature: octetsOf(signature, budget),
  }
}
