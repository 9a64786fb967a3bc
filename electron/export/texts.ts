import { byteOrderMark, csvRow } from './csv.ts'
import { cellText, type Table } from './table.ts'

export async function* csvText<Row>({ columns, batches }: Table<Row>): AsyncGenerator<string> {
  yield byteOrderMark + csvRow(columns.map(({ property }) => property))
  for await (const rows of batches)
    yield rows.map((row) => csvRow(columns.map(({ cell }) => cellText(cell(row))))).join('')
}

/** One array; every row an object on a line of its own, so that a difference between two exports can be read. */
export async function* jsonText<Row>({ columns, batches }: Table<Row>): AsyncGenerator<string> {
  let before = '[\n'
  for await (const rows of batches) {
    const lines = rows.map((row) => JSON.stringify(Object.fromEntries(columns.map((c) => [c.property, c.cell(row)]))))
    if (lines.length === 0) continue
    yield before + lines.join(',\n')
    before = ',\n'
  }
  yield before === '[\n' ? '[]\n' : '\n]\n'
}
