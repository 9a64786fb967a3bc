import 'reflect-metadata'

import { createHash } from 'node:crypto'
import { Name } from '@peculiar/x509'
import { type KeyFacts, keyFacts, type SignatureAlgorithm, signatureAlgorithm } from './algorithms.ts'
import {
  type BasicLimits,
  type CertificateExtension,
  type CertificateExtensions,
  type KeyUsageName,
  readAlternativeAddresses,
  readAuthorityKeyId,
  readBasicConstraints,
  readCrlAddresses,
  readExtendedKeyUsage,
  readKeyUsage,
  readOcspAddresses,
  readSubjectKeyId,
} from './certificate-extensions.ts'
import { type DerValue, derChildren, derTag, oidText, readDer } from './der.ts'

/** A certificate taken apart once; everything that judges it reads here. */
export interface ParsedCertificate {
  readonly der: Uint8Array
  /** Lower-case hex. */
  readonly sha256: string
  readonly subject: string
  readonly issuer: string
  /** The subject's common name, else its first address, else the whole subject. */
  readonly name: string
  /** Hex of the DER as it stands: issuers are found by it. */
  readonly subjectDer: string
  readonly issuerDer: string
  /** Hex. */
  readonly serial: string
  /** Milliseconds since 1970. */
  readonly notBefore: number
  readonly notAfter: number
  /** DER. */
  readonly spki: Uint8Array
  readonly key: KeyFacts
  readonly signatureAlgorithm: SignatureAlgorithm
  /** The bytes that are signed. */
  readonly tbs: Uint8Array
  readonly signature: Uint8Array
  readonly extensions: CertificateExtensions
  readonly addresses: {
    /** rfc822Name and SmtpUTF8Mailbox of the SAN. */
    readonly san: readonly string[]
    /** emailAddress of the subject. */
    readonly subject: readonly string[]
  }
  /** null where the extension is absent, which restricts nothing. */
  readonly keyUsage: readonly KeyUsageName[] | null
  readonly extendedKeyUsage: readonly string[] | null
  readonly basicConstraints: BasicLimits | null
  /** Hex. */
  readonly subjectKeyId: string | null
  readonly authorityKeyId: string | null
  readonly crlAddresses: readonly string[]
  readonly ocspAddresses: readonly string[]
}

/** The largest honest ones, with signatures made against quantum computers, have half of it. */
const mostBytes = 128 * 1024
const commonName = 'CN'
const emailAddress = 'E'
/** RFC 5280, 4.1.2.5: every date has seconds and ends with Z. */
const dateText = { 23: /^\d{12}Z$/, 24: /^\d{14}Z$/ } as const

const hexOf = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex')

/** Parts of names that the library does not name, and certificates of people and companies often have. */
const moreNames = {
  serialNumber: '2.5.4.5',
  street: '2.5.4.9',
  postalCode: '2.5.4.17',
  pseudonym: '2.5.4.65',
  organizationIdentifier: '2.5.4.97',
  UID: '0.9.2342.19200300.100.1.1',
}

const nameOf = ({ whole }: DerValue): Name => new Name(Uint8Array.from(whole).buffer, moreNames)

/** @throws when it is no date of RFC 5280. */
export const readTime = ({ tag, content }: DerValue): number => {
  const text = Buffer.from(content).toString('latin1')
  if ((tag !== 0x17 && tag !== 0x18) || !dateText[tag].test(text)) throw new Error('A date is none')
  const full = tag === 0x18 ? text : `${Number(text.slice(0, 2)) < 50 ? '20' : '19'}${text}`
  const iso = full.replace(/^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)Z$/, '$1-$2-$3T$4:$5:$6Z')
  const time = Date.parse(iso)
  if (Number.isNaN(time)) throw new Error('A date is not in the calendar')
  return time
}

/** Version 1 has no extensions, and none has two lists of them. */
const extensionsTag = 0xa3

/** The fields of TBSCertificate, byte for byte. */
const cutTbs = (tbs: DerValue) => {
  const fields = derChildren(tbs.content)
  const [serial, algorithm, issuer, validity, subject, spki, ...rest] =
    fields[0]?.tag === 0xa0 ? fields.slice(1) : fields
  const [from, until] = validity === undefined ? [] : derChildren(validity.content)
  if (!serial || !algorithm || !issuer || !from || !until || !subject || !spki) {
    throw new Error('A certificate lacks a field')
  }
  if (serial.tag !== derTag.integer) throw new Error('A serial number is none')
  const extensions = rest.find(({ tag }) => tag === extensionsTag)
  return { serial, algorithm, issuer, from, until, subject, spki, extensions }
}

const readExtension = (extension: DerValue): readonly [string, CertificateExtension] => {
  const [oid, second, third] = derChildren(extension.content)
  const value = third ?? second
  if (oid?.tag !== derTag.oid || value?.tag !== derTag.octetString) throw new Error('An extension is damaged')
  return [oidText(oid.content), { critical: third !== undefined && second?.content[0] !== 0, value: value.content }]
}

const extensionsOf = (field: DerValue | undefined): CertificateExtensions => {
  const extensions = new Map<string, CertificateExtension>()
  for (const one of field === undefined ? [] : derChildren(readDer(field.content).content)) {
    const [oid, extension] = readExtension(one)
    // RFC 5280, 4.2: never twice. Two that disagree would be read one way here and another way elsewhere.
    if (extensions.has(oid)) throw new Error('An extension is there twice')
    extensions.set(oid, extension)
  }
  return extensions
}

/** Of an AlgorithmIdentifier. */
export const readSignatureAlgorithm = (algorithm: DerValue): SignatureAlgorithm => {
  const [oid, params] = derChildren(algorithm.content)
  if (oid?.tag !== derTag.oid) throw new Error('An algorithm is not named')
  return signatureAlgorithm(oidText(oid.content), params === undefined ? null : params.whole)
}

/** Of a BIT STRING that holds whole bytes, as keys and signatures do. */
export const wholeBits = ({ tag, content }: DerValue): Uint8Array => {
  if (tag !== derTag.bitString || content[0] !== 0) throw new Error('A bit string is damaged')
  return content.subarray(1)
}

const extensionFacts = (extensions: CertificateExtensions) => ({
  extensions,
  keyUsage: readKeyUsage(extensions),
  extendedKeyUsage: readExtendedKeyUsage(extensions),
  basicConstraints: readBasicConstraints(extensions),
  subjectKeyId: readSubjectKeyId(extensions),
  authorityKeyId: readAuthorityKeyId(extensions),
  crlAddresses: readCrlAddresses(extensions),
  ocspAddresses: readOcspAddresses(extensions),
})

/** @throws a plain Error when it is no certificate, or a damaged one. */
export const parseCertificate = (input: Uint8Array): ParsedCertificate => {
  if (input.length > mostBytes) throw new Error('Larger than any certificate')
  // A copy of its own: what was cut from a message would keep all of the message in memory.
  const der = Uint8Array.from(input)
  const outer = readDer(der)
  const [tbs, algorithm, signature] = derChildren(outer.content)
  if (outer.tag !== derTag.sequence || outer.whole.length !== der.length || !tbs || !algorithm || !signature) {
    throw new Error('Not a certificate')
  }
  const cut = cutTbs(tbs)
  // RFC 5280, 4.1.1.2: named once inside what is signed and once outside, and both must be the same.
  if (Buffer.compare(cut.algorithm.whole, algorithm.whole) !== 0) throw new Error('Two algorithms of one signature')
  const extensions = extensionsOf(cut.extensions)
  const subject = nameOf(cut.subject)
  const addresses = { san: readAlternativeAddresses(extensions), subject: subject.getField(emailAddress) }
  return {
    der,
    sha256: createHash('sha256').update(der).digest('hex'),
    subject: subject.toString(),
    issuer: nameOf(cut.issuer).toString(),
    name: subject.getField(commonName)[0] || addresses.san[0] || addresses.subject[0] || subject.toString(),
    subjectDer: hexOf(cut.subject.whole),
    issuerDer: hexOf(cut.issuer.whole),
    serial: hexOf(cut.serial.content),
    notBefore: readTime(cut.from),
    notAfter: readTime(cut.until),
    spki: cut.spki.whole,
    key: keyFacts(cut.spki.whole),
    signatureAlgorithm: readSignatureAlgorithm(algorithm),
    tbs: tbs.whole,
    signature: wholeBits(signature),
    addresses,
    ...extensionFacts(extensions),
  }
}
