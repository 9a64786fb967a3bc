import { createHash } from 'node:crypto'

/**
 * Writes DER by hand, and reads as much of it as that takes. The program reads with a library; what it is tested with
 * does not come from the same one.
 */
export const tlv = (tag: number, ...content: readonly Uint8Array[]): Buffer => {
  const body = Buffer.concat(content)
  return Buffer.concat([Buffer.from([tag]), lengthOf(body.length), body])
}

const lengthOf = (length: number): Buffer => {
  if (length < 0x80) return Buffer.from([length])
  const hex = length.toString(16)
  const bytes = Buffer.from(hex.length % 2 === 0 ? hex : `0${hex}`, 'hex')
  return Buffer.concat([Buffer.from([0x80 | bytes.length]), bytes])
}

export const sequence = (...parts: readonly Uint8Array[]): Buffer => tlv(0x30, ...parts)
/** DER wants the elements of a SET OF in the order of their bytes. */
export const set = (...parts: readonly Uint8Array[]): Buffer => tlv(0x31, ...parts.toSorted(Buffer.compare))
export const octets = (bytes: Uint8Array): Buffer => tlv(0x04, bytes)
export const bits = (bytes: Uint8Array, unused = 0): Buffer => tlv(0x03, Buffer.from([unused]), bytes)
export const utf8 = (text: string): Buffer => tlv(0x0c, Buffer.from(text))
export const nothing = tlv(0x05)
export const yes = tlv(0x01, Buffer.from([0xff]))
/** `[number]`, constructed. */
export const explicit = (number: number, ...parts: readonly Uint8Array[]): Buffer => tlv(0xa0 | number, ...parts)

/** A number that is not negative. */
export const integer = (value: number | Uint8Array): Buffer => {
  const bytes = typeof value === 'number' ? numberBytes(value) : Buffer.from(value)
  return tlv(0x02, (bytes[0] ?? 0) & 0x80 ? Buffer.concat([Buffer.from([0]), bytes]) : bytes)
}

const numberBytes = (value: number): Buffer => {
  const hex = value.toString(16)
  return Buffer.from(hex.length % 2 === 0 ? hex : `0${hex}`, 'hex')
}

export const oid = (text: string): Buffer => {
  const [first = 0, second = 0, ...rest] = text.split('.').map(Number)
  return tlv(0x06, Buffer.from([first * 40 + second, ...rest.flatMap(base128)]))
}

const base128 = (value: number): readonly number[] => {
  const digits = [value % 128]
  for (let left = Math.floor(value / 128); left > 0; left = Math.floor(left / 128)) digits.unshift((left % 128) | 0x80)
  return digits
}

/** UTCTime until 2049, GeneralizedTime from then on (RFC 5280, 4.1.2.5). */
export const time = (date: Date): Buffer => {
  const text = date.toISOString().replaceAll(/[-:T]|\.\d+/g, '')
  return date.getUTCFullYear() < 2050 ? tlv(0x17, Buffer.from(text.slice(2))) : tlv(0x18, Buffer.from(text))
}

/** The elements inside one element, each with its header. */
export const children = (element: Uint8Array): readonly Uint8Array[] => {
  const { start, end } = bodyOf(element, 0)
  const found: Uint8Array[] = []
  for (let at = start; at < end; ) {
    const next = bodyOf(element, at).end
    found.push(element.subarray(at, next))
    at = next
  }
  return found
}

/** Where the content of the element at this place begins and ends. */
export const bodyOf = (bytes: Uint8Array, at: number): { start: number; end: number } => {
  const first = bytes[at + 1] ?? 0
  if (first < 0x80) return { start: at + 2, end: at + 2 + first }
  const size = first & 0x7f
  let length = 0
  for (const byte of bytes.subarray(at + 2, at + 2 + size)) length = length * 256 + byte
  return { start: at + 2 + size, end: at + 2 + size + length }
}

/** What a certificate is referred to and checked by, each as its DER. */
export const partsOf = (
  certificate: Uint8Array,
): { serial: Uint8Array; issuer: Uint8Array; subject: Uint8Array; spki: Uint8Array } => {
  const [tbs = Buffer.alloc(0)] = children(certificate)
  const all = children(tbs)
  // A certificate of version 1 has no version.
  const rest = all[0]?.[0] === 0xa0 ? all.slice(1) : all
  const [serial, , issuer, , subject, spki] = rest
  if (serial === undefined || issuer === undefined || subject === undefined || spki === undefined)
    throw new RangeError('Not a certificate')
  return { serial, issuer, subject, spki }
}

/** As most authorities and openssl make it: SHA-1 over the bits of the public key (RFC 5280, 4.2.1.2). */
export const keyIdentifier = (certificate: Uint8Array): Uint8Array => keyIdentifierOf(partsOf(certificate).spki)

export const keyIdentifierOf = (spki: Uint8Array): Uint8Array => {
  const [, key = Buffer.alloc(0)] = children(spki)
  const { start } = bodyOf(key, 0)
  return createHash('sha1')
    .update(key.subarray(start + 1))
    .digest()
}
