import { execFileSync } from 'node:child_process'
import { createPrivateKey, sign, verify, X509Certificate } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { readCredential } from '../../../electron/connection/credential-reader.ts'
import { makeCertificate } from '../../../electron/connection/credentials/certificate-maker.ts'
import { derBase64, publicPart, sha1Of } from '../../../electron/connection/credentials/certificate-parts.ts'

const now = new Date('2026-11-23T09:00:00.123Z')

const describeByOpenssl = (pem: string) =>
  execFileSync('openssl', ['x509', '-noout', '-text'], { input: pem, encoding: 'utf8' })

describe('makeCertificate', () => {
  it.each([3_072, 4_096] as const)('makes an RSA %s pair that fits and signs', async (keyBits) => {
    const made = await makeCertificate({ keyBits, months: 12 }, 'Tenantry on NB-4471', now)
    const certificate = new X509Certificate(made.certificatePem)
    const key = createPrivateKey(made.privateKeyPem)
    expect(certificate.publicKey.asymmetricKeyDetails?.modulusLength).toBe(keyBits)
    expect(certificate.checkPrivateKey(key)).toBe(true)
    expect(verify('sha256', Buffer.from('x'), certificate.publicKey, sign('sha256', Buffer.from('x'), key))).toBe(true)
    expect(readCredential([`${made.certificatePem}\n${made.privateKeyPem}`], undefined, now)).toMatchObject({
      kind: 'certificate',
      thumbprint: made.thumbprint,
    })
  })

  it('has sane fields: no authority, signing only, valid from now, its own key’s id, a random serial', async () => {
    const wish = { keyBits: 3_072, months: 24 } as const
    const [made, other] = await Promise.all([makeCertificate(wish, 'a', now), makeCertificate(wish, 'a', now)])
    const text = describeByOpenssl(made.certificatePem)
    expect(text).toMatch(/Basic Constraints: critical\s+CA:FALSE/)
    expect(text).toMatch(/Key Usage: critical\s+Digital Signature\n/)
    expect(text).toContain('Subject Key Identifier')
    expect(text).toContain('sha256WithRSAEncryption')
    const certificate = new X509Certificate(made.certificatePem)
    expect(certificate.validFromDate.getTime()).toBeLessThanOrEqual(now.getTime())
    expect(certificate.validToDate.toISOString()).toBe('2028-11-23T09:00:00.000Z')
    expect(certificate.serialNumber).toMatch(/^[4-7][0-9A-F]{31}$/)
    expect(new X509Certificate(other.certificatePem).serialNumber).not.toBe(certificate.serialNumber)
    expect(certificate.verify(certificate.publicKey)).toBe(true)
  })

  it.each([
    ['2026-08-31T00:00:00Z', 6, '2027-02-28'],
    ['2024-02-29T00:00:00Z', 12, '2025-02-28'],
  ] as const)('made on %s for %i months ends on %s', async (from, months, end) => {
    const made = await makeCertificate({ keyBits: 3_072, months }, 'a', new Date(from))
    expect(new X509Certificate(made.certificatePem).validToDate.toISOString().slice(0, 10)).toBe(end)
  })

  it('takes any computer name, as text', async () => {
    const name = `Rechner “Müller”, O=evil\n+ ${'x'.repeat(100)}`
    const made = await makeCertificate({ keyBits: 3_072, months: 6 }, name, now)
    const { subject } = new X509Certificate(made.certificatePem)
    expect(subject.startsWith('CN=')).toBe(true)
    expect(subject).not.toMatch(/^O=/m)
  })
})

describe('the public part', () => {
  it.each(['cer', 'pem'] as const)(
    'is a .%s file that holds the certificate and nothing of the key',
    async (format) => {
      const made = await makeCertificate({ keyBits: 3_072, months: 6 }, 'Tenantry', now)
      const { name, bytes } = publicPart(made, format)
      expect(name).toBe(`tenantry-${made.thumbprint.slice(0, 8).toLowerCase()}.${format}`)
      expect(new X509Certificate(bytes).fingerprint256.replaceAll(':', '')).toBe(made.thumbprint)
      expect(Buffer.from(bytes).toString('latin1')).not.toContain('PRIVATE KEY')
      expect(Buffer.from(derBase64(made), 'base64').equals(new X509Certificate(bytes).raw)).toBe(true)
      expect(sha1Of(made).toString('hex').toUpperCase()).toBe(
        new X509Certificate(bytes).fingerprint.replaceAll(':', ''),
      )
    },
  )
})
