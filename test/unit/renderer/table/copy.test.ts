import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { toTabSeparated } from '../../../../renderer/components/data-table-copy.ts'

/** Reads tab-separated text as spreadsheets do. */
const read = (text: string): string[][] => {
  const rows: string[][] = [['']]
  let quoted = false
  for (let at = 0; at < text.length; at++) {
    const row = rows.at(-1)!
    const letter = text[at]!
    if (quoted && letter === '"' && text[at + 1] === '"') row[row.length - 1] += text[++at]!
    else if (quoted && letter === '"') quoted = false
    else if (!quoted && letter === '"' && row.at(-1) === '') quoted = true
    else if (!quoted && letter === '\t') row.push('')
    else if (!quoted && letter === '\n') rows.push([''])
    else row[row.length - 1] += letter
  }
  return rows
}

describe('copying rows as tab-separated text', () => {
  it('divides cells by tabs and rows by lines', () => {
    expect(
      toTabSeparated([
        ['Zoë', 'Köln'],
        ['李', ''],
      ]),
    ).toBe('Zoë\tKöln\n李\t')
  })

  it('quotes what would be read as a border of cells', () => {
    expect(toTabSeparated([['Am Tor 1\n20457 Hamburg', 'a\tb', 'the "old" gate']])).toBe(
      '"Am Tor 1\n20457 Hamburg"\t"a\tb"\t"the ""old"" gate"',
    )
  })

  it('can be read back whatever the values hold', () => {
    const value = fc.string({ unit: fc.constantFrom('a', 'ß', '"', '\t', '\n', '\r', ' ', '=', '😀') })
    fc.assert(
      fc.property(fc.array(fc.array(value, { minLength: 1, maxLength: 4 }), { minLength: 1, maxLength: 4 }), (rows) => {
        expect(read(toTabSeparated(rows))).toEqual(rows)
      }),
    )
  })
})
