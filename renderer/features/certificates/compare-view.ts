import type { JudgedCertificate } from '../../../shared/domain/certificates.ts'
import type { Text } from '../../../shared/text/en/index.ts'
import { type Format, groupsOf } from '../../lib/format.ts'
import { keyText } from './certificate-view.ts'

export interface Property {
  readonly name: string
  readonly value: string
  /** Hexadecimal or a name that must be read letter by letter. */
  readonly mono?: boolean
}

export interface Compared {
  readonly name: string
  readonly first: string
  readonly second: string
  readonly mono: boolean
  readonly same: boolean
}

const usageText = (usage: readonly string[] | null, unrestricted: string): string =>
  usage === null ? unrestricted : usage.join(', ')

const sourceText = (
  { source, messageAt }: JudgedCertificate,
  { certificates, certificateReasons }: Text,
  { dateTime }: Format,
) =>
  messageAt === null
    ? certificateReasons.sources[source]
    : certificates.details.signedMailOf({ when: dateTime(messageAt) })

/** All that is said of a certificate, line by line. */
export const propertiesOf = (certificate: JudgedCertificate, text: Text, format: Format): readonly Property[] => {
  const { details } = text.certificates
  const { subject, issuer, serial, sha256, notBefore, notAfter, addresses, keyUsage, extendedKeyUsage } = certificate
  return [
    { name: details.subject, value: subject },
    { name: details.issuer, value: issuer },
    { name: details.serial, value: groupsOf(serial, 2, ':'), mono: true },
    { name: details.fingerprint, value: groupsOf(sha256, 4, ' '), mono: true },
    {
      name: details.validity,
      value: details.span({ start: format.dateTime(notBefore), end: format.dateTime(notAfter) }),
    },
    { name: details.key, value: keyText(certificate) },
    { name: details.signature, value: certificate.signatureAlgorithm },
    { name: details.addresses, value: addresses.length === 0 ? details.noAddresses : addresses.join(', ') },
    { name: details.keyUsage, value: usageText(keyUsage, details.unrestricted) },
    { name: details.extendedKeyUsage, value: usageText(extendedKeyUsage, details.unrestricted) },
    { name: details.source, value: sourceText(certificate, text, format) },
  ]
}

/** The same as one text, for the clipboard. */
export const detailsText = (certificate: JudgedCertificate, text: Text, format: Format): string =>
  propertiesOf(certificate, text, format)
    .map(({ name, value }) => `${name}: ${value}`)
    .join('\n')

const rootText = ({ chain }: JudgedCertificate, { certificates }: Text): string =>
  chain.find(({ role }) => role === 'root')?.name ?? certificates.chain.alone

/** Two certificates line by line; what differs comes first. */
export const comparedOf = (
  first: JudgedCertificate,
  second: JudgedCertificate,
  text: Text,
  format: Format,
): readonly Compared[] => {
  const others = propertiesOf(second, text, format)
  const { compare, list } = text.certificates
  const lines = propertiesOf(first, text, format).map(({ name, value, mono = false }, index) => ({
    name,
    first: value,
    second: others[index]?.value ?? '',
    mono,
  }))
  const all = [
    ...lines,
    { name: compare.use, first: list.uses[first.use], second: list.uses[second.use], mono: false },
    {
      name: compare.issuedBy,
      first: rootText(first, text),
      second: rootText(second, text),
      mono: false,
    },
  ].map((line) => ({ ...line, same: line.first === line.second }))
  return [...all.filter(({ same }) => !same), ...all.filter(({ same }) => same)]
}
