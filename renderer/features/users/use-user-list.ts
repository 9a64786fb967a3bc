import { useDeferredValue, useMemo } from 'react'
import type { User } from '../../../shared/domain/user.ts'
import type { UserQuery } from '../../../shared/ipc/directory.ts'
import { useWindows } from '../../components/use-windows.ts'
import { request } from '../../ipc/client.ts'
import type { UsersAddress } from './users-address.ts'

/** The query that an address asks for; the field itself stays ahead of it while somebody types. */
export const useUserQuery = (address: UsersAddress): UserQuery => {
  const search = useDeferredValue(address.search.trim())
  const { filters, sort } = address
  return useMemo(() => ({ search, filters, sort }), [search, filters, sort])
}

export const useUserList = (query: UserQuery) => {
  const source = useMemo(
    () => ({
      key: JSON.stringify(query),
      read: (offset: number, limit: number) => request('directory.users', { query, offset, limit }),
    }),
    [query],
  )
  return useWindows<User>(source)
}

export const findUser = (query: UserQuery) => async (prefix: string, from: number) =>
  (await request('directory.userIndex', { query, prefix: prefix.slice(0, 64), from })).index

/** What type-ahead and search by prefix go by: the text of the sorted column, as far as it is text. */
export const sortedValueOf = (user: User, { column }: UserQuery['sort']): string => {
  const value = user[column]
  if (typeof value === 'boolean') return ''
  return (typeof value === 'string' ? value : value?.[0]) ?? ''
}
