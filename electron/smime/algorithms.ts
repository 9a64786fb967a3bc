import { derChildren, derTag, oidText, readDer } from './der.ts'

export interface KeyFacts {
  /** As people write it: RSA, RSA-PSS, EC, Ed25519, X25519 ...; the object identifier where it is unknown. */
  readonly algorithm: string
  readonly bits: number | null
  /** P-256, brainpoolP256r1 ...; the object identifier where it is unknown. */
  readonly curve: string | null
  /** Of RSA. */
  readonly exponent: bigint | null
}

export interface SignatureAlgorithm {
  readonly oid: string
  /** As people write it: `SHA-256 with RSA`. */
  readonly name: string
  /** null: unknown here. */
  readonly scheme: 'rsa' | 'rsaPss' | 'ecdsa' | 'eddsa' | 'dsa' | null
  /** As node:crypto names it; null where the scheme brings its own, or it is unknown. */
  readonly hash: string | null
  /** DER. */
  readonly params: Uint8Array | null
}

const curves: Readonly<Record<string, readonly [string, number]>> = {
  '1.2.840.10045.3.1.1': ['P-192', 192],
  '1.3.132.0.33': ['P-224', 224],
  '1.2.840.10045.3.1.7': ['P-256', 256],
  '1.3.132.0.34': ['P-384', 384],
  '1.3.132.0.35': ['P-521', 521],
  '1.3.132.0.10': ['secp256k1', 256],
  '1.3.36.3.3.2.8.1.1.3': ['brainpoolP192r1', 192],
  '1.3.36.3.3.2.8.1.1.5': ['brainpoolP224r1', 224],
  '1.3.36.3.3.2.8.1.1.7': ['brainpoolP256r1', 256],
  '1.3.36.3.3.2.8.1.1.9': ['brainpoolP320r1', 320],
  '1.3.36.3.3.2.8.1.1.11': ['brainpoolP384r1', 384],
  '1.3.36.3.3.2.8.1.1.13': ['brainpoolP512r1', 512],
}

const keyAlgorithms: Readonly<Record<string, string>> = {
  '1.2.840.113549.1.1.1': 'RSA',
  '1.2.840.113549.1.1.7': 'RSA-OAEP',
  '1.2.840.113549.1.1.10': 'RSA-PSS',
  '1.2.840.10045.2.1': 'EC',
  '1.2.840.10040.4.1': 'DSA',
  '1.3.101.110': 'X25519',
  '1.3.101.111': 'X448',
  '1.3.101.112': 'Ed25519',
  '1.3.101.113': 'Ed448',
}

/** Object identifiers of hashes, as node:crypto names them. */
export const hashes: Readonly<Record<string, string>> = {
  '1.2.840.113549.2.5': 'md5',
  '1.3.14.3.2.26': 'sha1',
  '2.16.840.1.101.3.4.2.4': 'sha224',
  '2.16.840.1.101.3.4.2.1': 'sha256',
  '2.16.840.1.101.3.4.2.2': 'sha384',
  '2.16.840.1.101.3.4.2.3': 'sha512',
  '2.16.840.1.101.3.4.2.8': 'sha3-256',
  '2.16.840.1.101.3.4.2.9': 'sha3-384',
  '2.16.840.1.101.3.4.2.10': 'sha3-512',
}

const signatures: Readonly<Record<string, readonly [SignatureAlgorithm['scheme'], string | null]>> = {
  '1.2.840.113549.1.1.4': ['rsa', 'md5'],
  '1.2.840.113549.1.1.5': ['rsa', 'sha1'],
  '1.2.840.113549.1.1.14': ['rsa', 'sha224'],
  '1.2.840.113549.1.1.11': ['rsa', 'sha256'],
  '1.2.840.113549.1.1.12': ['rsa', 'sha384'],
  '1.2.840.113549.1.1.13': ['rsa', 'sha512'],
  '2.16.840.1.101.3.4.3.14': ['rsa', 'sha3-256'],
  '2.16.840.1.101.3.4.3.15': ['rsa', 'sha3-384'],
  '2.16.840.1.101.3.4.3.16': ['rsa', 'sha3-512'],
  '1.2.840.113549.1.1.10': ['rsaPss', null],
  '1.2.840.10045.4.1': ['ecdsa', 'sha1'],
  '1.2.840.10045.4.3.1': ['ecdsa', 'sha224'],
  '1.2.840.10045.4.3.2': ['ecdsa', 'sha256'],
  '1.2.840.10045.4.3.3': ['ecdsa', 'sha384'],
  '1.2.840.10045.4.3.4': ['ecdsa', 'sha512'],
  '2.16.840.1.101.3.4.3.10': ['ecdsa', 'sha3-256'],
  '2.16.840.1.101.3.4.3.11': ['ecdsa', 'sha3-384'],
  '2.16.840.1.101.3.4.3.12': ['ecdsa', 'sha3-512'],
  '1.2.840.10040.4.3': ['dsa', 'sha1'],
  '2.16.840.1.101.3.4.3.2': ['dsa', 'sha256'],
  '1.3.101.112': ['eddsa', null],
  '1.3.101.113': ['eddsa', null],
}

const schemeNames = { rsa: 'RSA', rsaPss: 'RSA-PSS', ecdsa: 'ECDSA', dsa: 'DSA' } as const

/** `sha256` as `SHA-256`. */
export const hashName = (hash: string): string =>
  hash.startsWith('sha3-') ? hash.toUpperCase() : hash.toUpperCase().replace(/^SHA(\d)/, 'SHA-$1')

/** The hash of RSASSA-PSS-params (RFC 4055, 3.1); SHA-1 where it is left out. */
export const pssHash = (params: Uint8Array | null): string | null => {
  if (params === null) return 'sha1'
  const named = derChildren(readDer(params).content).find(({ tag }) => tag === 0xa0)
  if (named === undefined) return 'sha1'
  const [oid] = derChildren(readDer(named.content).content)
  return oid?.tag === derTag.oid ? (hashes[oidText(oid.content)] ?? null) : null
}

/** @throws when the parameters of RSA-PSS are damaged. */
export const signatureAlgorithm = (oid: string, params: Uint8Array | null): SignatureAlgorithm => {
  const [scheme, fixed] = signatures[oid] ?? [null, null]
  const hash = scheme === 'rsaPss' ? pssHash(params) : fixed
  const name =
    scheme === null
      ? oid
      : scheme === 'eddsa'
        ? (keyAlgorithms[oid] ?? oid)
        : `${hash === null ? '?' : hashName(hash)} with ${schemeNames[scheme]}`
  return { oid, name, scheme, hash, params }
}

const bitLength = (integer: Uint8Array): number => {
  const first = integer.findIndex((byte) => byte !== 0)
  return first < 0 ? 0 : (integer.length - first) * 8 - Math.clz32(integer[first] ?? 0) + 24
}

const rsaFacts = (algorithm: string, key: Uint8Array): KeyFacts => {
  const [modulus, exponent] = derChildren(readDer(key).content)
  if (modulus?.tag !== derTag.integer || exponent?.tag !== derTag.integer)
    throw new Error('An RSA key lacks its numbers')
  const hex = Buffer.from(exponent.content).toString('hex')
  return { algorithm, bits: bitLength(modulus.content), curve: null, exponent: BigInt(`0x${hex || '0'}`) }
}

/** @throws when the key is damaged. */
export const keyFacts = (spki: Uint8Array): KeyFacts => {
  const [info, key] = derChildren(readDer(spki).content)
  const [named, params] = derChildren(info?.content ?? new Uint8Array())
  if (named?.tag !== derTag.oid || key?.tag !== derTag.bitString) throw new Error('A key is damaged')
  const oid = oidText(named.content)
  const algorithm = keyAlgorithms[oid] ?? oid
  if (algorithm.startsWith('RSA')) return rsaFacts(algorithm, key.content.subarray(1))
  if (algorithm === 'EC') {
    // Parameters written out instead of a name are forbidden by RFC 5480 and a way to forge keys: such a curve is unknown.
    const curve = params?.tag === derTag.oid ? oidText(params.content) : null
    const [name, bits] = curve === null ? ['?', null] : (curves[curve] ?? [curve, null])
    return { algorithm, bits, curve: name, exponent: null }
  }
  const bits = { Ed25519: 256, X25519: 256, Ed448: 448, X448: 448 }[algorithm] ?? null
  return { algorithm, bits, curve: null, exponent: null }
}
