import { makeStyles, tokens } from '@fluentui/react-components'
import { useMemo } from 'react'
import type { PastMember } from '../../../shared/ipc/changes.ts'
import { GrowingList } from '../../components/growing-list.tsx'
import { useWindows } from '../../components/use-windows.ts'
import { request } from '../../ipc/client.ts'
import { useText } from '../../lib/text.tsx'

const useStyles = makeStyles({
  member: { display: 'grid', gap: '2px', padding: '6px 0', borderBottom: `1px solid ${tokens.colorNeutralStroke3}` },
  title: { display: 'flex', justifyContent: 'space-between', alignItems: 'baseline', gap: '12px' },
  name: { minWidth: 0, overflowWrap: 'anywhere' },
  quiet: { color: tokens.colorNeutralForeground3, flexShrink: 0, overflowWrap: 'anywhere' },
})

const Line = ({ member: { displayName, mail, type } }: { readonly member: PastMember }) => {
  const s = useStyles()
  const text = useText().groups.members
  return (
    <li className={s.member}>
      <span className={s.title}>
        <span className={s.name}>{displayName ?? text.unnamed}</span>
        <span className={s.quiet}>{text.types[type]}</span>
      </span>
      {mail !== null && <span className={s.quiet}>{mail}</span>}
    </li>
  )
}

/** Direct members of a group of then, by the names of then. They lead nowhere: all other pages show the present. */
export const PastMembers = ({ runId, id }: { readonly runId: string; readonly id: string }) => {
  const text = useText()
  const source = useMemo(
    () => ({
      key: JSON.stringify([runId, id]),
      read: (offset: number, limit: number) => request('directory.membersAsOf', { runId, id, offset, limit }),
    }),
    [runId, id],
  )
  const list = useWindows<PastMember>(source)
  return (
    <GrowingList list={list} words={{ failed: text.changes.failed, ...text.changes.asOf.members }}>
      {(member) => <Line key={member.id} member={member} />}
    </GrowingList>
  )
}
