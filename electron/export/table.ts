export type Cell = string | number | boolean | null | readonly string[]

export interface Column<Row> {
  /** As Graph names it: what programs look for. */
  readonly property: string
  /** As the pages name it. */
  readonly label: string
  readonly cell: (row: Row) => Cell
}

/** What is exported: rows come in the batches in which they are read. */
export interface Table<Row> {
  readonly columns: readonly Column<Row>[]
  readonly batches: AsyncIterable<readonly Row[]>
}

/** Several values of one cell, where a format has no lists. */
export const cellText = (cell: Cell): string => {
  if (cell === null) return ''
  return typeof cell === 'object' ? cell.join('; ') : String(cell)
}
