import { useMemo, useRef } from 'react'
import type { GroupRow } from '../../../shared/ipc/directory.ts'
import { DataTable } from '../../components/data-table.tsx'
import { ColumnChooser } from '../../components/data-table-chooser.tsx'
import { useTableLayout } from '../../components/data-table-layout.ts'
import { nothingSelected } from '../../components/data-table-selection.ts'
import type { TableHandle } from '../../components/data-table-types.ts'
import { ListBar } from '../../components/list-bar.tsx'
import { ListCount } from '../../components/list-count.tsx'
import { ListNotices, NoList, useDirectoryState } from '../../components/list-states.tsx'
import { locate } from '../../components/locate.ts'
import { Page } from '../../components/page.tsx'
import { useAddress } from '../../components/use-address.ts'
import { useCopyRows } from '../../components/use-copy-rows.ts'
import { useOpenRow } from '../../components/use-open-row.ts'
import { useSelection } from '../../components/use-selection.ts'
import { request } from '../../ipc/client.ts'
import { useFormat, useText } from '../../lib/text.tsx'
import { groupColumnsOf, usuallyHidden } from './group-columns.tsx'
import { GroupDetails } from './group-details.tsx'
import { formatGroupsAddress, groupSorts, parseGroupsAddress } from './groups-address.ts'
import { KindFilter } from './kind-filter.tsx'
import { NoGroups, NothingFound } from './nothing-found.tsx'
import { findGroup, sortedValueOf, useGroupList, useGroupQuery } from './use-group-list.ts'

const keyOf = ({ id }: GroupRow) => id

/** What the page is made of: the address, the list it asks for, and what is open and selected in it. */
const useGroups = () => {
  const [address, change] = useAddress(parseGroupsAddress, formatGroupsAddress)
  const query = useGroupQuery(address)
  const list = useGroupList(query)
  const table = useRef<TableHandle>(null)
  const find = useMemo(() => findGroup(query), [query])
  const details = useOpenRow({
    list,
    keyOf,
    table,
    open: address.open,
    onOpen: (open) => change({ open }),
    locate: async (id) => {
      const group = await request('directory.group', { id })
      return locate(list, (row) => row.id === id, sortedValueOf(group, query.sort), find)
    },
  })
  const selection = useSelection(list)
  const narrowed = address.search.trim() !== '' || address.kinds.length > 0
  return { address, change, list, table, find, details, selection, narrowed }
}

const GroupsPage = () => {
  const text = useText().groups
  const { address, change, list, table, find, details, selection, narrowed } = useGroups()
  const { number } = useFormat()
  const directory = useDirectoryState()
  const copying = useCopyRows(text)
  const columns = useMemo(() => groupColumnsOf(text, number), [text, number])
  const layout = useTableLayout('groups', groupSorts, usuallyHidden)
  const clear = () => change({ search: '', kinds: [] })
  const failed = list.total === undefined && list.error !== undefined
  const onEscape = () => (address.open === undefined ? selection.change(nothingSelected) : details.close())

  if (directory.missing) return <NoList title={text.title} words={text.empty} missing={directory.missing} />
  return (
    <Page
      title={text.title}
      note={
        <ListCount
          words={text.counts}
          shown={list.total}
          total={directory.snapshot?.groups}
          narrowed={narrowed}
          selected={selection.count}
          said={copying.said}
        />
      }
      bar={
        <ListBar
          words={text.search}
          search={address.search}
          onSearch={(search) => change({ search })}
          view={
            <ColumnChooser columns={columns} layout={layout} usuallyHidden={usuallyHidden} words={text.columnChooser} />
          }
        >
          <KindFilter kinds={address.kinds} onChange={(kinds) => change({ kinds })} />
        </ListBar>
      }
      panel={
        address.open !== undefined && (
          <GroupDetails
            id={address.open}
            row={details.row}
            tab={address.tab}
            onTab={(tab) => change({ tab })}
            onClose={details.close}
          />
        )
      }
    >
      <ListNotices words={text} directory={directory} error={list.error} onRetry={list.refresh} />
      {list.total === 0 && !narrowed && <NoGroups />}
      {list.total === 0 && narrowed && (
        <NothingFound search={address.search.trim()} filtered={address.kinds.length > 0} onClear={clear} />
      )}
      {list.total !== 0 && !failed && (
        <DataTable
          ref={table}
          label={text.title}
          words={text.table}
          columns={columns}
          layout={layout}
          onLayout={layout.change}
          list={list}
          keyOf={keyOf}
          sort={address.sort}
          onSort={(sort) => change({ sort })}
          active={details.active}
          onActive={details.onActive}
          onOpen={details.openAt}
          onEscape={onEscape}
          selection={selection}
          find={find}
          onCopy={copying.copy}
        />
      )}
    </Page>
  )
}

export default GroupsPage
