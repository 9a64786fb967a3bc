import {
  columnResizingFeature,
  columnSizingFeature,
  columnVisibilityFeature,
  tableFeatures,
  useTable,
} from '@tanstack/react-table'
import { useMemo } from 'react'
import { narrowest, type TableLayout } from './data-table-layout.ts'
import type { Column } from './data-table-types.ts'

const features = tableFeatures({ columnSizingFeature, columnResizingFeature, columnVisibilityFeature })
const none: object[] = []
/** Px by which a key widens or narrows a column. */
const widthStep = 16

/**
 * Widths and visibility of columns. TanStack Table keeps them; rows go past it, because only windows of them exist.
 * `template` is the grid's columns as CSS, `before` the width of what stands before the first.
 */
export const useTableColumns = <Row, Id extends string>(
  columns: readonly Column<Row, Id>[],
  { widths, hidden }: TableLayout,
  onLayout: ((part: Partial<TableLayout>) => void) | undefined,
  before: number,
) => {
  const definitions = useMemo(
    () => columns.map(({ id, header, width }) => ({ id, header, size: width, minSize: narrowest })),
    [columns],
  )
  const columnVisibility = useMemo(() => Object.fromEntries(hidden.map((id) => [id, false])), [hidden])
  const table = useTable({
    features,
    columns: definitions,
    data: none,
    columnResizeMode: 'onChange',
    state: { columnVisibility, columnSizing: { ...widths } },
    onColumnSizingChange: (update) =>
      onLayout?.({ widths: typeof update === 'function' ? update({ ...widths }) : update }),
  })
  const shown = useMemo(() => columns.filter(({ id }) => !hidden.includes(id)), [columns, hidden])
  const sizes = shown.map(({ id, width }) => table.getColumn(id)?.getSize() ?? width)
  const parts = sizes.map((size, i) => (i === sizes.length - 1 ? `minmax(${size}px, 1fr)` : `${size}px`))
  const headers = table.getFlatHeaders()

  const onWidth = (id: Id, change: 'narrower' | 'wider' | 'default') => {
    const { [id]: _, ...others } = widths
    const now = table.getColumn(id)?.getSize() ?? narrowest
    const next = Math.max(narrowest, now + (change === 'wider' ? widthStep : -widthStep))
    onLayout?.({ widths: change === 'default' ? others : { ...others, [id]: next } })
  }
  return {
    shown,
    template: `${before > 0 ? `${before}px ` : ''}${parts.join(' ')}`,
    width: sizes.reduce((sum, size) => sum + size, before),
    resizeHandler: (id: Id) => (onLayout ? headers.find((header) => header.id === id)?.getResizeHandler() : undefined),
    onWidth,
  }
}
