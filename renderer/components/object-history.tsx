import { Button, makeStyles, tokens } from '@fluentui/react-components'
import { useEffect, useMemo, useState } from 'react'
import type { Change } from '../../shared/domain/change.ts'
import type { ChangesText } from '../../shared/text/en/changes.ts'
import { request } from '../ipc/client.ts'
import { useFormat, useText } from '../lib/text.tsx'
import { nameOf } from './change-text.ts'
import { ChangeValues } from './change-values.tsx'
import { windowSize } from './data-table-windows.ts'
import { ListFault } from './list-states.tsx'
import { Quiet } from './page.tsx'
import { useWindows } from './use-windows.ts'

const useStyles = makeStyles({
  list: { listStyleType: 'none', margin: '0 0 8px', padding: 0 },
  run: { color: tokens.colorNeutralForeground3, paddingTop: '12px', fontVariantNumeric: 'tabular-nums' },
  change: { padding: '6px 0', borderBottom: `1px solid ${tokens.colorNeutralStroke3}`, overflowWrap: 'anywhere' },
  attribute: { color: tokens.colorNeutralForeground2 },
  none: { display: 'grid', gap: '4px', padding: '8px 0' },
})

/** One change as its object sees it: a membership is of a group for its member, of a member for its group. */
const sentenceOf = (change: Change, id: string, { history: text, attributes, unnamed }: ChangesText): string => {
  const { what, object, member, attribute } = change
  if (attribute !== null) return attributes[attribute]
  if (member === null) return what === 'added' ? text.added : text.removed
  if (member.id === id) {
    const group = nameOf(object, unnamed)
    return what === 'added' ? text.joined({ group }) : text.left({ group })
  }
  const name = nameOf(member, unnamed)
  return what === 'added' ? text.gained({ member: name }) : text.lost({ member: name })
}

const Line = ({ change, id }: { readonly change: Change; readonly id: string }) => {
  const s = useStyles()
  const text = useText().changes
  const { dateTime } = useFormat()
  return (
    <li>
      {change.leads && <div className={s.run}>{dateTime(change.at)}</div>}
      <div className={s.change}>
        <span className={change.attribute === null ? undefined : s.attribute}>{sentenceOf(change, id, text)}</span>
        <ChangeValues change={change} whole />
      </div>
    </li>
  )
}

/** What changed of one user or group, newest first. */
export const ObjectHistory = ({ id }: { readonly id: string }) => {
  const s = useStyles()
  const text = useText().changes
  const { number } = useFormat()
  const source = useMemo(
    () => ({ key: id, read: (offset: number, limit: number) => request('changes.of', { id, offset, limit }) }),
    [id],
  )
  const list = useWindows<Change>(source)
  const [wanted, setWanted] = useState(windowSize)
  const { want, total } = list
  useEffect(() => {
    if (total !== undefined && total > 0) want(0, Math.min(total, wanted) - 1)
  }, [want, total, wanted])

  if (list.error !== undefined) return <ListFault error={list.error} words={text.failed} onRetry={list.refresh} />
  if (total === undefined) return null
  if (total === 0)
    return (
      <div className={s.none}>
        <span>{text.history.none}</span>
        <Quiet>{text.history.noneWhy}</Quiet>
      </div>
    )
  const rows = Array.from({ length: Math.min(total, wanted) }, (_, index) => list.rowAt(index)).filter(
    (row) => row !== undefined,
  )
  const left = Math.min(windowSize, total - wanted)
  return (
    <>
      <ul className={s.list}>
        {rows.map((row) => (
          <Line key={row.number} change={row} id={id} />
        ))}
      </ul>
      {left > 0 && (
        <Button size="small" onClick={() => setWanted(wanted + windowSize)}>
          {text.history.more({ count: left, text: number(left) })}
        </Button>
      )}
    </>
  )
}
