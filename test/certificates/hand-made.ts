import { createPublicKey, type KeyObject, randomBytes, sign } from 'node:crypto'
import {
  bits,
  explicit,
  integer,
  keyIdentifierOf,
  nothing,
  octets,
  oid,
  sequence,
  set,
  time,
  tlv,
  utf8,
  yes,
} from './der.ts'

/** Whoever signs a certificate made by hand. */
export interface HandIssuer {
  /** DER. */
  readonly name: Uint8Array
  readonly privateKey: KeyObject
}

export interface HandDescription {
  /** DER, by `nameOf`. */
  readonly subject: Uint8Array
  /** An EC or RSA key; of a pair only the public one is used. */
  readonly key: KeyObject
  readonly emails?: readonly string[]
  readonly notBefore: Date
  readonly notAfter: Date
  /** As many as are set, by their places in RFC 5280; none for no such extension. */
  readonly keyUsage: readonly HandUsage[]
  readonly authority?: boolean
  readonly hash?: 'sha1' | 'sha256'
}

const usageBits = {
  digitalSignature: 0x8000,
  keyEncipherment: 0x2000,
  keyAgreement: 0x0800,
  keyCertSign: 0x0400,
  cRLSign: 0x0200,
} as const
type HandUsage = keyof typeof usageBits

/** Common name and organisation. */
export const nameOf = (commonName: string, organisation: string): Buffer =>
  sequence(set(sequence(oid('2.5.4.10'), utf8(organisation))), set(sequence(oid('2.5.4.3'), utf8(commonName))))

const algorithms = {
  'ec sha256': sequence(oid('1.2.840.10045.4.3.2')),
  'ec sha1': sequence(oid('1.2.840.10045.4.1')),
  'rsa sha256': sequence(oid('1.2.840.113549.1.1.11'), nothing),
  'rsa sha1': sequence(oid('1.2.840.113549.1.1.5'), nothing),
} as const

/**
 * A certificate in less than a millisecond, for the many that a simulated tenant's people have; the openssl command takes
 * ten times as long and makes the special ones. One that signs itself is its own issuer.
 */
export const handMade = (description: HandDescription, issuer: HandIssuer): Buffer => {
  const { hash = 'sha256', key, subject } = description
  const algorithm = algorithms[`${issuer.privateKey.asymmetricKeyType === 'rsa' ? 'rsa' : 'ec'} ${hash}`]
  const tbs = sequence(
    explicit(0, integer(2)),
    integer(Buffer.concat([Buffer.from([1]), randomBytes(9)])),
    algorithm,
    issuer.name,
    sequence(time(description.notBefore), time(description.notAfter)),
    subject,
    spkiOf(key),
    explicit(3, sequence(...extensions(description, issuer))),
  )
  return sequence(tbs, algorithm, bits(sign(hash, tbs, issuer.privateKey)))
}

const spkiOf = (key: KeyObject): Buffer =>
  (key.type === 'private' ? createPublicKey(key) : key).export({ type: 'spki', format: 'der' })

const extension = (type: string, value: Uint8Array, critical = false): Buffer =>
  sequence(oid(type), ...(critical ? [yes] : []), octets(value))

const extensions = (description: HandDescription, issuer: HandIssuer): readonly Buffer[] => {
  const { authority = false, emails = [], keyUsage } = description
  return [
    extension('2.5.29.19', authority ? sequence(yes) : sequence(), true),
    ...(keyUsage.length === 0 ? [] : [extension('2.5.29.15', usageOf(keyUsage), true)]),
    ...(authority ? [] : [extension('2.5.29.37', sequence(oid('1.3.6.1.5.5.7.3.4')))]),
    extension('2.5.29.14', octets(keyIdentifierOf(spkiOf(description.key)))),
    extension('2.5.29.35', sequence(tlv(0x80, keyIdentifierOf(spkiOf(issuer.privateKey))))),
    // rfc822Name is [1], implicit.
    ...(emails.length === 0
      ? []
      : [extension('2.5.29.17', sequence(...emails.map((email) => tlv(0x81, Buffer.from(email, 'latin1')))))]),
  ]
}

/** A named bit list: DER wants no zero bits at its end. */
const usageOf = (names: readonly HandUsage[]): Buffer => {
  const value = names.reduce((sum, name) => sum | usageBits[name], 0)
  const first = value >> 8
  return bits(Buffer.from([first]), Math.log2(first & -first))
}
