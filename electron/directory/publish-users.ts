import { keptProperties } from '../../shared/domain/user.ts'
import { generationOf } from './snapshot.ts'
import type { Statements } from './statements.ts'
import {
  foldedValues,
  markOf,
  type UserRecord,
  userColumns,
  userKeyColumns,
  userOf,
  userValues,
} from './user-columns.ts'

const shown = userColumns.join(', ')
const keys = userKeyColumns.join(', ')
const tables = ['users', 'user_keys', 'user_text']

/** Entries of the search go by what was indexed, so they are taken out before the text changes. */
const unindex = (numbers: string) => `
  INSERT INTO user_search (user_search, rowid, text)
    SELECT 'delete', number, text FROM user_text WHERE number IN (${numbers})`
const index = (numbers: string) => `
  INSERT INTO user_search (rowid, text) SELECT number, text FROM user_text WHERE number IN (${numbers})`

/** Where everyone is staged. */
const goneOfAll = `INSERT INTO gone_users SELECT number FROM users
  WHERE number NOT IN (SELECT number FROM staged_same) AND id NOT IN (SELECT id FROM staged_users)`

const findAltered = `INSERT INTO altered_users (number, source, text)
  SELECT u.number, s.number, t.text <> n.text
  FROM staged_users s CROSS JOIN users u ON u.id = s.id CROSS JOIN staged_user_text n ON n.number = s.number
    CROSS JOIN user_text t ON t.number = u.number
  WHERE n.mark <> t.mark`

/**
 * Which users go (`gone` fills gone_users), change and come, and how many; of those that change, whether what a search
 * looks through does. At the first publishing all that are staged come, and are not listed.
 */
export const findUserChanges = (sql: Statements, gone = goneOfAll): number => {
  for (const table of ['gone_users', 'altered_users', 'new_users']) sql.run(`DELETE FROM temp.${table}`)
  if (generationOf(sql) === 0) return sql.value<number>('SELECT count(*) FROM staged_users') ?? 0
  const went = sql.run(gone)
  const altered = sql.run(findAltered)
  const added = sql.run(`INSERT INTO new_users (source) SELECT number FROM staged_users
    WHERE id NOT IN (SELECT id FROM users) ORDER BY number`)
  return went + altered + added
}

const removeGone = (sql: Statements): void => {
  sql.run(unindex('SELECT number FROM gone_users'))
  for (const table of tables) sql.run(`DELETE FROM ${table} WHERE number IN (SELECT number FROM gone_users)`)
}

/** A key that stays is left alone: its index would be written at two places for each, and each key has an index. */
const replaceKeys = userKeyColumns.map(
  (key) => `UPDATE user_keys AS k SET ${key} = d.${key} FROM
    (SELECT a.number, s.${key} FROM altered_users a CROSS JOIN staged_user_keys s ON s.number = a.source
      CROSS JOIN user_keys o ON o.number = a.number WHERE o.${key} IS NOT s.${key} LIMIT -1) d
    WHERE k.number = d.number`,
)

const told = keptProperties.join(', ')
/** One by one: a single UPDATE would hold all the new values in memory first, and replacing rows writes their index anew. */
const replaceTold = `UPDATE users SET (${told}) = (SELECT ${told} FROM staged_users WHERE number = ?) WHERE number = ?`

interface Altered {
  readonly number: number
  readonly source: number
}
const altered = 'SELECT number, source FROM altered_users WHERE number > ? ORDER BY number LIMIT 500'

const replaceAltered = (sql: Statements): void => {
  const retold = 'SELECT number FROM altered_users WHERE text'
  const from = (staged: string) => `FROM altered_users a CROSS JOIN ${staged} s ON s.number = a.source`
  sql.run(unindex(retold))
  sql.run(
    `INSERT OR REPLACE INTO user_text (number, text, mark) SELECT a.number, s.text, s.mark ${from('staged_user_text')}`,
  )
  sql.run(index(retold))
  for (const { number, source } of sql.inPieces<Altered>(altered)) sql.run(replaceTold, source, number)
  for (const replaceKey of replaceKeys) sql.run(replaceKey)
}

const lastNumber = (sql: Statements): number => sql.value<number>('SELECT coalesce(max(number), 0) FROM users') ?? 0

/** Numbered onwards in the order in which they came; their texts follow. */
const insertNew = (sql: Statements, last: number): void => {
  const from = (staged: string) => `FROM new_users n CROSS JOIN ${staged} s ON s.number = n.source`
  sql.run(`INSERT INTO users (number, ${shown}) SELECT n.number + ?, ${shown} ${from('staged_users')}`, last)
  sql.run(`INSERT INTO user_keys (number, ${keys}) SELECT n.number + ?, ${keys} ${from('staged_user_keys')}`, last)
}

/** Nothing has been published yet: the staged table takes the place of the empty one, its index of ids with it. */
const exchange = (sql: Statements): number => {
  sql.run('DROP INDEX users_id')
  for (const change of ['users RENAME TO spare', 'staged_users RENAME TO users', 'spare RENAME TO staged_users'])
    sql.run(`ALTER TABLE ${change}`)
  return 0
}

/** The last row before those that are new. */
const bringDifference = (sql: Statements): number => {
  removeGone(sql)
  replaceAltered(sql)
  const last = lastNumber(sql)
  insertNew(sql, last)
  return last
}

type Numbered = UserRecord & { readonly number: number }
const numbered = 'SELECT * FROM users WHERE number > ? ORDER BY number LIMIT 500'

const insertKeys = `INSERT OR IGNORE INTO user_keys (number, ${keys}) VALUES (?, ${userKeyColumns.map(() => '?').join(', ')})`

/** Users at a time: a tenth of a second. */
const piece = 5_000

/**
 * Of the next rows behind, what a search looks through, what tells whether they differ, and sort keys where there are
 * none. Gives the last of them, null where it was the last of all.
 */
const makeRest = (sql: Statements, from: number): number | null => {
  let made = 0
  for (const { number, ...record } of sql.inPieces<Numbered>(numbered, from)) {
    const user = userOf(record)
    const { keys: sortKeys, text } = foldedValues(user)
    sql.run(insertKeys, number, ...sortKeys)
    sql.run('INSERT INTO user_text VALUES (?, ?, ?)', number, text, markOf(userValues(user)))
    if (++made === piece) return number
  }
  return null
}

/** Brings the search's index, and what belongs to it, from one row to the next that it gives; null where it is the last. */
const indexFrom = (sql: Statements, from: number): number | null => {
  const to = makeRest(sql, from)
  sql.run('INSERT INTO user_search (rowid, text) SELECT number, text FROM user_text WHERE number > ?', from)
  return to
}

/** Up to the last row. */
const indexAllFrom = (sql: Statements, from: number): void => {
  for (let next: number | null = from; next !== null; ) next = indexFrom(sql, next)
}

/** A piece of what a publishing left for afterwards: keys, texts and the search's index. Whether more is left. */
export const indexPiece = (sql: Statements): boolean => {
  const from = sql.value<number | null>('SELECT searchable FROM snapshot') ?? null
  if (from === null) return false
  const to = indexFrom(sql, from)
  sql.run('UPDATE snapshot SET searchable = ?', to)
  return to !== null
}

/** Joins pieces of the search's index that publishings have left: at most so many pages at a time, nothing while there are few. */
export const mergeSearch = "INSERT INTO user_search (user_search, rank) VALUES ('merge', 500)"

const createIndex = (key: string): string => `CREATE INDEX IF NOT EXISTS user_keys_${key} ON user_keys (${key})`

/** What the first page and the figures look up; a list sorted by another column can do without for a while. */
const needed = ['displayNameKey', 'departmentKey', 'mailKey']

/** Indexes that a large publishing leaves for afterwards, one statement each. */
export const laterUserIndexes = userKeyColumns.map(createIndex)

/** From this share of users on, indexes are built by sorting: a fraction of the time that one entry after another takes. */
const large = 0.1

/**
 * Brings users and their search to what is staged, by what has been found to differ: it alone is written. Gives the last
 * row that the search's index holds, null when it holds all: building it for many takes as long as all the rest, so it
 * follows afterwards, and so do everyone's sort keys after the first publishing.
 */
export const publishUsers = (sql: Statements, changes: number): number | null => {
  const isFirst = generationOf(sql) === 0
  // The highest number is at hand, while counting would read everyone.
  const isLarge = isFirst || changes > large * lastNumber(sql)
  if (isLarge) for (const key of userKeyColumns) sql.run(`DROP INDEX IF EXISTS user_keys_${key}`)
  if (isFirst) return exchange(sql)
  const last = bringDifference(sql)
  for (const key of needed) sql.run(createIndex(key))
  if (isLarge) return last
  indexAllFrom(sql, last)
  return null
}

/** Row numbers of a publishing under way. */
export const userChanges = `
  CREATE TEMP TABLE gone_users (number INTEGER PRIMARY KEY);
  CREATE TEMP TABLE altered_users (number INTEGER PRIMARY KEY, source INTEGER NOT NULL, text INTEGER NOT NULL);
  CREATE TEMP TABLE new_users (number INTEGER PRIMARY KEY, source INTEGER NOT NULL);`
