import { describe, expect, it } from 'vitest'
import { daysUntil, formatOf, groupsOf } from '../../../../renderer/lib/format.ts'

const en = formatOf('en-GB', 'just now')
const de = formatOf('de-DE', 'gerade eben')
const now = Date.parse('2026-11-23T09:16:00Z')
const plain = (text: string) => text.replaceAll('\u00a0', ' ')

describe('times seen from now', () => {
  it.each([
    ['2026-11-23T09:15:30Z', 'just now', 'gerade eben'],
    ['2026-11-23T09:12:00Z', '4 min ago', 'vor 4 Min.'],
    ['2026-11-22T21:05:00Z', '12 hr ago', 'vor 12 Std.'],
    ['2026-11-22T09:00:00Z', 'yesterday', 'gestern'],
    ['2026-11-26T09:17:00Z', 'in 3 days', 'in 3 Tagen'],
    ['2026-09-01T00:00:00Z', '2 mo ago', 'vor 2 Monaten'],
    ['2023-01-01T00:00:00Z', '3 yr ago', 'vor 3 Jahren'],
  ])('%s', (iso, english, german) => {
    expect(plain(en.relative(iso, now))).toBe(english)
    expect(plain(de.relative(iso, now))).toBe(german)
  })

  it('count whole days to a date, and back from one that is past', () => {
    expect(daysUntil('2026-11-24T09:15:00Z', now)).toBe(0)
    expect(daysUntil('2026-11-24T09:16:00Z', now)).toBe(1)
    expect(daysUntil('2026-11-23T09:15:00Z', now)).toBe(-1)
  })
})

describe('numbers and units', () => {
  const { number, percent, duration, bytes } = en

  it('have separators of the locale and a space before the unit', () => {
    expect(number(100_000)).toBe('100,000')
    expect(de.number(100_000)).toBe('100.000')
    expect(percent(0.614)).toBe('61.4\u00a0%')
    expect(de.percent(0.614)).toBe('61,4\u00a0%')
  })

  it.each([
    [-1_123_200_000, '0 ms'],
    [350, '350 ms'],
    [1840, '1.8 s'],
    [42_400, '42 s'],
    [59_700, '1 min'],
    [125_000, '2 min 5 s'],
    [3_599_900, '1 h 0 min'],
    [4_320_000, '1 h 12 min'],
  ])('%d ms last %s', (milliseconds, said) => {
    expect(plain(duration(milliseconds))).toBe(said)
  })

  it.each([
    [0, '0 B'],
    [999, '999 B'],
    [1500, '1.5 kB'],
    [66_000_000, '66 MB'],
  ])('%d bytes are %s', (count, said) => {
    expect(plain(bytes(count))).toBe(said)
  })
})

it('what is no date is given back as it came', () => {
  const { dateTime, relative } = en
  expect(dateTime('soon')).toBe('soon')
  expect(relative('soon', now)).toBe('soon')
})

it('hexadecimal stands in groups', () => {
  expect(groupsOf('3a910c7', 2, ':')).toBe('3A:91:0C:7')
  expect(groupsOf('', 4, ' ')).toBe('')
})
