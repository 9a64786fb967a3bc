import { generateKeyPairSync, randomBytes } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { fingerprint, guarded, redacted, wasRedacted } from '../../../electron/audit/guard.ts'
import type { Flat } from '../../../shared/domain/audit.ts'
import { entry } from './entries.ts'

const pem = generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey.export({ type: 'pkcs8', format: 'pem' })
const part = (bytes: number) => randomBytes(bytes).toString('base64url')
const token = `eyJ0eXAiOiJKV1QifQ.eyJhdWQiOiIwMDAwMDAwMyJ9.${part(256)}`
const clientSecret = 'Abc8Q~planted_S3cret.0123456789-abcdefghij'
const code = `1.AXoA${part(300)}`

/** What a flow handles, as it might slip into a record. */
const planted: readonly (readonly [string, string])[] = [
  ['a private key', pem.toString()],
  ['a private key on one line', pem.toString().replaceAll('\n', ' ')],
  ['a private key without its armour', pem.toString().split('\n').slice(1, -2).join('')],
  ['an access token', token],
  ['a client secret', clientSecret],
  ['an old client secret', 'q7Vt2LmN0pRsT4uVwX6yZaB8cD1eF3gH5iJ='],
  ['an authorization code', code],
  ['a header', `Bearer ${part(40)}`],
  ['a form', `grant_type=x&client_secret=short&code_verifier=alsoshort`],
]

const text = (value: unknown) => JSON.stringify(value)

describe('guarded', () => {
  it.each(planted)('lets %s nowhere into a record', (_what, secret) => {
    const values = [secret, `before ${secret} after`]
    for (const value of values) {
      const result = guarded(
        entry({
          before: { note: value, list: ['harmless', value] },
          after: { [value.slice(0, 200)]: 1 },
          error: { code: 'sign_in_refused', params: { problem: value } },
          correlation: { requestIds: [value] },
        }),
      )
      for (const piece of secret.split(/\s|[=&]/).filter((word) => word.length > 24))
        expect(text(result)).not.toContain(piece)
      expect(text(result)).not.toContain('alsoshort')
      expect(wasRedacted(result)).toBe(true)
    }
  })

  it.each([
    ...['secret', 'clientSecret', 'client_secret', 'passphrase', 'pfxPassphrase', 'password', 'accessToken'],
    ...['refresh_token', 'privateKey', 'private_key', 'clientAssertion', 'codeVerifier', 'authorization', 'Cookie'],
    ...['code', 'key', 'databaseKey', 'directoryKey', 'credential', 'nonce', 'certificatePem'],
  ])('hides whatever stands under the name %s', (name) => {
    const result = guarded(entry({ before: { [name]: 'tiny' }, after: { [name]: ['tiny', 'small'] } }))
    expect(result.before).toEqual({ [name]: redacted })
    expect(result.after).toEqual({ [name]: redacted })
  })

  it('keeps what a record is for', () => {
    const kept: Flat = {
      tenantId: '8f4b1a2c-1111-4222-8333-abcdefabcdef',
      UPPER: '8F4B1A2C-1111-4222-8333-ABCDEFABCDEF',
      scope: 'https://graph.microsoft.com/.default',
      thumbprint: '9F3C'.repeat(16),
      secretHint: 'Abc',
      secretFingerprint: fingerprint(clientSecret),
      secretExpiresAt: '2027-01-01T00:00:00.000Z',
      credentialMode: 'certificate',
      tokenCount: 3,
      signingKeyId: 'a1'.repeat(32),
      keyBits: 3072,
      roles: ['User.Read.All', 'GroupMember.Read.All', 'Application.ReadWrite.OwnedBy'],
      file: '/home/H.Müller/Documents/tenantry-audit-2026-03-01.jsonl',
      subject: 'CN=Tenantry Nordwind Logistik SE 2026, O=Nordwind',
      schedule: 'every 15 min',
      enabled: true,
      before: null,
    }
    const result = guarded(entry({ after: kept }))
    expect(result.after).toEqual(kept)
    expect(wasRedacted(result)).toBe(false)
  })

  it('hides every generated secret of Entra’s shape, wherever it stands', () => {
    const sign = fc.constantFrom(...'ABCDEFabcdef0123456789._-~')
    const secret = fc
      .tuple(
        fc.string({ unit: sign, minLength: 3, maxLength: 3 }),
        fc.constantFrom('7', '8'),
        fc.string({ unit: sign, minLength: 34, maxLength: 34 }),
      )
      .map(([head, digit, tail]) => `${head}${digit}Q~${tail}`)
    fc.assert(
      fc.property(secret, fc.string(), fc.string(), (value, before, after) => {
        expect(text(guarded(entry({ after: { note: `${before} ${value} ${after}` } })))).not.toContain(value)
      }),
    )
  })

  it('cuts what is too long for a record, and what is no text any more', () => {
    const result = guarded(entry({ after: { long: 'ab '.repeat(10_000), broken: 'a\ud800b', odd: Number.NaN } }))
    expect(String(result.after?.['long']).length).toBeLessThanOrEqual(4_097)
    expect(String(result.after?.['broken']).isWellFormed()).toBe(true)
    expect(result.after?.['odd']).toBe('NaN')
  })
})

describe('fingerprint', () => {
  it('tells secrets apart without holding them', () => {
    expect(fingerprint(clientSecret)).toMatch(/^[0-9a-f]{16}$/)
    expect(fingerprint(clientSecret)).not.toBe(fingerprint(`${clientSecret}x`))
  })
})
