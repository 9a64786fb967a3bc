import { Link, makeStyles, tokens } from '@fluentui/react-components'
import { Fragment, useMemo } from 'react'
import type { MembershipRow } from '../../../shared/ipc/directory.ts'
import { GrowingList } from '../../components/growing-list.tsx'
import { useWindows } from '../../components/use-windows.ts'
import { request } from '../../ipc/client.ts'
import { useText } from '../../lib/text.tsx'

const useStyles = makeStyles({
  group: { display: 'grid', gap: '2px', padding: '8px 0', borderBottom: `1px solid ${tokens.colorNeutralStroke3}` },
  title: { display: 'flex', justifyContent: 'space-between', alignItems: 'baseline', gap: '12px' },
  kind: { color: tokens.colorNeutralForeground3, flexShrink: 0 },
  why: { color: tokens.colorNeutralForeground3 },
})

const hrefOf = (id: string) => `#/groups?open=${encodeURIComponent(id)}`

/** The groups between the user and this one: the chain that main gives ends with the group itself. */
const between = ({ group, path }: MembershipRow) => (path.at(-1)?.id === group.id ? path.slice(0, -1) : path)

const Why = ({ row }: { readonly row: MembershipRow }) => {
  const text = useText().users.groups
  const path = between(row)
  if (path.length === 0) return row.group.dynamic ? text.byRule : text.direct
  return path.map(({ id, displayName }, index) => (
    <Fragment key={id}>
      {index === 0 ? text.through : text.inside}
      <Link inline href={hrefOf(id)}>
        {displayName ?? text.unnamed}
      </Link>
    </Fragment>
  ))
}

const Membership = ({ row }: { readonly row: MembershipRow }) => {
  const s = useStyles()
  const { users, groups } = useText()
  const kind = groups.kinds[row.group.kind]
  return (
    <li className={s.group}>
      <span className={s.title}>
        <Link href={hrefOf(row.group.id)}>{row.group.displayName ?? users.groups.unnamed}</Link>
        <span className={s.kind}>{row.group.dynamic ? groups.dynamicKind({ kind }) : kind}</span>
      </span>
      <span className={s.why}>
        <Why row={row} />
      </span>
    </li>
  )
}

/** Every group that holds the user, each with the way that leads there. */
export const UserGroups = ({ id }: { readonly id: string }) => {
  const text = useText().users
  const source = useMemo(
    () => ({
      key: id,
      read: (offset: number, limit: number) => request('directory.userGroups', { id, offset, limit }),
    }),
    [id],
  )
  const list = useWindows<MembershipRow>(source)
  return (
    <GrowingList list={list} words={{ failed: text.failed, ...text.groups }}>
      {(row) => <Membership key={row.group.id} row={row} />}
    </GrowingList>
  )
}
