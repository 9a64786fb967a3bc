import type { Statements } from './statements.ts'

const day = 86_400_000
/** Changes at a time: a tenth of a second. */
const piece = 20_000

/**
 * Runs go from the oldest on, as far as they have expired, however the clock was set between them: the first that is to be
 * kept keeps all that follow it, and one whose time has not come yet goes with the next. The newest run always stays.
 * Whoever reads goes by the runs, so what they changed is gone with them; it leaves the file afterwards. `now`: by the clock.
 */
export const forgetRuns = (sql: Statements, now: string, days: number): void => {
  const newest = sql.value<number>('SELECT max(number) FROM history_runs')
  const former = sql.value<string>('SELECT at FROM history_runs ORDER BY number DESC LIMIT 1 OFFSET 1') ?? now
  // A clock that was set ahead must not make everything old: what the run before this one says is as new as it gets.
  const from = former < now ? former : now
  const cutoff = new Date(Date.parse(from) - days * day).toISOString()
  const first = sql.value<number>(
    'SELECT number FROM history_runs WHERE at BETWEEN ? AND ? ORDER BY number LIMIT 1',
    ...[cutoff, now],
  )
  sql.run(
    'DELETE FROM history_runs WHERE number <= (SELECT max(number) FROM history_runs WHERE at < ? AND number < ?)',
    ...[cutoff, first ?? newest],
  )
}

/** A piece of what belongs to runs that are gone: changes, and the names that nothing else bears. Whether more is left. */
export const forgetPiece = (sql: Statements): boolean => {
  const old = sql.all<{ readonly number: number; readonly object: number; readonly member: number | null }>(
    `SELECT number, object, member FROM changes WHERE run > 0 AND run < (SELECT min(number) FROM history_runs)
     ORDER BY run LIMIT ${piece}`,
  )
  for (const { number } of old) sql.run('DELETE FROM changes WHERE number = ?', number)
  const objects = new Set(old.flatMap(({ object, member }) => (member === null ? [object] : [object, member])))
  for (const object of objects)
    sql.run(
      `DELETE FROM history_objects WHERE number = ? AND NOT EXISTS (SELECT 1 FROM changes WHERE object = history_objects.number)
       AND NOT EXISTS (SELECT 1 FROM changes WHERE member = history_objects.number)`,
      object,
    )
  return old.length === piece
}
