import { describe, expect, it } from 'vitest'
import { PageSize } from '../../../electron/graph/page.ts'
import { FakeClock } from '../../fakes/fake-clock.ts'
import { type Asked, desk, fault, ok } from './graph-desk.ts'

const never = new AbortController().signal
const minutes = (count: number) => count * 60_000

describe('PageSize', () => {
  it('is halved when refused, however many lists are refused at once, and not by a size that is no longer asked for', () => {
    const size = new PageSize(new FakeClock())
    expect(size.top).toBe(999)
    for (let lists = 0; lists < 3; lists++) size.refused(999)
    expect(size.top).toBe(499)
    size.refused(499)
    expect(size.top).toBe(249)
  })

  it('grows again after a while, step by step', async () => {
    const clock = new FakeClock()
    const size = new PageSize(clock)
    size.refused(999)
    size.refused(499)
    await clock.advance(minutes(10) - 1)
    expect(size.top).toBe(249)
    await clock.advance(1)
    expect(size.top).toBe(499)
    expect(size.top).toBe(499)
    await clock.advance(minutes(10))
    expect(size.top).toBe(999)
    await clock.advance(minutes(1_000))
    expect(size.top).toBe(999)
  })

  it('waits twice as long each time that the larger size is refused again, a day at most', async () => {
    const clock = new FakeClock()
    const size = new PageSize(clock)
    size.refused(999)
    const waits: number[] = []
    for (let trial = 0; trial < 10; trial++) {
      let waited = 0
      for (; size.top === 499; waited += 10) await clock.advance(minutes(10))
      waits.push(waited)
      size.refused(999)
    }
    expect(waits).toEqual([10, 20, 40, 80, 160, 320, 640, 1_280, 1_440, 1_440])
  })
})

describe('Graph', () => {
  const limit = (max: () => number) => (asked: Asked) => {
    const top = Number(new URL(asked.url).searchParams.get('$top'))
    return top > max()
      ? fault(400, 'Request_BadRequest', `Invalid page size specified: '${top}'.`)()
      : ok({ value: [] })()
  }
  const tops = (asked: readonly Asked[]) => asked.map(({ url }) => Number(new URL(url).searchParams.get('$top')))

  it('asks the next list of the kind for what went well, and later for more', async () => {
    let max = 300
    const { graph, asked, clock } = desk([limit(() => max)])
    const list = (path: string) => Array.fromAsync(graph.list(path, {}, never))
    await list('/users')
    await list("/users?$filter=startswith(mail,'a')")
    expect(tops(asked)).toEqual([999, 499, 249, 249])
    await list('/groups/g1/members')
    await list('/groups/g2/members?$select=id')
    expect(tops(asked).slice(4)).toEqual([999, 499, 249, 249])
    max = 999
    await clock.advance(minutes(10))
    await list('/users')
    expect(tops(asked).at(-1)).toBe(499)
  })
})
