import type { Statements } from './sqlite.ts'
import { keys, userColumns } from './user-columns.ts'

const list = (prefix: string) => userColumns.map((name) => `${prefix}${name}`).join(', ')

/** Entries of the search go by what was indexed, so they are taken out before the text changes. */
const unindex = (numbers: string) => `
  INSERT INTO user_search (user_search, rowid, text)
    SELECT 'delete', number, text FROM user_text WHERE number IN (${numbers})`
const index = (numbers: string) => `
  INSERT INTO user_search (rowid, text) SELECT number, text FROM user_text WHERE number IN (${numbers})`

/** Users that the staging brings with other values, and whether what a search looks through is among them. */
const findAltered = `
  INSERT INTO altered_users (number, source, text)
    SELECT u.number, s.number, t.text <> s.text
    FROM staged_users s JOIN users u ON u.id = s.id JOIN user_text t ON t.number = u.number
    WHERE s.mark NOT IN (SELECT mark FROM users)`

const removeGone = (sql: Statements): void => {
  sql.run('INSERT INTO gone_users SELECT number FROM users WHERE id NOT IN (SELECT id FROM staged_users)')
  sql.run(unindex('SELECT number FROM gone_users'))
  sql.run('DELETE FROM user_text WHERE number IN (SELECT number FROM gone_users)')
  sql.run('DELETE FROM users WHERE number IN (SELECT number FROM gone_users)')
}

const updateAltered = (sql: Statements): void => {
  const retold = 'SELECT number FROM altered_users WHERE text'
  sql.run(findAltered)
  sql.run(unindex(retold))
  sql.run(`UPDATE user_text SET text = s.text FROM altered_users a JOIN staged_users s ON s.number = a.source
    WHERE a.number = user_text.number AND a.text`)
  sql.run(index(retold))
  sql.run(`UPDATE users SET (${list('')}) = (SELECT ${list('')} FROM staged_users s WHERE s.number = a.source)
    FROM altered_users a WHERE a.number = users.number`)
}

/** Numbered onwards in the order in which they came. */
const insertNew = (sql: Statements): void => {
  const last = sql.value<number>('SELECT coalesce(max(number), 0) FROM users') ?? 0
  sql.run(`INSERT INTO new_users (source) SELECT number FROM staged_users
    WHERE id NOT IN (SELECT id FROM users) ORDER BY number`)
  const added = 'FROM new_users n CROSS JOIN staged_users s ON s.number = n.source'
  sql.run(`INSERT INTO users (number, ${list('')}) SELECT n.number + ?, ${list('s.')} ${added}`, last)
  sql.run(`INSERT INTO user_text (number, text) SELECT n.number + ?, s.text ${added}`, last)
  sql.run('INSERT INTO user_search (rowid, text) SELECT number, text FROM user_text WHERE number > ?', last)
}

/** Indexes that are filled at once are built by sorting, in a fraction of the time that one insertion after another takes. */
const userIndexes = ['mark', ...keys].map((key) => ({ name: `users_${key}`, on: `users (${key})` }))

/** Brings `users` and their search to what is staged: the difference alone is written. */
export const publishUsers = (sql: Statements): void => {
  for (const table of ['gone_users', 'altered_users', 'new_users']) sql.run(`DELETE FROM temp.${table}`)
  const isFirst = sql.value('SELECT 1 FROM users LIMIT 1') === undefined
  if (isFirst) for (const { name } of userIndexes) sql.run(`DROP INDEX IF EXISTS ${name}`)
  else {
    removeGone(sql)
    updateAltered(sql)
  }
  insertNew(sql)
  for (const { name, on } of userIndexes) sql.run(`CREATE INDEX IF NOT EXISTS ${name} ON ${on}`)
}

/** Row numbers of a publishing under way. */
export const userChanges = `
  CREATE TEMP TABLE gone_users (number INTEGER PRIMARY KEY);
  CREATE TEMP TABLE altered_users (number INTEGER PRIMARY KEY, source INTEGER NOT NULL, text INTEGER NOT NULL);
  CREATE TEMP TABLE new_users (number INTEGER PRIMARY KEY, source INTEGER NOT NULL);`
