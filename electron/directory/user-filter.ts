import type { UserColumn, UserFilter } from '../../shared/ipc/directory.ts'
import { fold, sortKey, textOfKey } from './fold.ts'
import { inverted, type NumberSet, numberSet } from './number-set.ts'
import type { Statements } from './statements.ts'
import { keyColumn } from './user-columns.ts'
import { userKeys } from './user-keys.ts'

type Entry = readonly [key: string, number: number]

/** Highest code point of Unicode: behind every text that begins like the one before it. */
const last = '\u{10ffff}'

/** Which users a filter lets through. Keys are read from their index, so equal ones stand side by side and are tested once. */
export const passing = (sql: Statements, filter: UserFilter, size: number): NumberSet => {
  const { column, operator } = filter
  const value = filter.value === null ? null : fold(filter.value)
  if (operator === 'isNot') return inverted(numberSet(equal(sql, column, value), size))
  if (operator === 'is') return numberSet(equal(sql, column, value), size)
  if (value === null) return new Uint8Array(size)
  const test = (text: string) => (operator === 'contains' ? text.includes(value) : text.startsWith(value))
  if (column === 'businessPhones') return numberSet(tested(entries(sql, column), someLine(test)), size)
  return numberSet(tested(operator === 'startsWith' ? near(sql, column, value) : entries(sql, column), test), size)
}

/** Users whose sorted column starts with the prefix; of several values the first counts. */
export const startingWith = (sql: Statements, column: UserColumn, prefix: string, size: number): NumberSet => {
  const value = fold(prefix)
  return numberSet(
    tested(near(sql, column, value), (text) => text.startsWith(value)),
    size,
  )
}

const equal = (sql: Statements, column: UserColumn, value: string | null): readonly number[] => {
  const key = keyColumn(column)
  if (value === null) return sql.column(`SELECT number FROM ${userKeys(sql)} WHERE ${key} IS NULL`)
  if (column === 'businessPhones')
    return tested(
      entries(sql, column),
      someLine((text) => text === value),
    )
  return sql.column(`SELECT number FROM ${userKeys(sql)} WHERE ${key} = ?`, sortKey(value))
}

const someLine = (test: (line: string) => boolean) => (text: string) => text.split('\n').some(test)

const entries = (sql: Statements, column: UserColumn): Iterable<Entry> => {
  const key = keyColumn(column)
  return sql.each(`SELECT ${key}, number FROM ${userKeys(sql)} WHERE ${key} IS NOT NULL ORDER BY ${key}`)
}

/** A number may go on behind the text, and then has another key; so what stands before it decides where to look. */
const near = (sql: Statements, column: UserColumn, value: string): Iterable<Entry> => {
  const key = keyColumn(column)
  const start = sortKey(value.replace(/[0-9]+$/, ''))
  return sql.each(
    `SELECT ${key}, number FROM ${userKeys(sql)} WHERE ${key} >= ? AND ${key} < ? ORDER BY ${key}`,
    start,
    start + last,
  )
}

const tested = (sorted: Iterable<Entry>, test: (text: string) => boolean): readonly number[] => {
  const numbers: number[] = []
  let former: string | null = null
  let passes = false
  for (const [key, number] of sorted) {
    if (key !== former) passes = test(textOfKey(key))
    former = key
    if (passes) numbers.push(number)
  }
  return numbers
}
