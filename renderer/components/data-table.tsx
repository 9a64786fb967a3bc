// biome-ignore-all lint/a11y/useSemanticElements: a table element cannot be virtualised by place; WAI-ARIA's grid pattern is what this is
// biome-ignore-all lint/a11y/useFocusableInteractive: in a grid the row takes the focus, not each part of it
import { defaultRangeExtractor, useVirtualizer } from '@tanstack/react-virtual'
import {
  type CSSProperties,
  type KeyboardEvent,
  type MouseEvent,
  type Ref,
  type RefObject,
  useCallback,
  useEffect,
  useImperativeHandle,
  useLayoutEffect,
  useRef,
} from 'react'
import { useFollowActive } from './data-table-active.ts'
import { useTableColumns } from './data-table-columns.ts'
import { useRowCommands } from './data-table-commands.ts'
import { DataTableHead, type Ticked } from './data-table-head.tsx'
import { DataTableRow } from './data-table-row.tsx'
import { countSelected, isSelected } from './data-table-selection.ts'
import { headHeight, tickWidth, useTableStyles } from './data-table-styles.ts'
import type { DataTableProps, SelectionProps, TableHandle } from './data-table-types.ts'

/** Rows of bars while the first answer is on its way: more than any window shows. */
const ghosts = 40

const useRows = (
  scroller: RefObject<HTMLDivElement | null>,
  { count, active, rowHeight, top }: { count: number; active: number; rowHeight: number; top: number },
) =>
  useVirtualizer({
    count,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    overscan: 8,
    // The sticky head is inside the scroller: rows begin below it, and must not be scrolled under it.
    scrollMargin: top,
    scrollPaddingStart: top,
    rangeExtractor: (range) => {
      // The active row stays mounted, however far it is scrolled away, so the focus is never lost.
      const indexes = defaultRangeExtractor(range)
      if (active >= 0 && active < count && !indexes.includes(active)) indexes.push(active)
      return indexes
    },
  })

/** The newest callback under an identity that never changes, so that rows need not be drawn again for it. */
const useSteady = <Arguments extends readonly unknown[]>(call: (...given: Arguments) => void) => {
  const latest = useRef(call)
  useLayoutEffect(() => {
    latest.current = call
  })
  return useCallback((...given: Arguments) => latest.current(...given), [])
}

const tickedOf = <Row,>(selection: SelectionProps<Row> | undefined, total: number): Ticked | undefined => {
  if (selection === undefined) return undefined
  const count = countSelected(selection.value, total)
  return count === 0 ? 'none' : count >= total ? 'all' : 'some'
}

/** A cut-off value is readable under the pointer. */
const nameCutOff = ({ target }: MouseEvent) => {
  if (!(target instanceof HTMLElement) || target.role !== 'gridcell') return
  if (target.scrollWidth > target.clientWidth) target.title = target.textContent ?? ''
  else target.removeAttribute('title')
}

/**
 * A virtualised grid with one tab stop for its head and one for its rows. It holds no list: rows come by index from
 * windows, a row still on its way is drawn as bars of its height. `ref` gives a TableHandle.
 */
export const DataTable = <Row, Id extends string>(
  props: DataTableProps<Row, Id> & { readonly ref?: Ref<TableHandle> },
) => {
  const { label, words, layout, onLayout, list, keyOf, sort, onSort, active, onActive, onOpen, selection } = props
  const { rowHeight = 32, headless = false, ref } = props
  const s = useTableStyles()
  const scroller = useRef<HTMLDivElement>(null)
  const wantsFocus = useRef(false)
  const top = headless ? 0 : headHeight
  const count = list.total ?? ghosts
  const { shown, template, width, resizeHandler, onWidth } = useTableColumns(
    props.columns,
    layout,
    onLayout,
    selection ? tickWidth : 0,
  )

  const virtual = useRows(scroller, { count, active, rowHeight, top })
  const items = virtual.getVirtualItems()
  const inSight = items.filter((item) => item.index !== active)
  const first = inSight[0]?.index ?? active
  const last = inSight.at(-1)?.index ?? active
  const { want } = list
  useEffect(() => want(first, last), [want, first, last])

  const focusRow = useCallback((index: number) => {
    scroller.current?.querySelector<HTMLElement>(`[data-index="${index}"]`)?.focus({ preventScroll: true })
  }, [])
  const move = (to: number) => {
    wantsFocus.current = true
    virtual.scrollToIndex(to, { align: 'auto' })
    if (to === active) focusRow(to)
    onActive(to)
  }
  const view = {
    page: () => Math.max(1, Math.floor(((scroller.current?.clientHeight ?? 0) - top) / rowHeight) - 1),
    toHead: () => scroller.current?.querySelector<HTMLElement>('[data-head-stop][tabindex="0"]')?.focus(),
  }
  useFollowActive(props, scroller, rowHeight, wantsFocus, focusRow)
  useImperativeHandle(ref, () => ({
    focus: () => focusRow(active),
    // By whole rows, so that none stands half under the head.
    reveal: (index) => virtual.scrollToIndex(Math.max(0, index - Math.floor(view.page() / 2)), { align: 'start' }),
  }))

  const commands = useRowCommands(props, shown, move, view)
  const pick = useSteady(commands.onPick)
  const open = useSteady((index: number) => onOpen?.(index))
  const keys = (event: KeyboardEvent<HTMLDivElement>) => {
    const inHead = event.target instanceof HTMLElement && event.target.dataset['headStop'] !== undefined
    if (!inHead) commands.onKeyDown(event)
    else if (event.key === 'ArrowDown') {
      event.preventDefault()
      move(active)
    }
  }

  return (
    <div
      ref={scroller}
      role="grid"
      aria-label={label}
      aria-rowcount={list.total === undefined ? -1 : list.total + 1}
      aria-colcount={shown.length + (selection ? 1 : 0)}
      aria-multiselectable={selection !== undefined || undefined}
      aria-busy={list.total === undefined || undefined}
      className={s.grid}
      style={{ '--columns': template, '--width': `${width}px` } as CSSProperties}
      onKeyDown={keys}
      onPointerOver={nameCutOff}
    >
      {!headless && (
        <DataTableHead
          columns={shown}
          words={words}
          s={s}
          sort={sort}
          onSort={onSort}
          ticked={tickedOf(selection, list.total ?? 0)}
          onTickAll={commands.onTickAll}
          resizeHandler={resizeHandler}
          onWidth={onWidth}
        />
      )}
      <div role="rowgroup" className={s.body} style={{ height: virtual.getTotalSize() }}>
        {items.map((item) => {
          const row = list.rowAt(item.index)
          return (
            <DataTableRow
              key={item.index}
              row={row}
              index={item.index}
              start={item.start - top}
              height={rowHeight}
              columns={shown}
              s={s}
              active={item.index === active}
              selected={selection !== undefined && row !== undefined && isSelected(selection.value, keyOf(row))}
              selectable={selection !== undefined}
              onPick={pick}
              onOpen={open}
            />
          )
        })}
      </div>
    </div>
  )
}
