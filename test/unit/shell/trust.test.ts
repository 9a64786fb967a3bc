import 'reflect-metadata'
import { webcrypto } from 'node:crypto'
import * as x509 from '@peculiar/x509'
import type { Certificate } from 'electron'
import { beforeAll, describe, expect, it } from 'vitest'
import { isIssuedByExtraRoot } from '../../../electron/shell/trust.ts'

const algorithm = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' }
const day = 24 * 60 * 60 * 1000
const now = new Date('2026-11-23T12:00:00Z')

interface Issued {
  readonly certificate: x509.X509Certificate
  readonly keys: CryptoKeyPair
}

const makeKeys = () => webcrypto.subtle.generateKey(algorithm, true, ['sign', 'verify']) as Promise<CryptoKeyPair>

const issue = async (name: string, issuer?: Issued, notAfter = new Date(now.getTime() + day)): Promise<Issued> => {
  const keys = await makeKeys()
  const certificate = await x509.X509CertificateGenerator.create({
    serialNumber: '01',
    subject: `CN=${name}`,
    issuer: issuer?.certificate.subject ?? `CN=${name}`,
    notBefore: new Date(now.getTime() - day),
    notAfter,
    publicKey: keys.publicKey,
    signingKey: issuer?.keys.privateKey ?? keys.privateKey,
    signingAlgorithm: algorithm,
    extensions: [
      new x509.BasicConstraintsExtension(name.endsWith('CA'), undefined, true),
      new x509.SubjectAlternativeNameExtension([{ type: 'dns', value: name.toLowerCase() }]),
    ],
  })
  return { certificate, keys }
}

const chainOf = (...issued: readonly Issued[]): Certificate => {
  const [first, ...rest] = issued
  const data = first!.certificate.toString('pem')
  return { data, ...(rest.length > 0 ? { issuerCert: chainOf(...rest) } : {}) } as Certificate
}

describe('trust in an extra root', () => {
  let root: Issued
  let rootPem: string
  beforeAll(async () => {
    x509.cryptoProvider.set(webcrypto as Crypto)
    root = await issue('Root CA')
    rootPem = root.certificate.toString('pem')
  })

  it('accepts a certificate that the root issued for the host', async () => {
    const leaf = await issue('localhost', root)
    expect(isIssuedByExtraRoot(chainOf(leaf), 'localhost', rootPem, now)).toBe(true)
    expect(isIssuedByExtraRoot(chainOf(leaf, root), 'localhost', rootPem, now)).toBe(true)
  })

  it('accepts a chain over an intermediate', async () => {
    const middle = await issue('Middle CA', root)
    const leaf = await issue('localhost', middle)
    expect(isIssuedByExtraRoot(chainOf(leaf, middle), 'localhost', rootPem, now)).toBe(true)
  })

  it('refuses another host, another root of the same name, and what has expired', async () => {
    const impostor = await issue('Root CA')
    const leaf = await issue('localhost', root)
    const forged = await issue('localhost', impostor)
    const old = await issue('localhost', root, new Date(now.getTime() - 1000))
    expect(isIssuedByExtraRoot(chainOf(leaf), 'graph.example', rootPem, now)).toBe(false)
    expect(isIssuedByExtraRoot(chainOf(forged, impostor), 'localhost', rootPem, now)).toBe(false)
    expect(isIssuedByExtraRoot(chainOf(old), 'localhost', rootPem, now)).toBe(false)
  })

  it('refuses a chain that names an issuer which did not sign', async () => {
    const stranger = await issue('Stranger CA')
    const leaf = await issue('localhost', stranger)
    expect(isIssuedByExtraRoot(chainOf(leaf, root), 'localhost', rootPem, now)).toBe(false)
  })
})
