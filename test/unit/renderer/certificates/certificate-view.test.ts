import { describe, expect, it } from 'vitest'
import {
  answerText,
  basisText,
  becauseText,
  checkText,
  datesText,
  keyText,
  lacksMailRole,
  purposeText,
  sentenceOf,
} from '../../../../renderer/features/certificates/certificate-view.ts'
import { formatOf } from '../../../../renderer/lib/format.ts'
import type { CertificateLookup, SourceFinding } from '../../../../shared/domain/certificates.ts'
import { en } from '../../../../shared/text/en/index.ts'
import { checked, judged } from './judged.ts'

const format = formatOf('en-GB', 'just now')
const now = Date.parse('2026-11-01T00:00:00.000Z')
const text = en.certificates

const finding = (over: Partial<SourceFinding> = {}): SourceFinding => ({
  source: 'signedMail',
  answer: 'found',
  reason: 'newestSignedMail',
  params: {},
  error: null,
  certificates: 2,
  ...over,
})

const lookup = (over: Partial<CertificateLookup>): CertificateLookup => ({
  user: { id: 'u', displayName: 'Ulrike', addresses: [] },
  at: '2026-11-01T00:00:00.000Z',
  milliseconds: 400,
  roundTrips: 2,
  sources: [],
  certificates: [],
  unread: [],
  verdict: 'none',
  ...over,
})

describe('a reason', () => {
  it('writes dates as people read them and leaves out what is not known', () => {
    const { because } = en.certificateReasons
    const dates = { notBefore: '2026-01-01T12:00:00.000Z', notAfter: '2027-01-01T12:00:00.000Z' }
    expect(sentenceOf(because.valid, dates, format)).toBe('From 1 Jan 2026 to 1 Jan 2027')
    expect(sentenceOf(because.addressInSan, {}, format)).not.toMatch(/[{}()–]/)
    expect(sentenceOf(because.strong, { key: 'RSA 3072' }, format)).toContain('(RSA 3072)')
  })
})

describe('a source', () => {
  it('says how many it found, and else its answer in a word', () => {
    expect(answerText(finding(), en, format)).toBe('Found 2')
    expect(answerText(finding({ answer: 'notPermitted', certificates: 0 }), en, format)).toBe('Not permitted')
  })

  it('lacks the right to read mail only where nothing came from elsewhere', () => {
    const sources = [finding({ answer: 'notPermitted', reason: 'roleMissing', certificates: 0 })]
    expect(lacksMailRole(lookup({ sources }))).toBe(true)
    expect(lacksMailRole(lookup({ sources, certificates: [judged({ source: 'profile' })] }))).toBe(false)
    expect(lacksMailRole(lookup({ sources: [finding()] }))).toBe(false)
  })
})

describe('a check', () => {
  const validity = (over = {}) => checked('validity', { reason: 'valid', ...over })
  const say = (result: ReturnType<typeof checked>, notAfter = '2026-11-12T00:00:00.000Z') =>
    checkText(result, notAfter, en, format, now)

  it('of the dates counts the days that are left, as long as there are any', () => {
    expect(say(validity())).toBe('11 days left')
    expect(say(validity({ verdict: 'warning', reason: 'expiresSoon' }), '2026-11-02T01:00:00.000Z')).toBe('1 day left')
    expect(say(validity({ verdict: 'failed', reason: 'notYetValid' }))).toBe('Not yet valid')
  })

  it('of anything else names its reason', () => {
    expect(say(checked('chain', { verdict: 'failed', reason: 'issuerUnknown' }))).toBe('Issuer unknown')
  })
})

describe('a certificate in the list', () => {
  it('is called by what its usage is for, not by whether it may be used', () => {
    const failed = (check: 'encryptionUsage' | 'signingUsage') =>
      checked(check, { verdict: 'failed', reason: 'keyUsageForbids' })
    expect(purposeText(judged({ use: 'none' }), text)).toBe(text.list.both)
    expect(purposeText(judged({ checks: [failed('encryptionUsage'), checked('signingUsage')] }), text)).toBe(
      text.list.signingOnly,
    )
    expect(purposeText(judged({ checks: [checked('encryptionUsage'), failed('signingUsage')] }), text)).toBe(
      text.list.encryptionOnly,
    )
    expect(purposeText(judged({ checks: [] }), text)).toBe(text.list.neither)
  })

  it('tells its last day, or what is wrong with its dates', () => {
    expect(datesText(judged(), text, format, now)).toBe('1 Jan 2027')
    expect(datesText(judged({ notAfter: '2026-10-01T12:00:00.000Z' }), text, format, now)).toBe('expired 1 Oct 2026')
    expect(datesText(judged({ notBefore: '2026-12-01T12:00:00.000Z' }), text, format, now)).toBe(
      'valid from 1 Dec 2026',
    )
  })

  it('names its key by length or by curve', () => {
    expect(keyText(judged())).toBe('RSA 3072')
    expect(keyText(judged({ key: { algorithm: 'EC', bits: 256, curve: 'P-256' } }))).toBe('EC P-256')
    expect(keyText(judged({ key: { algorithm: 'Ed25519', bits: null, curve: null } }))).toBe('Ed25519')
    expect(keyText(judged({ key: { algorithm: 'Ed25519', bits: 256, curve: 'Ed25519' } }))).toBe('Ed25519')
  })

  it('says each reason once', () => {
    const because = ['keyUsageForbids', 'extendedKeyUsageForbids', 'expired'] as const
    expect(becauseText(judged({ because }), en.certificateReasons)).toBe('Not allowed, Expired')
  })
})

describe('what a verdict rests on', () => {
  it('counts the usable ones, and all where none is', () => {
    const unfit = judged({ use: 'none', source: 'profile' })
    const basis = (over: Partial<CertificateLookup>) => basisText(lookup(over), text, format)
    expect(basis({ verdict: 'encrypt', certificates: [judged(), unfit] })).toBe(
      'One usable certificate from signed mail',
    )
    expect(basis({ verdict: 'unusable', certificates: [unfit, unfit] })).toBe(
      '2 certificates from the directory profile',
    )
    expect(basis({ verdict: 'none' })).toBe(text.lookup.none)
    expect(basis({ verdict: 'unknown' })).toBe(text.lookup.unknown)
  })
})
