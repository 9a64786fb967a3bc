import type { SyncKind } from '../../shared/domain/sync.ts'
import { leavingUsers, recountMembers } from './delta-counts.ts'
import { deltaOfGroups, goneOfDelta, renameMembers } from './delta-difference.ts'
import { changedFigures, touchedFigures } from './delta-figures.ts'
import { figures } from './figures.ts'
import { countMembers } from './group-counts.ts'
import { findGroupChanges, publishGroups } from './publish-groups.ts'
import { findUserChanges, publishUsers } from './publish-users.ts'
import { countAll, formerFigures, type Published } from './snapshot.ts'
import type { Statements } from './statements.ts'

/** What of the directory differs from what is staged: everything, or only changes. How many users it concerns. */
export const findDifference = (sql: Statements, kind: SyncKind): number => {
  const isDelta = kind !== 'full'
  const users = findUserChanges(sql, isDelta ? goneOfDelta : undefined)
  findGroupChanges(sql, isDelta ? deltaOfGroups : undefined)
  return users
}

/** Brings the directory to what is staged, by the difference that was found. */
export const bringAbout = (sql: Statements, kind: SyncKind, users: number): Published =>
  kind === 'full' ? bringAll(sql, users) : bringChanges(sql, users)

const bringAll = (sql: Statements, users: number): Published => {
  const searchable = publishUsers(sql, users)
  publishGroups(sql)
  countMembers(sql)
  return { counts: countAll(sql), figures: figures(sql), searchable }
}

const gainedMemberships = "SELECT coalesce(sum(iif(what = 'added', 1, -1)), 0) FROM changed_memberships"

/** What the changes do not concern is not looked at. */
const bringChanges = (sql: Statements, users: number): Published => {
  const former = sql.get<Published['counts']>('SELECT users, groups, memberships FROM snapshot')
  const touched = touchedFigures(sql, formerFigures(sql))
  const left = leavingUsers(sql)
  const searchable = publishUsers(sql, users)
  publishGroups(sql)
  renameMembers(sql)
  recountMembers(sql, left)
  const sum = (query: string) => sql.value<number>(query) ?? 0
  return {
    counts: {
      users: (former?.users ?? 0) - sum('SELECT count(*) FROM gone_users') + sum('SELECT count(*) FROM new_users'),
      groups: sum('SELECT count(*) FROM groups'),
      memberships: (former?.memberships ?? 0) + sum(gainedMemberships),
    },
    figures: changedFigures(sql, touched),
    searchable,
  }
}
