import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { fold, sortKey, textOfKey, wordsOf } from '../../../electron/directory/fold.ts'

const text = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.string({ unit: 'grapheme' }),
  fc.string({ unit: fc.constantFrom(...'aßİıłéÅ e\u0301ﬁｱﾞ１２が한 \u200d\ufeff\t-’1290') }),
)

describe('folding', () => {
  it.each([
    ['Jürgen Größe', 'jurgen grosse'],
    ['STRASSE', 'strasse'],
    ['İstanbul ırmak', 'istanbul irmak'],
    ['Łódź', 'lodz'],
    ['Ærøskøbing', 'aeroskobing'],
    ['Đặng Thị', 'dang thi'],
    ['ＡＢＣ１２３', 'abc123'],
    ['ﬁnance', 'finance'],
    ['O’Brien–Smith', "o'brien-smith"],
    ['ΟΔΥΣΣΕΥΣ', 'οδυσσευσ'],
    ['Ёлкин', 'елкин'],
    ['  two \t spaces ', 'two spaces'],
    ['two \u0001 spaces', 'two spaces'],
    ['zero\u200bwidth', 'zerowidth'],
    ['李伟', '李伟'],
    ['がく', 'がく'],
    ['김', '김'],
    ['नीति', 'नीति'],
    ['a\u0000b', 'ab'],
    ['\ud800x', '\ufffdx'],
    ['👩‍💻', '👩💻'],
  ])('takes %j for %j', (from, to) => expect(fold(from)).toBe(to))

  it('folds what is folded to itself', () => {
    fc.assert(
      fc.property(text, (value) => {
        expect(fold(fold(value))).toBe(fold(value))
      }),
      { numRuns: 2_000 },
    )
  })

  it('folds every character of Unicode to itself once folded', () => {
    const unstable: string[] = []
    for (let point = 0; point <= 0x10ffff; point++) {
      const folded = fold(`a${String.fromCodePoint(point)}b`)
      if (fold(folded) !== folded) unstable.push(point.toString(16))
    }
    expect(unstable).toEqual([])
  })

  it('does not depend on case or on how accents are composed', () => {
    fc.assert(
      fc.property(text, (value) => {
        expect(fold(value.normalize('NFD'))).toBe(fold(value.normalize('NFC')))
        expect(fold(value.toUpperCase())).toBe(fold(value))
      }),
      { numRuns: 2_000 },
    )
  })

  it('leaves neither controls nor line breaks nor spaces at the ends', () => {
    fc.assert(
      fc.property(text, (value) => {
        expect(fold(value)).not.toMatch(/\p{Cc}|^ | $| {2}/u)
      }),
      { numRuns: 2_000 },
    )
  })

  it('splits a search into words, each once', () => {
    expect(wordsOf('  Anna  SCHMIDT anna ')).toEqual(['anna', 'schmidt'])
    expect(wordsOf(' \u200b ')).toEqual([])
  })
})

describe('the sort key', () => {
  const sorted = (values: readonly string[]) =>
    values.toSorted((one, other) => Buffer.compare(Buffer.from(sortKey(fold(one))), Buffer.from(sortKey(fold(other)))))

  it('puts numbers in the order of their size', () => {
    const rooms = ['Room 100', 'Room 9', 'Room 10', 'room 1', 'Room 123456789012', 'Room 1234567890', 'Annex 2']
    expect(sorted(rooms)).toEqual([
      'Annex 2',
      'room 1',
      'Room 9',
      'Room 10',
      'Room 100',
      'Room 1234567890',
      'Room 123456789012',
    ])
  })

  it('orders numbers of any length as numbers', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: 0n, max: 10n ** 60n }), fc.bigInt({ min: 0n, max: 10n ** 60n }), (one, other) => {
        const [first] = sorted([`${one}`, `${other}`])
        const smaller = [one, other].find((value) => value <= one && value <= other)
        expect(first).toBe(String(smaller))
      }),
    )
  })

  it('can be read back', () => {
    fc.assert(
      fc.property(text, (value) => {
        expect(textOfKey(sortKey(value))).toBe(value)
      }),
      { numRuns: 2_000 },
    )
    const digits = fc.string({ unit: fc.constantFrom(...'0189a '), maxLength: 60 })
    fc.assert(
      fc.property(digits, (value) => {
        expect(textOfKey(sortKey(value))).toBe(value)
      }),
      { numRuns: 2_000 },
    )
  })
})
