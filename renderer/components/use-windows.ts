import { useEffect, useMemo, useReducer, useState } from 'react'
import { useEvent } from '../ipc/use-event.ts'
import { type ReadWindow, WindowCache } from './data-table-windows.ts'

/** A long list in main: `key` tells one query from another. Must keep its identity while the query is the same. */
export interface ListSource<Row> {
  readonly key: string
  readonly read: ReadWindow<Row>
}

/** The windows of a list as React sees them. A new object whenever something in it changed. */
export interface Windows<Row> {
  readonly total: number | undefined
  readonly shownKey: string | undefined
  readonly error: unknown
  readonly rowAt: (index: number) => Row | undefined
  readonly indexOf: (matches: (row: Row) => boolean) => number | undefined
  readonly rowsBetween: (first: number, last: number) => Promise<readonly Row[] | undefined>
  readonly want: (first: number, last: number) => void
  readonly refresh: () => void
}

/** Reads what is in sight of a list, and reads it again when a new snapshot is published. */
export const useWindows = <Row>(source: ListSource<Row>): Windows<Row> => {
  const [version, changed] = useReducer((n: number) => n + 1, 0)
  const [cache] = useState(() => new WindowCache<Row>(changed))
  useEffect(() => cache.open(source.key, source.read), [cache, source])
  const fixed = useMemo(
    () => ({
      rowAt: (index: number) => cache.rowAt(index),
      indexOf: (matches: (row: Row) => boolean) => cache.indexOf(matches),
      rowsBetween: (first: number, last: number) => cache.rowsBetween(first, last),
      want: (first: number, last: number) => cache.want(first, last),
      refresh: () => cache.refresh(),
    }),
    [cache],
  )
  useEvent('directory.changed', fixed.refresh)
  return useMemo(
    () => ({ ...fixed, version, total: cache.total, shownKey: cache.shownKey, error: cache.error }),
    [fixed, cache, version],
  )
}
