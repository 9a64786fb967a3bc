import { AsnConvert } from '@peculiar/asn1-schema'
import {
  AuthorityInfoAccessSyntax,
  AuthorityKeyIdentifier,
  BasicConstraints,
  CRLDistributionPoints,
  ExtendedKeyUsage,
  SubjectAlternativeName,
  SubjectKeyIdentifier,
} from '@peculiar/asn1-x509'
import { derTag, readDer } from './der.ts'

export interface CertificateExtension {
  readonly critical: boolean
  /** DER of what it says. */
  readonly value: Uint8Array
}
export type CertificateExtensions = ReadonlyMap<string, CertificateExtension>

export const extensionOid = {
  subjectKeyId: '2.5.29.14',
  keyUsage: '2.5.29.15',
  subjectAltName: '2.5.29.17',
  issuerAltName: '2.5.29.18',
  basicConstraints: '2.5.29.19',
  crlNumber: '2.5.29.20',
  nameConstraints: '2.5.29.30',
  crlDistributionPoints: '2.5.29.31',
  certificatePolicies: '2.5.29.32',
  policyMappings: '2.5.29.33',
  authorityKeyId: '2.5.29.35',
  policyConstraints: '2.5.29.36',
  extendedKeyUsage: '2.5.29.37',
  inhibitAnyPolicy: '2.5.29.54',
  authorityInfoAccess: '1.3.6.1.5.5.7.1.1',
  ocspNoCheck: '1.3.6.1.5.5.7.48.1.5',
} as const

const smtpUtf8Mailbox = '1.3.6.1.5.5.7.8.9'
const ocspMethod = '1.3.6.1.5.5.7.48.1'

const keyUsages = [
  'digitalSignature',
  'nonRepudiation',
  'keyEncipherment',
  'dataEncipherment',
  'keyAgreement',
  'keyCertSign',
  'cRLSign',
  'encipherOnly',
  'decipherOnly',
] as const
export type KeyUsageName = (typeof keyUsages)[number]

const purposes: Readonly<Record<string, string>> = {
  '2.5.29.37.0': 'anyExtendedKeyUsage',
  '1.3.6.1.5.5.7.3.1': 'serverAuth',
  '1.3.6.1.5.5.7.3.2': 'clientAuth',
  '1.3.6.1.5.5.7.3.3': 'codeSigning',
  '1.3.6.1.5.5.7.3.4': 'emailProtection',
  '1.3.6.1.5.5.7.3.8': 'timeStamping',
  '1.3.6.1.5.5.7.3.9': 'OCSPSigning',
}

const hex = (bytes: ArrayBuffer | Uint8Array): string => Buffer.from(new Uint8Array(bytes)).toString('hex')

/** Names of RFC 5280, 4.2.1.3; null where the extension is absent, which restricts nothing. */
export const readKeyUsage = (extensions: CertificateExtensions): readonly KeyUsageName[] | null => {
  const extension = extensions.get(extensionOid.keyUsage)
  if (extension === undefined) return null
  const { tag, content } = readDer(extension.value)
  if (tag !== derTag.bitString || content.length < 1) throw new Error('The key usage is no bit string')
  const bits = content.subarray(1)
  return keyUsages.filter((_, index) => ((bits[index >> 3] ?? 0) & (0x80 >> (index & 7))) !== 0)
}

/** Names of RFC 5280, 4.2.1.12, else the object identifier. */
export const readExtendedKeyUsage = (extensions: CertificateExtensions): readonly string[] | null => {
  const extension = extensions.get(extensionOid.extendedKeyUsage)
  if (extension === undefined) return null
  return [...AsnConvert.parse(extension.value, ExtendedKeyUsage)].map((oid) => purposes[oid] ?? oid)
}

export interface BasicLimits {
  readonly ca: boolean
  readonly pathLength: number | null
}

export const readBasicConstraints = (extensions: CertificateExtensions): BasicLimits | null => {
  const extension = extensions.get(extensionOid.basicConstraints)
  if (extension === undefined) return null
  const { cA, pathLenConstraint } = AsnConvert.parse(extension.value, BasicConstraints)
  return { ca: cA, pathLength: pathLenConstraint ?? null }
}

export const readSubjectKeyId = (extensions: CertificateExtensions): string | null => {
  const extension = extensions.get(extensionOid.subjectKeyId)
  return extension === undefined ? null : hex(AsnConvert.parse(extension.value, SubjectKeyIdentifier).buffer)
}

export const readAuthorityKeyId = (extensions: CertificateExtensions): string | null => {
  const extension = extensions.get(extensionOid.authorityKeyId)
  if (extension === undefined) return null
  const { keyIdentifier } = AsnConvert.parse(extension.value, AuthorityKeyIdentifier)
  return keyIdentifier === undefined ? null : hex(keyIdentifier.buffer)
}

/** rfc822Name, and SmtpUTF8Mailbox (RFC 8398), in their order. */
export const readAlternativeAddresses = (extensions: CertificateExtensions): readonly string[] => {
  const extension = extensions.get(extensionOid.subjectAltName)
  if (extension === undefined) return []
  return [...AsnConvert.parse(extension.value, SubjectAlternativeName)].flatMap(({ rfc822Name, otherName }) => {
    if (rfc822Name !== undefined) return [rfc822Name]
    if (otherName?.typeId !== smtpUtf8Mailbox) return []
    const outer = readDer(new Uint8Array(otherName.value))
    const text = outer.tag === 0xa0 ? readDer(outer.content) : outer
    return [new TextDecoder('utf-8', { fatal: true }).decode(text.content)]
  })
}

/** Where nothing depends on what they say, damage is the same as silence. */
const orNone = <T>(read: () => readonly T[]): readonly T[] => {
  try {
    return read()
  } catch {
    return []
  }
}

/** Addresses of revocation lists that hold every reason and come from the issuer itself. */
export const readCrlAddresses = (extensions: CertificateExtensions): readonly string[] =>
  orNone(() => {
    const extension = extensions.get(extensionOid.crlDistributionPoints)
    if (extension === undefined) return []
    return [...AsnConvert.parse(extension.value, CRLDistributionPoints)]
      .filter(({ reasons, cRLIssuer }) => reasons === undefined && cRLIssuer === undefined)
      .flatMap(({ distributionPoint }) => distributionPoint?.fullName ?? [])
      .flatMap(({ uniformResourceIdentifier: address }) => (address === undefined ? [] : [address]))
  })

export const readOcspAddresses = (extensions: CertificateExtensions): readonly string[] =>
  orNone(() => {
    const extension = extensions.get(extensionOid.authorityInfoAccess)
    if (extension === undefined) return []
    return [...AsnConvert.parse(extension.value, AuthorityInfoAccessSyntax)]
      .filter(({ accessMethod }) => accessMethod === ocspMethod)
      .flatMap(({ accessLocation: { uniformResourceIdentifier: address } }) => (address === undefined ? [] : [address]))
  })
