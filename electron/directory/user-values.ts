import type { UserColumn } from '../../shared/ipc/directory.ts'
import { fold, textOfKey, wordsOf } from './fold.ts'
import type { Statements } from './statements.ts'
import { keyColumn, type UserRecord, userOf, valuesOf } from './user-columns.ts'
import { userKeys } from './user-keys.ts'

interface ValueCount {
  readonly value: string | null
  readonly users: number
}
type Counted = readonly [key: string | null, users: number, number: number]

/** Most frequent first. Values that fold to the same are one, spelt as in the oldest row. A search leaves blanks out. */
export const userValuesOf = (sql: Statements, column: UserColumn, search: string, limit: number): ValueCount[] => {
  const words = wordsOf(search)
  const matches = (text: string | null) => words.every((word) => text?.includes(word))
  if (column === 'businessPhones') return phones(sql, matches, limit)
  const key = keyColumn(column)
  const found: Counted[] = []
  for (const counted of sql.each<Counted>(
    `SELECT ${key}, count(*) users, min(number) FROM ${userKeys(sql)} GROUP BY ${key} ORDER BY users DESC, ${key}`,
  )) {
    if (words.length === 0 || matches(counted[0] === null ? null : textOfKey(counted[0]))) found.push(counted)
    if (found.length === limit) break
  }
  return found.map(([value, users, number]) => ({
    value: value === null ? null : spelling(sql, column, number),
    users,
  }))
}

const spelling = (sql: Statements, column: UserColumn, number: number): string | null => {
  const record = sql.get<UserRecord>('SELECT * FROM users WHERE number = ?', number)
  return record === undefined ? null : (valuesOf(userOf(record), column)[0] ?? null)
}

/** A user has several; each counts once. */
const phones = (sql: Statements, matches: (text: string | null) => boolean, limit: number): ValueCount[] => {
  const counts = new Map<string | null, { value: string | null; users: number }>()
  for (const [json] of sql.each<readonly [string]>('SELECT businessPhones FROM users ORDER BY number')) {
    const values: readonly string[] = JSON.parse(json)
    const folded = new Map<string | null, string | null>(values.length === 0 ? [[null, null]] : [])
    for (const value of values) if (!folded.has(fold(value))) folded.set(fold(value), value)
    for (const [text, value] of folded) {
      const known = counts.get(text)
      if (known !== undefined) known.users++
      else if (matches(text)) counts.set(text, { value, users: 1 })
    }
  }
  return [...counts.values()].sort((one, other) => other.users - one.users).slice(0, limit)
}
