import { Button, makeStyles } from '@fluentui/react-components'
import { type ReactNode, useEffect, useState } from 'react'
import { useFormat } from '../lib/text.tsx'
import { windowSize } from './data-table-windows.ts'
import { ListFault } from './list-states.tsx'
import { Quiet } from './page.tsx'
import type { Windows } from './use-windows.ts'

const useStyles = makeStyles({
  list: { listStyleType: 'none', margin: '0 0 8px', padding: 0 },
  none: { display: 'grid', gap: '4px', padding: '8px 0' },
})

interface Props<Row> {
  readonly list: Windows<Row>
  readonly words: {
    readonly failed: { readonly title: string }
    readonly none: string
    readonly noneWhy: string
    readonly more: (left: { readonly count: number; readonly text: string }) => string
  }
  /** A list item with its key. */
  readonly children: (row: Row) => ReactNode
}

/** A list at the side, where a table has no room: a window at first, and further ones on demand. */
export const GrowingList = <Row,>({ list, words, children }: Props<Row>) => {
  const s = useStyles()
  const { number } = useFormat()
  const [wanted, setWanted] = useState(windowSize)
  const { want, total } = list
  useEffect(() => {
    if (total !== undefined && total > 0) want(0, Math.min(total, wanted) - 1)
  }, [want, total, wanted])

  if (list.error !== undefined) return <ListFault error={list.error} words={words.failed} onRetry={list.refresh} />
  if (total === undefined) return null
  if (total === 0)
    return (
      <div className={s.none}>
        <span>{words.none}</span>
        <Quiet>{words.noneWhy}</Quiet>
      </div>
    )
  const rows = Array.from({ length: Math.min(total, wanted) }, (_, index) => list.rowAt(index)).filter(
    (row) => row !== undefined,
  )
  const left = Math.min(windowSize, total - wanted)
  return (
    <>
      <ul className={s.list}>{rows.map(children)}</ul>
      {left > 0 && (
        <Button size="small" onClick={() => setWanted(wanted + windowSize)}>
          {words.more({ count: left, text: number(left) })}
        </Button>
      )}
    </>
  )
}
