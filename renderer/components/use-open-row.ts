import { type RefObject, useCallback, useEffect, useLayoutEffect, useRef, useState } from 'react'
import type { TableHandle } from './data-table-types.ts'
import type { Windows } from './use-windows.ts'

interface Options<Row> {
  readonly list: Windows<Row>
  readonly keyOf: (row: Row) => string
  /** Key of the row whose details are open. */
  readonly open: string | undefined
  readonly onOpen: (key: string | undefined) => void
  /** Finds the place of a row that no window holds yet; undefined when it is not in the list. */
  readonly locate: (key: string) => Promise<number | undefined>
  readonly table: RefObject<TableHandle | null>
}

/**
 * The active row of a list and the details beside it. While they are open they follow the active row when the
 * administrator moves it, not when a new snapshot puts somebody else there. An address that opens someone makes
 * that row the active one.
 */
export const useOpenRow = <Row>({ list, keyOf, open, onOpen, locate, table }: Options<Row>) => {
  const [active, setActive] = useState(0)
  const [follows, setFollows] = useState(false)
  const row = list.rowAt(active)
  const key = row === undefined ? undefined : keyOf(row)

  const shown = useRef<string | undefined>(undefined)
  useLayoutEffect(() => {
    if (shown.current !== undefined && shown.current !== list.shownKey) {
      setActive(0)
      setFollows(true)
    }
    shown.current = list.shownKey
  }, [list.shownKey])

  useEffect(() => {
    if (!follows || key === undefined) return
    setFollows(false)
    if (open !== undefined && key !== open) onOpen(key)
  }, [follows, key, open, onOpen])

  const steady = useRef({ open, locate })
  useLayoutEffect(() => {
    steady.current = { open, locate }
  })
  // One that is not in the list is searched for once.
  const searched = useRef<string | undefined>(undefined)
  const ready = list.total !== undefined
  useEffect(() => {
    if (!ready || open === undefined || open === key || follows || searched.current === open) return
    searched.current = open
    const place = (index: number | undefined) => {
      if (index === undefined || steady.current.open !== open) return
      setActive(index)
      table.current?.reveal(index)
    }
    // Somebody who is no longer in the directory: the details say so, the list stays where it is.
    steady.current.locate(open).then(place, () => undefined)
  }, [ready, open, key, follows, table])

  const onActive = useCallback((index: number) => {
    setActive(index)
    setFollows(true)
  }, [])
  const openAt = (index: number) => {
    const chosen = list.rowAt(index)
    if (chosen === undefined) return
    setActive(index)
    searched.current = keyOf(chosen)
    onOpen(keyOf(chosen))
  }
  const close = () => {
    onOpen(undefined)
    table.current?.focus()
  }
  return { active, row: open !== undefined && key === open ? row : undefined, onActive, openAt, close }
}
