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
 * table for afterwards, all of it in one transaction, so that it holds everyone or nobody.
 */
export const userKeys = (sql: Statements): string =>
  sql.value('SELECT 1 FROM user_keys LIMIT 1') === undefined ? `(SELECT number, ${made} FROM users)` : 'user_keys'
