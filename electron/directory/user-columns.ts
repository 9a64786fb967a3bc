import { hash } from 'node:crypto'
import { keptProperties, shownProperties, type User } from '../../shared/domain/user.ts'
import type { UserColumn } from '../../shared/ipc/directory.ts'
import { fold, sortKey } from './fold.ts'

const keyOf = (column: UserColumn): string => `${column}Key`

/** SQLite is given a column's name only from the list. */
export const keyColumn = (column: UserColumn): string => {
  const known = shownProperties.find((name) => name === column)
  if (known === undefined) throw new TypeError('unknown column')
  return keyOf(known)
}

/** Every value of a column as text; none when blank. */
export const valuesOf = (user: User, column: UserColumn): readonly string[] => {
  const value = user[column]
  if (value === null) return []
  return typeof value === 'object' ? value : [String(value)]
}

interface Folded {
  readonly text: string
  readonly key: string
}

const folded = (value: string): Folded => {
  const text = fold(value)
  return { text, key: sortKey(text) }
}

let last = { value: '', folded: folded('') }

/** Most people sign in with their mail address, which has just been folded. */
const foldedAgain = (value: string): Folded => {
  if (value !== last.value) last = { value, folded: folded(value) }
  return last.folded
}

/** What thousands have in common is folded once; how much is remembered is bounded. */
const remembered = new Map<string, Folded>()
const rememberedAtMost = 20_000

const foldedOnce = (value: string): Folded => {
  const known = remembered.get(value)
  if (known !== undefined) return known
  if (remembered.size >= rememberedAtMost) remembered.clear()
  const found = folded(value)
  remembered.set(value, found)
  return found
}

/** Nearly everybody has their own, so that remembering them would cost more than it spares. */
const own: ReadonlySet<UserColumn> = new Set([
  'displayName',
  'mail',
  'userPrincipalName',
  'mobilePhone',
  'businessPhones',
])

/** Looked through in this order. */
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
const searchedAt = searched.map((column) => shownProperties.indexOf(column))

/** Values one a line: what was folded, and the sort keys of it. */
const lines = (values: readonly string[], foldValue: (value: string) => Folded): Folded => {
  const all = values.map(foldValue)
  return { text: all.map(({ text }) => text).join('\n'), key: all.map(({ key }) => key).join('\n') }
}

/** Null where blank. */
const foldedValue = (column: UserColumn, value: User[UserColumn]): Folded | null => {
  const foldValue = own.has(column) ? foldedAgain : foldedOnce
  if (value === null) return null
  if (typeof value === 'string') return foldValue(value)
  if (typeof value === 'boolean') return foldValue(String(value))
  return value.length === 0 ? null : lines(value, foldValue)
}

/** In the order of `shownProperties`. */
const foldedColumns = (user: User): readonly (Folded | null)[] =>
  shownProperties.map((column) => foldedValue(column, user[column]))

const textOf = (columns: readonly (Folded | null)[]): string => {
  const texts: string[] = []
  for (const at of searchedAt) {
    const text = columns[at]?.text
    if (text !== undefined && !texts.includes(text)) texts.push(text)
  }
  return texts.join('\n')
}

/** What a search looks through: folded values, one a line, so that no word is found across two of them. */
export const searchedText = (user: User): string => textOf(foldedColumns(user))

/** Columns of `users`: what is shown. */
export const userColumns = ['id', ...keptProperties]
/** Columns of `user_keys`. */
export const userKeyColumns = shownProperties.map(keyOf)

export type Value = string | number | null

/** Values of `userColumns`. */
export const userValues = (user: User): readonly Value[] => [
  user.id,
  ...keptProperties.map((column) => storedValue(user[column])),
]

/** Differs where any of those values does. */
export const markOf = (values: readonly Value[]): string =>
  hash('sha256', JSON.stringify(values), 'base64').slice(0, 22)

/** Values of `userKeyColumns`, and the text that a search looks through. */
export const foldedValues = (user: User): { readonly keys: readonly Value[]; readonly text: string } => {
  const columns = foldedColumns(user)
  return { keys: columns.map((column) => column?.key ?? null), text: textOf(columns) }
}

const storedValue = (value: User[(typeof keptProperties)[number]]): Value => {
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

/** The sort key of what `users` holds in a column. */
export const keyOfStored = (column: UserColumn, stored: UserRecord[UserColumn]): string | null => {
  if (column === 'accountEnabled') return foldedValue(column, stored === 1)?.key ?? null
  if (column === 'businessPhones') return foldedValue(column, JSON.parse(String(stored)))?.key ?? null
  return foldedValue(column, stored === null ? null : String(stored))?.key ?? null
}
