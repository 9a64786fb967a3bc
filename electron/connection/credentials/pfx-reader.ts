import { createPrivateKey, type KeyObject, X509Certificate } from 'node:crypto'
import forge from 'node-forge'
import { AppError } from '../../../shared/ipc/errors.ts'
import { checkIterations } from './pfx-iterations.ts'

export interface PfxContent {
  readonly certificates: readonly X509Certificate[]
  readonly keys: readonly KeyObject[]
}

/** A SEQUENCE, of definite or indefinite length, that begins with the INTEGER 3 (RFC 7292, 4): nothing else we take does. */
export const isPfx = (bytes: Uint8Array): boolean => {
  const [tag, length = 0] = bytes
  if (tag !== 0x30) return false
  const content = length < 0x80 ? 2 : 2 + (length & 0x7f)
  return bytes[content] === 2 && bytes[content + 1] === 1 && bytes[content + 2] === 3
}

/**
 * All certificates and private keys of a PFX (PKCS #12), with the usual encryptions of Windows, OpenSSL and Java: RC2,
 * 3DES and AES, integrity by SHA-1 and SHA-2. node-forge reads it because neither Node nor Electron opens the old ones;
 * keys and certificates themselves are read by Node.
 *
 * @throws AppError credential_passphrase_missing, credential_passphrase_wrong, credential_unreadable.
 */
export const readPfx = (bytes: Uint8Array, passphrase: string | undefined): PfxContent => {
  const parsed = parse(bytes)
  checkIterations(parsed)
  const words = attempts(passphrase)
  for (const attempt of words) {
    const opened = open(parsed, attempt)
    if (opened !== null) return content(opened)
  }
  const isGiven = passphrase !== undefined && passphrase !== ''
  throw new AppError(isGiven ? 'credential_passphrase_wrong' : 'credential_passphrase_missing')
}

const parse = (bytes: Uint8Array): forge.asn1.Asn1 => {
  try {
    return forge.asn1.fromDer(forge.util.createBuffer(Buffer.from(bytes).toString('binary')))
  } catch {
    // No cause: the parser's error can hold bytes of the file.
    throw new AppError('credential_unreadable')
  }
}

interface Attempt {
  readonly password: string | null
  /** Without looking at the integrity code. */
  readonly unchecked?: boolean
}

/**
 * An empty passphrase is written in two ways: none at all, or the end mark of an empty text. The newer encryption
 * (PBES2) takes a passphrase as UTF-8, the integrity code always as UTF-16; node-forge knows the latter only, so a
 * passphrase beyond ASCII is tried a second time in UTF-8, where a wrong one shows in the decrypted content.
 */
const attempts = (passphrase: string | undefined): readonly Attempt[] => {
  if (passphrase === undefined || passphrase === '') return [{ password: '' }, { password: null }]
  const utf8 = Buffer.from(passphrase, 'utf8').toString('binary')
  return [{ password: passphrase }, ...(utf8 === passphrase ? [] : [{ password: utf8, unchecked: true }])]
}

/** Null when this passphrase does not open it. */
const open = (parsed: forge.asn1.Asn1, { password, unchecked = false }: Attempt): forge.pkcs12.Pkcs12Pfx | null => {
  const parts = parsed.value as forge.asn1.Asn1[]
  const pfx = unchecked ? { ...parsed, value: parts.slice(0, 2) } : parsed
  try {
    return forge.pkcs12.pkcs12FromAsn1(pfx, false, password as string)
  } catch (error) {
    const message = error instanceof Error ? error.message : ''
    if (/not supported|unsupported|Cannot read PKCS#12|not a supported|unknown/i.test(message))
      throw new AppError('credential_unreadable')
    return null
  }
}

const content = ({ safeContents }: forge.pkcs12.Pkcs12Pfx): PfxContent => {
  const bags = safeContents.flatMap(({ safeBags }) => safeBags)
  const { certBag, keyBag, pkcs8ShroudedKeyBag } = forge.pki.oids
  return {
    certificates: bags.filter(({ type }) => type === certBag).map(certificateIn),
    keys: bags.filter(({ type }) => type === keyBag || type === pkcs8ShroudedKeyBag).map(keyIn),
  }
}

const der = (value: forge.asn1.Asn1): Buffer => Buffer.from(forge.asn1.toDer(value).getBytes(), 'binary')

const certificateIn = ({ cert, asn1 }: forge.pkcs12.Bag): X509Certificate => {
  try {
    return new X509Certificate(der(cert == null ? asn1 : forge.pki.certificateToAsn1(cert)))
  } catch {
    throw new AppError('credential_unreadable')
  }
}

const keyIn = ({ key, asn1 }: forge.pkcs12.Bag): KeyObject => {
  try {
    const pkcs8 = key == null ? asn1 : forge.pki.wrapRsaPrivateKey(forge.pki.privateKeyToAsn1(key))
    return createPrivateKey({ key: der(pkcs8), format: 'der', type: 'pkcs8' })
  } catch {
    throw new AppError('credential_unreadable')
  }
}
