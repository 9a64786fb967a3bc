import type { ChangeCounts, PendingChanges } from '../../shared/domain/change.ts'
import { AppError } from '../../shared/ipc/errors.ts'
import type { Staged } from './directory-api.ts'
import { runCounts } from './history-columns.ts'
import { setNamesAside } from './history-names.ts'
import type { Statements } from './statements.ts'

export const countsOf = (sql: Statements, run: number): ChangeCounts | undefined =>
  sql.get<ChangeCounts>(`SELECT ${runCounts} FROM history_runs WHERE number = ?`, run)

/**
 * Takes what was noted of a run out of the history, since it is not published; it stays to be looked at. `removals`: what
 * the guard holds it for, or would, had it not only been asked for; null where it lets it pass.
 */
export const setAside = (
  sql: Statements,
  of: { readonly run: number; readonly removals: string | null; readonly held: boolean; readonly staged: Staged },
): void => {
  const { run, removals, held, staged } = of
  const { first, ...counts } =
    sql.get<ChangeCounts & { readonly first: number }>(
      `SELECT first, ${runCounts} FROM history_runs WHERE number = ?`,
      run,
    ) ?? missing(run)
  const everything = { usersAdded: staged.users, groupsAdded: staged.groups, gained: staged.memberships }
  sql.run(
    `INSERT OR REPLACE INTO pending (only, runId, at, held, removals, counts)
     SELECT 1, runId, at, ?, ?, ? FROM history_runs WHERE number = ?`,
    ...[Number(held), removals, JSON.stringify(first === 1 ? { ...counts, ...everything } : counts), run],
  )
  sql.run('UPDATE changes SET run = 0 WHERE run = ?', run)
  setNamesAside(sql)
  sql.run('DELETE FROM history_runs WHERE number = ?', run)
}

const missing = (run: number): never => {
  throw new AppError('not_found', { id: String(run) })
}

/** Nobody can look at it any more, nor publish it. */
export const clearPending = (sql: Statements): void => {
  if (sql.run('DELETE FROM pending') === 0) return
  sql.run('DELETE FROM changes WHERE run = 0')
  sql.run('DELETE FROM pending_names')
  sql.run(`DELETE FROM history_objects WHERE number NOT IN (SELECT object FROM changes)
    AND number NOT IN (SELECT member FROM changes WHERE member IS NOT NULL)`)
}

export const pendingOf = (sql: Statements): PendingChanges | null => {
  // One that a former version held has no fingerprint.
  const found = sql.get<{ runId: string; at: string; held: number; beyond: number; counts: string }>(
    'SELECT runId, at, held, held OR removals IS NOT NULL beyond, counts FROM pending',
  )
  if (found === undefined) return null
  const { held, beyond, counts, ...run } = found
  return { ...run, held: held === 1, beyondGuard: beyond === 1, counts: JSON.parse(counts) }
}
