import { buffer } from 'node:stream/consumers'
import { expect, it } from 'vitest'
import { workbook } from '../../../electron/export/workbook.ts'
import { unzip } from '../../integration/export/unzip.ts'

const sheetOf = async (...names: readonly string[]): Promise<string> => {
  async function* batches() {
    yield names
  }
  const column = { property: 'name', label: 'Name', cell: (name: string) => name }
  const files = unzip(await buffer(workbook({ columns: [column], batches: batches() }, 'Names')))
  return files.get('xl/worksheets/sheet1.xml') ?? ''
}

/** As a spreadsheet reads it: `_xHHHH_` is the character of that number. Source: ECMA-376, part 1, 22.9.2.19. */
const read = (sheet: string): readonly string[] =>
  [...sheet.matchAll(/<t [^>]*>([^<]*)<\/t>/g)]
    .slice(1)
    .map(([, text]) =>
      (text ?? '').replace(/_x([\da-fA-F]{4})_/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16))),
    )

it('holds texts that look like an escaped character as they are', async () => {
  const names = ['_x0041_', 'a_x000D_b', '_x005F_', '_x0041_x0042_', '__x00e4__', '_x41_', 'a_xyz_', '_X0041_']
  expect(read(await sheetOf(...names))).toEqual(names)
  expect(await sheetOf('_x0041_')).toContain('>_x005F_x0041_<')
  expect(await sheetOf('a_b_x41_')).toContain('>a_b_x41_<')
})
