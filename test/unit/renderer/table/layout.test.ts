import { describe, expect, it } from 'vitest'
import { parseLayout } from '../../../../renderer/components/data-table-layout.ts'

const columns = ['name', 'mail', 'city']

describe('the kept layout of a table', () => {
  it('gives back what was kept', () => {
    const layout = { widths: { name: 240 }, hidden: ['city'] }
    expect(parseLayout(JSON.stringify(layout), columns)).toEqual(layout)
  })

  it('leaves out columns that no longer exist and widths that are none', () => {
    const stored = { widths: { name: 'wide', mail: 10, fax: 90, city: 9e9 }, hidden: ['fax', 'mail'] }
    expect(parseLayout(JSON.stringify(stored), columns)).toEqual({ widths: { mail: 56, city: 1200 }, hidden: ['mail'] })
  })

  it.each([null, '', '{', '7', '[]', '{"widths":{}}', '{"widths":null,"hidden":[]}'])(
    'starts as usual from %j',
    (stored) => {
      expect(parseLayout(stored, columns)).toBeUndefined()
    },
  )
})
