import { describe, expect, it } from 'vitest'
import { desk, fault, ok, reset } from './graph-desk.ts'

const never = new AbortController().signal
const nothing = () => new Response(null, { status: 204, headers: { 'request-id': 'r1' } })
const create = (graph: ReturnType<typeof desk>['graph']) =>
  graph.send<{ readonly id: string }>('POST', '/applications', { displayName: 'Tenantry' }, {}, never)

describe('Graph.send', () => {
  it('posts a body as JSON and gives back what Graph made of it', async () => {
    const { graph, asked } = desk([ok({ id: '1' })])
    expect(await create(graph)).toEqual({ id: '1' })
    expect(asked[0]).toMatchObject({ method: 'POST', url: 'https://graph.microsoft.com/v1.0/applications' })
    expect(JSON.parse(asked[0]?.body ?? '')).toEqual({ displayName: 'Tenantry' })
    expect(asked[0]?.headers.get('content-type')).toContain('application/json')
  })

  it('takes an answer without a body for a success', async () => {
    const { graph, asked } = desk([nothing])
    expect(await graph.send('DELETE', '/applications/1', undefined, {}, never)).toBeUndefined()
    expect(asked).toHaveLength(1)
    expect(asked[0]?.method).toBe('DELETE')
  })

  it.each([
    ['429', fault(429, 'TooManyRequests')],
    ['503 with a time to come back', fault(503, 'serviceNotAvailable', 'm', { 'retry-after': '2' })],
  ])('posts again after %s', async (_name, refusal) => {
    const { graph, asked } = desk([refusal, ok({ id: '1' })])
    expect(await create(graph)).toEqual({ id: '1' })
    expect(asked).toHaveLength(2)
  })

  it.each([
    ['a lost connection', reset, 'connection_lost'],
    ['a broken answer', () => new Response('{"id":', { status: 201 }), 'answer_unreadable'],
    ['a fault of the server', fault(500, 'InternalServerError'), 'graph_unavailable'],
    ['503 without a word', fault(503, 'serviceNotAvailable'), 'graph_unavailable'],
    ['504', fault(504, 'GatewayTimeout'), 'graph_unavailable'],
  ])('does not post blindly again after %s, since it may have been carried out', async (_name, first, code) => {
    const { graph, asked } = desk([first, ok({ id: '2' })])
    await expect(create(graph)).rejects.toMatchObject({ code })
    expect(asked).toHaveLength(1)
  })

  it.each(['PATCH', 'DELETE'] as const)('repeats %s, which does no harm twice', async (method) => {
    const { graph, asked } = desk([reset, nothing])
    await graph.send(method, '/applications/1', method === 'PATCH' ? { notes: 'x' } : undefined, {}, never)
    expect(asked.map((one) => one.method)).toEqual([method, method])
  })

  it('names a refusal', async () => {
    const { graph } = desk([fault(403, 'Authorization_RequestDenied')])
    const needs = { needs: ['AppRoleAssignment.ReadWrite.All'] }
    await expect(graph.send('POST', '/x', {}, needs, never)).rejects.toMatchObject({
      code: 'permission_missing',
      params: { roles: 'AppRoleAssignment.ReadWrite.All' },
    })
  })
})
