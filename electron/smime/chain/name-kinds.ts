import { AsnConvert } from '@peculiar/asn1-schema'
import { type GeneralName, SubjectAlternativeName } from '@peculiar/asn1-x509'
import type { ParsedCertificate } from '../certificate.ts'
import { extensionOid } from '../certificate-extensions.ts'
import { type MailAddress, mailAddress } from '../mail-address.ts'
import { comparableParts } from './names.ts'

/** Names of a certificate by kind, in a form to compare. */
export interface NamesByKind {
  readonly directoryName: readonly (readonly string[])[]
  /** null: written so that it is no address. */
  readonly rfc822Name: readonly (MailAddress | null)[]
  readonly dNSName: readonly string[]
  /** Kinds besides these. */
  readonly others: ReadonlySet<string>
}

const processed: ReadonlySet<string> = new Set(['rfc822Name', 'directoryName', 'dNSName'])

/** The one alternative of the choice that it is. */
export const kindOf = (name: GeneralName): string =>
  Object.entries(name).find(([, value]) => value !== undefined)?.[0] ?? 'unknown'

export const partsOf = (name: GeneralName['directoryName']): readonly string[] =>
  name === undefined ? [] : comparableParts(new Uint8Array(AsnConvert.serialize(name)))

const read = (certificate: ParsedCertificate): NamesByKind => {
  const extension = certificate.extensions.get(extensionOid.subjectAltName)
  const names = extension === undefined ? [] : [...AsnConvert.parse(extension.value, SubjectAlternativeName)]
  const subject = comparableParts(Buffer.from(certificate.subjectDer, 'hex'))
  const { san, subject: inSubject } = certificate.addresses
  return {
    // RFC 5280, 4.2.1.10: an empty subject is no name that could be forbidden.
    directoryName: [
      ...(subject.length === 0 ? [] : [subject]),
      ...names.filter((name) => name.directoryName !== undefined).map((name) => partsOf(name.directoryName)),
    ],
    // RFC 5280 constrains the subject's address only where there is no SAN; OpenSSL always, and so does this: an
    // address that counts in our check of addresses must not slip past the authority's limits.
    rfc822Name: [...san, ...inSubject].map(mailAddress),
    dNSName: names.flatMap(({ dNSName }) => (dNSName === undefined ? [] : [dNSName.toLowerCase()])),
    others: new Set(names.map(kindOf).filter((kind) => !processed.has(kind))),
  }
}

const known = new WeakMap<ParsedCertificate, NamesByKind>()

/** @throws where the names are damaged. Read once: a certificate may be in many ways to a root. */
export const namesByKind = (certificate: ParsedCertificate): NamesByKind => {
  const names = known.get(certificate) ?? read(certificate)
  known.set(certificate, names)
  return names
}
