import { fold } from './fold.ts'
import type { Statements } from './statements.ts'

/** Rows of one kind, by the way in which they differ: `o` is the published row, `s` the staged one. */
interface Sources {
  readonly gone: string
  readonly altered: string
  readonly added: string
}

/** What a search looks through: names and mail addresses, folded, one a line. */
export const searchedNames = (name: string | null, mail: string | null): string =>
  [name, mail]
    .filter((value) => value !== null)
    .map(fold)
    .join('\n')

const name = (rows: string) => `
  INSERT INTO history_objects (id, type, name, mail) ${rows}
  ON CONFLICT (id) DO UPDATE SET type = excluded.type, name = excluded.name, mail = excluded.mail, text = NULL
    WHERE (excluded.type, excluded.name, excluded.mail) IS NOT (type, name, mail)`
const nameWhereUnknown = (rows: string) =>
  `INSERT INTO history_objects (id, type, name, mail) ${rows} ON CONFLICT (id) DO NOTHING`

const noteFormer = (source: string) => `
  INSERT INTO former_names (number, name, mail, text)
  SELECT h.number, h.name, h.mail, h.text FROM ${source} CROSS JOIN history_objects h ON h.id = s.id
    WHERE (s.displayName, s.mail) IS NOT (h.name, h.mail)`

/** Everything that differs is named as it is staged, what goes as it was. */
export const nameObjects = (sql: Statements, sources: Readonly<Record<'user' | 'group', Sources>>): void => {
  sql.run('DELETE FROM temp.former_names')
  for (const kind of ['user', 'group'] as const) {
    const { gone, altered, added } = sources[kind]
    for (const source of [altered, added]) sql.run(noteFormer(source))
    for (const [source, row] of [
      [gone, 'o'],
      [altered, 's'],
      [added, 's'],
    ])
      sql.run(name(`SELECT ${row}.id, '${kind}', ${row}.displayName, ${row}.mail FROM ${source} WHERE true`))
  }
}

/** Users and groups that differ themselves are named already. */
export const nameMemberships = (sql: Statements): void => {
  sql.run(
    nameWhereUnknown(`SELECT g.id, 'group', g.displayName, g.mail
      FROM (SELECT DISTINCT groupId FROM changed_memberships) c CROSS JOIN groups g ON g.id = c.groupId WHERE true`),
  )
  sql.run(
    nameWhereUnknown(`SELECT c.memberId, c.type, coalesce(u.displayName, g.displayName, c.displayName), coalesce(u.mail, g.mail)
      FROM changed_memberships c LEFT JOIN users u ON u.id = c.memberId LEFT JOIN groups g ON g.id = c.memberId WHERE true`),
  )
}

export const foldNames = (sql: Statements): void => {
  const open = sql.all<{ number: number; name: string | null; mail: string | null }>(
    'SELECT number, name, mail FROM history_objects WHERE text IS NULL',
  )
  for (const { number, name: displayName, mail } of open)
    sql.run('UPDATE history_objects SET text = ? WHERE number = ?', searchedNames(displayName, mail), number)
}

/** What is not published bears its names alone, and what was published the names that it had. */
export const setNamesAside = (sql: Statements): void => {
  sql.run(`INSERT INTO pending_names (number, name, mail, text)
    SELECT h.number, h.name, h.mail, h.text FROM former_names f CROSS JOIN history_objects h ON h.number = f.number`)
  sql.run(`UPDATE history_objects AS h SET name = f.name, mail = f.mail, text = f.text
    FROM former_names f WHERE h.number = f.number`)
  sql.run('DELETE FROM temp.former_names')
}

/** Names in the history before a publishing under way gave others. */
export const notedNames =
  'CREATE TEMP TABLE former_names (number INTEGER PRIMARY KEY, name TEXT, mail TEXT, text TEXT NOT NULL);'
