import { Button } from '@fluentui/react-components'
import { type ReactNode, useDeferredValue, useEffect, useMemo, useRef, useState } from 'react'
import type { User } from '../../../shared/domain/user.ts'
import type { PastGroup } from '../../../shared/ipc/changes.ts'
import { DataTable } from '../../components/data-table.tsx'
import { useTableLayout } from '../../components/data-table-layout.ts'
import type { Column, TableHandle } from '../../components/data-table-types.ts'
import type { WindowOf } from '../../components/data-table-windows.ts'
import { ListFault } from '../../components/list-states.tsx'
import { Blank } from '../../components/notice.tsx'
import { useCopyRows } from '../../components/use-copy-rows.ts'
import { useWindows } from '../../components/use-windows.ts'
import { RequestError, request } from '../../ipc/client.ts'
import { useFormat, useText } from '../../lib/text.tsx'
import type { ChangesAddress } from './changes-address.ts'
import { pastGroupColumnsOf, pastUserColumnsOf } from './past-columns.ts'

interface Props {
  readonly runId: string
  readonly address: ChangesAddress
  readonly onChange: (part: Partial<ChangesAddress>) => void
  /** How many are listed; none of a run that is not kept any more. */
  readonly onRows: (rows: number | undefined) => void
  /** Says that this is the past. */
  readonly above: ReactNode
  /** In place of everything where the run is not kept any more. */
  readonly unknown: ReactNode
}

const keyOf = ({ id }: { readonly id: string }) => id
const noneHidden: readonly string[] = []

type Read<Row> = (query: {
  readonly runId: string
  readonly search: string
  readonly descending: boolean
}) => (offset: number, limit: number) => Promise<WindowOf<Row>>

const usePast = <Row,>({ runId, address }: Props, read: Read<Row>) => {
  const search = useDeferredValue(address.search.trim())
  const { descending } = address
  const source = useMemo(() => {
    const query = { runId, search, descending }
    return { key: JSON.stringify(query), read: read(query) }
  }, [runId, search, descending, read])
  return useWindows<Row>(source)
}

const PastList = <Row extends { readonly id: string }, Id extends string>(
  props: Props & {
    readonly name: string
    readonly read: Read<Row>
    readonly columns: readonly Column<Row, Id | 'displayName'>[]
  },
) => {
  const { address, onChange, onRows, above, unknown, name, read, columns } = props
  const text = useText().changes
  const list = usePast(props, read)
  const table = useRef<TableHandle>(null)
  const [active, setActive] = useState(0)
  const copying = useCopyRows(text)
  const layout = useTableLayout(
    `past-${name}`,
    columns.map(({ id }) => id),
    noneHidden,
  )
  const open = (index: number) => onChange({ open: list.rowAt(index)?.id })
  const isUnknown = list.error instanceof RequestError && list.error.code === 'not_found'
  const rows = isUnknown ? 0 : list.total
  useEffect(() => onRows(rows), [onRows, rows])
  if (isUnknown) return unknown
  if (list.error !== undefined) return <ListFault error={list.error} words={text.failed} onRetry={list.refresh} />
  if (list.total === 0)
    return (
      <>
        {above}
        <Blank
          title={text.asOf.noneFound}
          actions={
            address.search !== '' && (
              <Button size="small" onClick={() => onChange({ search: '' })}>
                {text.asOf.clear}
              </Button>
            )
          }
        />
      </>
    )
  return (
    <>
      {above}
      <span className="sr" role="status">
        {copying.said}
      </span>
      <DataTable
        ref={table}
        label={name === 'users' ? text.asOf.users : text.asOf.groups}
        words={text.table}
        columns={columns}
        layout={layout}
        onLayout={layout.change}
        list={list}
        keyOf={keyOf}
        sort={{ column: 'displayName', descending: address.descending }}
        onSort={({ descending }) => onChange({ descending })}
        active={active}
        onActive={(index) => {
          setActive(index)
          if (address.open !== undefined) open(index)
        }}
        onOpen={open}
        onEscape={() => onChange({ open: undefined })}
        onCopy={copying.copy}
      />
    </>
  )
}

const readUsers: Read<User> = (query) => (offset, limit) => request('directory.usersAsOf', { query, offset, limit })
const readGroups: Read<PastGroup> = (query) => (offset, limit) =>
  request('directory.groupsAsOf', { query, offset, limit })

export const PastUsers = (props: Props) => {
  const text = useText()
  const columns = useMemo(() => pastUserColumnsOf(text), [text])
  return <PastList {...props} name="users" read={readUsers} columns={columns} />
}

export const PastGroups = (props: Props) => {
  const text = useText()
  const { number } = useFormat()
  const columns = useMemo(() => pastGroupColumnsOf(text, number), [text, number])
  return <PastList {...props} name="groups" read={readGroups} columns={columns} />
}
