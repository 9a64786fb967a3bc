import { AppError } from '../../shared/ipc/errors.ts'
import type { StoredValue } from './history-columns.ts'
import type { Statements } from './statements.ts'

export type StoredRow = Readonly<Record<string, StoredValue>>

type Step = readonly [id: string, what: string, attribute: string | null, before: StoredValue]

/** The number of a run that the history still knows. @throws AppError not_found */
export const keptRun = (sql: Statements, runId: string): { readonly run: number; readonly at: string } => {
  const found = sql.get<{ run: number; at: string }>('SELECT number run, at FROM history_runs WHERE runId = ?', runId)
  if (found === undefined) throw new AppError('not_found', { id: runId })
  return found
}

const steps = `
  SELECT o.id, c.what, c.attribute, c.before FROM changes c JOIN history_objects o ON o.number = c.object
  WHERE c.run > ? AND c.kind = ? `

/**
 * What differs from now: rows as they were after the run, null for an object that was not there. The newest change is
 * taken back first. `now` gives the row of an object that is there.
 */
export const walkedBack = (
  sql: Statements,
  { run, kind, id }: { readonly run: number; readonly kind: 'user' | 'group'; readonly id?: string },
  now: (id: string) => StoredRow | null,
): ReadonlyMap<string, StoredRow | null> => {
  const former = new Map<string, Copy | null>()
  const found =
    id === undefined
      ? sql.tuples<Step>(`${steps} ORDER BY c.run DESC, c.number DESC`, run, kind)
      : sql.tuples<Step>(`${steps} AND o.id = ? ORDER BY c.run DESC, c.number DESC`, run, kind, id)
  for (const [object, what, attribute, before] of found) {
    const known = former.get(object)
    const row = known === undefined ? copyOf(now(object)) : known
    former.set(object, stepBack(row, what, attribute, before))
  }
  return former
}

/** Changed in place: many changes may be taken back from one row. */
type Copy = Record<string, StoredValue>

const copyOf = (row: StoredRow | null): Copy | null => (row === null ? null : { ...row })

const stepBack = (row: Copy | null, what: string, attribute: string | null, before: StoredValue): Copy | null => {
  if (what === 'added') return null
  if (what === 'removed') return JSON.parse(String(before)) as Copy
  if (row !== null && attribute !== null) row[attribute] = before
  return row
}
