import { afterEach, describe, expect, it, vi } from 'vitest'
import { clouds } from '../../../electron/cloud/clouds.ts'
import type { Credential } from '../../../electron/cloud/credential.ts'
import { AppTokenSource } from '../../../electron/cloud/token-source.ts'
import { readCredential } from '../../../electron/connection/credential-reader.ts'
import type { Fetch } from '../../../electron/ports.ts'
import { FakeClock } from '../../fakes/fake-clock.ts'
import { SilentLogger } from '../../fakes/silent-logger.ts'
import { certify, pemOf, rsaKey } from '../connection/certificates.ts'

const tenantId = '72f988bf-0000-4000-8000-2d7cd011db47'
const clientId = '11111111-0000-4000-8000-000000000001'
const secret: Credential = { kind: 'secret', secret: 'value~of.the-secret' }
const signal = new AbortController().signal
const encode = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url')
const jwt = (claims: object) => `${encode({ alg: 'RS256' })}.${encode(claims)}.c2ln`
let serial = 0
const granted = (claims: object = { roles: ['User.Read.All'], tid: tenantId, appid: clientId }, seconds = 3_599) =>
  Response.json({ token_type: 'Bearer', expires_in: seconds, access_token: jwt({ ...claims, uti: ++serial }) })

interface Asked {
  readonly url: string
  readonly init: RequestInit
  readonly form: URLSearchParams
}

/** The service, answering each request by the next of these (the last one for all further). */
const service = (...answers: (() => Response | Promise<Response>)[]) => {
  const asked: Asked[] = []
  const fetch: Fetch = async (url, init) => {
    asked.push({ url, init, form: new URLSearchParams(String(init.body ?? '')) })
    const { promise, reject } = Promise.withResolvers<never>()
    init.signal.addEventListener('abort', () => reject(init.signal.reason))
    const answer = answers[Math.min(asked.length, answers.length) - 1]
    return Promise.race([promise, answer?.() ?? granted()])
  }
  return { fetch, asked }
}

const source = (fetch: Fetch, options: { credential?: Credential; clock?: FakeClock; tenant?: string } = {}) => {
  const logger = new SilentLogger()
  const clock = options.clock ?? new FakeClock(new Date(), { skip: 20_000 })
  const credential = options.credential ?? secret
  const tokens = new AppTokenSource({
    cloud: clouds.global,
    tenantId: options.tenant ?? tenantId,
    clientId,
    credential,
    fetch,
    clock,
    logger,
  })
  return { tokens, clock, logger }
}

afterEach(() => vi.unstubAllEnvs())

describe('AppTokenSource', () => {
  it('asks once with the secret, for everything granted on Graph, without redirects and cookies', async () => {
    const { fetch, asked } = service()
    const token = await source(fetch).tokens.acquire({}, signal)
    expect(token).toMatchObject({ roles: ['User.Read.All'], tenantId, applicationId: clientId })
    expect(Date.parse(token.expiresAt)).toBeGreaterThan(Date.now() + 3_000_000)
    expect(asked).toHaveLength(1)
    const [{ url, init, form }] = asked as [Asked]
    expect(url.split('?')[0]).toBe(`https://login.microsoftonline.com/${tenantId}/oauth2/v2.0/token`)
    expect(init).toMatchObject({ method: 'POST', redirect: 'error', credentials: 'omit' })
    expect(Object.fromEntries(form)).toMatchObject({
      client_id: clientId,
      grant_type: 'client_credentials',
      scope: 'https://graph.microsoft.com/.default',
      client_secret: 'value~of.the-secret',
    })
    expect(JSON.parse(form.get('claims') ?? '')).toMatchObject({ access_token: { xms_cc: { values: ['CP1'] } } })
  })

  it('signs with a certificate by its SHA-256 thumbprint and PSS padding', async () => {
    const made = await certify(rsaKey())
    const credential = readCredential(
      [made.certificate, pemOf(made.key, { type: 'pkcs8' })],
      undefined,
      new Date('2026-06-01'),
    )
    const { fetch, asked } = service()
    await source(fetch, { credential }).tokens.acquire({}, signal)
    const [header = '', payload = ''] = (asked[0]?.form.get('client_assertion') ?? '').split('.')
    const read = (part: string) => JSON.parse(Buffer.from(part, 'base64url').toString())
    const thumbprint = Buffer.from((credential as { thumbprint: string }).thumbprint, 'hex').toString('base64url')
    expect(read(header)).toMatchObject({ alg: 'PS256', 'x5t#S256': thumbprint })
    expect(read(payload)).toMatchObject({
      aud: `https://login.microsoftonline.com/${tenantId}/oauth2/v2.0/token`,
      iss: clientId,
      sub: clientId,
    })
  })

  it('keeps the token until five minutes before its end', async () => {
    const { fetch, asked } = service()
    const { tokens, clock } = source(fetch)
    const first = await tokens.acquire({}, signal)
    await clock.advance(3_290_000)
    expect(await tokens.acquire({}, signal)).toBe(first)
    await clock.advance(20_000)
    expect((await tokens.acquire({}, signal)).token).not.toBe(first.token)
    expect(asked).toHaveLength(2)
  })

  it('gets a new token when a fresh one is asked for, and keeps that', async () => {
    const { fetch, asked } = service()
    const { tokens } = source(fetch)
    const first = await tokens.acquire({}, signal)
    const fresh = await tokens.acquire({ fresh: true }, signal)
    expect(fresh.token).not.toBe(first.token)
    expect(await tokens.acquire({}, signal)).toBe(fresh)
    expect(asked).toHaveLength(2)
  })

  it('answers a claims challenge by a token for those claims', async () => {
    const { fetch, asked } = service()
    const { tokens } = source(fetch)
    await tokens.acquire({}, signal)
    const claims = '{"access_token":{"nbf":{"essential":true,"value":"1700000000"}}}'
    const answered = await tokens.acquire({ claims }, signal)
    expect(JSON.parse(asked[1]?.form.get('claims') ?? '')).toMatchObject({
      access_token: { nbf: { essential: true, value: '1700000000' }, xms_cc: { values: ['CP1'] } },
    })
    expect(await tokens.acquire({}, signal)).toBe(answered)
  })

  it('sends one request for all who ask at the same time', async () => {
    const { fetch, asked } = service()
    const { tokens } = source(fetch)
    const all = await Promise.all([
      ...Array.from({ length: 5 }, () => tokens.acquire({}, signal)),
      tokens.acquire({ fresh: true }, signal),
    ])
    expect(new Set(all.map(({ token }) => token)).size).toBe(1)
    expect(asked).toHaveLength(1)
  })

  it('lets one of several leave, and aborts the request when the last one leaves', async () => {
    const { fetch, asked } = service(() => new Promise<Response>(() => undefined))
    const { tokens } = source(fetch)
    const [one, other] = [new AbortController(), new AbortController()]
    const first = tokens.acquire({}, one.signal)
    const second = tokens.acquire({}, other.signal)
    await vi.waitFor(() => expect(asked).toHaveLength(1))
    one.abort()
    await expect(first).rejects.toMatchObject({ code: 'cancelled' })
    expect(asked[0]?.init.signal?.aborted).toBe(false)
    other.abort()
    await expect(second).rejects.toMatchObject({ code: 'cancelled' })
    expect(asked[0]?.init.signal?.aborted).toBe(true)
    const third = tokens.acquire({}, AbortSignal.abort())
    await expect(third).rejects.toMatchObject({ code: 'cancelled' })
  })

  it('explains a refusal, asks once and remembers none', async () => {
    const refused = () =>
      Response.json({ error: 'invalid_client', error_codes: [7000215], correlation_id: 'k' }, { status: 401 })
    const { fetch, asked } = service(refused, () => granted())
    const { tokens } = source(fetch)
    await expect(tokens.acquire({}, signal)).rejects.toMatchObject({
      code: 'secret_wrong',
      params: { aadsts: 'AADSTS7000215', correlationId: 'k', tenant: tenantId, client: clientId },
    })
    expect(asked).toHaveLength(1)
    expect((await tokens.acquire({}, signal)).roles).toEqual(['User.Read.All'])
  })

  it('tries again after a hiccup, waiting as long as the service asks', async () => {
    const busy = () => new Response('busy', { status: 503, headers: { 'retry-after': '7' } })
    const reset = () =>
      Promise.reject(new TypeError('fetch failed', { cause: Object.assign(new Error(), { code: 'ECONNRESET' }) }))
    const { fetch, asked } = service(busy, reset, () => granted())
    const { tokens, clock } = source(fetch)
    await tokens.acquire({}, signal)
    expect(asked).toHaveLength(3)
    const waits = clock.sleeps.filter((milliseconds) => milliseconds !== 30_000)
    expect(waits[0]).toBe(7_000)
    expect(waits).toHaveLength(2)
  })

  it('gives up after three tries and can be asked again at once', async () => {
    const busy = () => new Response('<html>', { status: 502 })
    const { fetch, asked } = service(busy, busy, busy, () => granted())
    const { tokens } = source(fetch)
    await expect(tokens.acquire({}, signal)).rejects.toMatchObject({
      code: 'sign_in_unavailable',
      params: { status: '502' },
    })
    expect(asked).toHaveLength(3)
    await tokens.acquire({}, signal)
    expect(asked).toHaveLength(4)
  })

  it('does not wait longer than a minute for the service', async () => {
    const { fetch, asked } = service(() => new Response('', { status: 429, headers: { 'retry-after': '61' } }))
    await expect(source(fetch).tokens.acquire({}, signal)).rejects.toMatchObject({ code: 'sign_in_unavailable' })
    expect(asked).toHaveLength(1)
  })

  it('gives up on a service that stays silent for half a minute', async () => {
    const { fetch, asked } = service(() => new Promise<Response>(() => undefined))
    const { tokens, clock } = source(fetch)
    const failed = expect(tokens.acquire({}, signal)).rejects.toMatchObject({
      code: 'timeout',
      params: { host: 'login.microsoftonline.com' },
    })
    await vi.waitFor(() => expect(asked).toHaveLength(1))
    await clock.advance(30_000)
    await failed
  })

  it('takes an answer that is no token for a service out of order', async () => {
    for (const answer of [
      () => new Response('<html>sign in to the proxy'),
      () => Response.json([]),
      () => Response.json({}),
    ]) {
      await expect(source(service(answer).fetch).tokens.acquire({}, signal)).rejects.toMatchObject({
        code: 'sign_in_unavailable',
      })
    }
  })

  it('reads no roles where there are none, and takes what was asked for where the token says nothing', async () => {
    const opaque = () => Response.json({ token_type: 'Bearer', expires_in: 3_599, access_token: 'opaque' })
    const { fetch } = service(() => granted({}), opaque)
    const { tokens } = source(fetch)
    expect(await tokens.acquire({}, signal)).toMatchObject({ roles: [], tenantId, applicationId: clientId })
    expect(await tokens.acquire({ fresh: true }, signal)).toMatchObject({ roles: [], tenantId, token: 'opaque' })
  })

  it('names version 2 tokens’ application and takes only texts for roles', async () => {
    const { fetch } = service(() => granted({ roles: ['A', 5, null], azp: 'v2', tid: 'other' }))
    expect(await source(fetch).tokens.acquire({}, signal)).toMatchObject({
      roles: ['A'],
      applicationId: 'v2',
      tenantId: 'other',
    })
  })

  it('refuses /common and its like without sending the secret', async () => {
    for (const tenant of ['common', 'organizations', 'consumers']) {
      const { fetch, asked } = service()
      await expect(source(fetch, { tenant }).tokens.acquire({}, signal)).rejects.toMatchObject({
        code: 'tenant_not_found',
      })
      expect(asked).toHaveLength(0)
    }
  })

  it('keeps a tenant with a slash in it from choosing another path', async () => {
    const { fetch, asked } = service()
    await source(fetch, { tenant: 'x/../../evil' })
      .tokens.acquire({}, signal)
      .catch(() => undefined)
    for (const { url } of asked) expect(new URL(url).pathname).toMatch(/^\/x%2f\.\.%2f\.\.%2fevil\//i)
  })

  it('does not let the environment choose the host', async () => {
    vi.stubEnv('MSAL_FORCE_REGION', 'evil')
    const { fetch, asked } = service()
    await source(fetch).tokens.acquire({}, signal)
    expect(asked.map(({ url }) => new URL(url).host)).toEqual(['login.microsoftonline.com'])
  })

  it('logs neither secret nor token', async () => {
    const refused = () => Response.json({ error: 'invalid_client', error_codes: [7000215] }, { status: 401 })
    const { fetch } = service(() => granted(), refused)
    const { tokens, logger } = source(fetch)
    const { token } = await tokens.acquire({}, signal)
    await tokens.acquire({ fresh: true }, signal).catch(() => undefined)
    const text = JSON.stringify(logger.lines)
    expect(logger.lines.map(({ event }) => event)).toEqual(['cloud.signed-in', 'cloud.sign-in-failed'])
    expect(text).not.toContain('value~of')
    expect(text).not.toContain(token)
  })
})
