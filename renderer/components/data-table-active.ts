import { type RefObject, useLayoutEffect, useRef } from 'react'
import type { DataTableProps } from './data-table-types.ts'

interface Held {
  readonly key: string
  readonly index: number
  readonly shownKey: string | undefined
}

/**
 * Keeps hold of the active row. Another query is shown from its top. After a new snapshot the same row may stand
 * elsewhere: then it is followed and stays at the same height of the view. The focus goes with the active row.
 */
export const useFollowActive = <Row, Id extends string>(
  { list, active, keyOf, onActive }: DataTableProps<Row, Id>,
  scroller: RefObject<HTMLElement | null>,
  rowHeight: number,
  wantsFocus: RefObject<boolean>,
  focusRow: (index: number) => void,
) => {
  const held = useRef<Held | undefined>(undefined)
  const shown = useRef(list.shownKey)
  const focused = useRef<Element | null>(null)

  useLayoutEffect(() => {
    if (shown.current !== list.shownKey && scroller.current) scroller.current.scrollTop = 0
    shown.current = list.shownKey
  }, [list.shownKey, scroller])

  useLayoutEffect(() => {
    const row = list.rowAt(active)
    const before = held.current
    const same = before?.shownKey === list.shownKey && before?.index === active
    if (row !== undefined && same && before.key !== keyOf(row)) {
      const index = list.indexOf((other) => keyOf(other) === before.key)
      if (index !== undefined) {
        held.current = { ...before, index }
        if (scroller.current) scroller.current.scrollTop += (index - active) * rowHeight
        onActive(index)
        return
      }
    }
    if (row !== undefined) held.current = { key: keyOf(row), index: active, shownKey: list.shownKey }
    else if (!same) held.current = undefined
    if (list.total !== undefined && list.total > 0 && active >= list.total) onActive(list.total - 1)
  }, [list, active, keyOf, onActive, scroller, rowHeight])

  useLayoutEffect(() => {
    const inRows = (element: Element | null) =>
      element instanceof HTMLElement &&
      element.dataset['index'] !== undefined &&
      scroller.current?.contains(element) === true
    // A row that was taken away leaves the focus on the body, without an event.
    const lost = focused.current?.isConnected === false && document.activeElement === document.body
    if (wantsFocus.current || lost || inRows(document.activeElement)) focusRow(active)
    wantsFocus.current = false
    focused.current = inRows(document.activeElement) ? document.activeElement : null
  })
}
