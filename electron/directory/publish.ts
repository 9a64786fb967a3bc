import { recountMembers } from './delta-counts.ts'
import { deltaOfGroups, deltaOfUsers, renameMembers } from './delta-difference.ts'
import { changedFigures, touchedFigures } from './delta-figures.ts'
import { countMembers } from './group-counts.ts'
import { findGroupChanges, publishGroups } from './publish-groups.ts'
import { findUserChanges, publishUsers } from './publish-users.ts'
import { countAll, figures, formerFigures, type Published } from './snapshot.ts'
import type { Statements } from './statements.ts'

/** Brings the directory to what is staged, where everything is. */
export const publishAll = (sql: Statements): Published => {
  const users = findUserChanges(sql)
  findGroupChanges(sql)
  publishUsers(sql, users)
  publishGroups(sql)
  countMembers(sql)
  return { counts: countAll(sql), figures: figures(sql) }
}

/** Brings the directory to what is staged, where only changes are. What they do not concern is not looked at. */
export const publishChanges = (sql: Statements): Published => {
  const former = sql.value<number>('SELECT users FROM snapshot') ?? 0
  const users = findUserChanges(sql, deltaOfUsers)
  findGroupChanges(sql, deltaOfGroups)
  const touched = touchedFigures(sql, formerFigures(sql))
  publishUsers(sql, users)
  publishGroups(sql)
  renameMembers(sql)
  recountMembers(sql)
  const sum = (query: string) => sql.value<number>(query) ?? 0
  return {
    counts: {
      users: former - sum('SELECT count(*) FROM gone_users') + sum('SELECT count(*) FROM new_users'),
      groups: sum('SELECT count(*) FROM groups'),
      memberships: sum('SELECT coalesce(sum(direct), 0) FROM groups'),
    },
    figures: changedFigures(sql, touched),
  }
}
