import { constants, createPublicKey, type KeyObject, verify } from 'node:crypto'
import { hashes, pssHash, type SignatureAlgorithm } from './algorithms.ts'
import { derChildren, derTag, oidText, readDer } from './der.ts'

/** `unsupported`: neither right nor wrong, because this machine's library cannot tell (Electron's has no Brainpool). */
export type SignatureResult = 'valid' | 'wrong' | 'unsupported'

const keyTypes = { rsa: 'rsa', rsaPss: 'rsa', ecdsa: 'ec', dsa: 'dsa', eddsa: 'ed' } as const
const rsaEncryption = Buffer.from('300d06092a864886f70d0101010500', 'hex')
const rsassaPss = '1.2.840.113549.1.1.10'

const sequenceOf = (content: Uint8Array): Buffer => {
  const { length } = content
  const head = length < 0x80 ? [length] : length < 0x100 ? [0x81, length] : [0x82, length >> 8, length & 0xff]
  return Buffer.concat([Buffer.from([derTag.sequence, ...head]), content])
}

interface UsableKey {
  readonly key: KeyObject
  /** The only hash that an RSA-PSS key with parameters may be used with. */
  readonly onlyHash: string | null
}

/** BoringSSL refuses keys marked for RSA-PSS alone: they are offered as plain RSA, and their limits kept here. */
const usableKey = (spki: Uint8Array): UsableKey => {
  const [algorithm, bits] = derChildren(readDer(spki).content)
  const [oid, params] = derChildren(algorithm?.content ?? new Uint8Array())
  const forPss = oid !== undefined && bits !== undefined && oidText(oid.content) === rsassaPss
  const der = forPss ? sequenceOf(Buffer.concat([rsaEncryption, bits.whole])) : Buffer.from(spki)
  const onlyHash = forPss && params?.tag === derTag.sequence ? pssHash(params.whole) : null
  return { key: createPublicKey({ key: der, format: 'der', type: 'spki' }), onlyHash }
}

/** Salt length of RSASSA-PSS-params; null where its mask needs what node:crypto cannot be told. */
const pssSalt = (params: Uint8Array | null, hash: string): number | null => {
  const fields = params === null ? [] : derChildren(readDer(params).content)
  const mask = fields.find(({ tag }) => tag === 0xa1)
  const inner = mask && derChildren(readDer(mask.content).content)[1]
  const oid = inner && derChildren(inner.content)[0]
  const maskHash = mask === undefined ? 'sha1' : oid && hashes[oidText(oid.content)]
  if (maskHash !== hash) return null
  const salt = fields.find(({ tag }) => tag === 0xa2)
  return salt === undefined ? 20 : Number.parseInt(Buffer.from(readDer(salt.content).content).toString('hex'), 16)
}

const verifyPss = (
  { params }: SignatureAlgorithm,
  { key, onlyHash }: UsableKey,
  hash: string,
  data: Uint8Array,
  signature: Uint8Array,
): SignatureResult => {
  if (onlyHash !== null && onlyHash !== hash) return 'wrong'
  const saltLength = pssSalt(params, hash)
  if (saltLength === null) return 'unsupported'
  const padding = constants.RSA_PKCS1_PSS_PADDING
  return verify(hash, data, { key, padding, saltLength }, signature) ? 'valid' : 'wrong'
}

/** `spki` is the signer's public key (DER). Never throws: what cannot be used is `unsupported`. */
export const verifySignature = (
  algorithm: SignatureAlgorithm,
  spki: Uint8Array,
  data: Uint8Array,
  signature: Uint8Array,
): SignatureResult => {
  const { scheme, hash } = algorithm
  if (scheme === null || (hash === null && scheme !== 'eddsa')) return 'unsupported'
  try {
    const usable = usableKey(spki)
    if (usable.key.asymmetricKeyType?.startsWith(keyTypes[scheme]) !== true) return 'wrong'
    if (scheme === 'rsaPss') return hash === null ? 'unsupported' : verifyPss(algorithm, usable, hash, data, signature)
    return verify(hash, data, usable.key, signature) ? 'valid' : 'wrong'
  } catch {
    return 'unsupported'
  }
}
