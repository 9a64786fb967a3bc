import { expect, it } from 'vitest'
import { endOf } from '../../../../renderer/features/settings/expiry-day.ts'

it('a day becomes a moment that is on that day in most of the world', () => {
  expect(endOf('2027-02-18')).toBe('2027-02-18T12:00:00.000Z')
})

it.each(['', '2027', '2027-13-01', '2027-02-30', '18.02.2027', '2027-02-18T00:00:00Z'])('%j is no day', (text) => {
  expect(endOf(text)).toBeUndefined()
})
