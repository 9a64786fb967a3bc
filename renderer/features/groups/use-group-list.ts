import { useDeferredValue, useMemo } from 'react'
import type { GroupQuery, GroupRow } from '../../../shared/ipc/directory.ts'
import { useWindows } from '../../components/use-windows.ts'
import { request } from '../../ipc/client.ts'
import type { GroupsAddress } from './groups-address.ts'

/** The query that an address asks for; the field itself stays ahead of it while somebody types. */
export const useGroupQuery = (address: GroupsAddress): GroupQuery => {
  const search = useDeferredValue(address.search.trim())
  const { kinds, sort } = address
  return useMemo(() => ({ search, kinds, sort }), [search, kinds, sort])
}

export const useGroupList = (query: GroupQuery) => {
  const source = useMemo(
    () => ({
      key: JSON.stringify(query),
      read: (offset: number, limit: number) => request('directory.groups', { query, offset, limit }),
    }),
    [query],
  )
  return useWindows<GroupRow>(source)
}

export const findGroup = (query: GroupQuery) => async (prefix: string, from: number) =>
  (await request('directory.groupIndex', { query, prefix: prefix.slice(0, 64), from })).index

/** What type-ahead and search by prefix go by: the text of the sorted column, as far as it is text. */
export const sortedValueOf = (group: GroupRow, { column }: GroupQuery['sort']): string => {
  const value = group[column]
  return typeof value === 'string' ? value : ''
}
