import { describe, expect, it, vi } from 'vitest'
import { settled } from '../../fakes/fake-clock.ts'
import { cut, desk, fault, ok, reset, silence, text } from './graph-desk.ts'

const never = new AbortController().signal
const guid = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}$/

describe('Graph.get', () => {
  it('asks with the token, an id of its own and the given headers, and gives the body', async () => {
    const { graph, asked, ledger, watch } = desk([ok({ id: 1 })])
    const body = await graph.get('/me?$select=id', { headers: { ConsistencyLevel: 'eventual' }, ...watch }, never)
    expect(body).toEqual({ id: 1 })
    const [one] = asked
    expect(one?.url).toBe('https://graph.microsoft.com/v1.0/me?$select=id')
    expect(one?.method).toBe('GET')
    expect(one?.headers.get('authorization')).toBe('Bearer t1')
    expect(one?.headers.get('consistencylevel')).toBe('eventual')
    expect(one?.headers.get('client-request-id')).toMatch(guid)
    expect(one?.headers.get('sdkversion')).toMatch(/^graph-js\/3\.0\.7$/)
    expect(ledger).toEqual([
      {
        requestId: 'r1',
        method: 'GET',
        path: '/v1.0/me?$select=id',
        status: 200,
        items: null,
        milliseconds: 0,
        attempt: 1,
        units: 1,
        at: '2026-03-01T12:00:00.000Z',
      },
    ])
  })

  it('explains a refusal with the roles that the call needs and logs no sentence of Graph’s', async () => {
    const { graph, logger } = desk([fault(403, 'Authorization_RequestDenied', 'about anna@contoso.example')])
    await expect(graph.get('/users', { needs: ['User.Read.All'] }, never)).rejects.toMatchObject({
      code: 'permission_missing',
      params: { roles: 'User.Read.All', graphCode: 'Authorization_RequestDenied', requestId: 'r1', status: '403' },
    })
    expect(JSON.stringify(logger.lines)).not.toContain('anna@')
  })

  it('never sends the token to another host', async () => {
    const { graph, asked, tokens } = desk([ok({})])
    await expect(graph.get('https://evil.example/v1.0/users', {}, never)).rejects.toMatchObject({
      code: 'answer_unreadable',
    })
    expect([asked, tokens.asked]).toEqual([[], []])
  })
})

describe('Graph at a 401', () => {
  it('asks once more with a fresh token', async () => {
    const { graph, asked, tokens } = desk([fault(401, 'InvalidAuthenticationToken'), ok({ id: 2 })])
    expect(await graph.get('/me', {}, never)).toEqual({ id: 2 })
    expect(asked.map(({ headers }) => headers.get('authorization'))).toEqual(['Bearer t1', 'Bearer t2'])
    expect(tokens.asked).toEqual([{}, {}, { fresh: true }])
  })

  it('answers a claims challenge by a token for the claims', async () => {
    const claims = '{"access_token":{"nbf":{"essential":true}}}'
    const challenge = `Bearer error="insufficient_claims", claims="${Buffer.from(claims).toString('base64')}"`
    const { graph, tokens } = desk([fault(401, 'x', 'm', { 'www-authenticate': challenge }), ok({})])
    await graph.get('/me', {}, never)
    expect(tokens.asked).toEqual([{}, {}, { claims }])
  })

  it('gives up when the new token is refused as well', async () => {
    const { graph, asked } = desk([fault(401, 'InvalidAuthenticationToken')])
    await expect(graph.get('/me', {}, never)).rejects.toMatchObject({
      code: 'token_refused',
      params: { graphCode: 'InvalidAuthenticationToken' },
    })
    expect(asked).toHaveLength(2)
  })

  it('does not ask for a fresh token when another request has got one meanwhile', async () => {
    const gate = Promise.withResolvers<void>()
    const { graph, asked, tokens } = desk([
      async (request) => {
        if (request.headers.get('authorization') !== 'Bearer t1') return ok({})()
        if (request.url.endsWith('/slow')) await gate.promise
        return fault(401)()
      },
    ])
    const slow = graph.get('/slow', {}, never)
    await graph.get('/quick', {}, never)
    gate.resolve()
    await slow
    expect(tokens.asked.filter(({ fresh }) => fresh === true)).toHaveLength(1)
    expect(asked.map(({ headers }) => headers.get('authorization'))).toEqual([
      'Bearer t1',
      'Bearer t1',
      'Bearer t2',
      'Bearer t2',
    ])
  })
})

describe('Graph when Graph is busy', () => {
  it.each([
    ['in seconds', '30'],
    ['as a date', 'Sun, 01 Mar 2026 12:00:30 GMT'],
  ])('waits as long as Retry-After says %s, says so, and holds back all others', async (_, header) => {
    const { graph, clock, limiter, asked, ledger, waits, watch } = desk(
      [fault(429, 'TooManyRequests', 'm', { 'retry-after': header }), ok({ id: 1 })],
      { skip: 0 },
    )
    const first = graph.get('/a', watch, never)
    await vi.waitFor(() => expect(waits).toEqual(['2026-03-01T12:00:30.000Z']))
    const second = graph.get('/b', watch, never)
    await clock.advance(29_999)
    expect(asked).toHaveLength(1)
    expect(limiter.pausedUntil?.toISOString()).toBe('2026-03-01T12:00:30.000Z')
    await clock.advance(1)
    expect(await Promise.all([first, second])).toEqual([{ id: 1 }, { id: 1 }])
    expect(asked.map(({ url }) => new URL(url).pathname)).toEqual(['/v1.0/a', '/v1.0/a', '/v1.0/b'])
    expect(ledger.map(({ status, attempt }) => [status, attempt])).toEqual([
      [429, 1],
      [200, 2],
      [200, 1],
    ])
    const ids = asked.map(({ headers }) => headers.get('client-request-id'))
    expect(new Set(ids).size).toBe(3)
    expect(asked[1]?.headers.get('sdkversion')).toBe('graph-js/3.0.7')
  })

  it.each([408, 500, 502, 503, 504])('asks again after %i', async (status) => {
    const { graph, ledger, watch } = desk([fault(status, 'x'), ok({ id: 'a' })])
    expect(await graph.get('/a', watch, never)).toEqual({ id: 'a' })
    expect(ledger.map((entry) => [entry.status, entry.attempt])).toEqual([
      [status, 1],
      [200, 2],
    ])
  })

  it('never waits longer than ten minutes at a time', async () => {
    const { graph, clock, waits, watch } = desk([fault(429, 'x', 'm', { 'retry-after': '86400' }), ok({})], { skip: 0 })
    const got = graph.get('/a', watch, never)
    await vi.waitFor(() => expect(waits).toEqual(['2026-03-01T12:10:00.000Z']))
    await clock.advance(600_000)
    expect(await got).toEqual({})
  })

  it.each([
    ['does not say how long', {}],
    ['says at once', { 'retry-after': '0' }],
    ['says by a date that is over', { 'retry-after': 'Sun, 01 Mar 2026 11:59:00 GMT' }],
  ])('doubles its wait where Graph %s', async (_, headers: Record<string, string>) => {
    const busy = (status: number) => fault(status, 'x', 'm', headers)
    const { graph, clock, waits, watch } = desk([busy(503), busy(504), busy(429), ok({})])
    await graph.get('/a', watch, never)
    const pauses = clock.sleeps.filter((milliseconds) => milliseconds !== 100_000)
    expect(pauses).toHaveLength(3)
    for (const [index, pause] of pauses.entries()) {
      expect(pause).toBeGreaterThanOrEqual(750 * 2 ** index)
      expect(pause).toBeLessThanOrEqual(1250 * 2 ** index)
    }
    expect(waits).toHaveLength(3)
  })

  it.each([
    [429, 'throttled'],
    [503, 'graph_unavailable'],
    [500, 'graph_unavailable'],
  ])('gives up after six answers of %i', async (status, code) => {
    const { graph, asked, ledger, watch } = desk([fault(status)])
    await expect(graph.get('/a', watch, never)).rejects.toMatchObject({ code, params: { status: String(status) } })
    expect(asked).toHaveLength(6)
    expect(ledger.map(({ attempt }) => attempt)).toEqual([1, 2, 3, 4, 5, 6])
  })

  it('does not repeat what Graph refuses', async () => {
    for (const status of [400, 403, 404, 410, 501]) {
      const { graph, asked } = desk([fault(status)])
      await expect(graph.get('/a', {}, never)).rejects.toMatchObject({ name: 'AppError' })
      expect(asked).toHaveLength(1)
    }
  })

  it('can be cancelled while it waits', async () => {
    const { graph, waits, watch, asked } = desk([fault(429, 'x', 'm', { 'retry-after': '60' })], { skip: 0 })
    const controller = new AbortController()
    const got = graph.get('/a', watch, controller.signal)
    await vi.waitFor(() => expect(waits).toHaveLength(1))
    controller.abort()
    await expect(got).rejects.toMatchObject({ code: 'cancelled' })
    expect(asked).toHaveLength(1)
  })
})

describe('Graph on a bad line', () => {
  it('repeats what got lost, without holding back others', async () => {
    const { graph, ledger, waits, watch } = desk([reset, cut, reset, ok({ id: 1 })])
    expect(await graph.get('/a', watch, never)).toEqual({ id: 1 })
    expect(ledger.map(({ status, items }) => [status, items])).toEqual([
      [0, null],
      [200, null],
      [0, null],
      [200, null],
    ])
    expect(waits).toEqual([])
  })

  it('gives up after six lost connections', async () => {
    const { graph, asked } = desk([reset])
    await expect(graph.get('/a', {}, never)).rejects.toMatchObject({
      code: 'connection_lost',
      params: { host: 'graph.microsoft.com', network: 'ECONNRESET' },
    })
    expect(asked).toHaveLength(6)
  })

  it('calls answers that always break off unreadable', async () => {
    const { graph } = desk([cut])
    await expect(graph.get('/a', {}, never)).rejects.toMatchObject({ code: 'answer_unreadable' })
  })

  it.each([
    ['broken JSON', text('{"value":[{"id":')],
    ['a page of a proxy', text('<html>please sign in</html>')],
    ['nothing', text('')],
  ])('asks once more after %s, then calls it unreadable', async (_, answer) => {
    const once = desk([answer, ok({ id: 1 })])
    expect(await once.graph.get('/a', {}, never)).toEqual({ id: 1 })
    const always = desk([answer])
    await expect(always.graph.get('/a', {}, never)).rejects.toMatchObject({
      code: 'answer_unreadable',
      params: { status: '200', requestId: 'r1' },
    })
    expect(always.asked).toHaveLength(2)
  })

  it('does not repeat what will not get better by it', async () => {
    const refuse = (code: string) => () => Promise.reject(Object.assign(new Error('x'), { code }))
    for (const [code, expected] of [
      ['ENOTFOUND', 'host_not_found'],
      ['ECONNREFUSED', 'connection_refused'],
      ['SELF_SIGNED_CERT_IN_CHAIN', 'tls_untrusted'],
    ] as const) {
      const { graph, asked } = desk([refuse(code)])
      await expect(graph.get('/a', {}, never)).rejects.toMatchObject({ code: expected })
      expect(asked).toHaveLength(1)
    }
  })

  it('ends a request that stays silent for 100 seconds, tries once more and gives up', async () => {
    const { graph, clock, asked } = desk([silence])
    const failed = expect(graph.get('/a', {}, never)).rejects.toMatchObject({
      code: 'timeout',
      params: { host: 'graph.microsoft.com' },
    })
    await vi.waitFor(() => expect(asked).toHaveLength(1))
    await clock.advance(100_000)
    await vi.waitFor(() => expect(asked).toHaveLength(2))
    expect(asked[0]?.signal.aborted).toBe(true)
    await clock.advance(100_000)
    await failed
  })

  it('aborts down to the socket when cancelled, and says cancelled', async () => {
    const { graph, asked, ledger, watch } = desk([silence])
    const controller = new AbortController()
    const got = graph.get('/a', watch, controller.signal)
    await vi.waitFor(() => expect(asked).toHaveLength(1))
    controller.abort()
    await expect(got).rejects.toMatchObject({ code: 'cancelled' })
    expect(asked[0]?.signal.aborted).toBe(true)
    expect(ledger).toMatchObject([{ status: 0, items: null }])
    await settled()
    expect(asked).toHaveLength(1)
  })

  it('asks nothing when cancelled before', async () => {
    const { graph, asked } = desk([ok({})])
    await expect(graph.get('/a', {}, AbortSignal.abort())).rejects.toMatchObject({ code: 'cancelled' })
    expect(asked).toHaveLength(0)
  })
})

describe('Graph.count', () => {
  it('asks for the number, a byte order mark before it or not', async () => {
    for (const answer of [text('10234'), text('\uFEFF10234')]) {
      const { graph, asked } = desk([answer])
      expect(await graph.count('/users?$filter=assignedLicenses/$count ne 0', {}, never)).toBe(10_234)
      expect(asked[0]?.url).toContain('/v1.0/users/$count?$filter=')
      expect(asked[0]?.headers.get('consistencylevel')).toBe('eventual')
    }
  })

  it('takes nothing else for a number', async () => {
    for (const answer of [text('{}'), text('-1'), text('1.5'), text('many')]) {
      await expect(desk([answer]).graph.count('/users', {}, never)).rejects.toMatchObject({ code: 'answer_unreadable' })
    }
  })
})
