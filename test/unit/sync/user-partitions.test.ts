import { describe, expect, it } from 'vitest'
import type { Reading } from '../../../electron/sync/reading.ts'
import { type Partition, partitionPath, planPartitions } from '../../../electron/sync/user-partitions.ts'
import { settled } from '../../fakes/fake-clock.ts'
import { type Asked, desk } from '../graph/graph-desk.ts'

const never = new AbortController().signal

/** Counts by startswith, as often as asked. */
const counting = (names: readonly string[]) => (asked: Asked) => {
  const { requests } = JSON.parse(asked.body) as { requests: { id: string; url: string }[] }
  const responses = requests.map(({ id, url }) => {
    const prefix =
      /startswith\(userPrincipalName,'(.*)'\)/.exec(decodeURIComponent(url))?.[1]?.replaceAll("''", "'") ?? ''
    const count = names.filter((name) => name.toLowerCase().startsWith(prefix)).length
    return { id, status: 200, body: { '@odata.count': count, value: [] } }
  })
  return Response.json({ responses })
}

const plan = async (names: readonly string[], total = names.length) => {
  const inFlight = { now: 0, most: 0 }
  const count = counting(names)
  const { graph, watch, asked } = desk([
    async (one) => {
      inFlight.most = Math.max(inFlight.most, ++inFlight.now)
      await settled()
      inFlight.now--
      return count(one)
    },
  ])
  const fail = (error: unknown) => {
    throw error
  }
  const begun = await planPartitions({ graph, watch, fail } as unknown as Reading, total, never)
  const rounds = asked.length
  if (typeof begun === 'string') return { planned: begun, ready: [], rounds, asked, most: inFlight.most }
  const { ready } = begun
  const planned = [...ready, ...(await begun.others())]
  return { planned, ready, rounds, asked, most: inFlight.most }
}

const named = (prefix: string, count: number) =>
  Array.from({ length: count }, (_, at) => `${prefix}${String(at).padStart(5, '0')}@contoso.example`)

/** Each name is in exactly one part. */
const expectOnce = (parts: readonly Partition[], names: readonly string[]) => {
  const prefixes = parts.flatMap((part) => part.prefixes)
  for (const name of names) expect(prefixes.filter((prefix) => name.toLowerCase().startsWith(prefix))).toHaveLength(1)
}

describe('planPartitions', () => {
  const mixed = [...named('Anna', 4_000), ...named('o’x', 0), ...named("o'", 300), ...named('z', 2), ...named('7', 900)]

  it('puts everyone into exactly one part, whatever the case, and those to come as well', async () => {
    const { planned } = await plan(mixed)
    const parts = planned as readonly Partition[]
    expectOnce(parts, [...mixed, 'quinn@contoso.example', '_new@contoso.example', '#x@contoso.example'])
    expect(parts.reduce((sum, { users }) => sum + users, 0)).toBe(mixed.length)
  })

  it('asks for no more clauses in one query than Graph takes', async () => {
    const parts = (await plan(mixed)).planned as readonly Partition[]
    expect(Math.max(...parts.map(({ prefixes }) => prefixes.length))).toBeLessThanOrEqual(10)
  })

  it('takes those apart whose names all begin alike', async () => {
    const alike = named('user', 20_000)
    const parts = (await plan(alike)).planned as readonly Partition[]
    expectOnce(parts, alike)
    expect(parts.length).toBeGreaterThan(5)
    expect(Math.max(...parts.map(({ users }) => users))).toBeLessThanOrEqual(2_997)
  })

  it('leaves those in one piece that an unusual sign follows', async () => {
    const odd = [...named('b', 5_000), ...named('cö', 5_000)]
    const parts = (await plan(odd)).planned as readonly Partition[]
    expectOnce(parts, odd)
    expect(parts).toContainEqual({ prefixes: ['c'], users: 5_000 })
  })

  it('has those ready that are neither to be taken apart nor joined, before it counts again', async () => {
    const { ready, planned, rounds, asked } = await plan([...named('x', 2_900), ...named('y', 5_000), ...named('z', 3)])
    expect(ready).toEqual([{ prefixes: ['x'], users: 2_900 }])
    expect(asked.length).toBeGreaterThan(rounds)
    expect((planned as readonly Partition[]).filter(({ prefixes }) => prefixes.includes('x'))).toHaveLength(1)
  })

  it('takes several apart at once', async () => {
    const names = ['k', 'm', 'q'].flatMap((letter) => named(letter, 4_000))
    const { planned, most } = await plan(names)
    expectOnce(planned as readonly Partition[], names)
    // The characters behind one beginning are three requests.
    expect(most).toBeGreaterThan(3)
  })

  it('gives up where the parts would not hold everyone', async () => {
    expect((await plan([...mixed, 'ö@contoso.example'])).planned).toBe('uncovered')
    expect((await plan(mixed, mixed.length + 1)).planned).toBe('uncovered')
  })

  it('does not ask a Graph again that has refused', async () => {
    const { graph, watch, asked } = desk([
      (one) => {
        const { requests } = JSON.parse(one.body) as { requests: { id: string }[] }
        return Response.json({ responses: requests.map(({ id }) => ({ id, status: 400, body: {} })) })
      },
    ])
    const reading = { graph, watch, fail: () => undefined } as unknown as Reading
    expect(await planPartitions(reading, 9_000, never)).toBe('refused')
    const before = asked.length
    expect(await planPartitions(reading, 9_000, never)).toBe('refused')
    expect(asked).toHaveLength(before)
  })
})

describe('partitionPath', () => {
  it('says no sign of a name wrongly', () => {
    expect(decodeURIComponent(partitionPath(["o'", '#', '^']))).toBe(
      "/users?$filter=assignedLicenses/$count ne 0 and (startswith(userPrincipalName,'o''') or startswith(userPrincipalName,'#') or startswith(userPrincipalName,'^'))",
    )
    expect(partitionPath(['#'])).toContain('%23')
  })
})
