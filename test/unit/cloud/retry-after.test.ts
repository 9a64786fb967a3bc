import { describe, expect, it } from 'vitest'
import { backoff, retryAfter } from '../../../electron/cloud/retry-after.ts'

const now = new Date('2026-03-01T12:00:00Z')

describe('retryAfter', () => {
  it.each([
    ['120', '2026-03-01T12:02:00.000Z'],
    [' 0 ', '2026-03-01T12:00:00.000Z'],
    ['1.5', '2026-03-01T12:00:01.500Z'],
    ['Sun, 01 Mar 2026 12:05:00 GMT', '2026-03-01T12:05:00.000Z'],
    ['Sun, 01 Mar 2026 11:00:00 GMT', '2026-03-01T12:00:00.000Z'],
  ])('reads "%s" as %s', (header, date) => {
    expect(retryAfter(header, now)?.toISOString()).toBe(date)
  })

  it.each([null, '', '  ', 'soon', '-5x'])('finds no date in %j', (header) => {
    expect(retryAfter(header, now)).toBeNull()
  })
})

describe('backoff', () => {
  it('doubles and spreads over half of it', () => {
    expect([1, 2, 3, 4].map((attempt) => backoff(attempt, () => 0.5))).toEqual([1000, 2000, 4000, 8000])
    expect([backoff(1, () => 0), backoff(1, () => 1)]).toEqual([750, 1250])
  })
})
