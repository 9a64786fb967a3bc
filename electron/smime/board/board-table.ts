import type { HealthRow } from '../../../shared/domain/certificates.ts'
import type { Cell, Column, Table } from '../../export/table.ts'

/** Small enough that whatever else main does has its turn in between. */
const batch = 1_000

const column = (property: keyof HealthRow, cell: (row: HealthRow) => Cell): Column<HealthRow> => ({
  property,
  label: property,
  cell,
})

const columns: readonly Column<HealthRow>[] = [
  column('userId', ({ userId }) => userId),
  column('displayName', ({ displayName }) => displayName),
  column('mail', ({ mail }) => mail),
  column('department', ({ department }) => department),
  column('kind', ({ kind }) => kind),
  column('reasons', ({ reasons }) => reasons),
  column('notAfter', ({ notAfter }) => notAfter),
  column('daysLeft', ({ daysLeft }) => daysLeft),
  column('source', ({ source }) => source),
  column('error', ({ error }) => error?.code ?? null),
]

/** Names and verdicts, by the names that programs know them by. */
export const boardTable = (rows: readonly HealthRow[]): Table<HealthRow> => ({ columns, batches: batchesOf(rows) })

async function* batchesOf(rows: readonly HealthRow[]): AsyncGenerator<readonly HealthRow[]> {
  for (let from = 0; from < rows.length; from += batch) yield rows.slice(from, from + batch)
}
