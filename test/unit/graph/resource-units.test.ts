import { describe, expect, it } from 'vitest'
import { estimatedUnits } from '../../../electron/graph/resource-units.ts'
import { desk, fault, ok, reset } from './graph-desk.ts'

const never = new AbortController().signal

describe('Resource units of a request', () => {
  it.each([
    ['/users?$top=999', 2],
    ['/users?$select=id&$top=999', 1],
    ['https://graph.microsoft.com/v1.0/users?%24select=id&$top=1', 1],
    ['/groups?$top=999', 1],
    ['/groups/g1/members?$top=999', 3],
    ['/groups/g1/members?$select=id,displayName&$top=10', 1],
    ['/groups/g1/transitiveMembers', 5],
    ['/groups?$expand=members', 2],
    ['/users/$count', 2],
    ['/organization?$select=id', 1],
  ])('of %s are %i where the answer does not say', (path, units) => {
    expect(estimatedUnits(path)).toBe(units)
  })

  it('are those of the answer, and every try that was answered counts', async () => {
    const { graph, ledger, watch } = desk([
      fault(429, 'x', 'm', { 'retry-after': '1' }),
      reset,
      ok({}, { 'x-ms-resource-unit': '7' }),
      ok({}, { 'x-ms-resource-unit': 'odd' }),
    ])
    await graph.get('/groups/g1/members', watch, never)
    await graph.get('/groups/g1/members', watch, never)
    expect(ledger.map(({ status, units }) => [status, units])).toEqual([
      [429, 3],
      [0, 0],
      [200, 7],
      [200, 3],
    ])
  })

  it('are, in a batch, the sum of what is within', async () => {
    const inner = (id: string, headers: object = {}) => ({ id, status: 200, headers, body: {} })
    const told = { 'x-ms-resource-unit': '4' }
    const { graph, ledger, watch } = desk([
      ok({ responses: [inner('a'), inner('b')] }),
      ok({ responses: [inner('a', told), inner('b', told)] }),
    ])
    const requests = [
      { id: 'a', path: '/groups/g1/members?$select=id' },
      { id: 'b', path: 'users' },
    ]
    await graph.batch(requests, watch, never)
    await graph.batch(requests, watch, never)
    expect(ledger.map(({ units }) => units)).toEqual([4, 8])
  })
})
