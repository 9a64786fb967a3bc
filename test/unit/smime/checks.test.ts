import { describe, expect, test } from 'vitest'
import type { ParsedCertificate } from '../../../electron/smime/certificate.ts'
import { checkStrength } from '../../../electron/smime/checks/strength.ts'
import { parsedOnes } from '../../../electron/smime/trust.ts'
import { ada, checkOf, judge, judgeOne, leaf, read, root } from './judging.ts'
import {
  alternativeNames,
  authority,
  day,
  extendedKeyUsage,
  keyNamed,
  keyUsage,
  mailbox,
  now,
  utf8Mailbox,
} from './pki.ts'

const given = { roots: [root] }

describe('the address', () => {
  const address = (der: Uint8Array, addresses: readonly string[] | null) =>
    checkOf(judgeOne(der, { ...given, addresses }), 'address')
  const named = (...names: readonly Uint8Array[]) => leaf({ extensions: [alternativeNames(...names)] })

  test.each([
    ['without regard to case', mailbox('Ada@CONTOSO.com'), 'aDA@contoso.com'],
    ['in an internationalised domain', mailbox('ada@xn--bcher-kva.example'), 'ada@Bücher.example'],
    ['as SmtpUTF8Mailbox', utf8Mailbox('ädä@bücher.example'), 'ÄDÄ@xn--bcher-kva.example'],
    ['composed or not', utf8Mailbox('a\u0308da@contoso.com'), 'äda@contoso.com'],
  ])('is recognised %s', (_, name, users) => {
    expect(address(named(mailbox('other@contoso.com'), name), ['else@contoso.com', users])).toMatchObject({
      verdict: 'ok',
      reason: 'addressInSan',
    })
  })

  test.each([
    ['another local part', 'ada.l@contoso.com'],
    ['a domain below', 'ada@mail.contoso.com'],
    ['a domain that only decodes to it', 'ada@%63ontoso.com'],
    ['bytes after it', 'ada@contoso.com\0.evil.example'],
    ['no domain', 'ada@'],
  ])('is another with %s', (_, written) => {
    expect(address(named(mailbox(written)), [ada])).toEqual({
      check: 'address',
      verdict: 'failed',
      reason: 'addressOther',
      params: { addresses: written },
    })
  })

  test('counts in the subject, too', () => {
    const old = leaf({ subject: `CN=Ada/E=${ada}`, extensions: [] })
    expect(address(old, [ada])).toMatchObject({ verdict: 'ok', reason: 'addressInSubject' })
  })

  test('is missing, or is not judged where no user is named', () => {
    expect(address(leaf({ extensions: [] }), [ada])).toMatchObject({ verdict: 'failed', reason: 'addressNone' })
    expect(address(leaf(), null)).toMatchObject({
      verdict: 'notAsked',
      reason: 'addressUnknown',
      params: { addresses: ada },
    })
    expect(judgeOne(leaf(), { ...given, addresses: null }).use).toBe('encrypt')
  })
})

describe('the dates', () => {
  const validity = (until: number, from = now - day) => checkOf(judgeOne(leaf({ from, until }), given), 'validity')

  test.each([
    [now - 1_000, now - day, 'failed', 'expired'],
    [now, now - day, 'warning', 'expiresSoon'],
    [now + 29.5 * day, now - day, 'warning', 'expiresSoon'],
    [now + 90 * day, now - day, 'ok', 'valid'],
    [now + 90 * day, now, 'ok', 'valid'],
    [now + 90 * day, now + 1_000, 'failed', 'notYetValid'],
  ])('until %d from %d are %s: %s', (until, from, verdict, reason) => {
    expect(validity(until, from)).toMatchObject({ verdict, reason })
  })

  test('say the days left and the limit they fall under', () => {
    const days = [29, 30, 59, 60, 89, 90].map((left) => validity(now + left * day).params['within'] ?? null)
    expect(days).toEqual(['30', '60', '60', '90', '90', null])
    expect(validity(now + 42 * day + 1_000).params['days']).toBe('42')
  })
})

describe('the usage', () => {
  const usages = (der: Uint8Array) => {
    const judged = judgeOne(der, given)
    const of = (check: 'encryptionUsage' | 'signingUsage') => {
      const { verdict, reason } = checkOf(judged, check)
      return `${verdict} ${reason}`
    }
    return [of('encryptionUsage'), of('signingUsage')]
  }
  const san = alternativeNames(mailbox(ada))
  const rsa = keyNamed('ada', 'rsa')

  test.each([
    ['RSA for both', rsa, [keyUsage('digitalSignature', 'keyEncipherment')], 'ok usageAllowed', 'ok usageAllowed'],
    ['RSA to sign', rsa, [keyUsage('nonRepudiation')], 'failed keyUsageForbids', 'ok usageAllowed'],
    ['RSA to encrypt', rsa, [keyUsage('keyEncipherment')], 'ok usageAllowed', 'failed keyUsageForbids'],
    [
      'RSA to agree, which it cannot',
      rsa,
      [keyUsage('keyAgreement')],
      'failed keyUsageForbids',
      'failed keyUsageForbids',
    ],
    ['EC to agree', keyNamed('ada'), [keyUsage('keyAgreement')], 'ok usageAllowed', 'failed keyUsageForbids'],
    [
      'EC to agree and receive',
      keyNamed('ada'),
      [keyUsage('keyAgreement', 'decipherOnly')],
      'ok usageAllowed',
      'failed keyUsageForbids',
    ],
    [
      'EC to agree and send',
      keyNamed('ada'),
      [keyUsage('keyAgreement', 'encipherOnly')],
      'failed keyUsageForbids',
      'failed keyUsageForbids',
    ],
    [
      'EC to encipher, which it cannot',
      keyNamed('ada'),
      [keyUsage('keyEncipherment')],
      'failed keyUsageForbids',
      'failed keyUsageForbids',
    ],
    [
      'Ed25519',
      keyNamed('ada', 'ed25519'),
      [keyUsage('digitalSignature')],
      'failed keyCannotEncrypt',
      'ok usageAllowed',
    ],
    ['no restriction', rsa, [], 'ok usageUnrestricted', 'ok usageUnrestricted'],
    [
      'mail among others',
      rsa,
      [extendedKeyUsage('clientAuth', 'emailProtection')],
      'ok usageAllowed',
      'ok usageAllowed',
    ],
    ['anything', rsa, [extendedKeyUsage('any')], 'ok usageAllowed', 'ok usageAllowed'],
    [
      'servers',
      rsa,
      [extendedKeyUsage('serverAuth')],
      'failed extendedKeyUsageForbids',
      'failed extendedKeyUsageForbids',
    ],
    ['authorities', rsa, [authority()], 'failed authorityCertificate', 'failed authorityCertificate'],
  ])('of a certificate for %s', (_, key, extensions, encryption, signing) => {
    expect(usages(leaf({ key, extensions: [...extensions, san] }))).toEqual([encryption, signing])
  })

  test('of a key of an unknown kind is unknown', () => {
    const [certificate] = parsedOnes([leaf()])
    const unknown = { ...certificate, key: { algorithm: '1.2.3', bits: null, curve: null, exponent: null } }
    expect(checkStrength(unknown as ParsedCertificate, false)).toMatchObject({
      verdict: 'unknown',
      reason: 'algorithmUnknown',
    })
  })
})

describe('the strength', () => {
  const [plain] = parsedOnes([leaf()])
  const strength = (key: Partial<ParsedCertificate['key']>, hash = 'sha256', trusted = false) => {
    if (plain === undefined) throw new Error('Not parsed')
    const full = { algorithm: 'RSA', bits: 2048, curve: null, exponent: 65_537n, ...key }
    const signatureAlgorithm = { ...plain.signatureAlgorithm, hash }
    const { verdict, reason } = checkStrength({ ...plain, key: full, signatureAlgorithm }, trusted)
    return `${verdict} ${reason}`
  }

  test.each([
    [{ bits: 1023 }, 'failed keyTooShort'],
    [{ bits: 1024 }, 'warning keyShort'],
    [{ bits: 2047 }, 'warning keyShort'],
    [{ bits: 2048 }, 'ok strong'],
    [{ exponent: 1n }, 'failed exponentSmall'],
    [{ exponent: 65_536n }, 'failed exponentSmall'],
    [{ exponent: 3n }, 'warning exponentSmall'],
    [{ algorithm: 'RSA-PSS', bits: 512 }, 'failed keyTooShort'],
    [{ algorithm: 'EC', bits: 192, curve: 'P-192', exponent: null }, 'failed keyTooShort'],
    [{ algorithm: 'EC', bits: 224, curve: 'P-224', exponent: null }, 'warning keyShort'],
    [{ algorithm: 'EC', bits: 256, curve: 'P-256', exponent: null }, 'ok strong'],
    [{ algorithm: 'EC', bits: null, curve: '1.2.3', exponent: null }, 'unknown algorithmUnknown'],
    [{ algorithm: 'Ed25519', bits: 256, exponent: null }, 'ok strong'],
    [{ algorithm: 'DSA', bits: null, exponent: null }, 'unknown algorithmUnknown'],
  ])('of %o is %s', (key, expected) => {
    expect(strength(key)).toBe(expected)
  })

  test('falls with the hash it is signed by, unless nobody relies on that signature', () => {
    expect(strength({}, 'sha1')).toBe('warning hashWeak')
    expect(strength({}, 'md5')).toBe('failed hashWeak')
    expect(strength({}, 'md5', true)).toBe('ok strong')
  })

  test('names the graver of two findings', () => {
    expect(strength({ bits: 1024 }, 'md5')).toBe('failed hashWeak')
    expect(strength({ bits: 512 }, 'sha1')).toBe('failed keyTooShort')
  })
})

describe('the signature of the message', () => {
  test.each([
    ['signatureValid', 'ok', 'encrypt'],
    ['signatureWrong', 'failed', 'none'],
    ['contentAltered', 'failed', 'none'],
    ['signerNotFrom', 'warning', 'encrypt'],
    ['signerOther', 'notAsked', 'encrypt'],
    ['signatureUnsupported', 'unknown', 'encrypt'],
  ] as const)('%s is %s, and the certificate is for: %s', (reason, verdict, use) => {
    const [judged] = judge([read(leaf(), { signature: { reason, params: { address: 'x' } } })], given).certificates
    if (judged === undefined) throw new Error('Nothing was judged')
    expect(checkOf(judged, 'messageSignature')).toEqual({
      check: 'messageSignature',
      verdict,
      reason,
      params: { address: 'x' },
    })
    expect(judged.use).toBe(use)
  })
})
