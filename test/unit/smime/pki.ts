import { createPrivateKey, createPublicKey, generateKeyPairSync, type KeyObject, sign } from 'node:crypto'

/**
 * Certificates written byte by byte, thousands a second and as wrong as a test wants them: openssl makes only those
 * that are right.
 */

type Bytes = Uint8Array
const concat = (parts: readonly Bytes[]): Buffer => Buffer.concat(parts)

export const tlv = (tag: number, ...parts: readonly Bytes[]): Buffer => {
  const content = concat(parts)
  const { length } = content
  const head =
    length < 0x80
      ? [tag, length]
      : length < 0x100
        ? [tag, 0x81, length]
        : length < 0x10000
          ? [tag, 0x82, length >> 8, length & 0xff]
          : [tag, 0x83, length >> 16, (length >> 8) & 0xff, length & 0xff]
  return Buffer.concat([Buffer.from(head), content])
}
export const sequence = (...parts: readonly Bytes[]): Buffer => tlv(0x30, ...parts)
export const oid = (dotted: string): Buffer => {
  const [a = 0, b = 0, ...rest] = dotted.split('.').map(Number)
  const arcs = [a * 40 + b, ...rest].flatMap((arc) => {
    const bytes = [arc & 0x7f]
    for (let left = Math.floor(arc / 128); left > 0; left = Math.floor(left / 128)) bytes.unshift((left & 0x7f) | 0x80)
    return bytes
  })
  return tlv(0x06, Buffer.from(arcs))
}
const integer = (value: number): Buffer => {
  const hex = value.toString(16)
  const bytes = Buffer.from(hex.length % 2 ? `0${hex}` : hex, 'hex')
  return tlv(0x02, (bytes[0] ?? 0) & 0x80 ? concat([Buffer.from([0]), bytes]) : bytes)
}
export const text = (tag: number, value: string): Buffer => tlv(tag, Buffer.from(value, 'utf8'))
const bits = (content: Bytes): Buffer => tlv(0x03, Buffer.from([0]), content)

const nameOids: Readonly<Record<string, string>> = {
  CN: '2.5.4.3',
  O: '2.5.4.10',
  C: '2.5.4.6',
  E: '1.2.840.113549.1.9.1',
}
/** `CN=Ada/O=Contoso`; `CN*=` for a PrintableString. */
export const nameOf = (written: string): Buffer =>
  sequence(
    ...written.split('/').map((part) => {
      const [key = '', value = ''] = part.split('=')
      const tag = key === 'E' ? 0x16 : key.endsWith('*') ? 0x13 : 0x0c
      const type = key.replace('*', '')
      return tlv(0x31, sequence(oid(nameOids[type] ?? type), text(tag, value)))
    }),
  )

export const extension = (id: string, value: Bytes, critical = false): Buffer =>
  sequence(oid(id), ...(critical ? [tlv(0x01, Buffer.from([0xff]))] : []), tlv(0x04, value))

const usageBits = [
  'digitalSignature',
  'nonRepudiation',
  'keyEncipherment',
  'dataEncipherment',
  'keyAgreement',
  'keyCertSign',
  'cRLSign',
  'encipherOnly',
  'decipherOnly',
]
export const keyUsage = (...names: readonly string[]): Buffer => {
  const map = Buffer.alloc(2)
  for (const name of names) {
    const at = usageBits.indexOf(name)
    map[at >> 3] = (map[at >> 3] ?? 0) | (0x80 >> (at & 7))
  }
  return extension('2.5.29.15', tlv(0x03, Buffer.from([0]), map), true)
}
const purposeOids: Readonly<Record<string, string>> = {
  any: '2.5.29.37.0',
  serverAuth: '1.3.6.1.5.5.7.3.1',
  clientAuth: '1.3.6.1.5.5.7.3.2',
  emailProtection: '1.3.6.1.5.5.7.3.4',
  OCSPSigning: '1.3.6.1.5.5.7.3.9',
}
export const extendedKeyUsage = (...names: readonly string[]): Buffer =>
  extension('2.5.29.37', sequence(...names.map((name) => oid(purposeOids[name] ?? name))))
export const authority = (pathLength?: number): Buffer =>
  extension(
    '2.5.29.19',
    sequence(tlv(0x01, Buffer.from([0xff])), ...(pathLength === undefined ? [] : [integer(pathLength)])),
    true,
  )
export const mailbox = (address: string): Buffer => text(0x81, address)
export const utf8Mailbox = (address: string): Buffer =>
  tlv(0xa0, oid('1.3.6.1.5.5.7.8.9'), tlv(0xa0, text(0x0c, address)))
export const alternativeNames = (...names: readonly Bytes[]): Buffer => extension('2.5.29.17', sequence(...names))
export const subjectKeyId = (id: string): Buffer => extension('2.5.29.14', tlv(0x04, Buffer.from(id)))
export const authorityKeyId = (id: string): Buffer => extension('2.5.29.35', sequence(tlv(0x80, Buffer.from(id))))
export const nameConstraints = (permitted: readonly Bytes[], excluded: readonly Bytes[] = []): Buffer => {
  const trees = (tag: number, bases: readonly Bytes[]): readonly Buffer[] =>
    bases.length === 0 ? [] : [tlv(tag, ...bases.map((base) => sequence(base)))]
  return extension('2.5.29.30', sequence(...trees(0xa0, permitted), ...trees(0xa1, excluded)), true)
}

const signatureOids = {
  'sha256-rsa': sequence(oid('1.2.840.113549.1.1.11'), tlv(0x05)),
  'sha1-rsa': sequence(oid('1.2.840.113549.1.1.5'), tlv(0x05)),
  'md5-rsa': sequence(oid('1.2.840.113549.1.1.4'), tlv(0x05)),
  'sha256-ec': sequence(oid('1.2.840.10045.4.3.2')),
  'sha1-ec': sequence(oid('1.2.840.10045.4.1')),
  ed25519: sequence(oid('1.3.101.112')),
} as const
type SignatureName = keyof typeof signatureOids

const made = new Map<string, KeyObject>()
/** One key a name, whatever asks for it: making RSA keys is what takes time. */
export const keyNamed = (name: string, kind: 'rsa' | 'ec' | 'ed25519' = 'ec', size = 2048): KeyObject => {
  const id = `${kind}${size} ${name}`
  const known = made.get(id)
  if (known !== undefined) return known
  const { privateKey } =
    kind === 'rsa'
      ? generateKeyPairSync('rsa', { modulusLength: size })
      : kind === 'ec'
        ? generateKeyPairSync('ec', { namedCurve: 'P-256' })
        : generateKeyPairSync('ed25519')
  made.set(id, privateKey)
  return privateKey
}

export const day = 86_400_000
/** Every test judges at this time. */
export const now = Date.parse('2026-06-01T12:00:00Z')

export interface Wanted {
  readonly subject: string
  readonly issuer?: string
  readonly key: KeyObject
  /** Signs; the subject's own key when left out. */
  readonly by?: KeyObject
  readonly signature?: SignatureName
  readonly extensions?: readonly Bytes[]
  readonly from?: number
  readonly until?: number
  readonly serial?: number
  /** Turns one bit of the signature. */
  readonly forged?: boolean
  /** Stands for the public key of `key`. */
  readonly spki?: Bytes
}

const timeOf = (ms: number): Buffer => text(0x18, new Date(ms).toISOString().replaceAll(/[-:T]|\.\d+/g, ''))

const usual = (by: KeyObject): SignatureName =>
  by.asymmetricKeyType === 'rsa' ? 'sha256-rsa' : by.asymmetricKeyType === 'ec' ? 'sha256-ec' : 'ed25519'

/** DER. */
export const makeCertificate = (wanted: Wanted): Buffer => {
  const by = wanted.by ?? wanted.key
  const kind = wanted.signature ?? usual(by)
  const algorithm = signatureOids[kind]
  const spki = wanted.spki ?? createPublicKey(wanted.key).export({ format: 'der', type: 'spki' })
  const tbs = sequence(
    tlv(0xa0, integer(2)),
    integer(wanted.serial ?? 1),
    algorithm,
    nameOf(wanted.issuer ?? wanted.subject),
    sequence(timeOf(wanted.from ?? now - 100 * day), timeOf(wanted.until ?? now + 300 * day)),
    nameOf(wanted.subject),
    spki,
    ...(wanted.extensions?.length ? [tlv(0xa3, sequence(...wanted.extensions))] : []),
  )
  const hash = kind === 'ed25519' ? null : (kind.split('-')[0] ?? null)
  const signature = sign(hash, tbs, createPrivateKey(by.export({ format: 'pem', type: 'pkcs8' })))
  if (wanted.forged) signature[signature.length - 1] = (signature.at(-1) ?? 0) ^ 1
  return sequence(tbs, algorithm, bits(signature))
}

export interface ListWanted {
  readonly issuer: string
  readonly by: KeyObject
  readonly from?: number
  /** null: it does not say when the next one comes. */
  readonly until?: number | null
  readonly extensions?: readonly Bytes[]
  readonly revoked?: readonly {
    readonly serial: number
    readonly at?: number
    readonly reason?: number
    /** With a critical extension that names another issuer. */
    readonly critical?: boolean
  }[]
}

/** DER of a revocation list, by default of an hour ago and good for a day, signed with an EC key. */
export const makeList = (wanted: ListWanted): Buffer => {
  const { by, from = now - 3_600_000, until = now + day, revoked = [], extensions = [] } = wanted
  const algorithm = signatureOids['sha256-ec']
  const entries = revoked.map(({ serial, at = now - day, reason, critical }) => {
    const marks = [
      ...(reason === undefined ? [] : [extension('2.5.29.21', tlv(0x0a, Buffer.from([reason])))]),
      ...(critical === true ? [extension('2.5.29.29', sequence(), true)] : []),
    ]
    return sequence(integer(serial), timeOf(at), ...(marks.length === 0 ? [] : [sequence(...marks)]))
  })
  const tbs = sequence(
    integer(1),
    algorithm,
    nameOf(wanted.issuer),
    timeOf(from),
    ...(until === null ? [] : [timeOf(until)]),
    ...(entries.length === 0 ? [] : [sequence(Buffer.concat(entries))]),
    ...(extensions.length === 0 ? [] : [tlv(0xa0, sequence(...extensions))]),
  )
  return sequence(tbs, algorithm, bits(sign('sha256', tbs, by)))
}
