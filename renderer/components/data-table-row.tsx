// biome-ignore-all lint/a11y/useSemanticElements: a table element cannot be virtualised by place; WAI-ARIA's grid pattern is what this is
// biome-ignore-all lint/a11y/useFocusableInteractive: in a grid the row takes the focus, not each part of it
import { mergeClasses } from '@fluentui/react-components'
import { type MouseEvent, memo, type ReactNode } from 'react'
import type { TableStyles } from './data-table-styles.ts'
import type { Column } from './data-table-types.ts'

interface Props<Row, Id extends string> {
  readonly row: Row | undefined
  readonly index: number
  readonly start: number
  readonly height: number
  readonly columns: readonly Column<Row, Id>[]
  readonly s: TableStyles
  readonly active: boolean
  readonly selected: boolean
  readonly selectable: boolean
  readonly onPick: (index: number, event: MouseEvent) => void
  readonly onOpen: (index: number) => void
}

const contentOf = <Row, Id extends string>(column: Column<Row, Id>, row: Row, s: TableStyles): ReactNode => {
  if (column.cell) return column.cell(row)
  const text = column.text(row)
  return text === '' ? <span className={s.blank}>—</span> : text
}

/** Whether the pointer is on the tick of a row. */
export const onTick = (event: MouseEvent): boolean =>
  event.target instanceof HTMLElement && event.target.dataset['tick'] !== undefined

/** One row. Nothing in it takes the focus: the row does, and keys are handled once, by the grid. */
const RowBody = <Row, Id extends string>(props: Props<Row, Id>) => {
  const { row, index, start, height, columns, s, active, selected, selectable, onPick, onOpen } = props
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the grid handles the keys of all its rows
    <div
      role="row"
      data-index={index}
      aria-rowindex={index + 2}
      aria-selected={selectable ? selected : active}
      aria-busy={row === undefined || undefined}
      tabIndex={active ? 0 : -1}
      className={mergeClasses(s.row, selected && s.selected, active && row !== undefined && s.active)}
      style={{ transform: `translateY(${start}px)`, height }}
      onClick={(event) => onPick(index, event)}
      onDoubleClick={(event) => !onTick(event) && onOpen(index)}
    >
      {selectable && (
        <span role="gridcell" className={s.tick} data-tick="1">
          {row !== undefined && <span className={mergeClasses(s.box, selected && s.boxOn)} data-tick="1" />}
        </span>
      )}
      {columns.map((column) => (
        <span key={column.id} role="gridcell" className={mergeClasses(s.cell, column.align && s.end)}>
          {row === undefined ? <span className={s.ghost} /> : contentOf(column, row, s)}
        </span>
      ))}
    </div>
  )
}

// memo() forgets the type parameters; the cast gives them back.
export const DataTableRow = memo(RowBody) as typeof RowBody
