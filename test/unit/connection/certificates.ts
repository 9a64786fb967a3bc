import 'reflect-metadata'
import { createPrivateKey, generateKeyPairSync, type KeyObject, webcrypto } from 'node:crypto'
import { Pkcs10CertificateRequestGenerator, X509CertificateGenerator } from '@peculiar/x509'

const crypto = webcrypto as unknown as Crypto

export interface Made {
  readonly certificate: string
  readonly der: Uint8Array
  readonly key: KeyObject
}

const algorithms = {
  rsa: {
    generate: { name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-256' },
    sign: { name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-256' },
  },
  ec: { generate: { name: 'ECDSA', namedCurve: 'P-256' }, sign: { name: 'ECDSA', hash: 'SHA-256' } },
} as const

export const rsaKey = (bits = 2_048): KeyObject => generateKeyPairSync('rsa', { modulusLength: bits }).privateKey
export const ecKey = (): KeyObject => generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey

const asCrypto = async (key: KeyObject): Promise<CryptoKeyPair> => {
  const { generate } = algorithms[key.asymmetricKeyType === 'ec' ? 'ec' : 'rsa']
  const pkcs8 = key.export({ type: 'pkcs8', format: 'der' })
  const privateKey = await crypto.subtle.importKey('pkcs8', new Uint8Array(pkcs8), generate, true, ['sign'])
  const jwk = await crypto.subtle.exportKey('jwk', privateKey)
  const { kty, n, e, crv, x, y } = jwk
  const open = Object.fromEntries(Object.entries({ kty, n, e, crv, x, y }).filter(([, value]) => value !== undefined))
  const publicKey = await crypto.subtle.importKey('jwk', open, generate, true, ['verify'])
  return { privateKey, publicKey }
}

/** A self-signed certificate over a key, or one that another signs. */
export const certify = async (
  key: KeyObject,
  options: { readonly name?: string; readonly notBefore?: Date; readonly notAfter?: Date; readonly issuer?: Made } = {},
): Promise<Made> => {
  const keys = await asCrypto(key)
  const signer = options.issuer === undefined ? keys : await asCrypto(options.issuer.key)
  const signed = options.issuer?.key ?? key
  const certificate = await X509CertificateGenerator.create(
    {
      subject: `CN=${options.name ?? 'Tenantry test'}, O=Contoso`,
      issuer:
        options.issuer === undefined
          ? `CN=${options.name ?? 'Tenantry test'}, O=Contoso`
          : 'CN=Test authority, O=Contoso',
      notBefore: options.notBefore ?? new Date('2026-01-01T00:00:00Z'),
      notAfter: options.notAfter ?? new Date('2027-01-01T00:00:00Z'),
      publicKey: keys.publicKey,
      signingKey: signer.privateKey,
      signingAlgorithm: algorithms[signed.asymmetricKeyType === 'ec' ? 'ec' : 'rsa'].sign,
    },
    crypto,
  )
  return { certificate: certificate.toString('pem'), der: new Uint8Array(certificate.rawData), key }
}

export const certificateRequest = async (key: KeyObject): Promise<string> => {
  const keys = await asCrypto(key)
  const request = await Pkcs10CertificateRequestGenerator.create(
    { name: 'CN=Tenantry test', keys, signingAlgorithm: algorithms.rsa.sign },
    crypto,
  )
  return request.toString('pem')
}

type PemOptions = { readonly type: 'pkcs1' | 'pkcs8' | 'sec1'; readonly passphrase?: string; readonly cipher?: string }

export const pemOf = (key: KeyObject, { type, passphrase, cipher = 'aes-256-cbc' }: PemOptions): string =>
  key.export({ type, format: 'pem', ...(passphrase === undefined ? {} : { passphrase, cipher }) } as never).toString()

export const samePrivateKey = (one: string, other: KeyObject): boolean => createPrivateKey(one).equals(other)
