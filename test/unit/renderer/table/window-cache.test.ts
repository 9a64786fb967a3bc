import { describe, expect, it } from 'vitest'
import { WindowCache, type WindowOf } from '../../../../renderer/components/data-table-windows.ts'

interface Asked {
  readonly list: string
  readonly offset: number
  readonly limit: number
  readonly answer: (total: number, name?: (index: number) => string) => Promise<void>
  readonly refuse: (error: Error) => Promise<void>
}

const settled = () => new Promise((done) => setTimeout(done))

/** Answers windows when the test says so. */
class SlowLists {
  readonly asked: Asked[] = []

  list(list: string) {
    return (offset: number, limit: number) =>
      new Promise<WindowOf<string>>((resolve, reject) => {
        this.asked.push({
          list,
          offset,
          limit,
          answer: (total, name = (index) => `${list}${index}`) => {
            const length = Math.max(0, Math.min(limit, total - offset))
            resolve({ total, rows: Array.from({ length }, (_, i) => name(offset + i)) })
            return settled().then(() => undefined)
          },
          refuse: (error) => {
            reject(error)
            return settled().then(() => undefined)
          },
        })
      })
  }

  get last(): Asked {
    return this.asked.at(-1)!
  }
}

const opened = () => {
  const lists = new SlowLists()
  const told: number[] = []
  const cache = new WindowCache<string>(() => told.push(1))
  cache.open('a', lists.list('a'))
  return { lists, cache, told }
}

describe('the windows of a long list', () => {
  it('asks for the first 200 rows of a new list and nothing more', async () => {
    const { lists, cache, told } = opened()
    expect(lists.asked.map(({ offset, limit }) => [offset, limit])).toEqual([[0, 200]])
    expect(cache.total).toBeUndefined()
    await lists.last.answer(100_000)
    expect(cache.total).toBe(100_000)
    expect(cache.rowAt(199)).toBe('a199')
    expect(cache.rowAt(200)).toBeUndefined()
    expect(told).toHaveLength(1)
  })

  it('asks for both windows when what is in sight straddles two, and for each only once', async () => {
    const { lists, cache } = opened()
    await lists.last.answer(100_000)
    cache.want(390, 410)
    cache.want(392, 412)
    expect(lists.asked.map(({ offset }) => offset)).toEqual([0, 200, 400])
  })

  it('passes over windows that were only scrolled through', async () => {
    const { lists, cache } = opened()
    await lists.last.answer(100_000)
    for (let first = 0; first < 90_000; first += 500) cache.want(first, first + 30)
    cache.want(90_000, 90_030)
    expect(lists.asked).toHaveLength(3)
    await lists.asked[1]!.answer(100_000)
    expect(lists.last.offset).toBe(90_000)
    expect(lists.asked).toHaveLength(4)
  })

  it('keeps ten windows and forgets those wanted longest ago', async () => {
    const { lists, cache } = opened()
    await lists.last.answer(100_000)
    for (let page = 1; page <= 14; page++) {
      cache.want(page * 200, page * 200 + 30)
      await lists.last.answer(100_000)
    }
    const held = Array.from({ length: 15 }, (_, page) => page).filter((page) => cache.rowAt(page * 200) !== undefined)
    expect(held).toEqual([5, 6, 7, 8, 9, 10, 11, 12, 13, 14])
  })

  it('keeps showing the old list until the new one has answered', async () => {
    const { lists, cache } = opened()
    await lists.last.answer(500)
    cache.open('b', lists.list('b'))
    expect([cache.shownKey, cache.total, cache.rowAt(3)]).toEqual(['a', 500, 'a3'])
    await lists.last.answer(7)
    expect([cache.shownKey, cache.total, cache.rowAt(3)]).toEqual(['b', 7, 'b3'])
    expect(cache.rowAt(250)).toBeUndefined()
  })

  it('ignores the late answer of a list that is no longer asked for', async () => {
    const { lists, cache } = opened()
    const first = lists.last
    cache.open('b', lists.list('b'))
    const second = lists.last
    await second.answer(2)
    await first.answer(9)
    expect([cache.shownKey, cache.total, cache.rowAt(0)]).toEqual(['b', 2, 'b0'])
  })

  it('sends only the newest of many lists typed while two answers are awaited', async () => {
    const { lists, cache } = opened()
    for (const key of ['b', 'c', 'd', 'e']) cache.open(key, lists.list(key))
    expect(lists.asked.map(({ list }) => list)).toEqual(['a', 'b'])
    await lists.asked[0]!.answer(1)
    expect(lists.asked.map(({ list }) => list)).toEqual(['a', 'b', 'e'])
  })

  it('reads what is in sight again after a refresh and shows the old rows meanwhile', async () => {
    const { lists, cache } = opened()
    await lists.last.answer(1000)
    cache.want(600, 630)
    await lists.last.answer(1000)
    cache.refresh()
    expect(lists.last.offset).toBe(600)
    expect(cache.rowAt(600)).toBe('a600')
    await lists.last.answer(1001, (index) => `new${index}`)
    expect([cache.total, cache.rowAt(600), cache.rowAt(0)]).toEqual([1001, 'new600', 'a0'])
    cache.want(0, 30)
    expect(lists.last.offset).toBe(0)
  })

  it('finds a row again only in windows that are up to date', async () => {
    const { lists, cache } = opened()
    await lists.last.answer(1000)
    cache.want(600, 630)
    await lists.last.answer(1000)
    expect(cache.indexOf((row) => row === 'a5')).toBe(5)
    cache.refresh()
    await lists.last.answer(1000, (index) => `a${index - 2}`)
    expect(cache.indexOf((row) => row === 'a610')).toBe(612)
    expect(cache.indexOf((row) => row === 'a5')).toBeUndefined()
  })

  it('has no rows beyond a total that has shrunk', async () => {
    const { lists, cache } = opened()
    await lists.last.answer(200)
    cache.refresh()
    await lists.last.answer(3)
    expect([cache.rowAt(2), cache.rowAt(3)]).toEqual(['a2', undefined])
  })

  it('keeps the rows it has when a window fails, says why, and does not ask in a loop', async () => {
    const { lists, cache } = opened()
    await lists.last.answer(1000)
    cache.want(300, 330)
    await lists.last.refuse(new Error('locked'))
    expect(cache.error).toEqual(new Error('locked'))
    expect(cache.rowAt(10)).toBe('a10')
    cache.want(301, 331)
    expect(lists.asked).toHaveLength(2)
    cache.refresh()
    expect(cache.error).toBeUndefined()
    await lists.last.answer(1000)
    expect(cache.rowAt(300)).toBe('a300')
  })

  it('goes on reading after a failure in the middle of a stretch of rows', async () => {
    const { lists, cache } = opened()
    await lists.last.answer(1000)
    const rows = cache.rowsBetween(190, 210)
    await lists.last.refuse(new Error('busy'))
    expect(await rows).toBeUndefined()
    expect(cache.error).toEqual(new Error('busy'))
  })

  it('gives a stretch of rows over windows that were never in sight', async () => {
    const { lists, cache } = opened()
    await lists.last.answer(405)
    const rows = cache.rowsBetween(199, 1000)
    await lists.last.answer(405)
    await lists.last.answer(405)
    const got = await rows
    expect(got).toHaveLength(206)
    expect([got?.[0], got?.at(-1)]).toEqual(['a199', 'a404'])
  })

  it('gives no stretch of rows when the list changed under it', async () => {
    const { lists, cache } = opened()
    await lists.last.answer(1000)
    const rows = cache.rowsBetween(0, 300)
    const aside = lists.last
    cache.open('b', lists.list('b'))
    await aside.answer(1000)
    expect(await rows).toBeUndefined()
  })
})
