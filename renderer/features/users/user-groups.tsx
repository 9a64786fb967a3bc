import { Button, Link, makeStyles, tokens } from '@fluentui/react-components'
import { Fragment, useEffect, useMemo, useState } from 'react'
import type { MembershipRow } from '../../../shared/ipc/directory.ts'
import { windowSize } from '../../components/data-table-windows.ts'
import { ListFault } from '../../components/list-states.tsx'
import { Quiet } from '../../components/page.tsx'
import { useWindows } from '../../components/use-windows.ts'
import { request } from '../../ipc/client.ts'
import { useFormat, useText } from '../../lib/text.tsx'

const useStyles = makeStyles({
  list: { listStyleType: 'none', margin: '0 0 8px', padding: 0 },
  group: { display: 'grid', gap: '2px', padding: '8px 0', borderBottom: `1px solid ${tokens.colorNeutralStroke3}` },
  title: { display: 'flex', justifyContent: 'space-between', alignItems: 'baseline', gap: '12px' },
  kind: { color: tokens.colorNeutralForeground3, flexShrink: 0 },
  why: { color: tokens.colorNeutralForeground3 },
  none: { display: 'grid', gap: '4px', padding: '8px 0' },
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
  const s = useStyles()
  const text = useText().users
  const format = useFormat()
  const source = useMemo(
    () => ({
      key: id,
      read: (offset: number, limit: number) => request('directory.userGroups', { id, offset, limit }),
    }),
    [id],
  )
  const list = useWindows<MembershipRow>(source)
  const [wanted, setWanted] = useState(windowSize)
  const { want } = list
  const { total } = list
  useEffect(() => {
    if (total !== undefined && total > 0) want(0, Math.min(total, wanted) - 1)
  }, [want, total, wanted])

  if (list.error !== undefined) return <ListFault error={list.error} words={text.failed} onRetry={list.refresh} />
  if (total === undefined) return null
  if (total === 0)
    return (
      <div className={s.none}>
        <span>{text.groups.none}</span>
        <Quiet>{text.groups.noneWhy}</Quiet>
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
          <Membership key={row.group.id} row={row} />
        ))}
      </ul>
      {left > 0 && (
        <Button size="small" onClick={() => setWanted(wanted + windowSize)}>
          {text.groups.more({ count: left, text: format.number(left) })}
        </Button>
      )}
    </>
  )
}
