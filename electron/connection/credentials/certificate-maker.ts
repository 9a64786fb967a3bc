// The certificate library resolves its own parts by decorators, which need this first.
import 'reflect-metadata'
import { KeyObject, randomBytes, webcrypto } from 'node:crypto'
import {
  BasicConstraintsExtension,
  KeyUsageFlags,
  KeyUsagesExtension,
  SubjectKeyIdentifierExtension,
  X509CertificateGenerator,
} from '@peculiar/x509'
import type { CertificateWish } from '../../../shared/domain/credentials.ts'
import { type CertificateCredential, thumbprintOf } from '../../cloud/credential.ts'
import { certificateOf } from './certificate-parts.ts'

const algorithm = { name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-256' } as const
const exponent = new Uint8Array([1, 0, 1])
/** Entra's clock and this one need not agree. */
const leeway = 5 * 60_000

/**
 * A key pair and a certificate over it, signed by itself, that Entra takes for an app registration. The private key is
 * made here and leaves only for the vault.
 */
export const makeCertificate = async (
  wish: CertificateWish,
  name: string,
  now: Date,
): Promise<CertificateCredential> => {
  const crypto = webcrypto as unknown as NonNullable<Parameters<typeof X509CertificateGenerator.createSelfSigned>[1]>
  const keys = await crypto.subtle.generateKey(
    { ...algorithm, modulusLength: wish.keyBits, publicExponent: exponent },
    true,
    ['sign', 'verify'],
  )
  const certificate = await X509CertificateGenerator.createSelfSigned(
    {
      serialNumber: serialNumber(),
      name: [{ CN: [commonName(name)] }],
      notBefore: new Date(now.getTime() - leeway),
      notAfter: monthsAfter(now, wish.months),
      signingAlgorithm: algorithm,
      keys,
      extensions: [
        new BasicConstraintsExtension(false, undefined, true),
        new KeyUsagesExtension(KeyUsageFlags.digitalSignature, true),
        await SubjectKeyIdentifierExtension.create(keys.publicKey, false, crypto),
      ],
    },
    crypto,
  )
  const certificatePem = certificate.toString('pem')
  return {
    kind: 'certificate',
    certificatePem,
    privateKeyPem: KeyObject.from(keys.privateKey as webcrypto.CryptoKey)
      .export({ type: 'pkcs8', format: 'pem' })
      .toString(),
    thumbprint: thumbprintOf(certificateOf({ certificatePem })),
  }
}

/** 16 random bytes as a positive number that is not shortened (RFC 5280, 4.1.2.2). */
const serialNumber = (): string => {
  const bytes = randomBytes(16)
  bytes[0] = ((bytes[0] ?? 0) & 0x3f) | 0x40
  return bytes.toString('hex')
}

/** At most 64 characters (RFC 5280, ub-common-name), without control characters; a leading # would be read as hex. */
const commonName = (name: string): string =>
  [
    ...name
      .replaceAll(/\p{C}/gu, ' ')
      .replace(/^[\s#]+/, '')
      .trim(),
  ]
    .slice(0, 64)
    .join('') || 'Tenantry'

/** The same day so many months on; the last of the month where there is no such day. */
const monthsAfter = (date: Date, months: number): Date => {
  const end = new Date(date)
  end.setUTCMonth(end.getUTCMonth() + months)
  if (end.getUTCDate() !== date.getUTCDate()) end.setUTCDate(0)
  return end
}
