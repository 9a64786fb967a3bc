import type { Statements } from './statements.ts'
import { userColumns, userKeyColumns } from './user-columns.ts'

const shown = userColumns.join(', ')
const keys = userKeyColumns.join(', ')
const tables = ['users', 'user_keys', 'user_text']

/** Entries of the search go by what was indexed, so they are taken out before the text changes. */
const unindex = (numbers: string) => `
  INSERT INTO user_search (user_search, rowid, text)
    SELECT 'delete', number, text FROM user_text WHERE number IN (${numbers})`
const index = (numbers: string) => `
  INSERT INTO user_search (rowid, text) SELECT number, text FROM user_text WHERE number IN (${numbers})`

/** How it is found out who goes and who changes: statements that fill gone_users and altered_users. */
export interface UserFinding {
  readonly gone: string
  readonly altered: string
}

/** Where everyone is staged. */
const amongAll: UserFinding = {
  gone: 'INSERT INTO gone_users SELECT number FROM users WHERE id NOT IN (SELECT id FROM staged_users)',
  altered: `INSERT INTO altered_users (number, source, text)
    SELECT u.number, s.number, t.text <> s.text
    FROM staged_users s JOIN users u ON u.id = s.id JOIN user_text t ON t.number = u.number
    WHERE s.mark NOT IN (SELECT mark FROM user_keys)`,
}

/** Which users go, change and come, and how many; of those that change, whether what a search looks through does. */
export const findUserChanges = (sql: Statements, finding = amongAll): number => {
  for (const table of ['gone_users', 'altered_users', 'new_users']) sql.run(`DELETE FROM temp.${table}`)
  const gone = sql.run(finding.gone)
  const altered = sql.run(finding.altered)
  const added = sql.run(`INSERT INTO new_users (source) SELECT number FROM staged_users
    WHERE id NOT IN (SELECT id FROM users) ORDER BY number`)
  return gone + altered + added
}

const removeGone = (sql: Statements): void => {
  sql.run(unindex('SELECT number FROM gone_users'))
  for (const table of tables) sql.run(`DELETE FROM ${table} WHERE number IN (SELECT number FROM gone_users)`)
}

/** Rows are replaced rather than updated: an UPDATE would hold all the new values in memory first. */
const replaceAltered = (sql: Statements): void => {
  const retold = 'SELECT number FROM altered_users WHERE text'
  const source = 'FROM altered_users a CROSS JOIN staged_users s ON s.number = a.source'
  sql.run(unindex(retold))
  sql.run(`INSERT OR REPLACE INTO user_text (number, text) SELECT a.number, s.text ${source} WHERE a.text`)
  sql.run(index(retold))
  sql.run(`INSERT OR REPLACE INTO users (number, ${shown}) SELECT a.number, ${shown} ${source}`)
  sql.run(`INSERT OR REPLACE INTO user_keys (number, ${keys}) SELECT a.number, ${keys} ${source}`)
}

const lastNumber = (sql: Statements): number => sql.value<number>('SELECT coalesce(max(number), 0) FROM users') ?? 0

/** Numbered onwards in the order in which they came. */
const insertNew = (sql: Statements): void => {
  const last = lastNumber(sql)
  const source = 'FROM new_users n CROSS JOIN staged_users s ON s.number = n.source'
  sql.run(`INSERT INTO users (number, ${shown}) SELECT n.number + ?, ${shown} ${source}`, last)
  sql.run(`INSERT INTO user_keys (number, ${keys}) SELECT n.number + ?, ${keys} ${source}`, last)
  sql.run(`INSERT INTO user_text (number, text) SELECT n.number + ?, s.text ${source}`, last)
}

/** Brings the search's index up to the last row; nothing where it is there already. */
export const indexRest = (
  sql: Statements,
  from = sql.value<number | null>('SELECT searchable FROM snapshot'),
): void => {
  if (from === undefined || from === null) return
  sql.run('INSERT INTO user_search (rowid, text) SELECT number, text FROM user_text WHERE number > ?', from)
  sql.run('UPDATE snapshot SET searchable = NULL')
}

const createIndex = (key: string): string => `CREATE INDEX IF NOT EXISTS user_keys_${key} ON user_keys (${key})`

/** What the first page and the figures look up; a list sorted by another column can do without for a while. */
const needed = ['displayNameKey', 'departmentKey', 'mailKey']

/** Indexes that a large publishing leaves for afterwards, one statement each. */
export const laterUserIndexes = userKeyColumns.filter((key) => !needed.includes(key)).map(createIndex)

/** From this share of users on, indexes are built by sorting: a fraction of the time that one entry after another takes. */
const large = 0.1

/**
 * Brings users and their search to what is staged, by what has been found to differ: it alone is written. Gives the last
 * row that the search's index holds, null when it holds all: building it for many takes as long as all the rest, so it
 * follows afterwards.
 */
export const publishUsers = (sql: Statements, changes: number): number | null => {
  indexRest(sql)
  // The highest number is at hand, while counting would read everyone.
  const isLarge = changes > large * (sql.value<number>('SELECT max(number) FROM users') ?? 0)
  if (isLarge) for (const key of userKeyColumns) sql.run(`DROP INDEX IF EXISTS user_keys_${key}`)
  removeGone(sql)
  replaceAltered(sql)
  const last = lastNumber(sql)
  insertNew(sql)
  for (const key of needed) sql.run(createIndex(key))
  if (isLarge) return last
  indexRest(sql, last)
  return null
}

/** Row numbers of a publishing under way. */
export const userChanges = `
  CREATE TEMP TABLE gone_users (number INTEGER PRIMARY KEY);
  CREATE TEMP TABLE altered_users (number INTEGER PRIMARY KEY, source INTEGER NOT NULL, text INTEGER NOT NULL);
  CREATE TEMP TABLE new_users (number INTEGER PRIMARY KEY, source INTEGER NOT NULL);`
