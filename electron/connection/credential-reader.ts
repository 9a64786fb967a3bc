import { createPrivateKey, type KeyObject, X509Certificate } from 'node:crypto'
import { AppError } from '../../shared/ipc/errors.ts'
import { type Credential, thumbprintOf, validityOf } from '../cloud/credential.ts'
import { isPfx, readPfx } from './credentials/pfx-reader.ts'
import { type PemBlock, pemBlocks, textOf } from './pem.ts'

/** What Entra's registration takes for a client assertion. */
const minRsaBits = 2_048
const certificateLabels = new Set(['CERTIFICATE', 'X509 CERTIFICATE', 'TRUSTED CERTIFICATE'])
const secretPattern = /^[\x21-\x7e]{8,256}$/
const guidPattern = /^\{?[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\}?$/i

interface Material {
  readonly certificates: X509Certificate[]
  readonly keys: KeyObject[]
  /** What is neither, as text. */
  readonly rest: string[]
}

interface Pair {
  readonly certificate: X509Certificate
  readonly key: KeyObject
}

/**
 * Reads what an administrator pasted or chose: a certificate with its RSA key (PFX, PEM or DER, one file or several, any
 * order, chains, keys as PKCS#1, PKCS#8 or encrypted), or else a client secret. The kind follows from the content alone.
 *
 * @throws AppError with a credential_… code, or validation where the secret's id was given in place of its value.
 */
export const readCredential = (
  parts: readonly (string | Uint8Array)[],
  passphrase: string | undefined,
  now: Date,
): Credential => {
  const material: Material = { certificates: [], keys: [], rest: [] }
  for (const part of parts) readPart(part, passphrase, material)
  const { certificates, keys, rest } = material
  if (certificates.length === 0 && keys.length === 0) return readSecret(rest)
  if (keys.length === 0) throw new AppError('credential_key_missing')
  if (certificates.length === 0) throw new AppError('credential_certificate_missing')
  const { certificate, key } = choosePair(certificates, keys, now)
  checkKey(key)
  checkValidity(certificate, now)
  return {
    kind: 'certificate',
    certificatePem: certificate.toString(),
    privateKeyPem: key.export({ type: 'pkcs8', format: 'pem' }).toString(),
    thumbprint: thumbprintOf(certificate),
  }
}

const readPart = (part: string | Uint8Array, passphrase: string | undefined, material: Material): void => {
  if (typeof part !== 'string' && isPfx(part)) {
    const { certificates, keys } = readPfx(part, passphrase)
    material.certificates.push(...certificates)
    material.keys.push(...keys)
    return
  }
  if (typeof part !== 'string' && part[0] === 0x30) {
    const der = readDer(part, passphrase)
    if (der instanceof X509Certificate) material.certificates.push(der)
    else material.keys.push(der)
    return
  }
  const text = typeof part === 'string' ? part : textOf(part)
  const blocks = pemBlocks(text)
  for (const block of blocks) {
    if (certificateLabels.has(block.label)) material.certificates.push(readCertificate(block))
    else if (block.label.endsWith('PRIVATE KEY')) material.keys.push(readKey(block, passphrase))
  }
  if (blocks.length === 0) material.rest.push(text)
}

/** A binary file: a certificate (.cer, .der) or a key (.key). */
const readDer = (bytes: Uint8Array, passphrase: string | undefined): X509Certificate | KeyObject => {
  const key = Buffer.from(bytes)
  try {
    return new X509Certificate(key)
  } catch {
    // Not a certificate: tried as a key.
  }
  for (const type of ['pkcs8', 'pkcs1', 'sec1'] as const) {
    try {
      return createPrivateKey({ key, format: 'der', type, ...(passphrase === undefined ? {} : { passphrase }) })
    } catch {
      // Not a key of this kind: the next one is tried.
    }
  }
  throw new AppError('credential_unreadable')
}

const readCertificate = (block: PemBlock): X509Certificate => {
  try {
    return new X509Certificate(block.pem)
  } catch (cause) {
    throw new AppError('credential_unreadable', {}, { cause })
  }
}

const readKey = (block: PemBlock, passphrase: string | undefined): KeyObject => {
  if (block.label === 'OPENSSH PRIVATE KEY') throw new AppError('credential_key_unsupported', { problem: 'OpenSSH' })
  const encrypted = block.label === 'ENCRYPTED PRIVATE KEY' || block.pem.includes('\nProc-Type: 4,ENCRYPTED\n')
  if (!encrypted) return openKey(block.pem, 'credential_unreadable')
  if (!isWholeBody(block.pem)) throw new AppError('credential_unreadable')
  if (passphrase === undefined || passphrase === '') throw new AppError('credential_passphrase_missing')
  return openKey(block.pem, 'credential_passphrase_wrong', passphrase)
}

const openKey = (
  pem: string,
  refusal: 'credential_unreadable' | 'credential_passphrase_wrong',
  passphrase?: string,
): KeyObject => {
  try {
    return createPrivateKey({ key: pem, format: 'pem', ...(passphrase === undefined ? {} : { passphrase }) })
  } catch (cause) {
    throw new AppError(refusal, {}, { cause })
  }
}

/** A cut-off or mistyped encrypted key must not be blamed on the passphrase. */
const isWholeBody = (pem: string): boolean => {
  const body = pem
    .split('\n')
    .filter((line) => !line.startsWith('-----') && !line.includes(':'))
    .join('')
  if (!/^[A-Za-z0-9+/]+={0,2}$/.test(body) || body.length % 4 !== 0) return false
  const bytes = Buffer.from(body, 'base64')
  // A legacy body is ciphertext of whole blocks; PKCS#8 is a DER sequence that states its length.
  if (pem.includes('Proc-Type:')) return bytes.length % 8 === 0
  return isWholeSequence(bytes)
}

/** A DER SEQUENCE whose stated length is exactly what follows (X.690, 8.1.3). */
const isWholeSequence = (bytes: Buffer): boolean => {
  const [tag, first = 0] = bytes
  if (tag !== 0x30) return false
  if (first < 0x80) return bytes.length === 2 + first
  const size = first - 0x80
  return size >= 1 && size <= 4 && bytes.length >= 2 + size && bytes.readUIntBE(2, size) + 2 + size === bytes.length
}

/** Of several pairs (a certificate renewed over the same key) the valid one that lasts longest. */
const choosePair = (certificates: readonly X509Certificate[], keys: readonly KeyObject[], now: Date): Pair => {
  const pairs = certificates.flatMap((certificate) =>
    keys.filter((key) => certificate.checkPrivateKey(key)).map((key) => ({ certificate, key })),
  )
  const rank = ({ certificate }: Pair): number => {
    const { notBefore, notAfter } = validityOf(certificate)
    return notBefore <= now && now <= notAfter ? notAfter.getTime() : notAfter.getTime() - Number.MAX_SAFE_INTEGER
  }
  const best = pairs.sort((one, other) => rank(other) - rank(one))[0]
  if (best !== undefined) return best
  const first = certificates[0]
  throw new AppError('credential_mismatch', first === undefined ? {} : { thumbprint: thumbprintOf(first) })
}

const checkKey = (key: KeyObject): void => {
  const type = key.asymmetricKeyType ?? 'unknown'
  if (type !== 'rsa') {
    const curve = key.asymmetricKeyDetails?.namedCurve
    const problem = curve === undefined ? type.toUpperCase() : `${type.toUpperCase()} ${curve}`
    throw new AppError('credential_key_unsupported', { problem })
  }
  const bits = key.asymmetricKeyDetails?.modulusLength ?? 0
  if (bits < minRsaBits) throw new AppError('credential_key_unsupported', { problem: `RSA ${bits}` })
}

const checkValidity = (certificate: X509Certificate, now: Date): void => {
  const thumbprint = thumbprintOf(certificate)
  const { notBefore, notAfter } = validityOf(certificate)
  if (now < notBefore) {
    throw new AppError('credential_not_yet_valid', { thumbprint, notBefore: notBefore.toISOString() })
  }
  if (now > notAfter) throw new AppError('credential_expired', { thumbprint, notAfter: notAfter.toISOString() })
}

const readSecret = (texts: readonly string[]): Credential => {
  const lines = texts.map((text) => text.replace(/^\uFEFF/, '').trim()).filter((text) => text !== '')
  const [secret] = lines
  if (secret === undefined || lines.length > 1) throw new AppError('credential_unreadable')
  if (guidPattern.test(secret)) {
    throw new AppError('validation', { field: 'secret', problem: 'this is the secret’s id, not its value' })
  }
  if (!secretPattern.test(secret)) throw new AppError('credential_unreadable')
  return { kind: 'secret', secret }
}
