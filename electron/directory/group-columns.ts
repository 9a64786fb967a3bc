import type { Group } from '../../shared/domain/group.ts'
import type { GroupColumn, GroupRow } from '../../shared/ipc/directory.ts'
import { fold, sortKey } from './fold.ts'

/** Columns of a group as they are stored, without id, keys and counts. */
export const storedOfGroup = [
  'displayName',
  'description',
  'mail',
  'kind',
  'dynamic',
  'membershipRule',
  'visibility',
] as const satisfies readonly (keyof Group)[]

const keyed = ['displayName', 'description', 'mail', 'visibility'] as const
export const keysOfGroup = keyed.map((column) => `${column}Key`)

/** The column that a list sorts by. */
export const groupSort: Readonly<Record<GroupColumn, string>> = {
  displayName: 'displayNameKey',
  kind: 'kind',
  mail: 'mailKey',
  description: 'descriptionKey',
  dynamic: 'dynamic',
  visibility: 'visibilityKey',
  direct: 'direct',
  transitive: 'transitive',
}

/** The text that type-ahead compares, from the value of the column that a list sorts by. */
export const isKeyed = (column: GroupColumn): boolean => groupSort[column].endsWith('Key')

/** What a search looks through: folded values, one a line. */
export const searchedTextOfGroup = (group: Group): string =>
  [group.displayName, group.mail, group.description]
    .filter((value) => value !== null)
    .map(fold)
    .join('\n')

/** In the order of `id`, `storedOfGroup`, `keysOfGroup`, `text`. */
export const groupValues = (group: Group): readonly (string | number | null)[] => [
  group.id,
  ...storedOfGroup.map((column) => (column === 'dynamic' ? Number(group.dynamic) : group[column])),
  ...keyed.map((column) => {
    const value = group[column]
    return value === null ? null : sortKey(fold(value))
  }),
  searchedTextOfGroup(group),
]

/** A row of `groups` as SQLite gives it. */
export type GroupRecord = Omit<GroupRow, 'dynamic'> & { readonly dynamic: number }

export const groupRowOf = (record: GroupRecord): GroupRow => ({ ...record, dynamic: record.dynamic === 1 })

export const groupOf = ({ direct: _, transitive: __, ...group }: GroupRow): Group => group
