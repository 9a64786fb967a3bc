import 'reflect-metadata'

import {
  BasicConstraintsExtension,
  ExtendedKeyUsage,
  ExtendedKeyUsageExtension,
  KeyUsageFlags,
  KeyUsagesExtension,
  SubjectAlternativeNameExtension,
  X509CertificateGenerator,
} from '@peculiar/x509'
import { generateRsa } from '../entra/access-tokens.ts'
import { realHosts } from './national-clouds.ts'

const day = 24 * 3600 * 1000
const ecdsa = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' } as const
const rsa = { name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-256' } as const

const ecKeys = () => crypto.subtle.generateKey(ecdsa, true, ['sign', 'verify'])

const pemOf = async (key: CryptoKey): Promise<string> => {
  const der = Buffer.from(await crypto.subtle.exportKey('pkcs8', key)).toString('base64')
  return `-----BEGIN PRIVATE KEY-----\n${der.match(/.{1,64}/g)?.join('\n')}\n-----END PRIVATE KEY-----\n`
}

export interface ServerCertificate {
  readonly caPem: string
  readonly certificatePem: string
  readonly keyPem: string
}

/** A certificate authority of its own and a certificate for localhost under it. */
export const makeServerCertificate = async (): Promise<ServerCertificate> => {
  const [caKeys, keys] = await Promise.all([ecKeys(), ecKeys()])
  const span = {
    notBefore: new Date(Date.now() - 2 * day),
    notAfter: new Date(Date.now() + 30 * day),
    signingAlgorithm: ecdsa,
  }
  const ca = await X509CertificateGenerator.createSelfSigned({
    ...span,
    name: 'CN=Simulated Tenant Root',
    keys: caKeys,
    extensions: [
      new BasicConstraintsExtension(true, 0, true),
      new KeyUsagesExtension(KeyUsageFlags.keyCertSign | KeyUsageFlags.cRLSign, true),
    ],
  })
  const server = await X509CertificateGenerator.create({
    ...span,
    subject: 'CN=localhost',
    issuer: ca.subject,
    publicKey: keys.publicKey,
    signingKey: caKeys.privateKey,
    extensions: [
      new BasicConstraintsExtension(false, undefined, true),
      new KeyUsagesExtension(KeyUsageFlags.digitalSignature, true),
      new ExtendedKeyUsageExtension([ExtendedKeyUsage.serverAuth]),
      new SubjectAlternativeNameExtension([
        { type: 'dns', value: 'localhost' },
        ...realHosts.map((value) => ({ type: 'dns' as const, value })),
        { type: 'ip', value: '127.0.0.1' },
        { type: 'ip', value: '::1' },
      ]),
    ],
  })
  return {
    caPem: `${ca.toString('pem')}\n`,
    certificatePem: server.toString('pem'),
    keyPem: await pemOf(keys.privateKey),
  }
}

export interface ClientCertificate {
  readonly certificatePem: string
  /** PKCS#8, not encrypted. */
  readonly privateKeyPem: string
}

/** A self-signed RSA certificate as an administrator would upload it to the app registration. */
export const makeClientCertificate = async (
  options: { readonly notBefore?: Date; readonly notAfter?: Date } = {},
): Promise<ClientCertificate> => {
  const pair = await generateRsa()
  const privateKeyPem = pair.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString()
  const privateKey = pair.privateKey.toCryptoKey(rsa, true, ['sign']) as CryptoKey
  const publicKey = pair.publicKey.toCryptoKey(rsa, true, ['verify']) as CryptoKey
  const certificate = await X509CertificateGenerator.createSelfSigned({
    name: 'CN=Tenantry (simulated tenant)',
    keys: { privateKey, publicKey },
    notBefore: options.notBefore ?? new Date(Date.now() - day),
    notAfter: options.notAfter ?? new Date(Date.now() + 365 * day),
    signingAlgorithm: rsa,
    extensions: [new KeyUsagesExtension(KeyUsageFlags.digitalSignature, true)],
  })
  return { certificatePem: `${certificate.toString('pem')}\n`, privateKeyPem }
}
