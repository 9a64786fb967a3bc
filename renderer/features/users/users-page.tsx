import { useMemo, useRef } from 'react'
import type { User } from '../../../shared/domain/user.ts'
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
import { useText } from '../../lib/text.tsx'
import { FilterChips } from './filter-chips.tsx'
import { FilterMenu } from './filter-menu.tsx'
import { NothingFound, NoUsers } from './nothing-found.tsx'
import { findUser, sortedValueOf, useUserList, useUserQuery } from './use-user-list.ts'
import { userColumnsOf, usuallyHidden } from './user-columns.tsx'
import { UserDetails } from './user-details.tsx'
import { addFilter, filterColumns } from './user-filter.ts'
import { formatUsersAddress, parseUsersAddress } from './users-address.ts'

const keyOf = ({ id }: User) => id

/** What the page is made of: the address, the list it asks for, and what is open and selected in it. */
const useUsers = () => {
  const [address, change] = useAddress(parseUsersAddress, formatUsersAddress)
  const query = useUserQuery(address)
  const list = useUserList(query)
  const table = useRef<TableHandle>(null)
  const find = useMemo(() => findUser(query), [query])
  const details = useOpenRow({
    list,
    keyOf,
    table,
    open: address.open,
    onOpen: (open) => change({ open }),
    locate: async (id) => {
      const user = await request('directory.user', { id })
      return locate(list, (row) => row.id === id, sortedValueOf(user, query.sort), find)
    },
  })
  const selection = useSelection(list)
  const narrowed = address.search.trim() !== '' || address.filters.length > 0
  return { address, change, list, table, find, details, selection, narrowed }
}

const UsersPage = () => {
  const text = useText().users
  const { address, change, list, table, find, details, selection, narrowed } = useUsers()
  const directory = useDirectoryState()
  const copying = useCopyRows(text)
  const columns = useMemo(() => userColumnsOf(text), [text])
  const layout = useTableLayout('users', filterColumns, usuallyHidden)
  const clear = () => change({ search: '', filters: [] })
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
          total={directory.snapshot?.users}
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
          <FilterChips filters={address.filters} onChange={(filters) => change({ filters })} />
          <FilterMenu onAdd={(filter) => change({ filters: addFilter(address.filters, filter) })} />
        </ListBar>
      }
      panel={
        address.open !== undefined && (
          <UserDetails
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
      {list.total === 0 && !narrowed && <NoUsers />}
      {list.total === 0 && narrowed && (
        <NothingFound
          search={address.search.trim()}
          filtered={address.filters.length > 0}
          others={directory.others}
          onClear={clear}
        />
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

export default UsersPage
