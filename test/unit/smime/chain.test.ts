import { describe, expect, test } from 'vitest'
import { checkOf, issuer, judgeOne, leaf, root, rootKey } from './judging.ts'
import {
  alternativeNames,
  authority,
  authorityKeyId,
  day,
  extendedKeyUsage,
  extension,
  keyNamed,
  keyUsage,
  mailbox,
  makeCertificate,
  nameConstraints,
  nameOf,
  now,
  sequence,
  subjectKeyId,
  text,
  tlv,
  type Wanted,
} from './pki.ts'

const under = (name: string, more: Partial<Wanted> = {}) => leaf({ issuer: `CN=${name}`, by: keyNamed(name), ...more })

const chainOf = (der: Uint8Array, companions: readonly Uint8Array[] = [], roots: readonly Uint8Array[] = [root]) => {
  const judged = judgeOne(der, { companions, roots })
  const { verdict, reason, params } = checkOf(judged, 'chain')
  const links = judged.chain.map(
    ({ name, role, problem }) => `${name}: ${role}${problem === null ? '' : ` ${problem}`}`,
  )
  return { said: `${verdict} ${reason}`, params, links }
}
const said = (...args: Parameters<typeof chainOf>): string => chainOf(...args).said

describe('a chain', () => {
  test('leads from the holder to the root, whoever trusts it', () => {
    const one = issuer('One')
    const two = issuer('Two', { issuer: 'CN=One', by: keyNamed('One') })
    const judged = judgeOne(under('Two'), { companions: [one, two], system: [root] })
    expect(checkOf(judged, 'chain')).toMatchObject({ verdict: 'ok', reason: 'trustedSystem', params: { name: 'Root' } })
    expect(judged.chain.map(({ name, role, trustedBy }) => [name, role, trustedBy])).toEqual([
      ['Ada Lovelace', 'holder', null],
      ['Two', 'intermediate', null],
      ['One', 'intermediate', null],
      ['Root', 'root', 'system'],
    ])
    expect(judged.use).toBe('encrypt')
    expect(said(under('Two'), [one, two])).toBe('ok trustedAdministrator')
  })

  test('ends where no issuer is at hand, at an untrusted root, or at the holder', () => {
    expect(chainOf(under('One'), [issuer('One')], [])).toEqual({
      said: 'failed issuerUnknown',
      params: { name: 'CN=Root' },
      links: ['Ada Lovelace: holder', 'One: intermediate issuerUnknown'],
    })
    expect(chainOf(leaf(), [root], [])).toEqual({
      said: 'failed rootUntrusted',
      params: { name: 'Root' },
      links: ['Ada Lovelace: holder', 'Root: root rootUntrusted'],
    })
    const own = leaf({ issuer: 'CN=Ada Lovelace', by: keyNamed('ada') })
    expect(chainOf(own)).toMatchObject({
      said: 'failed selfSigned',
      links: ['Ada Lovelace: holder selfSigned'],
    })
    expect(said(own, [], [own])).toBe('ok trustedAdministrator')
  })

  test('does not end at what merely is in the operating system’s store without having signed itself', () => {
    const judged = judgeOne(under('One'), { system: [issuer('One')] })
    expect(checkOf(judged, 'chain')).toMatchObject({ verdict: 'failed', reason: 'issuerUnknown' })
  })

  test('is forged where a signature does not fit the key above it', () => {
    expect(chainOf(leaf({ forged: true }))).toEqual({
      said: 'failed chainSignatureWrong',
      params: { name: 'Ada Lovelace' },
      links: ['Ada Lovelace: holder chainSignatureWrong', 'Root: root'],
    })
    const forged = issuer('One', { by: keyNamed('somebody') })
    expect(chainOf(under('One'), [forged]).links[1]).toBe('One: intermediate chainSignatureWrong')
  })

  const ca = [authority(), keyUsage('keyCertSign')]
  test.each<[string, Partial<Wanted>, string]>([
    ['has expired', { until: now - day }, 'failed chainExpired'],
    ['is not yet valid', { from: now + day }, 'failed chainNotYetValid'],
    ['says nothing of being one', { extensions: [keyUsage('keyCertSign')] }, 'failed chainAuthorityMissing'],
    ['is none', { extensions: [extension('2.5.29.19', sequence(), true)] }, 'failed chainAuthorityMissing'],
    ['may not sign certificates', { extensions: [authority(), keyUsage('cRLSign')] }, 'failed chainAuthorityMissing'],
    ['is for servers alone', { extensions: [...ca, extendedKeyUsage('serverAuth')] }, 'failed chainUsageForbids'],
    ['is for anything', { extensions: [...ca, extendedKeyUsage('any')] }, 'ok trustedAdministrator'],
    [
      'has a critical extension unheard of',
      { extensions: [...ca, extension('1.2.3.4', sequence(), true)] },
      'failed chainExtensionUnknown',
    ],
    [
      'has an extension unheard of',
      { extensions: [...ca, extension('1.2.3.4', sequence())] },
      'ok trustedAdministrator',
    ],
  ])('depends on its authority: one that %s', (_, more, expected) => {
    expect(said(under('One'), [issuer('One', more)])).toBe(expected)
  })

  test('is a warning where it is weak, and no more than that', () => {
    const root = makeCertificate({
      subject: 'CN=Old',
      key: keyNamed('Old', 'rsa'),
      signature: 'sha1-rsa',
      extensions: ca,
    })
    const old = issuer('One', { issuer: 'CN=Old', by: keyNamed('Old', 'rsa'), signature: 'sha1-rsa' })
    const broken = issuer('One', { issuer: 'CN=Old', by: keyNamed('Old', 'rsa'), signature: 'md5-rsa' })
    const judged = judgeOne(under('One'), { companions: [old], roots: [root] })
    expect(checkOf(judged, 'chain')).toMatchObject({ verdict: 'warning', reason: 'chainWeak', params: { name: 'One' } })
    expect(judged.use).toBe('encrypt')
    expect(said(under('One'), [broken], [root])).toBe('failed chainWeak')
    const direct = leaf({ issuer: 'CN=Old', by: keyNamed('Old', 'rsa') })
    expect(said(direct, [], [root])).toBe('ok trustedAdministrator')
  })

  test('keeps to the length of path, in which a change of key does not count', () => {
    const top = issuer('Top', { extensions: [authority(0), keyUsage('keyCertSign')] })
    const below = issuer('Below', { issuer: 'CN=Top', by: keyNamed('Top') })
    const rolled = issuer('Top', { issuer: 'CN=Top', by: keyNamed('Top'), key: keyNamed('Top new') })
    expect(said(under('Top'), [top])).toBe('ok trustedAdministrator')
    expect(chainOf(under('Below'), [top, below])).toMatchObject({
      said: 'failed chainPathTooLong',
      params: { name: 'Top' },
    })
    expect(said(under('Top', { by: keyNamed('Top new') }), [top, rolled])).toBe('ok trustedAdministrator')
  })
})

describe('an issuer among several', () => {
  test('is the one whose key fits, not the first of its name', () => {
    const namesakes = Array.from({ length: 5 }, (_, index) => issuer('One', { key: keyNamed(`namesake ${index}`) }))
    expect(said(under('One'), [...namesakes, issuer('One')])).toBe('ok trustedAdministrator')
  })

  test('is told by the identifier of its key among more than are tried', () => {
    const marked = (id: string, more: Partial<Wanted> = {}) =>
      issuer('One', { ...more, extensions: [authority(), keyUsage('keyCertSign'), subjectKeyId(id)] })
    const others = Array.from({ length: 40 }, (_, index) => marked(`other ${index}`, { key: keyNamed('other') }))
    const der = under('One', { extensions: [alternativeNames(mailbox('ada@contoso.com')), authorityKeyId('right')] })
    expect(said(der, [...others, marked('right')])).toBe('ok trustedAdministrator')
    expect(said(der, others)).toBe('failed issuerUnknown')
  })

  test('is another where the first way has expired or leads nowhere', () => {
    const expired = issuer('One', { until: now - day, from: now - 900 * day })
    const crossed = issuer('One', { issuer: 'CN=Elsewhere', by: keyNamed('elsewhere') })
    const elsewhere = issuer('Elsewhere', { issuer: 'CN=Beyond', by: keyNamed('beyond') })
    expect(said(under('One'), [expired, crossed, elsewhere, issuer('One')])).toBe('ok trustedAdministrator')
  })

  test('may sign in a circle, which ends the search', () => {
    const cross = (name: string, by: string) => issuer(name, { issuer: `CN=${by}`, by: keyNamed(by) })
    expect(said(under('A'), [cross('A', 'B'), cross('B', 'C'), cross('C', 'A')])).toBe('failed issuerUnknown')
    expect(said(under('A'), [cross('A', 'B'), cross('B', 'C'), cross('C', 'A'), issuer('B')])).toBe(
      'ok trustedAdministrator',
    )
  })

  test('has the same name in other letters, another kind of string and other spaces', () => {
    const odd = makeCertificate({
      subject: 'CN*=ONE  ca',
      issuer: 'CN=root',
      key: keyNamed('One'),
      by: rootKey,
      extensions: [authority()],
    })
    expect(said(under(' one CA', { by: keyNamed('One') }), [odd])).toBe('ok trustedAdministrator')
  })
})

describe('names that an authority allows', () => {
  const constrained = (permitted: readonly Uint8Array[], excluded: readonly Uint8Array[] = []) =>
    issuer('One', { extensions: [authority(), keyUsage('keyCertSign'), nameConstraints(permitted, excluded)] })
  const directory = (name: string) => tlv(0xa4, nameOf(name))
  const machine = (name: string) => text(0x82, name)
  const ip = tlv(0x87, Buffer.from([10, 0, 0, 0, 255, 0, 0, 0]))
  const refused = 'failed chainNameForbidden'
  const fine = 'ok trustedAdministrator'

  test.each([
    ['its host', [mailbox('contoso.com')], [], fine],
    ['its host in capitals', [mailbox('CONTOSO.com')], [], fine],
    ['hosts below it', [mailbox('.contoso.com')], [], refused],
    ['the mailbox', [mailbox('ada@contoso.com')], [], fine],
    ['another mailbox', [mailbox('bob@contoso.com')], [], refused],
    ['one of two hosts', [mailbox('fabrikam.com'), mailbox('contoso.com')], [], fine],
    ['another host', [mailbox('toso.com')], [], refused],
    ['all hosts but its own', [], [mailbox('contoso.com')], refused],
    ['all hosts but another', [], [mailbox('fabrikam.com')], fine],
    ['machines alone, of which it names none', [machine('fabrikam.com')], [], fine],
    ['its name', [directory('CN=ada LOVELACE')], [], fine],
    ['another organisation', [directory('O=Fabrikam')], [], refused],
    ['all but its name', [], [directory('CN=Ada Lovelace')], refused],
    ['addresses of the network, of which it has none', [ip], [], fine],
  ])('are those of %s', (_, permitted, excluded, expected) => {
    expect(said(under('One'), [constrained(permitted, excluded)])).toBe(expected)
  })

  test('bind names of machines and kinds that are not understood', () => {
    const der = (...names: readonly Uint8Array[]) => under('One', { extensions: [alternativeNames(...names)] })
    expect(said(der(machine('mail.contoso.com')), [constrained([machine('contoso.com')])])).toBe(fine)
    expect(said(der(machine('contoso.com.evil.example')), [constrained([machine('contoso.com')])])).toBe(refused)
    expect(said(der(tlv(0x87, Buffer.from([10, 0, 0, 1]))), [constrained([ip])])).toBe(refused)
  })

  test('bind the address in the subject, and whoever is between', () => {
    const inSubject = under('One', { subject: 'CN=Ada/E=ada@contoso.com', extensions: [] })
    expect(said(inSubject, [constrained([mailbox('fabrikam.com')])])).toBe(refused)
    const between = issuer('Two', { issuer: 'CN=One', by: keyNamed('One') })
    const chain = chainOf(under('Two'), [constrained([directory('CN=Ada Lovelace')]), between])
    expect(chain).toMatchObject({ said: refused, params: { name: 'Two' } })
  })

  test('are none where the limits cannot be read', () => {
    const damaged = issuer('One', { extensions: [authority(), extension('2.5.29.30', Buffer.from([1, 2, 3]), true)] })
    expect(said(under('One'), [damaged])).toBe(refused)
  })
})
