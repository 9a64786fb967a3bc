import { beforeAll, describe, expect, it } from 'vitest'
import type { CertificateCredential } from '../../../electron/cloud/credential.ts'
import { readCredential } from '../../../electron/connection/credential-reader.ts'
import { certificateRequest, certify, ecKey, type Made, pemOf, rsaKey, samePrivateKey } from './certificates.ts'

const now = new Date('2026-06-01T00:00:00Z')
const read = (parts: readonly (string | Uint8Array)[], passphrase?: string) => readCredential(parts, passphrase, now)
const refusal = (parts: readonly (string | Uint8Array)[], passphrase?: string) => {
  try {
    return read(parts, passphrase)
  } catch (error) {
    const { code, params } = error as { code: string; params: Record<string, string> }
    return { code, params }
  }
}
const bytes = (text: string, encoding: 'utf8' | 'utf16le' = 'utf8') => new Uint8Array(Buffer.from(text, encoding))
const thumbprint = async (made: Made) =>
  Buffer.from(await crypto.subtle.digest('SHA-256', new Uint8Array(made.der)))
    .toString('hex')
    .toUpperCase()

let made: Made
let other: Made
let elliptic: Made
let pkcs8: string

beforeAll(async () => {
  made = await certify(rsaKey())
  other = await certify(rsaKey(), { name: 'Other' })
  elliptic = await certify(ecKey(), { name: 'Elliptic' })
  pkcs8 = pemOf(made.key, { type: 'pkcs8' })
})

describe('readCredential with a certificate', () => {
  it('reads certificate and key in one text, in either order, with extra text around', async () => {
    const expected = { kind: 'certificate', thumbprint: await thumbprint(made) }
    for (const text of [
      `${made.certificate}\n${pkcs8}`,
      `${pkcs8}${made.certificate}`,
      `Bag Attributes\n  friendlyName: x\n${made.certificate}\nKey follows:\n${pkcs8}\nthe end`,
    ]) {
      const credential = read([text]) as CertificateCredential
      expect(credential).toMatchObject(expected)
      expect(samePrivateKey(credential.privateKeyPem, made.key)).toBe(true)
      expect(credential.privateKeyPem).toMatch(/^-----BEGIN PRIVATE KEY-----\n/)
      expect(credential.certificatePem).toMatch(/^-----BEGIN CERTIFICATE-----\n/)
    }
  })

  it('reads PKCS#1 and PKCS#8 keys, plain and encrypted, the old way and the new', () => {
    const passphrase = 'pass wörd 1'
    const keys = [
      pemOf(made.key, { type: 'pkcs1' }),
      pkcs8,
      pemOf(made.key, { type: 'pkcs8', passphrase }),
      pemOf(made.key, { type: 'pkcs8', passphrase, cipher: 'des-ede3-cbc' }),
      pemOf(made.key, { type: 'pkcs1', passphrase }),
      pemOf(made.key, { type: 'pkcs1', passphrase, cipher: 'des-ede3-cbc' }),
    ]
    expect(keys[2]).toContain('ENCRYPTED PRIVATE KEY')
    expect(keys[4]).toContain('Proc-Type: 4,ENCRYPTED')
    for (const key of keys) {
      const credential = read([made.certificate, key], passphrase) as CertificateCredential
      expect(samePrivateKey(credential.privateKeyPem, made.key)).toBe(true)
    }
  })

  it('reads files as bytes: byte order marks, UTF-16, CRLF, a DER certificate and a DER key', () => {
    const text = `${made.certificate}\n${pkcs8}`
    const der = new Uint8Array(made.key.export({ type: 'pkcs8', format: 'der' }))
    for (const parts of [
      [bytes(text)],
      [bytes(`\uFEFF${text}`)],
      [bytes(`\uFEFF${text}`, 'utf16le')],
      [bytes(text.replaceAll('\n', '\r\n'))],
      [made.der, pkcs8],
      [bytes(pkcs8), made.der],
      [made.der, der],
    ]) {
      expect(samePrivateKey((read(parts) as CertificateCredential).privateKeyPem, made.key)).toBe(true)
    }
  })

  it('puts lost and escaped line breaks right', () => {
    const text = `${made.certificate}\n${pkcs8}`
    const legacy = pemOf(made.key, { type: 'pkcs1', passphrase: 'p' })
    for (const [broken, passphrase] of [
      [text.replaceAll('\n', ' '), undefined],
      [text.replaceAll('\n', '\\n'), undefined],
      [text.replaceAll('\n', '\\r\\n'), undefined],
      [text.replaceAll('\n', '\n\n   '), undefined],
      [`${made.certificate} ${legacy.replaceAll('\n', ' ')}`, 'p'],
    ] as const) {
      expect(samePrivateKey((read([broken], passphrase) as CertificateCredential).privateKeyPem, made.key)).toBe(true)
    }
  })

  it('takes from a chain the certificate that the key belongs to', async () => {
    const authority = await certify(rsaKey(), { name: 'Test authority' })
    const leaf = await certify(rsaKey(), { name: 'Leaf', issuer: authority })
    const key = pemOf(leaf.key, { type: 'pkcs8' })
    const chain = `${authority.certificate}\n${leaf.certificate}\n${key}`
    expect(read([chain])).toMatchObject({ thumbprint: await thumbprint(leaf) })
  })

  it('takes of two certificates over one key the valid one that lasts longest', async () => {
    const expired = await certify(made.key, { notAfter: new Date('2026-02-01T00:00:00Z') })
    const longer = await certify(made.key, { notAfter: new Date('2029-01-01T00:00:00Z') })
    const future = await certify(made.key, {
      notBefore: new Date('2030-01-01T00:00:00Z'),
      notAfter: new Date('2040-01-01T00:00:00Z'),
    })
    const parts = [expired, made, longer, future].map(({ certificate }) => certificate)
    expect(read([...parts, pkcs8])).toMatchObject({ thumbprint: await thumbprint(longer) })
  })

  it('says what is missing', async () => {
    expect(refusal([made.certificate])).toEqual({ code: 'credential_key_missing', params: {} })
    expect(refusal([made.der])).toEqual({ code: 'credential_key_missing', params: {} })
    expect(refusal([pkcs8])).toEqual({ code: 'credential_certificate_missing', params: {} })
    expect(refusal([await certificateRequest(made.key), pkcs8])).toMatchObject({
      code: 'credential_certificate_missing',
    })
  })

  it('refuses a key of another certificate and names the certificate', async () => {
    expect(refusal([made.certificate, pemOf(other.key, { type: 'pkcs8' })])).toEqual({
      code: 'credential_mismatch',
      params: { thumbprint: await thumbprint(made) },
    })
  })

  it('asks for the passphrase and tells a wrong one', () => {
    for (const type of ['pkcs8', 'pkcs1'] as const) {
      const key = pemOf(made.key, { type, passphrase: 'right' })
      expect(refusal([made.certificate, key])).toMatchObject({ code: 'credential_passphrase_missing' })
      expect(refusal([made.certificate, key], '')).toMatchObject({ code: 'credential_passphrase_missing' })
      expect(refusal([made.certificate, key], 'wrong')).toMatchObject({ code: 'credential_passphrase_wrong' })
    }
  })

  it('does not blame the passphrase for a key that was cut off', () => {
    const lines = pemOf(made.key, { type: 'pkcs8', passphrase: 'right' }).split('\n')
    const cut = [...lines.slice(0, 5), ...lines.slice(8)].join('\n')
    expect(refusal([made.certificate, cut], 'right')).toMatchObject({ code: 'credential_unreadable' })
  })

  it('refuses what is out of its time', async () => {
    const expired = await certify(made.key, { notAfter: new Date('2026-05-31T23:59:59Z') })
    const future = await certify(made.key, { notBefore: new Date('2026-06-01T00:00:01Z') })
    expect(refusal([expired.certificate, pkcs8])).toEqual({
      code: 'credential_expired',
      params: { thumbprint: await thumbprint(expired), notAfter: '2026-05-31T23:59:59.000Z' },
    })
    expect(refusal([future.certificate, pkcs8])).toEqual({
      code: 'credential_not_yet_valid',
      params: { thumbprint: await thumbprint(future), notBefore: '2026-06-01T00:00:01.000Z' },
    })
  })

  it('refuses keys that Entra does not take', async () => {
    const weak = await certify(rsaKey(1_024))
    expect(refusal([weak.certificate, pemOf(weak.key, { type: 'pkcs8' })])).toEqual({
      code: 'credential_key_unsupported',
      params: { problem: 'RSA 1024' },
    })
    for (const type of ['pkcs8', 'sec1'] as const) {
      expect(refusal([elliptic.certificate, pemOf(elliptic.key, { type })])).toEqual({
        code: 'credential_key_unsupported',
        params: { problem: 'EC prime256v1' },
      })
    }
    const encrypted = pemOf(elliptic.key, { type: 'pkcs8', passphrase: 'p' })
    expect(refusal([elliptic.certificate, encrypted], 'p')).toMatchObject({ code: 'credential_key_unsupported' })
    const openssh = '-----BEGIN OPENSSH PRIVATE KEY-----\nAAAA\n-----END OPENSSH PRIVATE KEY-----'
    expect(refusal([made.certificate, openssh])).toMatchObject({ code: 'credential_key_unsupported' })
  })

  it('calls unreadable what looks like PEM or DER and is not', async () => {
    const broken = '-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----'
    const brokenKey = '-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----'
    for (const parts of [
      [broken, pkcs8],
      [made.certificate, brokenKey],
      [new Uint8Array([0x30, 0x82, 0x01, 0x00, 1, 2, 3])],
      [await certificateRequest(made.key)],
      [made.certificate.slice(0, 300)],
    ]) {
      expect(refusal(parts)).toMatchObject({ code: 'credential_unreadable' })
    }
  })
})

describe('readCredential with a secret', () => {
  it.each([
    ['as it is', 'abc8Q~dEfGh1jK-L.m_N0pqRsTuVwXyZ12345678'],
    ['with blanks and a line break around', '  \tabc8Q~dEfGh1jK-L.m_N0pqRsTuVwXyZ\r\n'],
    ['with a byte order mark', '\uFEFFabc8Q~dEfGh1jK-L.m_N0pqRsTuVwXyZ'],
  ])('takes a line %s', (_, text) => {
    const secret = text.replace('\uFEFF', '').trim()
    expect(read([text])).toEqual({ kind: 'secret', secret })
    expect(read([bytes(text)])).toEqual({ kind: 'secret', secret })
  })

  it('tells the secret’s id from its value', () => {
    for (const id of ['3f2504e0-4f89-41d3-9a0c-0305e82c3301', '{3F2504E0-4F89-41D3-9A0C-0305E82C3301}\n']) {
      expect(refusal([id])).toMatchObject({ code: 'validation', params: { field: 'secret' } })
    }
  })

  it.each([
    ['nothing', []],
    ['an empty text', ['']],
    ['two lines', ['abcdefgh12345678\nijklmnop']],
    ['a sentence', ['this is not a secret']],
    ['less than 8 characters', ['abc8Q~d']],
    ['more than 256 characters', ['x'.repeat(257)]],
    ['other than printable ASCII', ['abcdefgh\u0007ijkl']],
    ['two texts', ['abcdefgh1234', 'ijklmnop5678']],
    ['a picture', [new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0])]],
  ])('refuses %s', (_, parts) => {
    expect(refusal(parts)).toEqual({ code: 'credential_unreadable', params: {} })
  })
})
