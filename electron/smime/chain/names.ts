import type { ParsedCertificate } from '../certificate.ts'
import { type DerValue, derChildren, oidText } from '../der.ts'

const utf8 = new TextDecoder()
const utf16 = new TextDecoder('utf-16be')

const utf32 = (content: Uint8Array): string => {
  const view = new DataView(content.buffer, content.byteOffset, content.byteLength)
  const points = Array.from({ length: content.length >> 2 }, (_, index) => view.getUint32(index * 4))
  return points.map((point) => (point > 0x10ffff ? '\ufffd' : String.fromCodePoint(point))).join('')
}

const latin1 = (content: Uint8Array): string => Buffer.from(content).toString('latin1')

const readers: Readonly<Record<number, (content: Uint8Array) => string>> = {
  12: (content) => utf8.decode(content),
  19: latin1,
  20: latin1,
  22: latin1,
  26: latin1,
  28: utf32,
  30: (content) => utf16.decode(content),
}

/** RFC 5280, 7.1: neither the kind of string counts, nor case, nor how much white space there is. */
const comparableValue = ({ tag, content, whole }: DerValue): string => {
  const read = readers[tag]
  if (read === undefined) return `#${Buffer.from(whole).toString('hex')}`
  return read(content).normalize('NFKC').toLowerCase().trim().replaceAll(/\s+/g, ' ')
}

/** The parts of a Name (its DER) in one form for comparison, the order of a part with several values left out. */
export const comparableParts = (name: Uint8Array): readonly string[] =>
  derChildren(derChildren(name)[0]?.content ?? new Uint8Array()).map((part) =>
    derChildren(part.content)
      .map((pair) => {
        const [type, value] = derChildren(pair.content)
        if (type === undefined || value === undefined) throw new Error('A name lacks a value')
        return JSON.stringify([oidText(type.content), comparableValue(value)])
      })
      .sort()
      .join('+'),
  )

interface Names {
  readonly subject: string
  readonly issuer: string
}
const known = new WeakMap<ParsedCertificate, Names>()

/** A name that is built strangely is equal to its own bytes alone. */
const comparableName = (hex: string): string => {
  try {
    return comparableParts(Buffer.from(hex, 'hex')).join('/')
  } catch {
    return `#${hex}`
  }
}

/** Who a certificate belongs to and who issued it, so that equal names are equal texts. */
export const namesOf = (certificate: ParsedCertificate): Names => {
  const before = known.get(certificate)
  if (before !== undefined) return before
  const names = { subject: comparableName(certificate.subjectDer), issuer: comparableName(certificate.issuerDer) }
  known.set(certificate, names)
  return names
}

export const isSelfIssued = (certificate: ParsedCertificate): boolean => {
  const { subject, issuer } = namesOf(certificate)
  return subject === issuer
}
