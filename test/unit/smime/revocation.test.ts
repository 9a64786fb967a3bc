import { beforeEach, describe, expect, test } from 'vitest'
import type { Judge } from '../../../electron/smime/judge.ts'
import type { Judgement } from '../../../electron/smime/material.ts'
import { Revocation } from '../../../electron/smime/revocation/revocation.ts'
import { RevocationJudge } from '../../../electron/smime/revocation/revocation-judge.ts'
import { FakeClock } from '../../fakes/fake-clock.ts'
import { ada, checkOf, issuer, judge, leaf, read, root, rootKey } from './judging.ts'
import {
  alternativeNames,
  authority,
  day,
  extension,
  keyNamed,
  keyUsage,
  type ListWanted,
  mailbox,
  makeList,
  now,
  oid,
  sequence,
  text,
  tlv,
} from './pki.ts'

const hour = 3_600_000
const uri = (address: string) => text(0x86, address)
const crl = (...addresses: readonly string[]) =>
  extension('2.5.29.31', sequence(...addresses.map((address) => sequence(tlv(0xa0, tlv(0xa0, uri(address)))))))
const ocsp = (address: string) =>
  extension('1.3.6.1.5.5.7.1.1', sequence(sequence(oid('1.3.6.1.5.5.7.48.1'), uri(address))))
const place = 'http://crl.contoso.test/root.crl'

const published = (...more: readonly Uint8Array[]) =>
  leaf({ serial: 0x4711, extensions: [keyUsage('keyAgreement'), alternativeNames(mailbox(ada)), ...more] })

type Answer = Uint8Array | 404 | 'refused'
let asked: string[] = []
let clock = new FakeClock(new Date(now))
beforeEach(() => {
  asked = []
  clock = new FakeClock(new Date(now))
})

/** Serves these addresses; every other one is refused. */
const serving = (answers: Readonly<Record<string, Answer>>): Revocation =>
  new Revocation({
    clock,
    fetch: async (url, init) => {
      asked.push(url)
      init.signal.throwIfAborted()
      const answer = answers[url] ?? 'refused'
      if (answer === 'refused') throw new TypeError('fetch failed')
      return answer === 404 ? new Response('no', { status: 404 }) : new Response(Uint8Array.from(answer))
    },
  })

const list = (more: Partial<ListWanted> = {}) => makeList({ issuer: 'CN=Root', by: rootKey, ...more })
const never = new AbortController().signal

const asking = async (revocation: Revocation, der: Uint8Array, chain: readonly Uint8Array[] = [root]) => {
  const { verdict, reason, params } = await revocation.check({ der, chain }, never)
  return { said: `${verdict} ${reason}`, params }
}
const byList = (bytes: Answer, der: Uint8Array = published(crl(place))) => asking(serving({ [place]: bytes }), der)

describe('a revocation list', () => {
  test('that does not name the certificate says that it is not revoked, as of its date', async () => {
    expect(await byList(list({ revoked: [{ serial: 0x4712 }] }))).toEqual({
      said: 'ok notRevoked',
      params: { host: 'crl.contoso.test', at: new Date(now - hour).toISOString() },
    })
  })

  test('that names it says since when and why', async () => {
    const revoked = [{ serial: 1 }, { serial: 0x4711, at: now - day, reason: 1 }]
    expect(await byList(list({ revoked }))).toEqual({
      said: 'failed revoked',
      params: { host: 'crl.contoso.test', at: new Date(now - day).toISOString(), reason: 'keyCompromise' },
    })
  })

  test('of 20,000 entries is looked through to its end', async () => {
    const many = Array.from({ length: 20_000 }, (_, index) => ({ serial: 100_000 + index }))
    expect((await byList(list({ revoked: many }))).said).toBe('ok notRevoked')
    expect((await byList(list({ revoked: [...many, { serial: 0x4711 }] }))).said).toBe('failed revoked')
  })

  const idp = (...parts: readonly Uint8Array[]) => extension('2.5.29.28', sequence(...parts), true)
  const yes = Buffer.from([0xff])
  test.each<[string, Buffer]>([
    ['is signed by somebody else', list({ by: keyNamed('somebody') })],
    ['is another issuer’s', list({ issuer: 'CN=Other' })],
    ['is over', list({ from: now - 3 * day, until: now - day })],
    ['is of tomorrow', list({ from: now + day, until: now + 2 * day })],
    ['names no next one', list({ until: null })],
    ['is one of changes', list({ extensions: [extension('2.5.29.27', Buffer.from([2, 1, 1]), true)] })],
    ['is for authorities', list({ extensions: [idp(tlv(0x82, yes))] })],
    ['is for some reasons', list({ extensions: [idp(tlv(0x83, Buffer.from([6, 0x40])))] })],
    ['is of several issuers', list({ extensions: [idp(tlv(0x84, yes))] })],
    ['belongs to another place', list({ extensions: [idp(tlv(0xa0, tlv(0xa0, uri('http://else.test/'))))] })],
    ['has an entry of another issuer', list({ revoked: [{ serial: 0x4711, critical: true }] })],
    ['is a page', Buffer.from('<html>Not here</html>')],
    ['is cut short', list().subarray(0, 100)],
  ])('that %s answers nothing', async (_, bytes) => {
    expect(await byList(bytes)).toEqual({
      said: 'unknown revocationUnreadable',
      params: { host: 'crl.contoso.test' },
    })
  })

  test('for holders, at this very place, answers', async () => {
    const here = idp(tlv(0xa0, tlv(0xa0, uri(place))), tlv(0x81, yes))
    expect((await byList(list({ extensions: [here] }))).said).toBe('ok notRevoked')
  })

  test('must be signed by an issuer that may sign lists', async () => {
    const certificates = makeRootWithout()
    const revocation = serving({ [place]: makeList({ issuer: 'CN=Root', by: rootKey }) })
    expect((await asking(revocation, published(crl(place)), [certificates])).said).toBe('unknown revocationUnreadable')
  })
})

const makeRootWithout = () => issuer('Root', { key: rootKey, extensions: [authority(), keyUsage('keyCertSign')] })

describe('the places that are asked', () => {
  test('are none where the certificate names none that can be asked', async () => {
    const none = published(crl('ldap://directory.contoso.test/cn=crl', 'http://localhost/crl', 'http://127.1.2.3/crl'))
    expect((await asking(serving({}), none)).said).toBe('unknown revocationNoPlace')
    const more = published(
      crl(
        'http://[::1]/crl',
        'http://LOCALHOST./crl',
        'http://0x7f000001/crl',
        'http://169.254.169.254/crl',
        'http://user:word@crl.contoso.test/',
      ),
    )
    expect((await asking(serving({}), more)).said).toBe('unknown revocationNoPlace')
    expect(asked).toEqual([])
  })

  test('follow one another until one answers', async () => {
    const second = 'https://mirror.contoso.test/root.crl'
    const der = published(crl(place, second))
    expect(await asking(serving({ [second]: list() }), der)).toMatchObject({
      said: 'ok notRevoked',
      params: { host: 'mirror.contoso.test' },
    })
    expect(asked).toEqual([place, second])
  })

  test('are at most two of a kind', async () => {
    const der = published(
      crl(...Array.from({ length: 50 }, (_, index) => `http://c${index}.test/`)),
      ocsp('http://o.test/'),
    )
    expect(await asking(serving({}), der)).toEqual({
      said: 'unknown revocationUnreachable',
      params: { host: 'c0.test' },
    })
    expect(asked).toEqual(['http://c0.test/', 'http://c1.test/', 'http://o.test/'])
  })

  test.each<[string, Answer]>([
    ['refuses the connection', 'refused'],
    ['has nothing', 404],
    ['answers with more than is taken', Buffer.alloc(8 * 1024 * 1024 + 1)],
  ])('are not reachable where one %s', async (_, answer) => {
    expect((await byList(answer)).said).toBe('unknown revocationUnreachable')
  })

  test('have ten seconds', async () => {
    const hanging = new Revocation({
      clock,
      fetch: (_, { signal }) =>
        new Promise((_resolve, reject) => signal.addEventListener('abort', () => reject(signal.reason))),
    })
    const answer = asking(hanging, published(crl(place)))
    await clock.advance(10_000)
    expect((await answer).said).toBe('unknown revocationUnreachable')
  })

  test('are left when the caller leaves', async () => {
    const leaving = new AbortController()
    const hanging = new Revocation({
      clock,
      fetch: (_, { signal }) =>
        new Promise((_resolve, reject) => signal.addEventListener('abort', () => reject(signal.reason))),
    })
    const answer = hanging.check({ der: published(crl(place)), chain: [root] }, leaving.signal)
    leaving.abort()
    await expect(answer).rejects.toMatchObject({ code: 'cancelled' })
  })
})

describe('the answers of authorities', () => {
  test('are remembered for all users, for an hour at most', async () => {
    const revocation = serving({ [place]: list({ until: now + 10 * day }) })
    const both = [published(crl(place)), leaf({ serial: 2, extensions: [crl(place)] })]
    await Promise.all(both.map((der) => asking(revocation, der)))
    expect(asked).toHaveLength(1)
    await clock.advance(hour - 1)
    await asking(revocation, published(crl(place)))
    expect(asked).toHaveLength(1)
    await clock.advance(1)
    await asking(revocation, published(crl(place)))
    expect(asked).toHaveLength(2)
  })

  test('are asked for anew after they were over, forgotten, or a minute after they could not be had', async () => {
    const der = published(crl(place))
    const short = serving({ [place]: list({ until: now + 60_000 }) })
    await asking(short, der)
    await clock.advance(60_000)
    await asking(short, der)
    expect(asked).toHaveLength(2)
    short.clear()
    await asking(short, der)
    expect(asked).toHaveLength(3)
    const failing = serving({})
    await asking(failing, der)
    await asking(failing, der)
    expect(asked).toHaveLength(4)
    await clock.advance(60_000)
    await asking(failing, der)
    expect(asked).toHaveLength(5)
  })
})

describe('a chain', () => {
  const upper = 'http://root.test/crl'
  const one = issuer('One', {
    serial: 0x99,
    extensions: [authority(), keyUsage('keyCertSign', 'cRLSign'), crl(upper)],
  })
  const der = leaf({ serial: 0x4711, issuer: 'CN=One', by: keyNamed('One'), extensions: [crl(place)] })
  const lower = makeList({ issuer: 'CN=One', by: keyNamed('One') })

  test('is asked about up to the root', async () => {
    const said = async (above: Answer) => asking(serving({ [place]: lower, [upper]: above }), der, [one, root])
    expect((await said(list())).said).toBe('ok notRevoked')
    expect(await said(list({ revoked: [{ serial: 0x99, at: now - day }] }))).toEqual({
      said: 'failed revoked',
      params: { host: 'root.test', name: 'One', at: new Date(now - day).toISOString() },
    })
    expect(await said('refused')).toEqual({
      said: 'unknown revocationUnreachable',
      params: { host: 'root.test', name: 'One' },
    })
  })
})

describe('a judge that asks about revocation', () => {
  const judging = { material: [], addresses: [ada], at: new Date(now).toISOString(), roots: [root] }
  const over = (judgement: Omit<Judgement, 'unread'>): Judge => ({
    judge: async () => ({ ...judgement, unread: [] }),
    close: async () => undefined,
  })
  const second = leaf({ serial: 2, until: now + 200 * day, extensions: [alternativeNames(mailbox(ada))] })
  const found = () => judge([read(published(crl(place))), read(second)], { roots: [root] })
  const answers = { [place]: list({ revoked: [{ serial: 0x4711 }] }) }

  test('asks nobody while it is off', async () => {
    const off = new RevocationJudge({ judge: over(found()), revocation: serving(answers), on: () => false })
    const { certificates } = await off.judge(judging, never)
    expect(certificates.map(({ use }) => use)).toEqual(['encrypt', 'encrypt'])
    expect(asked).toEqual([])
  })

  test('puts what is revoked out of use, and behind what is not', async () => {
    const on = new RevocationJudge({ judge: over(found()), revocation: serving(answers), on: () => true })
    const { certificates } = await on.judge(judging, never)
    expect(certificates.map(({ serial, use, because }) => [serial, use, because])).toEqual([
      ['02', 'encrypt', []],
      ['4711', 'none', ['revoked']],
    ])
  })

  test('asks nobody whom a certificate names that leads to no trusted root', async () => {
    const untrusted = judge([read(published(crl(place)))], { roots: [] })
    const on = new RevocationJudge({ judge: over(untrusted), revocation: serving(answers), on: () => true })
    const [certificate] = (await on.judge(judging, never)).certificates
    expect(certificate && checkOf(certificate, 'revocation')).toMatchObject({
      verdict: 'notAsked',
      reason: 'issuerUnknown',
    })
    expect(asked).toEqual([])
  })
})
