import { readFileSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { buffer } from 'node:stream/consumers'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { parseCertificate } from '../../../electron/smime/certificate.ts'
import { Revocation } from '../../../electron/smime/revocation/revocation.ts'
import type { CertificateDescription } from '../../certificates/describe.ts'
import { openssl } from '../../certificates/openssl.ts'
import { type Issued, Workshop } from '../../certificates/workshop.ts'
import { FakeClock } from '../../fakes/fake-clock.ts'

const day = 24 * 3_600_000

/** 260131235959Z */
const shortTime = (time: number): string =>
  new Date(time)
    .toISOString()
    .slice(2)
    .replaceAll(/[-:T]|\.\d+/g, '')

describe('revocation as openssl publishes it', () => {
  const workshop = new Workshop()
  const at = workshop.at.getTime()
  const authority = (name: string, more: CertificateDescription = {}, above: Issued | null = null) =>
    workshop.issue({ name, authority: true, key: 'p256', until: 1_000, ...more }, above)
  const root = authority('Root')
  const otherRoot = authority('Other Root', { key: workshop.key('p256', 'other') })
  const holder = (more: CertificateDescription) => workshop.issue({ key: 'p256', ...more }, root)

  /** Answers by path; what came in is beside it. */
  const answers = new Map<string, (body: Buffer) => Uint8Array>()
  const requests: string[] = []
  let server: Server
  let origin = ''
  beforeAll(async () => {
    server = createServer(async (request, response) => {
      const { method, url = '', headers } = request
      requests.push(`${method} ${url} ${headers['content-type'] ?? ''}`.trim())
      const body = await buffer(request)
      const answer = answers.get(url)
      if (answer === undefined) response.writeHead(404).end()
      else response.end(answer(body))
    })
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  })
  afterAll(() => {
    server.close()
    workshop.close()
  })
  beforeEach(() => {
    answers.clear()
    requests.length = 0
  })

  /** Over the real network, but for the names: they lead to the server above. */
  const revocation = (days: number) =>
    new Revocation({
      clock: new FakeClock(new Date(at + days * day + 60_000)),
      fetch: (url, init) => fetch(origin + new URL(url).pathname, init),
    })
  const check = async ({ der }: Issued, days = 0) => {
    const { verdict, reason, params } = await revocation(days).check(
      { der, chain: [root.der] },
      new AbortController().signal,
    )
    return { said: `${verdict} ${reason}`, params }
  }

  /** The database of `openssl ca` with these certificates, some of them revoked. */
  const database = (certificates: readonly Issued[], revoked: readonly Issued[] = []): string =>
    workshop.file(
      'index',
      certificates
        .map((one) => {
          const { serial } = parseCertificate(one.der)
          const isRevoked = revoked.includes(one)
          const ends = shortTime(at + 100 * day)
          const since = isRevoked ? `${shortTime(at - 2 * day)},keyCompromise` : ''
          return `${isRevoked ? 'R' : 'V'}\t${ends}\t${since}\t${serial.toUpperCase()}\tunknown\t/CN=x\n`
        })
        .join(''),
    )

  const list = (index: string, signer = root): Uint8Array => {
    const config = workshop.file('cnf', `[ca]\ndefault_ca=x\n[x]\ndatabase=${index}\ndefault_md=sha256\n`)
    const pem = openssl([
      ...['ca', '-gencrl', '-config', config, '-cert', signer.file, '-keyfile', signer.key.file],
      ...['-crldays', '7'],
    ])
    return openssl(['crl', '-outform', 'DER'], pem)
  }

  interface Responder {
    readonly index: string
    readonly signer: Issued
    readonly more?: readonly string[]
    readonly issuer?: Issued
  }
  const respond =
    ({ index, signer, more = [], issuer = root }: Responder) =>
    (request: Buffer): Uint8Array => {
      const answer = workshop.path('ocsp')
      openssl([
        ...['ocsp', '-index', index, '-CA', issuer.file, '-rsigner', signer.file, '-rkey', signer.key.file],
        ...['-reqin', workshop.file('ocsp', request), '-respout', answer, '-ndays', '1', ...more],
      ])
      return readFileSync(answer)
    }

  it('reads a list of openssl', async () => {
    const [good, bad] = [1, 2].map((n) => holder({ name: `List ${n}`, crl: 'http://crl.nordwind.example/list' }))
    if (good === undefined || bad === undefined) throw new Error('None made')
    answers.set('/list', () => list(database([good, bad], [bad])))
    expect((await check(good)).said).toBe('ok notRevoked')
    expect(await check(bad)).toMatchObject({
      said: 'failed revoked',
      params: {
        host: 'crl.nordwind.example',
        reason: 'keyCompromise',
        at: new Date(Math.floor((at - 2 * day) / 1_000) * 1_000).toISOString(),
      },
    })
    expect(requests).toEqual(['GET /list', 'GET /list'])
    answers.set('/list', () => list(database([good]), otherRoot))
    expect((await check(good)).said).toBe('unknown revocationUnreadable')
  })

  describe('asks a responder of openssl', () => {
    const subject = (name: string) => holder({ name, ocsp: 'http://ocsp.nordwind.example/ask' })
    const delegate = (more: CertificateDescription = {}, issuer = root) =>
      workshop.issue(
        { name: 'Responder', key: 'p256', keyUsage: ['digitalSignature'], extendedKeyUsage: ['OCSPSigning'], ...more },
        issuer,
      )
    const good = subject('Good')
    const bad = subject('Bad')
    const said = async (one: Issued, responder: Omit<Responder, 'index'>) => {
      answers.set('/ask', respond({ index: database([good, bad], [bad]), ...responder }))
      return (await check(one)).said
    }

    it('that is the issuer, named by its name or by its key', async () => {
      expect(await said(good, { signer: root })).toBe('ok notRevoked')
      expect(await said(bad, { signer: root })).toBe('failed revoked')
      expect(await said(good, { signer: root, more: ['-resp_key_id'] })).toBe('ok notRevoked')
      expect(requests[0]).toBe('POST /ask application/ocsp-request')
    })

    it('that the issuer delegated', async () => {
      expect(await said(good, { signer: delegate() })).toBe('ok notRevoked')
      expect(await said(bad, { signer: delegate({ key: 'rsa2048' }), more: ['-resp_key_id'] })).toBe('failed revoked')
    })

    it.each([
      ['that nobody delegated', () => ({ signer: delegate({ extendedKeyUsage: ['emailProtection'] }) })],
      ['that another delegated', () => ({ signer: delegate({}, otherRoot) })],
      ['whose delegation is over', () => ({ signer: delegate({ until: -1 }) })],
      ['whose certificate is not in the answer', () => ({ signer: delegate(), more: ['-resp_no_certs'] })],
      ['that answers with damage', () => ({ signer: root, more: ['-badsig'] })],
    ])('and does not believe one %s', async (_, responder) => {
      expect(await said(good, responder())).toBe('unknown revocationUnreadable')
      expect(await said(bad, responder())).toBe('unknown revocationUnreadable')
    })

    it('and takes its ignorance, its refusal, an old answer and one about another for none', async () => {
      expect(await said(subject('Unheard of'), { signer: root })).toBe('unknown revocationUnreadable')
      answers.set('/ask', () => Buffer.from('30030a0106', 'hex'))
      expect((await check(good)).said).toBe('unknown revocationUnreadable')
      const about = respond({ index: database([good, bad], [bad]), signer: root })
      let kept: Uint8Array | null = null
      answers.set('/ask', (request) => {
        kept ??= about(request)
        return kept
      })
      expect((await check(good)).said).toBe('ok notRevoked')
      expect((await check(good, 2)).said).toBe('unknown revocationUnreadable')
      // The answer about one certificate, given for another.
      expect((await check(bad)).said).toBe('unknown revocationUnreadable')
    })

    it('where the list cannot be had', async () => {
      const both = holder({
        name: 'Both',
        crl: 'http://crl.nordwind.example/gone',
        ocsp: 'http://ocsp.nordwind.example/ask',
      })
      answers.set('/ask', respond({ index: database([both]), signer: root }))
      expect(await check(both)).toMatchObject({ said: 'ok notRevoked', params: { host: 'ocsp.nordwind.example' } })
      expect(requests).toEqual(['GET /gone', 'POST /ask application/ocsp-request'])
    })
  })
})
