import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { buffer } from 'node:stream/consumers'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { Revocation } from '../../../electron/smime/revocation/revocation.ts'
import type { CertificateDescription } from '../../certificates/describe.ts'
import { answerOcsp, type Responder, type Revoked, revocationList } from '../../certificates/revocation.ts'
import { type Issued, Workshop } from '../../certificates/workshop.ts'
import { FakeClock } from '../../fakes/fake-clock.ts'

const day = 24 * 3_600_000

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

  const since = new Date(at - 2 * day)
  const asRevoked = ({ der }: Issued): Revoked => ({ certificate: der, at: since, reason: 'keyCompromise' })

  it('reads a list of openssl', async () => {
    const [good, bad] = [1, 2].map((n) => holder({ name: `List ${n}`, crl: 'http://crl.nordwind.example/list' }))
    if (good === undefined || bad === undefined) throw new Error('None made')
    answers.set('/list', () => revocationList(workshop, root, [asRevoked(bad)]))
    expect((await check(good)).said).toBe('ok notRevoked')
    expect(await check(bad)).toMatchObject({
      said: 'failed revoked',
      params: {
        host: 'crl.nordwind.example',
        reason: 'keyCompromise',
        at: new Date(Math.floor(since.getTime() / 1_000) * 1_000).toISOString(),
      },
    })
    expect(requests).toEqual(['GET /list', 'GET /list'])
    answers.set('/list', () => revocationList(workshop, otherRoot, []))
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
    const responding =
      (more: Partial<Responder>) =>
      (request: Buffer): Uint8Array =>
        answerOcsp(workshop, request, { issuer: root, good: [good.der], revoked: [asRevoked(bad)], ...more })
    const said = async (one: Issued, more: Partial<Responder> = {}) => {
      answers.set('/ask', responding(more))
      return (await check(one)).said
    }

    it('that is the issuer, named by its name or by its key', async () => {
      expect(await said(good)).toBe('ok notRevoked')
      expect(await said(bad)).toBe('failed revoked')
      expect(await said(good, { options: ['-resp_key_id'] })).toBe('ok notRevoked')
      expect(requests[0]).toBe('POST /ask application/ocsp-request')
    })

    it('that the issuer delegated', async () => {
      expect(await said(good, { signer: delegate() })).toBe('ok notRevoked')
      expect(await said(bad, { signer: delegate({ key: 'rsa2048' }), options: ['-resp_key_id'] })).toBe(
        'failed revoked',
      )
    })

    it.each([
      ['that nobody delegated', () => ({ signer: delegate({ extendedKeyUsage: ['emailProtection'] }) })],
      ['that another delegated', () => ({ signer: delegate({}, otherRoot) })],
      ['whose delegation is over', () => ({ signer: delegate({ until: -1 }) })],
      ['whose certificate is not in the answer', () => ({ signer: delegate(), options: ['-resp_no_certs'] })],
      [
        'with a critical extension unheard of',
        () => ({ signer: delegate({ extensions: ['1.3.6.1.4.1.99999.2=critical,ASN1:UTF8String:x'] }) }),
      ],
      ['that answers with damage', () => ({ options: ['-badsig'] })],
    ])('and does not believe one %s', async (_, responder) => {
      expect(await said(good, responder())).toBe('unknown revocationUnreadable')
      expect(await said(bad, responder())).toBe('unknown revocationUnreadable')
    })

    it('and takes its ignorance, its refusal, an old answer and one about another for none', async () => {
      expect(await said(subject('Unheard of'))).toBe('unknown revocationUnreadable')
      answers.set('/ask', () => Buffer.from('30030a0106', 'hex'))
      expect((await check(good)).said).toBe('unknown revocationUnreadable')
      const about = responding({})
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
      answers.set('/ask', responding({ good: [both.der] }))
      expect(await check(both)).toMatchObject({ said: 'ok notRevoked', params: { host: 'ocsp.nordwind.example' } })
      expect(requests).toEqual(['GET /gone', 'POST /ask application/ocsp-request'])
    })
  })
})
