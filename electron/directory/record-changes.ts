import { historyOfGroups, historyOfUsers, rowAsJson } from './history-columns.ts'
import { foldNames, nameMemberships, nameObjects, notedNames } from './history-names.ts'
import { generationOf } from './snapshot.ts'
import type { Statements } from './statements.ts'

/** One source of rows for each way in which an object can differ: `o` is the published row, `s` the staged one. */
const goneUsers = 'gone_users d CROSS JOIN users o ON o.number = d.number'
const alteredUsers = `altered_users d CROSS JOIN users o ON o.number = d.number
  CROSS JOIN staged_users s ON s.number = d.source`
const newUsers = 'new_users d CROSS JOIN staged_users s ON s.number = d.source'
const goneGroups = 'gone_groups d CROSS JOIN groups o ON o.number = d.number'
const alteredGroups = `altered_groups d CROSS JOIN groups o ON o.number = d.number
  CROSS JOIN staged_groups s ON s.number = d.source`
const newGroups = 'new_groups d CROSS JOIN staged_groups s ON s.number = d.source'

const sources = {
  user: { gone: goneUsers, altered: alteredUsers, added: newUsers, columns: historyOfUsers },
  group: { gone: goneGroups, altered: alteredGroups, added: newGroups, columns: historyOfGroups },
} as const
type Kind = keyof typeof sources

const alteredMembers = 'altered_members d CROSS JOIN groups o ON o.number = d.groupNumber'
const asBefore = 'members m ON m.groupNumber = d.groupNumber AND m.memberId = d.memberId'

const member = 'm.memberId, m.type, m.displayName'
const findMemberships = `
  INSERT INTO changed_memberships (what, groupId, memberId, type, displayName)
  SELECT 'removed', o.id, ${member} FROM ${goneGroups} CROSS JOIN members m ON m.groupNumber = d.number
  UNION ALL SELECT 'removed', o.id, ${member} FROM ${alteredMembers} CROSS JOIN ${asBefore} WHERE d.removed
  UNION ALL SELECT 'added', o.id, d.memberId, d.type, d.displayName FROM ${alteredMembers}
    LEFT JOIN ${asBefore} WHERE NOT d.removed AND m.memberId IS NULL
  UNION ALL SELECT 'added', s.id, ${member} FROM ${newGroups} CROSS JOIN staged_lists l ON l.groupId = s.id
    CROSS JOIN staged_members m ON m.list = l.number`

/** Columns that differ in at least one row: where everyone changes, few columns do, and each costs a way through all. */
const alteredColumns = (sql: Statements, kind: Kind): readonly string[] => {
  const { altered, columns } = sources[kind]
  const differs = columns.map((column) => `max(o.${column} IS NOT s.${column}) ${column}`).join(', ')
  const found = sql.get<Readonly<Record<string, number | null>>>(`SELECT ${differs} FROM ${altered}`)
  return columns.filter((column) => found?.[column] === 1)
}

const findAttributes = (sql: Statements, kind: Kind): void => {
  sql.run('DELETE FROM temp.changed_attributes')
  for (const column of alteredColumns(sql, kind))
    sql.run(`INSERT INTO changed_attributes (id, place, attribute, before, after)
      SELECT s.id, ${sources[kind].columns.indexOf(column)}, '${column}', o.${column}, s.${column}
      FROM ${sources[kind].altered} WHERE o.${column} IS NOT s.${column}`)
}

/** Sorted by name, so that a list of changes need only follow their numbers. */
const sorted = 'CROSS JOIN history_objects h ON h.id = c.id ORDER BY h.text, h.number'
const insert = 'INSERT INTO changes (run, kind, what, object, attribute, before, after)'

const recordObjects = (sql: Statements, run: number, kind: Kind): void => {
  const { gone, added, columns } = sources[kind]
  const row = rowAsJson('o', columns)
  sql.run(
    `${insert} SELECT ?, '${kind}', 'removed', h.number, NULL, c.row, NULL
    FROM (SELECT o.id, ${row} row FROM ${gone}) c ${sorted}`,
    run,
  )
  sql.run(
    `${insert} SELECT ?, '${kind}', 'added', h.number, NULL, NULL, NULL FROM (SELECT s.id FROM ${added}) c ${sorted}`,
    run,
  )
  findAttributes(sql, kind)
  sql.run(
    `${insert} SELECT ?, '${kind}', 'changed', h.number, c.attribute, c.before, c.after
    FROM changed_attributes c ${sorted}, c.place`,
    run,
  )
}

const recordMemberships = (sql: Statements, run: number): void => {
  sql.run(
    `INSERT INTO changes (run, kind, what, object, member) SELECT ?, 'membership', c.what, g.number, m.number
     FROM changed_memberships c CROSS JOIN history_objects g ON g.id = c.groupId
     CROSS JOIN history_objects m ON m.id = c.memberId ORDER BY g.text, g.number, c.what DESC, m.text, m.number`,
    run,
  )
}

const count = `
  UPDATE history_runs SET (changes, usersAdded, usersRemoved, usersChanged, groupsAdded, groupsRemoved, groupsChanged, gained, lost) =
    (SELECT (SELECT count(*) FROM changes WHERE run = ?), (SELECT count(*) FROM new_users), (SELECT count(*) FROM gone_users),
      (SELECT count(*) FROM altered_users), (SELECT count(*) FROM new_groups), (SELECT count(*) FROM gone_groups),
      (SELECT count(*) FROM altered_groups), (SELECT count(*) FROM changed_memberships WHERE what = 'added'),
      (SELECT count(*) FROM changed_memberships WHERE what = 'removed'))
  WHERE number = ?`

const recordDifference = (sql: Statements, run: number): void => {
  sql.run('DELETE FROM temp.changed_memberships')
  sql.run(findMemberships)
  nameObjects(sql, sources)
  nameMemberships(sql)
  foldNames(sql)
  recordMemberships(sql, run)
  recordObjects(sql, run, 'user')
  recordObjects(sql, run, 'group')
  sql.run(count, run, run)
  sql.run('DELETE FROM temp.changed_attributes')
}

/**
 * Notes what a publishing is about to change, by what has been found to differ and before anything of it is written. The
 * first is the beginning: everyone would be new.
 */
export const recordChanges = (
  sql: Statements,
  { runId, at }: { readonly runId: string; readonly at: string },
): number => {
  const isFirst = generationOf(sql) === 0
  const run = sql.value<number>(
    'INSERT INTO history_runs (runId, at, first) VALUES (?, ?, ?) RETURNING number',
    ...[runId, at, Number(isFirst)],
  )
  if (run === undefined) throw new TypeError('no number')
  if (!isFirst) recordDifference(sql, run)
  return run
}

/** Attributes changed by a publishing under way, and memberships gained and lost, which are there until the next; names. */
export const noticedChanges = `
  CREATE TEMP TABLE changed_attributes (id TEXT NOT NULL, place INTEGER NOT NULL, attribute TEXT NOT NULL, before, after);
  CREATE TEMP TABLE changed_memberships (what TEXT NOT NULL, groupId TEXT NOT NULL, memberId TEXT NOT NULL,
    type TEXT NOT NULL, displayName TEXT);${notedNames}`
