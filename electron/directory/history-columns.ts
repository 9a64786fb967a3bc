import { type ChangeAttribute, type ChangeValue, changeAttributes } from '../../shared/domain/change.ts'
import type { Group } from '../../shared/domain/group.ts'
import { keptProperties, type User } from '../../shared/domain/user.ts'
import { storedOfGroup } from './group-columns.ts'
import { type UserRecord, userOf } from './user-columns.ts'

/** A value as its column holds it. */
export type StoredValue = string | number | null

const lists: readonly ChangeAttribute[] = ['businessPhones', 'assignedLicenses']
const flags: readonly ChangeAttribute[] = ['accountEnabled', 'dynamic']

export const changeValueOf = (attribute: ChangeAttribute, value: StoredValue): ChangeValue => {
  if (value === null) return null
  if (flags.includes(attribute)) return value === 1
  return lists.includes(attribute) ? JSON.parse(String(value)) : String(value)
}

export const attributeOf = (name: string | null): ChangeAttribute | null =>
  changeAttributes.find((attribute) => attribute === name) ?? null

/** A row as one JSON text, which keeps what an object was when it went. */
export const rowAsJson = (table: string, columns: readonly string[]): string =>
  `json_object(${['id', ...columns].map((name) => `'${name}', ${table}.${name}`).join(', ')})`

export const historyOfUsers: readonly string[] = keptProperties
export const historyOfGroups: readonly string[] = storedOfGroup

/** A group as its columns hold it. */
export type StoredGroup = Omit<Group, 'dynamic'> & { readonly dynamic: number }

export const removedUserOf = (json: string): User => userOf(JSON.parse(json) as UserRecord)

export const removedGroupOf = (json: string): Group => groupOfStored(JSON.parse(json) as StoredGroup)

export const groupOfStored = (group: StoredGroup): Group => ({ ...group, dynamic: group.dynamic === 1 })

/** Columns of `history_runs` that count what a run changed. */
export const runCounts =
  'usersAdded, usersRemoved, usersChanged, groupsAdded, groupsRemoved, groupsChanged, gained, lost'
