import type { ChangesQuery } from '../../shared/ipc/changes.ts'
import { wordsOf } from './fold.ts'
import type { Statements } from './statements.ts'

/** A part of the condition, with the one value that it is given as often as it asks. */
type Condition = readonly [sql: string, value: unknown]

const among = (column: 'kind' | 'what' | 'attribute', values: readonly string[]): readonly Condition[] =>
  values.length === 0 ? [] : [[`c.${column} IN (SELECT value FROM json_each(?))`, JSON.stringify(values)]]

const found = (text: string) => `(SELECT number FROM history_objects h
  WHERE NOT EXISTS (SELECT 1 FROM json_each(?) WHERE NOT instr(${text}, value)))`
const published = found('h.text')
const pending = found('coalesce((SELECT n.text FROM pending_names n WHERE n.number = h.number), h.text)')

/** A membership is found by its group and by its member. */
const searched = (search: string, isPending: boolean): readonly Condition[] => {
  const words = wordsOf(search)
  const named = isPending ? pending : published
  return words.length === 0 ? [] : [[`(c.object IN ${named} OR c.member IN ${named})`, JSON.stringify(words)]]
}

const ofRuns = (condition: string, value: string | null): readonly Condition[] =>
  value === null ? [] : [[`c.run IN (SELECT number FROM history_runs WHERE ${condition} ?)`, value]]

/** What is asked for is all that is looked at: a long history is gone through as fast as it can be. */
const conditionsOf = (query: ChangesQuery, isPending: boolean): readonly Condition[] => [
  ...searched(query.search, isPending),
  ...among('kind', query.kinds),
  ...among('what', query.whats),
  ...among('attribute', query.attributes),
  ...(isPending
    ? []
    : [...ofRuns('runId =', query.runId), ...ofRuns('at >=', query.from), ...ofRuns('at <', query.to)]),
]

/**
 * Numbers of the changes that a query asks for, the newest run first, within it as they were noted. From the oldest run
 * that is kept on, so what is still to be forgotten is left out; or those that are pending.
 */
export const changesMatching = (sql: Statements, query: ChangesQuery, isPending: boolean): Uint32Array => {
  const runs = isPending ? 'c.run = 0' : 'c.run >= (SELECT min(number) FROM history_runs)'
  const conditions = conditionsOf(query, isPending)
  const values = conditions.flatMap(([condition, value]) =>
    condition
      .split('?')
      .slice(1)
      .map(() => value),
  )
  return Uint32Array.from(
    sql.column<number>(
      `SELECT c.number FROM changes c WHERE ${[runs, ...conditions.map(([condition]) => condition)].join(' AND ')}
       ORDER BY c.run DESC, c.number`,
      ...values,
    ),
  )
}
