/** A certificate authority of a test's own, in memory. */
import 'reflect-metadata'
import { webcrypto } from 'node:crypto'
import * as x509 from '@peculiar/x509'

const algorithm = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' }
const day = 86_400_000

export interface Authority {
  readonly pem: string
  /** For `localhost` or another name; valid from yesterday for so many days. */
  issue(host: string, days?: number): Promise<{ readonly cert: string; readonly key: string }>
}

export const authority = async (): Promise<Authority> => {
  x509.cryptoProvider.set(webcrypto as Crypto)
  const keys = () => webcrypto.subtle.generateKey(algorithm, true, ['sign', 'verify']) as Promise<CryptoKeyPair>
  const own = await keys()
  const notBefore = new Date(Date.now() - day)
  const name = 'CN=Test Root, O=Test'
  const root = await x509.X509CertificateGenerator.createSelfSigned({
    name,
    keys: own,
    signingAlgorithm: algorithm,
    serialNumber: '01',
    notBefore,
    notAfter: new Date(Date.now() + day),
    extensions: [new x509.BasicConstraintsExtension(true)],
  })
  return {
    pem: root.toString('pem'),
    async issue(host, days = 2) {
      const { publicKey, privateKey } = await keys()
      const leaf = await x509.X509CertificateGenerator.create({
        subject: `CN=${host}, O=Test, C=DE`,
        issuer: name,
        publicKey,
        signingKey: own.privateKey,
        signingAlgorithm: algorithm,
        serialNumber: '0a0b',
        notBefore,
        notAfter: new Date(notBefore.getTime() + days * day),
        extensions: [new x509.SubjectAlternativeNameExtension([{ type: 'dns', value: host }])],
      })
      const der = Buffer.from(await webcrypto.subtle.exportKey('pkcs8', privateKey)).toString('base64')
      const key = `-----BEGIN PRIVATE KEY-----\n${der}\n-----END PRIVATE KEY-----\n`
      // The root is sent along, as servers of a private authority do.
      return { cert: `${leaf.toString('pem')}\n${root.toString('pem')}`, key }
    },
  }
}
