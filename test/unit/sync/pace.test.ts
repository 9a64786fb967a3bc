import { describe, expect, it } from 'vitest'
import { etaOf, paceWindow, rateOf, recent, type Sample } from '../../../electron/sync/pace.ts'

const sample = (at: number, users: number, groups = 0, members = 0, memberships = 0): Sample => ({
  at,
  objects: users + groups + memberships,
  done: { users, groups, members },
})
const of = (users: [number, number | null], groups: [number, number | null], members: [number, number | null]) => {
  const stream = ([done, total]: [number, number | null]) => ({ done, total })
  return { users: stream(users), groups: stream(groups), members: stream(members) }
}

describe('the pace of a run', () => {
  it('is unknown from less than two moments', () => {
    expect(rateOf([])).toBe(0)
    expect(rateOf([sample(0, 5)])).toBe(0)
    expect(rateOf([sample(5, 5), sample(5, 50)])).toBe(0)
    expect(etaOf([sample(0, 5)], of([5, 10], [0, 0], [0, 0]))).toBeNull()
  })

  it('is objects of every kind a second', () => {
    expect(rateOf([sample(0, 0), sample(500, 100), sample(2_000, 1_000, 100, 40, 2_000)])).toBe(1_550)
  })

  it('is nothing when a list has begun anew', () => {
    expect(rateOf([sample(0, 500), sample(1_000, 10)])).toBe(0)
  })

  it('forgets what is longer ago than the window, but not the moment before it', () => {
    const samples = [sample(0, 0), sample(1_000, 10), sample(2_000, 20), sample(6_500, 40)]
    expect(recent(samples, 6_500).map(({ at }) => at)).toEqual([1_000, 2_000, 6_500])
    expect(recent(samples, paceWindow - 1)).toEqual(samples)
    expect(recent([], 0)).toEqual([])
  })
})

describe('the time left', () => {
  const samples = [sample(0, 0), sample(2_000, 1_000, 100, 20)]

  it('is that of the slowest list, since they are read side by side', () => {
    expect(etaOf(samples, of([1_000, 2_000], [100, 100], [20, 100]))).toBe(8)
    expect(etaOf(samples, of([1_000, 9_000], [100, 100], [20, 100]))).toBe(16)
  })

  it('is unknown while a list is not counted or does not move', () => {
    expect(etaOf(samples, of([1_000, null], [100, 100], [20, 100]))).toBeNull()
    expect(etaOf([sample(0, 5), sample(1_000, 5)], of([5, 10], [0, 0], [0, 0]))).toBeNull()
  })

  it('is nothing when all is read, even more than was counted', () => {
    expect(etaOf(samples, of([1_001, 1_000], [100, 100], [100, 100]))).toBe(0)
  })
})
