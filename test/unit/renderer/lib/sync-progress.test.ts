import { expect, it } from 'vitest'
import { partRead } from '../../../../renderer/lib/sync-progress.ts'

const streams = (users: [number, number | null], groups: [number, number | null], members: [number, number | null]) => {
  const of = ([done, total]: [number, number | null]) => ({ done, total })
  return { streams: { users: of(users), groups: of(groups), members: of(members) } }
}

it('a part is known only when everything is counted', () => {
  expect(partRead(streams([10, 100], [5, null], [0, null]))).toBe(undefined)
  expect(partRead(streams([10, 100], [5, 50], [0, 50]))).toBe(15 / 200)
})

it('more read than was counted is not more than everything', () => {
  expect(partRead(streams([120, 100], [50, 50], [50, 50]))).toBe(1)
  expect(partRead(streams([0, 0], [0, 0], [0, 0]))).toBe(undefined)
})
