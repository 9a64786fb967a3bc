import type { UserColumn, UserFilter, UserQuery } from '../../../shared/ipc/directory.ts'
import { filterColumns, formatFilter, mostFilters, parseFilter } from './user-filter.ts'

export const userTabs = ['attributes', 'identity', 'groups', 'history'] as const
export type UserTab = (typeof userTabs)[number]

/** What the Users page shows, as its address says it: `#/users?q=…&filter=…&filter=…&sort=-city&open=<id>&tab=groups`. */
export interface UsersAddress {
  readonly search: string
  readonly filters: readonly UserFilter[]
  readonly sort: UserQuery['sort']
  /** Object id of the user whose details are open. */
  readonly open: string | undefined
  readonly tab: UserTab
}

const usualSort: UserQuery['sort'] = { column: 'displayName', descending: false }
const longestSearch = 256
const longestId = 128

const parseSort = (text: string | null): UserQuery['sort'] => {
  const descending = text?.startsWith('-') ?? false
  const name = descending ? text?.slice(1) : text
  const column: UserColumn | undefined = filterColumns.find((candidate) => candidate === name)
  return column === undefined ? usualSort : { column, descending }
}

/** What is not understood is left out: an old or mistyped link still opens the page. */
export const parseUsersAddress = (query: URLSearchParams): UsersAddress => {
  const open = query.get('open') ?? ''
  return {
    search: (query.get('q') ?? '').slice(0, longestSearch),
    filters: query
      .getAll('filter')
      .flatMap((text) => parseFilter(text) ?? [])
      .slice(0, mostFilters),
    sort: parseSort(query.get('sort')),
    open: open === '' || open.length > longestId ? undefined : open,
    tab: userTabs.find((tab) => tab === query.get('tab')) ?? 'attributes',
  }
}

/** Leaves out what is as usual, so that a plain page has a plain address. */
export const formatUsersAddress = ({ search, filters, sort, open, tab }: UsersAddress): URLSearchParams => {
  const query = new URLSearchParams()
  if (search !== '') query.set('q', search)
  for (const filter of filters) query.append('filter', formatFilter(filter))
  if (sort.column !== usualSort.column || sort.descending)
    query.set('sort', `${sort.descending ? '-' : ''}${sort.column}`)
  if (open !== undefined) query.set('open', open)
  if (open !== undefined && tab !== 'attributes') query.set('tab', tab)
  return query
}
