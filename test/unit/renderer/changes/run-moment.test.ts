import { expect, it } from 'vitest'
import { endOfMinute } from '../../../../renderer/features/changes/run-moment.ts'

it('a minute of the calendar here goes up to the next one', () => {
  const end = endOfMinute('2026-03-05T11:58')
  expect(end).toBe(new Date(2026, 2, 5, 11, 59).toISOString())
  expect(endOfMinute('2026-12-31T23:59')).toBe(new Date(2027, 0, 1).toISOString())
})

it.each(['', '2026-03-05', '2026-13-05T11:58', '0002-03-05T11:58', '20260-03-05T11:58', 'now'])(
  '%j is none',
  (text) => {
    expect(endOfMinute(text)).toBeNull()
  },
)
