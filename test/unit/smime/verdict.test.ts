import { createHash } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { overallUse, withCheck } from '../../../electron/smime/use.ts'
import { certificateChecks } from '../../../shared/domain/certificates.ts'
import { ada, issuer, judge, judgeOne, leaf, read, root } from './judging.ts'
import {
  alternativeNames,
  authority,
  day,
  extendedKeyUsage,
  extension,
  keyNamed,
  keyUsage,
  mailbox,
  nameConstraints,
  now,
  oid,
  sequence,
  text,
  tlv,
} from './pki.ts'

const given = { roots: [root] }
const sha256 = (der: Uint8Array): string => createHash('sha256').update(der).digest('hex')
const names = (certificates: readonly { readonly sha256: string }[], of: Readonly<Record<string, Uint8Array>>) =>
  certificates.map(({ sha256: hash }) => Object.entries(of).find(([, der]) => sha256(der) === hash)?.[0])

const mail = alternativeNames(mailbox(ada))
const encrypting = [keyUsage('keyAgreement'), mail]
const signing = [keyUsage('digitalSignature'), mail]

describe('the verdict of a certificate', () => {
  test('has every check once, in the order in which they are shown, and says what it is for', () => {
    const judged = judgeOne(leaf(), given)
    expect(judged.checks.map(({ check }) => check)).toEqual(certificateChecks)
    expect(judged).toMatchObject({ use: 'encrypt', because: [], addresses: [ada], source: 'file' })
  })

  test.each([
    ['encrypting and signing', leaf(), 'encrypt', []],
    ['encrypting alone', leaf({ extensions: encrypting }), 'encrypt', []],
    ['signing alone', leaf({ extensions: signing }), 'verify', ['keyUsageForbids']],
    [
      'a key that only signs',
      leaf({ key: keyNamed('ada', 'ed25519'), extensions: signing }),
      'verify',
      ['keyCannotEncrypt'],
    ],
    ['servers', leaf({ extensions: [mail, extendedKeyUsage('serverAuth')] }), 'none', ['extendedKeyUsageForbids']],
    ['a time that is over', leaf({ until: now - day }), 'none', ['expired']],
    ['a time to come', leaf({ from: now + day }), 'none', ['notYetValid']],
    ['somebody else', leaf({ extensions: [alternativeNames(mailbox('bob@contoso.com'))] }), 'none', ['addressOther']],
    ['itself', leaf({ issuer: 'CN=Ada Lovelace', by: keyNamed('ada') }), 'none', ['selfSigned']],
    [
      'signing, by nobody known',
      leaf({ issuer: 'CN=Nobody', extensions: signing }),
      'none',
      ['keyUsageForbids', 'issuerUnknown'],
    ],
    ['a week more', leaf({ until: now + 7 * day }), 'encrypt', []],
  ])('for %s', (_, der, use, because) => {
    expect(judgeOne(der, given)).toMatchObject({ use, because })
  })

  test('names whom asking about revocation would contact, all along the chain', () => {
    const uri = (address: string) => text(0x86, address)
    const crl = (address: string) => extension('2.5.29.31', sequence(sequence(tlv(0xa0, tlv(0xa0, uri(address))))))
    const ocsp = (address: string) =>
      extension('1.3.6.1.5.5.7.1.1', sequence(sequence(oid('1.3.6.1.5.5.7.48.1'), uri(address))))
    const der = leaf({
      extensions: [mail, crl('http://crl.contoso.com/a'), ocsp('http://ocsp.contoso.com/'), keyUsage('keyAgreement')],
    })
    expect(judgeOne(der, given).checks.at(-1)).toEqual({
      check: 'revocation',
      verdict: 'notAsked',
      reason: 'switchedOff',
      params: { hosts: 'crl.contoso.com, ocsp.contoso.com' },
    })
    // Nobody is contacted whom a certificate names that nothing vouches for.
    expect(judgeOne(der).checks.at(-1)).toMatchObject({ reason: 'switchedOff', params: {} })
  })

  test('changes with the answer to one check', () => {
    const revoked = { check: 'revocation', verdict: 'failed', reason: 'revoked', params: {} } as const
    const judged = withCheck(judgeOne(leaf(), given), revoked)
    expect(judged).toMatchObject({ use: 'none', because: ['revoked'] })
    expect(judged.checks.at(-1)).toEqual(revoked)
    const unreachable = { ...revoked, verdict: 'unknown', reason: 'revocationUnreachable' } as const
    expect(withCheck(judged, unreachable)).toMatchObject({ use: 'encrypt', because: [] })
  })

  test('relies on nothing that could not be found out', () => {
    const unknown = { check: 'strength', verdict: 'unknown', reason: 'algorithmUnknown', params: {} } as const
    expect(overallUse([unknown])).toEqual({ use: 'none', because: ['algorithmUnknown'] })
  })
})

describe('several certificates', () => {
  test('come best first: use, the sender’s choice, what is against them, how long they live', () => {
    const of = {
      preferred: leaf({ serial: 2, until: now + 100 * day }),
      long: leaf({ serial: 3, until: now + 500 * day }),
      short: leaf({ serial: 4, until: now + 200 * day }),
      signing: leaf({ serial: 5, until: now + 900 * day, extensions: signing }),
      oneFault: leaf({ serial: 6, until: now - day }),
      twoFaults: leaf({ serial: 7, until: now - day, issuer: 'CN=Nobody' }),
    }
    const all = Object.values(of).map((der) => read(der, { preferredForEncryption: der === of.preferred }))
    expect(names(judge(all.toReversed(), given).certificates, of)).toEqual(Object.keys(of))
  })

  test('come by the newest message of those that the sender preferred', () => {
    const of = { newer: leaf({ serial: 2 }), older: leaf({ serial: 3, until: now + 900 * day }) }
    const preferred = (der: Uint8Array, messageAt: string) => read(der, { messageAt, preferredForEncryption: true })
    const all = [preferred(of.older, '2026-01-01T00:00:00Z'), preferred(of.newer, '2026-02-01T00:00:00Z')]
    expect(names(judge(all, given).certificates, of)).toEqual(['newer', 'older'])
  })

  test('are one where they are the same, with the best of its witnesses', () => {
    const altered = { reason: 'contentAltered', params: {} } as const
    const valid = { reason: 'signatureValid', params: {} } as const
    const der = leaf()
    const { certificates } = judge(
      [
        read(der, { messageAt: '2026-03-01T00:00:00Z', signature: altered }),
        read(der, { messageAt: '2026-01-01T00:00:00Z', signature: valid }),
        read(der, { messageAt: '2026-02-01T00:00:00Z', signature: valid }),
      ],
      given,
    )
    expect(certificates).toHaveLength(1)
    expect(certificates[0]).toMatchObject({ messageAt: '2026-02-01T00:00:00Z', use: 'encrypt' })
  })

  test('leave out issuers that came along, which are in the chain with their DER', () => {
    const one = issuer('One')
    const der = leaf({ issuer: 'CN=One', by: keyNamed('One') })
    const { certificates, ders } = judge([read(der)], { ...given, companions: [one, root] })
    expect(names(certificates, { leaf: der })).toEqual(['leaf'])
    expect(Object.keys(ders)).toEqual([sha256(der)])
    expect(ders[sha256(der)]?.chain.map(sha256)).toEqual([sha256(one), sha256(root)])
  })

  test('that cannot be parsed are left to whoever read them', () => {
    expect(judge([read(Buffer.from('nothing')), read(leaf())], given).certificates).toHaveLength(1)
  })
})

describe('a hostile container', () => {
  test('of thousands with one name ends after a bounded number of steps', () => {
    const twins = Array.from({ length: 2_000 }, (_, serial) =>
      issuer('Twin', {
        serial,
        issuer: 'CN=Twin',
        key: keyNamed(`twin ${serial % 20}`),
        by: keyNamed(`twin ${(serial + 1) % 20}`),
      }),
    )
    const der = leaf({ issuer: 'CN=Twin', by: keyNamed('twin 0') })
    const judged = judgeOne(der, { ...given, companions: twins })
    expect(judged.use).toBe('none')
    expect(judged.chain.length).toBeLessThanOrEqual(10)
  })

  test('that crosses every authority with every other ends, too, and the way out is still found', () => {
    const all = Array.from({ length: 12 }, (_, index) => `A${index}`)
    const crossed = all.flatMap((name) =>
      all.filter((by) => by !== name).map((by) => issuer(name, { issuer: `CN=${by}`, by: keyNamed(by) })),
    )
    const der = leaf({ issuer: 'CN=A0', by: keyNamed('A0') })
    expect(judgeOne(der, { ...given, companions: crossed }).use).toBe('none')
    expect(judgeOne(der, { ...given, companions: [...crossed, issuer('A0')] }).use).toBe('encrypt')
  })

  test('of thousands of limits on thousands of names, in many ways to nowhere, is refused when it costs too much', () => {
    const limits = Array.from({ length: 800 }, (_, index) => mailbox(`host${index}.example`))
    const constrained = [authority(), nameConstraints([mailbox('contoso.com')], limits)]
    const twins = Array.from({ length: 12 }, (_, serial) =>
      issuer('Twin', { serial, issuer: 'CN=Nobody', key: keyNamed('twin'), extensions: constrained }),
    )
    const addresses = Array.from({ length: 800 }, (_, index) => mailbox(`ada${index}@contoso.com`))
    const holder = (names: readonly Uint8Array[]) =>
      leaf({ issuer: 'CN=Twin', by: keyNamed('twin'), extensions: [alternativeNames(...names)] })
    const linksOf = (names: readonly Uint8Array[]) =>
      judgeOne(holder(names), { companions: twins }).chain.map(({ problem }) => problem)
    expect(linksOf(addresses.slice(0, 5))).toEqual([null, 'issuerUnknown'])
    expect(linksOf(addresses)).toEqual(['chainNameForbidden', 'issuerUnknown'])
  })

  test('leaves enough for each of many certificates to find its way', () => {
    const all = Array.from({ length: 200 }, (_, serial) => leaf({ serial: serial + 1 }))
    const { certificates } = judge(
      all.map((der) => read(der)),
      given,
    )
    expect(certificates.filter(({ use }) => use === 'encrypt')).toHaveLength(200)
  })
})
