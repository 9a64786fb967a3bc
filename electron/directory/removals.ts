import { createHash } from 'node:crypto'
import type { RemovalGuard } from '../../shared/domain/change.ts'
import type { Staged } from './directory-api.ts'
import { countsOf } from './pending.ts'
import type { Statements } from './statements.ts'

/** Of the memberships this part, in per cent, may go at once: they come and go with their groups. */
const membershipPart = 50

/** What of a run the guard does not let pass. Nothing is removed by a first one. */
const kindsBeyond = (sql: Statements, run: number, { part, least }: RemovalGuard): readonly string[] => {
  const counts = countsOf(sql, run)
  const published = sql.get<Staged>('SELECT users, groups, memberships FROM snapshot')
  if (counts === undefined || published === undefined) return []
  const exceeds = (removed: number, of: number, allowed: number) => removed > Math.max(least, (of * allowed) / 100)
  return [
    ...(exceeds(counts.usersRemoved, published.users, part) ? ['user'] : []),
    ...(exceeds(counts.groupsRemoved, published.groups, part) ? ['group'] : []),
    ...(exceeds(counts.lost, published.memberships, membershipPart) ? ['membership'] : []),
  ]
}

const removedIds = `SELECT o.id, m.id FROM changes c JOIN history_objects o ON o.number = c.object
  LEFT JOIN history_objects m ON m.number = c.member
  WHERE c.run = ? AND c.kind = ? AND c.what = 'removed' ORDER BY o.id, m.id`

/**
 * The fingerprint of what a run removes beyond the guard; null where it lets everything pass. Of the kinds that exceed it
 * alone: that somebody leaves a group while many users are missing is no new question.
 */
export const removalsBeyond = (sql: Statements, run: number, guard: RemovalGuard): string | null => {
  const kinds = kindsBeyond(sql, run, guard)
  if (kinds.length === 0) return null
  const hash = createHash('sha256')
  for (const kind of kinds) {
    hash.update(`${kind}\n`)
    for (const [id, member] of sql.each<[string, string | null]>(removedIds, run, kind))
      hash.update(`${id} ${member ?? ''}\n`)
  }
  return hash.digest('hex')
}

/** When the reading began that is staged, or that it continues. */
const stagedReadAt = "(SELECT readAt FROM staged_links WHERE stream = 'users')"

/** An administrator keeps what the held run would remove. False for one held by a former version, which noted no fingerprint. */
export const keepRemovals = (sql: Statements): boolean =>
  sql.run(`INSERT OR REPLACE INTO kept_removals (only, fingerprint, readAt)
    SELECT 1, removals, ${stagedReadAt} FROM pending WHERE removals IS NOT NULL`) > 0

/** Everything was read once more since an administrator kept something, and nothing of it may be published. */
export const noteReading = (sql: Statements): void => {
  sql.run(`UPDATE kept_removals SET readAt = ${stagedReadAt}`)
}

/** When the last whole reading began of which nothing was published because of what is kept; null where there is none. */
export const keptReadAt = (sql: Statements): string | null =>
  sql.value<string | null>('SELECT readAt FROM kept_removals') ?? null

export const areKept = (sql: Statements, removals: string): boolean =>
  sql.value('SELECT fingerprint FROM kept_removals') === removals

/** What was published is another beginning: whatever is missing from it later is asked for. */
export const forgetKept = (sql: Statements): void => {
  sql.run('DELETE FROM kept_removals')
}
