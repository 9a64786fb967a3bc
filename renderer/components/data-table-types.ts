import type { ReactNode } from 'react'
import type { TableLayout } from './data-table-layout.ts'
import type { Selection } from './data-table-selection.ts'
import type { Windows } from './use-windows.ts'

export interface Column<Row, Id extends string = string> {
  readonly id: Id
  readonly header: string
  /** Width in px until the administrator chooses another. */
  readonly width: number
  /** What is copied; also what is shown when there is no `cell`. Empty for a blank value. */
  readonly text: (row: Row) => string
  readonly cell?: (row: Row) => ReactNode
  /** Several cells for the clipboard where the column shows more than its `text`. */
  readonly copy?: (row: Row) => readonly string[]
  readonly align?: 'end'
  readonly sortable?: boolean
}

export interface Sort<Id extends string = string> {
  readonly column: Id
  readonly descending: boolean
}

/** Sentences of the table itself, which serves several pages. */
export interface TableWords {
  readonly select: string
  readonly selectAll: string
}

/** What a page may ask of the table it shows. */
export interface TableHandle {
  /** Focuses the active row. */
  focus(): void
  /** Scrolls a row to the middle of the view. */
  reveal(index: number): void
}

/** Tab-separated text of some rows; `text` is undefined when it would be longer than the clipboard call takes. */
export interface TableCopy {
  readonly rows: number
  readonly text: string | undefined
}

export interface SelectionProps<Row> {
  readonly value: Selection<Row>
  readonly change: (selection: Selection<Row>) => void
}

export interface DataTableProps<Row, Id extends string> {
  readonly label: string
  readonly words: TableWords
  readonly columns: readonly Column<Row, Id>[]
  readonly layout: TableLayout
  readonly onLayout?: (part: Partial<TableLayout>) => void
  readonly list: Windows<Row>
  readonly keyOf: (row: Row) => string
  readonly sort?: Sort<Id>
  readonly onSort?: (sort: Sort<Id>) => void
  readonly active: number
  readonly onActive: (index: number) => void
  readonly onOpen?: (index: number) => void
  /** Escape on a row. */
  readonly onEscape?: () => void
  readonly selection?: SelectionProps<Row>
  /** Index of the next row that starts with the word, from a row on and round again; null when none does. */
  readonly find?: (word: string, from: number) => Promise<number | null>
  /** Ctrl+C on a row: the row, or what is selected. */
  readonly onCopy?: (copy: TableCopy) => void
  readonly rowHeight?: number
  /** No visible head: a list in a panel. */
  readonly headless?: boolean
}
