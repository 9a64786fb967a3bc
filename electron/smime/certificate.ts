import 'reflect-metadata'

import { createHash } from 'node:crypto'
import { AsnConvert } from '@peculiar/asn1-schema'
import { Certificate, type Name } from '@peculiar/asn1-x509'
import { Name as NameText } from '@peculiar/x509'
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
import { type DerValue, derChildren, derTag, readDer } from './der.ts'

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

const commonName = '2.5.4.3'
const emailAddress = '1.2.840.113549.1.9.1'
/** RFC 5280, 4.1.2.5: every date has seconds and ends with Z. */
const dateText = { 23: /^\d{12}Z$/, 24: /^\d{14}Z$/ } as const

const bytesOf = (buffer: ArrayBuffer): Uint8Array => new Uint8Array(buffer)
const hexOf = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex')

const textOf = ({ whole }: DerValue): string => new NameText(Uint8Array.from(whole).buffer).toString()

const valuesOf = (name: Name, type: string): readonly string[] =>
  [...name].flatMap((part) => [...part].filter((pair) => pair.type === type).map(({ value }) => value.toString()))

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

/** The fields of TBSCertificate that judging needs byte for byte. */
const cutTbs = (tbs: DerValue) => {
  const fields = derChildren(tbs.content)
  const [serial, algorithm, issuer, validity, subject, spki] = fields[0]?.tag === 0xa0 ? fields.slice(1) : fields
  const [from, until] = validity === undefined ? [] : derChildren(validity.content)
  if (!serial || !algorithm || !issuer || !from || !until || !subject || !spki)
    throw new Error('A certificate lacks a field')
  return { serial, algorithm, issuer, from, until, subject, spki }
}

const extensionsOf = (certificate: Certificate): CertificateExtensions => {
  const extensions = new Map<string, CertificateExtension>()
  for (const { extnID, critical, extnValue } of certificate.tbsCertificate.extensions ?? []) {
    // RFC 5280, 4.2: never twice. Two that disagree would be read one way here and another way elsewhere.
    if (extensions.has(extnID)) throw new Error('An extension is there twice')
    extensions.set(extnID, { critical, value: bytesOf(extnValue.buffer) })
  }
  return extensions
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
  // A copy of its own: what was cut from a message would keep all of the message in memory.
  const der = Uint8Array.from(input)
  const outer = readDer(der)
  const [tbs, algorithm] = derChildren(outer.content)
  if (outer.tag !== derTag.sequence || outer.whole.length !== der.length || !tbs || !algorithm) {
    throw new Error('Not a certificate')
  }
  const certificate = AsnConvert.parse(der, Certificate)
  const { subject } = certificate.tbsCertificate
  const cut = cutTbs(tbs)
  // RFC 5280, 4.1.1.2: named once inside what is signed and once outside, and both must be the same.
  if (Buffer.compare(cut.algorithm.whole, algorithm.whole) !== 0) throw new Error('Two algorithms of one signature')
  const extensions = extensionsOf(certificate)
  const addresses = { san: readAlternativeAddresses(extensions), subject: valuesOf(subject, emailAddress) }
  const subjectText = textOf(cut.subject)
  const { algorithm: oid, parameters } = certificate.signatureAlgorithm
  return {
    der,
    sha256: createHash('sha256').update(der).digest('hex'),
    subject: subjectText,
    issuer: textOf(cut.issuer),
    name: valuesOf(subject, commonName)[0] || addresses.san[0] || addresses.subject[0] || subjectText,
    subjectDer: hexOf(cut.subject.whole),
    issuerDer: hexOf(cut.issuer.whole),
    serial: hexOf(cut.serial.content),
    notBefore: readTime(cut.from),
    notAfter: readTime(cut.until),
    spki: Uint8Array.from(cut.spki.whole),
    key: keyFacts(cut.spki.whole),
    signatureAlgorithm: signatureAlgorithm(oid, parameters ? bytesOf(parameters) : null),
    tbs: Uint8Array.from(tbs.whole),
    signature: bytesOf(certificate.signatureValue),
    addresses,
    ...extensionFacts(extensions),
  }
}
