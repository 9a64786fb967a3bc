import { hash } from 'node:crypto'
import { type User, userAttributes } from '../../shared/domain/user.ts'
import type { UserColumn } from '../../shared/ipc/directory.ts'
import { fold, sortKey } from './fold.ts'

/** What the pages sort and filter by, each with a key column beside it. */
export const sortable = [
  ...userAttributes.map(({ property }) => property),
  'accountEnabled',
  'userType',
] as const satisfies readonly UserColumn[]

/** Columns of a user as they are stored, without id and keys. */
export const stored = [...sortable, 'assignedLicenses'] as const
const keyOf = (column: UserColumn): string => `${column}Key`

/** SQLite is given a column's name only from the list. */
export const keyColumn = (column: UserColumn): string => {
  const known = sortable.find((name) => name === column)
  if (known === undefined) throw new TypeError('unknown column')
  return keyOf(known)
}

/** Every value of a column as text; none when blank. */
export const valuesOf = (user: User, column: UserColumn): readonly string[] => {
  const value = user[column]
  if (value === null) return []
  return typeof value === 'object' ? value : [String(value)]
}

/** Folded values one a line, as a sort key: null when blank. */
const userKey = (user: User, column: UserColumn): string | null => {
  const values = valuesOf(user, column)
  return values.length === 0 ? null : values.map((value) => sortKey(fold(value))).join('\n')
}

const searched = [
  'displayName',
  'mail',
  'userPrincipalName',
  'department',
  'jobTitle',
  'companyName',
  'officeLocation',
  'city',
  'mobilePhone',
  'businessPhones',
] as const satisfies readonly UserColumn[]

/** What a search looks through: folded values, one a line, so that no word is found across two of them. */
export const searchedText = (user: User): string =>
  [...new Set(searched.flatMap((column) => valuesOf(user, column).map(fold)))].join('\n')

/** Columns of `users`: what is shown. */
export const userColumns = ['id', ...stored]
/** Columns of `user_keys`. `mark` differs where anything of the user does. */
export const userKeyColumns = ['mark', ...sortable.map(keyOf)]

/** Values of `userColumns`, `userKeyColumns` and, last, the text that a search looks through. */
export const userValues = (user: User): readonly (string | number | null)[] => {
  const values = [user.id, ...stored.map((column) => storedValue(user[column]))]
  return [
    ...values,
    hash('sha256', JSON.stringify(values), 'base64').slice(0, 22),
    ...sortable.map((column) => userKey(user, column)),
    searchedText(user),
  ]
}

const storedValue = (value: User[(typeof stored)[number]]): string | number | null => {
  if (typeof value === 'boolean') return value ? 1 : 0
  return typeof value === 'object' && value !== null ? JSON.stringify(value) : value
}

/** A row of `users` as SQLite gives it. */
export type UserRecord = Omit<User, 'businessPhones' | 'accountEnabled' | 'assignedLicenses'> & {
  readonly businessPhones: string
  readonly accountEnabled: number
  readonly assignedLicenses: string
}

export const userOf = (record: UserRecord): User => ({
  ...record,
  businessPhones: JSON.parse(record.businessPhones),
  accountEnabled: record.accountEnabled === 1,
  assignedLicenses: JSON.parse(record.assignedLicenses),
})
