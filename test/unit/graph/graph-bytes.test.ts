import { describe, expect, it } from 'vitest'
import { cut, desk, fault } from './graph-desk.ts'

const never = new AbortController().signal
const path = '/users/7/messages/AAMkAD=/$value'
const message = (length: number) => () =>
  new Response(new Uint8Array(length).fill(65), { headers: { 'request-id': 'r1' } })

describe('Graph.bytes', () => {
  it('gives the answer as it is, and keeps the id of a message out of the ledger', async () => {
    const { graph, ledger, watch } = desk([message(9)])
    const bytes = await graph.bytes(path, 9, watch, never)
    expect(Buffer.from(bytes ?? []).toString()).toBe('AAAAAAAAA')
    expect(ledger.map((entry) => entry.path)).toEqual(['/v1.0/users/7/messages/…/$value'])
  })

  it('gives null for more than was wanted, and fetches no more of it', async () => {
    let given = 0
    const endless = new ReadableStream<Uint8Array>({
      pull: (controller) => {
        given++
        controller.enqueue(new Uint8Array(1_000))
      },
    })
    const { graph } = desk([() => new Response(endless)])
    expect(await graph.bytes(path, 5_000, {}, never)).toBeNull()
    expect(given).toBeLessThan(9)
  })

  it('explains a refusal as everywhere', async () => {
    const { graph } = desk([fault(403, 'ErrorAccessDenied', 'no')])
    await expect(graph.bytes(path, 9, {}, never)).rejects.toMatchObject({
      code: 'graph_refused',
      params: { graphCode: 'ErrorAccessDenied' },
    })
  })

  it('asks again where the answer broke off', async () => {
    const { graph, asked } = desk([cut, message(3)])
    expect(await graph.bytes(path, 9, {}, never)).toHaveLength(3)
    expect(asked).toHaveLength(2)
  })
})
