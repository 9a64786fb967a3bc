// biome-ignore-all lint/a11y/useSemanticElements: a table element cannot be virtualised by place; WAI-ARIA's grid pattern is what this is
// biome-ignore-all lint/a11y/useFocusableInteractive: in a grid the row takes the focus, not each part of it
import { mergeClasses } from '@fluentui/react-components'
import { ArrowDownRegular, ArrowUpRegular } from '@fluentui/react-icons'
import type { KeyboardEvent } from 'react'
import type { TableStyles } from './data-table-styles.ts'
import type { Column, Sort, TableWords } from './data-table-types.ts'

export type Ticked = 'none' | 'some' | 'all'

interface Props<Row, Id extends string> {
  readonly columns: readonly Column<Row, Id>[]
  readonly words: TableWords
  readonly s: TableStyles
  readonly sort: Sort<Id> | undefined
  readonly onSort: ((sort: Sort<Id>) => void) | undefined
  /** Undefined when rows cannot be selected. */
  readonly ticked: Ticked | undefined
  readonly onTickAll: () => void
  /** Starts a drag of the border of a column; undefined when widths are fixed. */
  readonly resizeHandler: (id: Id) => ((event: unknown) => void) | undefined
  readonly onWidth: (id: Id, change: 'narrower' | 'wider' | 'default') => void
}

const stops = (from: HTMLElement) => [
  ...(from.closest('[role=row]')?.querySelectorAll<HTMLElement>('[data-head-stop]') ?? []),
]

/** Moves between the columns of the head; false for keys that are not its own. */
const moveInHead = (event: KeyboardEvent<HTMLElement>): boolean => {
  const all = stops(event.currentTarget)
  const at = all.indexOf(event.currentTarget)
  const to = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: all.length - 1 }[event.key]
  if (to === undefined) return false
  all[Math.max(0, Math.min(all.length - 1, to))]?.focus()
  return true
}

const Arrow = ({ descending, className }: { readonly descending: boolean; readonly className: string }) =>
  descending ? (
    <ArrowDownRegular fontSize={12} className={className} />
  ) : (
    <ArrowUpRegular fontSize={12} className={className} />
  )

const TickAll = ({
  words,
  s,
  ticked,
  onTickAll,
}: Pick<Props<never, never>, 'words' | 's' | 'onTickAll'> & { readonly ticked: Ticked }) => (
  <span role="columnheader" className={s.headCell}>
    <button
      type="button"
      role="checkbox"
      aria-checked={ticked === 'all' ? true : ticked === 'some' ? 'mixed' : false}
      aria-label={words.selectAll}
      data-head-stop="tick"
      tabIndex={-1}
      className={mergeClasses('bare', s.tickButton)}
      onClick={onTickAll}
      onKeyDown={(event) => moveInHead(event) && event.preventDefault()}
    >
      <span className={mergeClasses(s.box, ticked === 'all' && s.boxOn, ticked === 'some' && s.boxMixed)} />
    </button>
  </span>
)

/** One tab stop: the sorted column, or the first. Left and Right move between columns, with Shift they change the width. */
export const DataTableHead = <Row, Id extends string>(props: Props<Row, Id>) => {
  const { columns, words, s, sort, onSort, ticked, onTickAll, resizeHandler, onWidth } = props
  const stop = columns.some((column) => column.id === sort?.column) ? sort?.column : columns[0]?.id
  const keys = (id: Id) => (event: KeyboardEvent<HTMLElement>) => {
    const wider = event.key === 'ArrowRight'
    if (event.shiftKey && (wider || event.key === 'ArrowLeft')) onWidth(id, wider ? 'wider' : 'narrower')
    else if (!moveInHead(event)) return
    event.preventDefault()
  }
  return (
    <div role="row" aria-rowindex={1} className={s.head}>
      {ticked && <TickAll words={words} s={s} ticked={ticked} onTickAll={onTickAll} />}
      {columns.map((column) => {
        const sorted = sort?.column === column.id ? sort : undefined
        const resize = resizeHandler(column.id)
        return (
          <span
            key={column.id}
            role="columnheader"
            className={s.headCell}
            aria-sort={sorted && (sorted.descending ? 'descending' : 'ascending')}
          >
            <button
              type="button"
              data-head-stop={column.id}
              tabIndex={column.id === stop ? 0 : -1}
              className={mergeClasses('bare', s.headButton, column.align && s.end)}
              onClick={() =>
                column.sortable !== false &&
                onSort?.({ column: column.id, descending: sorted !== undefined && !sorted.descending })
              }
              onKeyDown={keys(column.id)}
            >
              <span className={s.headText}>{column.header}</span>
              {sorted && <Arrow descending={sorted.descending} className={s.arrow} />}
            </button>
            {resize && (
              <span
                className={s.grip}
                aria-hidden="true"
                onMouseDown={resize}
                onTouchStart={resize}
                onDoubleClick={() => onWidth(column.id, 'default')}
              />
            )}
          </span>
        )
      })}
    </div>
  )
}
