import { shownProperties } from '../../shared/domain/user.ts'
import type { Database } from '../sqlite/database.ts'
import type { Statements } from './statements.ts'
import { keyColumn, keyOfStored } from './user-columns.ts'

/** What makes a key, in SQL. */
const keyOf = 'user_key'

/** For a connection that asks for `userKeys`. */
export const offerUserKeys = (database: Database): void => {
  database.function(keyOf, { deterministic: true }, keyOfStored)
}

const made = shownProperties.map((column) => `${keyOf}('${column}', ${column}) AS ${keyColumn(column)}`).join(', ')

/**
 * Where sort keys are read: the table, or in its place what makes them of each user. A first publishing leaves the
 * table for afterwards, where it is filled from the first user to the last.
 */
export const userKeys = (sql: Statements): string =>
  sql.value('SELECT (SELECT max(number) FROM user_keys) IS (SELECT max(number) FROM users)') === 1
    ? 'user_keys'
    : `(SELECT number, ${made} FROM users)`
