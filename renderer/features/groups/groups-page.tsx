import { useMemo } from 'react'
import { ChoiceFilter } from '../../components/choice-filter.tsx'
import { useTableLayout } from '../../components/data-table-layout.ts'
import { ListPage } from '../../components/list-page.tsx'
import { useDirectoryState } from '../../components/list-states.tsx'
import { useAddress } from '../../components/use-address.ts'
import { request } from '../../ipc/client.ts'
import { useFormat, useText } from '../../lib/text.tsx'
import { groupColumnsOf, usuallyHidden } from './group-columns.tsx'
import { GroupDetails } from './group-details.tsx'
import { formatGroupsAddress, groupSorts, kindChoices, parseGroupsAddress } from './groups-address.ts'
import { NoGroups, NothingFound } from './nothing-found.tsx'
import { findGroup, sortedValueOf, useGroupList, useGroupQuery } from './use-group-list.ts'

const GroupsPage = () => {
  const text = useText().groups
  const { exporting } = useText()
  const { number } = useFormat()
  const directory = useDirectoryState()
  const [address, change] = useAddress(parseGroupsAddress, formatGroupsAddress)
  const { search, kinds } = address
  const query = useGroupQuery(address)
  const list = useGroupList(query)
  const find = useMemo(() => findGroup(query), [query])
  const columns = useMemo(() => groupColumnsOf(text, number), [text, number])
  const layout = useTableLayout('groups', groupSorts, usuallyHidden)
  return (
    <ListPage
      words={text}
      directory={directory}
      list={list}
      address={address}
      onChange={change}
      narrowed={search.trim() !== '' || kinds.length > 0}
      all={directory.snapshot?.groups}
      columns={columns}
      layout={layout}
      usuallyHidden={usuallyHidden}
      find={find}
      sortedValue={async (id) => sortedValueOf(await request('directory.group', { id }), query.sort)}
      exports={[
        { what: { of: 'groups', query } },
        { what: { of: 'memberships', query }, label: exporting.memberships },
      ]}
      filters={
        <ChoiceFilter
          label={text.kindFilter}
          clear={text.clearKinds}
          choices={kindChoices}
          names={text.kinds}
          chosen={kinds}
          onChange={(changed) => change({ kinds: changed })}
        />
      }
      none={<NoGroups />}
      nothing={
        <NothingFound
          search={search.trim()}
          filtered={kinds.length > 0}
          onClear={() => change({ search: '', kinds: [] })}
        />
      }
      details={(open) => <GroupDetails {...open} tab={address.tab} onTab={(tab) => change({ tab })} />}
    />
  )
}

export default GroupsPage
