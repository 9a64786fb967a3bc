import type { ChangeCounts, PendingChanges, RemovalGuard } from '../../shared/domain/change.ts'
import { AppError } from '../../shared/ipc/errors.ts'
import type { Staged } from './directory-api.ts'
import { runCounts } from './history-columns.ts'
import type { Statements } from './statements.ts'

/** Of the memberships this part, in per cent, may go at once: they come and go with their groups. */
const membershipPart = 50

const countsOf = (sql: Statements, run: number): ChangeCounts | undefined =>
  sql.get<ChangeCounts>(`SELECT ${runCounts} FROM history_runs WHERE number = ?`, run)

/** Whether what was just noted of a run removes more than the guard lets pass. Nothing is removed by a first one. */
export const removesTooMuch = (sql: Statements, run: number, { part, least }: RemovalGuard): boolean => {
  const counts = countsOf(sql, run)
  const published = sql.get<Staged>('SELECT users, groups, memberships FROM snapshot')
  if (counts === undefined || published === undefined) return false
  const exceeds = (removed: number, of: number, allowed: number) => removed > Math.max(least, (of * allowed) / 100)
  return (
    exceeds(counts.usersRemoved, published.users, part) ||
    exceeds(counts.groupsRemoved, published.groups, part) ||
    exceeds(counts.lost, published.memberships, membershipPart)
  )
}

/** Takes what was noted of a run out of the history, since it is not published; it stays to be looked at. */
export const setAside = (
  sql: Statements,
  { run, held, staged }: { readonly run: number; readonly held: boolean; readonly staged: Staged },
): void => {
  const { first, ...counts } =
    sql.get<ChangeCounts & { readonly first: number }>(
      `SELECT first, ${runCounts} FROM history_runs WHERE number = ?`,
      run,
    ) ?? missing(run)
  const everything = { usersAdded: staged.users, groupsAdded: staged.groups, gained: staged.memberships }
  sql.run(
    `INSERT OR REPLACE INTO pending (only, runId, at, held, counts)
     SELECT 1, runId, at, ?, ? FROM history_runs WHERE number = ?`,
    ...[Number(held), JSON.stringify(first === 1 ? { ...counts, ...everything } : counts), run],
  )
  sql.run('UPDATE changes SET run = 0 WHERE run = ?', run)
  sql.run('DELETE FROM history_runs WHERE number = ?', run)
}

const missing = (run: number): never => {
  throw new AppError('not_found', { id: String(run) })
}

/** Nobody can look at it any more, nor publish it. */
export const clearPending = (sql: Statements): void => {
  if (sql.run('DELETE FROM pending') === 0) return
  sql.run('DELETE FROM changes WHERE run = 0')
  sql.run(`DELETE FROM history_objects WHERE number NOT IN (SELECT object FROM changes)
    AND number NOT IN (SELECT member FROM changes WHERE member IS NOT NULL)`)
}

export const pendingOf = (sql: Statements): PendingChanges | null => {
  const found = sql.get<{ runId: string; at: string; held: number; counts: string }>(
    'SELECT runId, at, held, counts FROM pending',
  )
  return found === undefined ? null : { ...found, held: found.held === 1, counts: JSON.parse(found.counts) }
}
