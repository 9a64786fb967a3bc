import { describe, expect, it } from 'vitest'
import { type Credential, decodeCredential, encodeCredential, summaryOf } from '../../../electron/cloud/credential.ts'
import { readCredential } from '../../../electron/connection/credential-reader.ts'
import { certify, pemOf, rsaKey } from '../connection/certificates.ts'

const secret: Credential = { kind: 'secret', secret: 'abc8Q~dEfGh1jK' }

describe('credential', () => {
  it('goes into the vault and comes back as it was', async () => {
    const made = await certify(rsaKey())
    const read = readCredential(
      [made.certificate, pemOf(made.key, { type: 'pkcs8' })],
      undefined,
      new Date('2026-06-01'),
    )
    for (const credential of [secret, read]) {
      expect(decodeCredential(encodeCredential(credential))).toEqual(credential)
    }
  })

  it('tells of a certificate what may be shown, and nothing of the key', async () => {
    const made = await certify(rsaKey(3_072), { name: 'Tenantry' })
    const read = readCredential(
      [made.certificate, pemOf(made.key, { type: 'pkcs8' })],
      undefined,
      new Date('2026-06-01'),
    )
    const summary = summaryOf(read)
    expect(summary).toEqual({
      kind: 'certificate',
      thumbprint: (read as { thumbprint: string }).thumbprint,
      subject: 'CN=Tenantry, O=Contoso',
      notBefore: '2026-01-01T00:00:00.000Z',
      notAfter: '2027-01-01T00:00:00.000Z',
      keyType: 'RSA',
      keyBits: 3_072,
    })
  })

  it('tells of a secret its first three characters', () => {
    expect(summaryOf(secret)).toEqual({ kind: 'secret', hint: 'abc' })
  })

  it.each([
    '',
    'x',
    'null',
    '{"kind":"secret"}',
    '{"kind":"secret","secret":""}',
    '{"kind":"secret","secret":"x","more":1}',
    '{"kind":"certificate","certificatePem":"x","privateKeyPem":"y","thumbprint":"ab"}',
    '{"kind":"password","secret":"x"}',
  ])('calls %j damaged and quotes nothing of it', (text) => {
    try {
      decodeCredential(text)
      expect.unreachable()
    } catch (error) {
      expect(error).toMatchObject({ code: 'secret_damaged', params: {} })
      expect((error as Error).cause).toBeUndefined()
    }
  })

  it('calls a certificate damaged that cannot be read', () => {
    const broken = { kind: 'certificate', certificatePem: 'x', privateKeyPem: 'y', thumbprint: 'A'.repeat(64) } as const
    expect(() => summaryOf(broken)).toThrow(expect.objectContaining({ code: 'secret_damaged' }))
  })
})
