import { describe, expect, it } from 'vitest'
import { type Asked, desk, fault, ok } from './graph-desk.ts'

const never = new AbortController().signal
const inner = (id: string, status = 200, headers: object = {}, body: unknown = { id }) => ({
  id,
  status,
  headers,
  body,
})
const batch = (...responses: unknown[]) => ok({ responses })
const requests = ['a', 'b', 'c'].map((id) => ({
  id,
  path: `/groups/${id}/members`,
  headers: { ConsistencyLevel: 'eventual' },
}))
const sent = (asked: Asked | undefined) => JSON.parse(asked?.body ?? '{}').requests as { id: string }[]

describe('Graph.batch', () => {
  it('puts reads into one request and gives the answers by id, whatever their order', async () => {
    const { graph, asked, ledger, watch } = desk([
      batch(
        inner('c', 404, { 'Request-Id': 'rc' }, { error: { code: 'x' } }),
        inner('A'),
        inner('b', 200, { 'Retry-After': '1' }),
      ),
    ])
    const answers = await graph.batch(requests, watch, never)
    expect(asked).toHaveLength(1)
    expect([asked[0]?.method, asked[0]?.url]).toEqual(['POST', 'https://graph.microsoft.com/v1.0/$batch'])
    expect(asked[0]?.headers.get('content-type')).toBe('application/json')
    expect(sent(asked[0])).toEqual(
      ['a', 'b', 'c'].map((id) => ({
        id,
        method: 'GET',
        url: `/groups/${id}/members`,
        headers: { ConsistencyLevel: 'eventual' },
      })),
    )
    expect(answers.get('a')).toEqual({ status: 200, headers: {}, body: { id: 'A' }, requestId: 'r1' })
    expect(answers.get('b')?.headers).toEqual({ 'retry-after': '1' })
    expect(answers.get('c')).toMatchObject({ status: 404, requestId: 'rc' })
    expect(ledger).toMatchObject([{ method: 'POST', path: '/v1.0/$batch', items: 3 }])
  })

  it('asks again only for those Graph had no time for, after the longest wait', async () => {
    const { graph, asked, clock, waits, watch } = desk([
      batch(inner('a', 429, { 'Retry-After': '5' }), inner('b'), inner('c', 503, { 'Retry-After': '20' })),
      batch(inner('a'), inner('c', 429, { 'Retry-After': '3' })),
      batch(inner('c')),
    ])
    const answers = await graph.batch(requests, watch, never)
    expect(asked.map((one) => sent(one).map(({ id }) => id))).toEqual([['a', 'b', 'c'], ['a', 'c'], ['c']])
    expect(clock.sleeps.filter((milliseconds) => milliseconds !== 100_000)).toEqual([20_000, 3_000])
    expect(waits).toHaveLength(2)
    expect([...answers.values()].map(({ status }) => status)).toEqual([200, 200, 200])
  })

  it('gives up when Graph has no time for one six times', async () => {
    const { graph, asked } = desk([(one) => batch(...sent(one).map(({ id }) => inner(id, id === 'b' ? 429 : 200)))()])
    await expect(graph.batch(requests, {}, never)).rejects.toMatchObject({
      code: 'throttled',
      params: { status: '429' },
    })
    expect(asked).toHaveLength(6)
  })

  it('leaves the refusal of one to the caller', async () => {
    const { graph, asked } = desk([batch(inner('a', 401), inner('b', 403), inner('c', 500))])
    const answers = await graph.batch(requests, {}, never)
    expect([...answers.values()].map(({ status }) => status)).toEqual([401, 403, 500])
    expect(asked).toHaveLength(1)
  })

  it('repeats the whole when the whole is refused for lack of time', async () => {
    const { graph, asked } = desk([fault(503), batch(inner('a'), inner('b'), inner('c'))])
    expect((await graph.batch(requests, {}, never)).size).toBe(3)
    expect(asked).toHaveLength(2)
  })

  it('finds the request id where Graph puts it', async () => {
    const body = { error: { code: 'x', innerError: { 'request-id': 'ri' } } }
    const { graph } = desk([batch(inner('a', 403, {}, body))])
    expect((await graph.batch([{ id: 'a', path: '/x' }], {}, never)).get('a')?.requestId).toBe('ri')
  })

  it('calls an answer unreadable that leaves one out', async () => {
    for (const answer of [batch(inner('a'), inner('b')), batch(inner('a'), inner('b'), inner('x')), ok({}), ok(null)]) {
      await expect(desk([answer]).graph.batch(requests, {}, never)).rejects.toMatchObject({ code: 'answer_unreadable' })
    }
  })

  it('refuses more than twenty and ids that Graph takes for the same, and asks nothing for none', async () => {
    const { graph, asked } = desk([batch()])
    const many = Array.from({ length: 21 }, (_, index) => ({ id: String(index), path: '/x' }))
    await expect(graph.batch(many, {}, never)).rejects.toMatchObject({ code: 'validation' })
    const same = [
      { id: 'a', path: '/x' },
      { id: 'A', path: '/y' },
    ]
    await expect(graph.batch(same, {}, never)).rejects.toMatchObject({ code: 'validation' })
    expect((await graph.batch([], {}, never)).size).toBe(0)
    expect(asked).toHaveLength(0)
  })
})
