import type { GroupColumn, GroupQuery } from '../../../shared/ipc/directory.ts'

export const groupTabs = ['members', 'about', 'history'] as const
export type GroupTab = (typeof groupTabs)[number]

const columns: Readonly<Record<GroupColumn, true>> = {
  displayName: true,
  kind: true,
  direct: true,
  transitive: true,
  mail: true,
  dynamic: true,
  visibility: true,
  description: true,
}
const isColumn = (text: string): text is GroupColumn => Object.hasOwn(columns, text)
/** In the order in which the table shows them. */
export const groupSorts: readonly GroupColumn[] = Object.keys(columns).filter(isColumn)

type Kind = GroupQuery['kinds'][number]
const kindOrder: Readonly<Record<Kind, true>> = { security: true, mailSecurity: true, microsoft365: true }
const isKind = (text: string): text is Kind => Object.hasOwn(kindOrder, text)
export const kindChoices: readonly Kind[] = Object.keys(kindOrder).filter(isKind)

/** What the Groups page shows, as its address says it: `#/groups?q=…&kind=security&kind=microsoft365&sort=-direct&open=<id>&tab=about`. */
export interface GroupsAddress {
  readonly search: string
  /** Kinds that are shown; empty for all. */
  readonly kinds: readonly Kind[]
  readonly sort: GroupQuery['sort']
  /** Object id of the group whose details are open. */
  readonly open: string | undefined
  readonly tab: GroupTab
}

const usualSort: GroupQuery['sort'] = { column: 'displayName', descending: false }
const longestSearch = 256
const longestId = 128

const parseSort = (text: string | null): GroupQuery['sort'] => {
  const descending = text?.startsWith('-') ?? false
  const column = (descending ? text?.slice(1) : text) ?? ''
  return isColumn(column) ? { column, descending } : usualSort
}

/** What is not understood is left out: an old or mistyped link still opens the page. */
export const parseGroupsAddress = (query: URLSearchParams): GroupsAddress => {
  const open = query.get('open') ?? ''
  const kinds = query.getAll('kind')
  return {
    search: (query.get('q') ?? '').slice(0, longestSearch),
    kinds: kindChoices.filter((kind) => kinds.includes(kind)),
    sort: parseSort(query.get('sort')),
    open: open === '' || open.length > longestId ? undefined : open,
    tab: groupTabs.find((tab) => tab === query.get('tab')) ?? 'members',
  }
}

/** Leaves out what is as usual, so that a plain page has a plain address. */
export const formatGroupsAddress = ({ search, kinds, sort, open, tab }: GroupsAddress): URLSearchParams => {
  const query = new URLSearchParams()
  if (search !== '') query.set('q', search)
  for (const kind of kinds) query.append('kind', kind)
  if (sort.column !== usualSort.column || sort.descending)
    query.set('sort', `${sort.descending ? '-' : ''}${sort.column}`)
  if (open !== undefined) query.set('open', open)
  if (open !== undefined && tab !== 'members') query.set('tab', tab)
  return query
}
