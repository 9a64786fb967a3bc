import { useMemo } from 'react'
import { useTableLayout } from '../../components/data-table-layout.ts'
import { ListPage } from '../../components/list-page.tsx'
import { useDirectoryState } from '../../components/list-states.tsx'
import { useAddress } from '../../components/use-address.ts'
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

const UsersPage = () => {
  const text = useText().users
  const directory = useDirectoryState()
  const [address, change] = useAddress(parseUsersAddress, formatUsersAddress)
  const { search, filters } = address
  const query = useUserQuery(address)
  const list = useUserList(query)
  const find = useMemo(() => findUser(query), [query])
  const columns = useMemo(() => userColumnsOf(text), [text])
  const layout = useTableLayout('users', filterColumns, usuallyHidden)
  return (
    <ListPage
      words={text}
      directory={directory}
      list={list}
      address={address}
      onChange={change}
      narrowed={search.trim() !== '' || filters.length > 0}
      all={directory.snapshot?.users}
      columns={columns}
      layout={layout}
      usuallyHidden={usuallyHidden}
      find={find}
      sortedValue={async (id) => sortedValueOf(await request('directory.user', { id }), query.sort)}
      exports={[{ what: { of: 'users', query } }]}
      filters={
        <>
          <FilterChips filters={filters} onChange={(changed) => change({ filters: changed })} />
          <FilterMenu onAdd={(filter) => change({ filters: addFilter(filters, filter) })} />
        </>
      }
      none={<NoUsers />}
      nothing={
        <NothingFound
          search={search.trim()}
          filtered={filters.length > 0}
          others={directory.others}
          onClear={() => change({ search: '', filters: [] })}
        />
      }
      details={(open) => <UserDetails {...open} tab={address.tab} onTab={(tab) => change({ tab })} />}
    />
  )
}

export default UsersPage
