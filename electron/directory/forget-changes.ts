import type { Statements } from './statements.ts'

const day = 86_400_000
/** At most so many in one publishing: after a long rest the others go with the next ones. */
const runsAtOnce = 1_000
const changesAtOnce = 5_000

/** Whoever reads goes by the runs, so a run is gone at once and its changes follow. The newest run always stays. */
export const forgetChanges = (sql: Statements, now: string, days: number): void => {
  const cutoff = new Date(Date.parse(now) - days * day).toISOString()
  sql.run(
    `DELETE FROM history_runs WHERE number IN (SELECT number FROM history_runs
       WHERE at < ? AND number < (SELECT max(number) FROM history_runs) ORDER BY number LIMIT ${runsAtOnce})`,
    cutoff,
  )
  const old = sql.all<{ readonly number: number; readonly object: number; readonly member: number | null }>(
    `SELECT number, object, member FROM changes WHERE run > 0 AND run < (SELECT min(number) FROM history_runs)
     ORDER BY run LIMIT ${changesAtOnce}`,
  )
  for (const { number } of old) sql.run('DELETE FROM changes WHERE number = ?', number)
  const objects = new Set(old.flatMap(({ object, member }) => (member === null ? [object] : [object, member])))
  for (const object of objects)
    sql.run(
      `DELETE FROM history_objects WHERE number = ? AND NOT EXISTS (SELECT 1 FROM changes WHERE object = history_objects.number)
       AND NOT EXISTS (SELECT 1 FROM changes WHERE member = history_objects.number)`,
      object,
    )
}
