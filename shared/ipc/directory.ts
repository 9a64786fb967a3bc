import { z } from 'zod'
import type { Snapshot } from '../domain/sync.ts'
import { shownProperties } from '../domain/user.ts'
import { call } from './call.ts'
import {
  group,
  limit,
  memberType,
  nothing,
  objectId,
  offset,
  searchText,
  snapshot,
  storedError,
  user,
} from './schemas.ts'

const userColumn = z.enum(shownProperties)
export type UserColumn = (typeof shownProperties)[number]

/** `is` with null matches what is blank. Booleans are 'true' and 'false'. Text compares folded: case, accents and width do not count. */
export const userFilter = z.strictObject({
  column: userColumn,
  operator: z.enum(['is', 'isNot', 'contains', 'startsWith']),
  value: z.string().max(1024).nullable(),
})
export type UserFilter = z.infer<typeof userFilter>

export const userQuery = z.strictObject({
  search: searchText,
  filters: z.array(userFilter).max(20).readonly(),
  sort: z.strictObject({ column: userColumn, descending: z.boolean() }),
})
export type UserQuery = z.infer<typeof userQuery>

export const groupColumns = [
  'displayName',
  'kind',
  'mail',
  'description',
  'dynamic',
  'visibility',
  'direct',
  'transitive',
] as const
const groupColumn = z.enum(groupColumns)
export type GroupColumn = (typeof groupColumns)[number]

export const groupQuery = z.strictObject({
  search: searchText,
  kinds: z
    .array(z.enum(['microsoft365', 'security', 'mailSecurity']))
    .max(3)
    .readonly(),
  sort: z.strictObject({ column: groupColumn, descending: z.boolean() }),
})
export type GroupQuery = z.infer<typeof groupQuery>

/** direct: members of every kind; transitive: distinct synchronised users reached through nested groups, counted once. */
const groupRow = group.extend({ direct: z.number(), transitive: z.number() })
export type GroupRow = z.infer<typeof groupRow>

/** `synchronised` is false for a member outside the snapshot (no licence, no mail, a device …): then only Graph's name is known. */
const memberRow = z.object({
  id: z.string(),
  type: memberType,
  displayName: z.string().nullable(),
  mail: z.string().nullable(),
  synchronised: z.boolean(),
  /** Shortest way from the group to the member: the names of the groups between, empty for a direct member. */
  path: z.array(z.object({ id: z.string(), displayName: z.string().nullable() })).readonly(),
})
export type MemberRow = z.infer<typeof memberRow>

/** A group that holds the user, and why: the chain of groups from the one the user is a direct member of up to this one. */
const membershipRow = z.object({
  group,
  path: z.array(z.object({ id: z.string(), displayName: z.string().nullable() })).readonly(),
})
export type MembershipRow = z.infer<typeof membershipRow>

const windowed = { offset, limit }
const rowsOf = <Row extends z.ZodType>(row: Row) => z.object({ total: z.number(), rows: z.array(row).readonly() })

export const directoryCalls = {
  /** Everything the overview shows, null while nothing has been published. */
  'directory.overview': call(
    nothing,
    z.object({
      snapshot: snapshot.nullable(),
      departments: z.array(z.object({ name: z.string().nullable(), users: z.number() })).readonly(),
      disabled: z.number(),
      guests: z.number(),
      duplicateMail: z.number(),
      fault: storedError.nullable(),
    }),
  ),
  'directory.users': call(z.strictObject({ query: userQuery, ...windowed }), rowsOf(user)),
  /** Index of the next row, from `from` on and round again, whose sorted column starts with the prefix; null when none does. */
  'directory.userIndex': call(
    z.strictObject({ query: userQuery, prefix: z.string().min(1).max(64), from: offset }),
    z.object({ index: z.number().nullable() }),
  ),
  'directory.user': call(z.strictObject({ id: objectId }), user),
  'directory.userGroups': call(z.strictObject({ id: objectId, ...windowed }), rowsOf(membershipRow)),
  /** Most frequent values of a column, blank as null. */
  'directory.userValues': call(
    z.strictObject({ column: userColumn, search: searchText, limit }),
    z.object({ rows: z.array(z.object({ value: z.string().nullable(), users: z.number() })).readonly() }),
  ),
  'directory.groups': call(z.strictObject({ query: groupQuery, ...windowed }), rowsOf(groupRow)),
  'directory.groupIndex': call(
    z.strictObject({ query: groupQuery, prefix: z.string().min(1).max(64), from: offset }),
    z.object({ index: z.number().nullable() }),
  ),
  'directory.group': call(z.strictObject({ id: objectId }), groupRow),
  'directory.members': call(
    z.strictObject({ groupId: objectId, transitive: z.boolean(), search: searchText, ...windowed }),
    rowsOf(memberRow),
  ),
}

export type DirectoryEvents = {
  /** A run was published (or the directory set aside): open pages read again. */
  'directory.changed': { readonly snapshot: Snapshot | null }
}
