import { makeStyles, tokens } from '@fluentui/react-components'
import { useMemo } from 'react'
import type { Change } from '../../shared/domain/change.ts'
import type { ChangesText } from '../../shared/text/en/changes.ts'
import { request } from '../ipc/client.ts'
import { useFormat, useText } from '../lib/text.tsx'
import { nameOf } from './change-text.ts'
import { ChangeValues } from './change-values.tsx'
import { GrowingList } from './growing-list.tsx'
import { useWindows } from './use-windows.ts'

const useStyles = makeStyles({
  run: { color: tokens.colorNeutralForeground3, paddingTop: '12px', fontVariantNumeric: 'tabular-nums' },
  change: { padding: '6px 0', borderBottom: `1px solid ${tokens.colorNeutralStroke3}`, overflowWrap: 'anywhere' },
  attribute: { color: tokens.colorNeutralForeground2 },
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
  const text = useText().changes
  const source = useMemo(
    () => ({ key: id, read: (offset: number, limit: number) => request('changes.of', { id, offset, limit }) }),
    [id],
  )
  const list = useWindows<Change>(source)
  return (
    <GrowingList list={list} words={{ failed: text.failed, ...text.history }}>
      {(row) => <Line key={row.number} change={row} id={id} />}
    </GrowingList>
  )
}
