import { type ClientRequest, request as httpRequest, type IncomingMessage, type RequestOptions } from 'node:http'
import { connect as connectSocket, type Socket } from 'node:net'
import { afterEach, describe, expect, it } from 'vitest'
import { awaitBrowser, type LoopbackAddress } from '../../../electron/connection/consent/loopback-server.ts'
import { FakeClock } from '../../fakes/fake-clock.ts'
import { SilentLogger } from '../../fakes/silent-logger.ts'

interface Got {
  readonly status: number
  readonly body: string
  readonly headers: IncomingMessage['headers']
}

/** What became of a request: an answer, or `null` where the connection was ended. */
const send = (options: RequestOptions & { readonly body?: string | Buffer }): Promise<Got | null> =>
  new Promise((resolve) => {
    const end = (request: ClientRequest) => request.end(options.body)
    const request = httpRequest({ host: '127.0.0.1', agent: false, ...options }, (response) => {
      let body = ''
      response.on('data', (chunk) => {
        body += String(chunk)
      })
      response.on('end', () => resolve({ status: response.statusCode ?? 0, body, headers: response.headers }))
      response.on('error', () => resolve(null))
    })
    request.on('error', () => resolve(null))
    end(request)
  })

const stop = new AbortController()
const running: AbortController[] = []
afterEach(() => {
  for (const controller of running.splice(0)) controller.abort()
})

/** A server that waits, and what is needed to speak to it. */
const start = async ({ language = 'en' as 'en' | 'de', milliseconds = 5_000, connections = 64 } = {}) => {
  const clock = new FakeClock()
  const logger = new SilentLogger()
  const controller = new AbortController()
  running.push(controller)
  const opened = Promise.withResolvers<LoopbackAddress>()
  const needs = {
    clock,
    logger,
    language: () => language,
    limits: { headerBytes: 16_384, milliseconds, connections },
  }
  const show = async (address: LoopbackAddress) => opened.resolve(address)
  const outcome = awaitBrowser(needs, '/consent', show, controller.signal)
  let over: 'open' | 'answered' | 'failed' = 'open'
  outcome.then(
    () => {
      over = 'answered'
    },
    () => {
      over = 'failed'
    },
  )
  const { redirectUri, state } = await opened.promise
  const port = Number(new URL(redirectUri).port)
  const host = `localhost:${port}`
  const get = (path: string, more: RequestOptions = {}) => send({ port, path, headers: { host }, ...more })
  const right = `/consent?tenant=t&admin_consent=True&state=${state}`
  return { clock, logger, controller, outcome, redirectUri, state, port, host, get, right, over: () => over }
}

const isClosed = async (port: number) => {
  for (const host of ['127.0.0.1', '::1']) {
    const connected = await new Promise<boolean>((resolve) => {
      const socket = connectSocket({ host, port }, () => resolve(true))
      socket.on('error', () => resolve(false))
    })
    expect(connected).toBe(false)
  }
}

const raw = (port: number, text: string): { readonly socket: Socket; readonly ended: Promise<string> } => {
  const socket = connectSocket({ host: '127.0.0.1', port })
  let answer = ''
  socket.on('data', (chunk) => {
    answer += String(chunk)
  })
  socket.on('error', () => undefined)
  socket.write(text)
  return { socket, ended: new Promise((resolve) => socket.on('close', () => resolve(answer))) }
}

describe('the loopback server', () => {
  it('gives the parameters of the first right answer and closes everything', async () => {
    const server = await start()
    const got = await server.get(server.right)
    expect(got).toMatchObject({ status: 200 })
    expect(Object.fromEntries(await server.outcome)).toMatchObject({ tenant: 't', admin_consent: 'True' })
    await isClosed(server.port)
  })

  it('has a state of 32 random bytes, another one each time', async () => {
    const [one, other] = await Promise.all([start(), start()])
    expect(Buffer.from(one.state, 'base64url')).toHaveLength(32)
    expect(one.state).not.toBe(other.state)
    expect(one.redirectUri).toMatch(/^http:\/\/localhost:\d+\/consent$/)
  })

  it.each([
    ['en', 'go back to Tenantry'],
    ['de', 'zu Tenantry zurückkehren'],
  ] as const)('speaks %s, keeps and loads nothing', async (language, words) => {
    const server = await start({ language })
    const got = await server.get(server.right)
    expect(got?.body).toContain(words)
    expect(got?.headers['cache-control']).toBe('no-store')
    expect(got?.headers['content-security-policy']).toContain("default-src 'none'")
    expect(got?.headers['referrer-policy']).toBe('no-referrer')
    expect(got?.headers['x-content-type-options']).toBe('nosniff')
    expect(got?.headers.connection).toBe('close')
  })

  it('answers on IPv6 as well, as browsers may ask there first', async () => {
    const server = await start()
    const got = await server.get(server.right, { host: '::1' })
    // A machine without IPv6 has nobody there.
    expect([200, undefined]).toContain(got?.status)
  })

  it.each([
    ['a wrong state', (s: string) => `/consent?tenant=x&state=${s.slice(0, -1)}_`, 400],
    ['a longer state', (s: string) => `/consent?tenant=x&state=${s}x`, 400],
    ['no state', () => '/consent?tenant=x', 400],
    ['the state twice', (s: string) => `/consent?state=${s}&state=${s}`, 400],
    ['a parameter twice', (s: string) => `/consent?tenant=a&tenant=b&state=${s}`, 400],
    ['the favicon', () => '/favicon.ico', 404],
    ['another path', (s: string) => `/?state=${s}`, 404],
    ['a deeper path', (s: string) => `/consent/?state=${s}`, 404],
    ['another case', (s: string) => `/Consent?state=${s}`, 404],
    ['an encoded path', (s: string) => `/%63onsent?state=${s}`, 404],
    ['a whole address', (s: string) => `http://localhost/consent?state=${s}`, 400],
    ['an address without scheme', (s: string) => `//localhost/consent?state=${s}`, 400],
  ])('is not moved by %s', async (_name, path, status) => {
    const server = await start()
    expect(await server.get(path(server.state))).toMatchObject({ status })
    expect(server.over()).toBe('open')
    expect(await server.get(server.right)).toMatchObject({ status: 200 })
    expect((await server.outcome).get('tenant')).toBe('t')
  })

  it.each(['POST', 'PUT', 'DELETE', 'HEAD', 'OPTIONS', 'PATCH', 'TRACE'])('is not moved by %s', async (method) => {
    const server = await start()
    expect(await server.get(server.right, { method })).toMatchObject({ status: 405 })
    expect(server.over()).toBe('open')
  })

  it('ends a CONNECT without a word', async () => {
    const server = await start()
    expect(await raw(server.port, `CONNECT ${server.host} HTTP/1.1\r\nHost: ${server.host}\r\n\r\n`).ended).toBe('')
    expect(server.over()).toBe('open')
  })

  it.each([
    ['a name that points here', () => 'evil.example'],
    ['the same with the port', (port: number) => `evil.example:${port}`],
    ['the bare address', (port: number) => `127.0.0.1:${port}`],
    ['no port', () => 'localhost'],
    ['another port', (port: number) => `localhost:${port + 1}`],
    ['a longer name', (port: number) => `localhost.evil.example:${port}`],
  ])('is not moved by a Host that is %s (DNS rebinding)', async (_name, host) => {
    const server = await start()
    expect(await server.get(server.right, { headers: { host: host(server.port) } })).toMatchObject({ status: 421 })
    expect(server.over()).toBe('open')
  })

  it('is not moved by two Host headers', async () => {
    const server = await start()
    const answer = await raw(
      server.port,
      `GET ${server.right} HTTP/1.1\r\nHost: ${server.host}\r\nHost: evil.example\r\n\r\n`,
    ).ended
    expect(answer).not.toContain('200 OK')
    expect(server.over()).toBe('open')
  })

  it('takes an answer once: a replay and a second answer come too late', async () => {
    const server = await start()
    const answers = await Promise.all([
      server.get(server.right),
      ...Array.from({ length: 20 }, () => server.get(server.right.replace('tenant=t', 'tenant=other'))),
    ])
    expect(answers.filter((got) => got?.status === 200)).toHaveLength(1)
    await server.outcome
    expect(await server.get(server.right)).toBeNull()
    await isClosed(server.port)
  })

  it('ends 10 MB of headers', async () => {
    const server = await start()
    const huge = raw(server.port, `GET ${server.right} HTTP/1.1\r\nHost: ${server.host}\r\n`)
    huge.socket.write(`X-Long: ${'a'.repeat(10_000_000)}\r\n\r\n`)
    expect(await huge.ended).not.toContain('200 OK')
    expect(server.over()).toBe('open')
  })

  it('ends an address of 10 MB', async () => {
    const server = await start()
    const huge = raw(server.port, `GET ${server.right}&more=${'a'.repeat(10_000_000)} HTTP/1.1\r\n\r\n`)
    expect(await huge.ended).not.toContain('200 OK')
    expect(server.over()).toBe('open')
  })

  it.each([
    ['POST', {}],
    ['GET', { 'content-length': '10000000' }],
    ['GET', { 'transfer-encoding': 'chunked' }],
    ['POST', { expect: '100-continue' }],
  ])('reads nothing of a body of 10 MB (%s %j)', async (method, headers) => {
    const server = await start()
    const body = Buffer.alloc(10_000_000, 'a')
    const all = { host: server.host, ...headers }
    const got = await send({ port: server.port, path: server.right, method, headers: all, body })
    expect([413, 405, undefined]).toContain(got?.status)
    expect(server.over()).toBe('open')
    expect(await server.get(server.right)).toMatchObject({ status: 200 })
  })

  it('ends a connection that says nothing, and one that speaks a letter at a time', async () => {
    const server = await start({ milliseconds: 200 })
    const silent = raw(server.port, '')
    const slow = raw(server.port, `GET ${server.right} HTTP/1.1\r\n`)
    const drip = setInterval(() => slow.socket.write('X'), 40)
    await Promise.all([silent.ended, slow.ended])
    clearInterval(drip)
    expect(server.over()).toBe('open')
    expect(await server.get(server.right)).toMatchObject({ status: 200 })
  })

  it('serves the browser although 500 connections are held open, and ends them all', async () => {
    const server = await start()
    const held = Array.from({ length: 500 }, () => raw(server.port, 'GET /'))
    await Promise.all(held.map(({ socket }) => new Promise((resolve) => socket.once('connect', resolve))))
    expect(await server.get(server.right)).toMatchObject({ status: 200 })
    await server.outcome
    await Promise.all(held.map(({ ended }) => ended))
    await isClosed(server.port)
  })

  it('serves the browser among 500 requests at once', async () => {
    const server = await start({ connections: 1_000 })
    const strangers = Array.from({ length: 500 }, (_none, index) => server.get(`/consent?state=${index}`))
    expect((await Promise.all(strangers)).filter((got) => got?.status === 200)).toEqual([])
    expect(await server.get(server.right)).toMatchObject({ status: 200 })
  })

  it('echoes nothing, whatever stands in the parameters and the path', async () => {
    const server = await start()
    const html = encodeURIComponent('<script>alert("planted")</script>')
    const names = ['tenant', 'scope', 'error', 'error_description', 'error_uri', 'admin_consent', html]
    const query = names.map((name) => `${name}=${html}`).join('&')
    const pages = [
      await server.get(`/consent?${query}&state=${html}`),
      await server.get(`/${html}?${query}`),
      await server.get(`/consent?${query}&state=${server.state}`),
    ]
    for (const page of pages) {
      expect(page?.body).not.toMatch(/script|planted|alert/)
      expect(JSON.stringify(page?.headers)).not.toMatch(/script>|planted/)
      expect(page?.body).not.toContain(server.state)
    }
    expect(JSON.stringify(server.logger.lines)).not.toMatch(new RegExp(`planted|${server.state}`))
  })

  it('gives up after five minutes', async () => {
    const server = await start()
    await server.clock.advance(299_000)
    expect(server.over()).toBe('open')
    await server.clock.advance(1_000)
    await expect(server.outcome).rejects.toMatchObject({
      code: 'browser_unanswered',
      params: { minutes: '5', redirect: 'http://localhost/consent' },
    })
    await isClosed(server.port)
  })

  it('can be cancelled, and is not begun when it is cancelled before', async () => {
    const server = await start()
    const held = raw(server.port, '')
    await new Promise((resolve) => held.socket.once('connect', resolve))
    server.controller.abort()
    await expect(server.outcome).rejects.toMatchObject({ code: 'cancelled' })
    await held.ended
    await isClosed(server.port)
    const needs = { clock: server.clock, logger: server.logger, language: () => 'en' as const }
    const never = () => Promise.reject(new Error('shown'))
    await expect(awaitBrowser(needs, '/', never, server.controller.signal)).rejects.toMatchObject({ code: 'cancelled' })
  })

  it('ends when the browser cannot be opened', async () => {
    const needs = { clock: new FakeClock(), logger: new SilentLogger(), language: () => 'en' as const }
    let port = 0
    const show = async ({ redirectUri }: LoopbackAddress) => {
      port = Number(new URL(redirectUri).port)
      throw new Error('no browser')
    }
    await expect(awaitBrowser(needs, '/', show, stop.signal)).rejects.toThrow('no browser')
    await isClosed(port)
  })
})
