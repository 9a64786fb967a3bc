import { keysOfGroup, storedOfGroup } from './group-columns.ts'
import { generationOf } from './snapshot.ts'
import type { Statements } from './statements.ts'

const columns = [...storedOfGroup, ...keysOfGroup, 'text']
const list = (prefix: string, names: readonly string[] = columns) => names.map((name) => `${prefix}${name}`).join(', ')

/** The members of one list as one text: most lists are as they were, and are told so without looking at each member. */
const told = (table: string, owner: string, value: string) =>
  `(SELECT group_concat(memberId || type || quote(displayName)) FROM ${table} WHERE ${owner} = ${value})`
const findAlteredLists = `
  INSERT INTO altered_lists (groupNumber, list) SELECT g.number, coalesce(l.number, 0)
    FROM groups g LEFT JOIN staged_lists l ON l.groupId = g.id WHERE g.number NOT IN (SELECT number FROM gone_groups)
    AND ${told('staged_members', 'list', 'l.number')} IS NOT ${told('members', 'groupNumber', 'g.number')}`

/** How it is found out which groups go, and of those that stay which lists differ: what fills gone_groups and altered_lists. */
export interface GroupFinding {
  readonly gone: string
  readonly lists: (sql: Statements) => void
}

/** Of these lists who differs: each is looked up in the other list, so that one of tens of thousands is gone through once. */
const findAlteredMembers = (sql: Statements): void => {
  sql.run(`INSERT INTO altered_members (groupNumber, memberId, removed) SELECT a.groupNumber, m.memberId, 1
    FROM altered_lists a CROSS JOIN members m ON m.groupNumber = a.groupNumber
    WHERE NOT EXISTS (SELECT 1 FROM staged_members s WHERE s.list = a.list AND s.memberId = m.memberId)`)
  sql.run(`INSERT INTO altered_members (groupNumber, memberId, type, displayName, removed)
    SELECT a.groupNumber, s.memberId, s.type, s.displayName, 0
    FROM altered_lists a CROSS JOIN staged_members s ON s.list = a.list
    LEFT JOIN members m ON m.groupNumber = a.groupNumber AND m.memberId = s.memberId
    WHERE (s.type, s.displayName) IS NOT (m.type, m.displayName)`)
}

/** Where every group is staged, with all its members. */
const amongAll: GroupFinding = {
  gone: 'INSERT INTO gone_groups SELECT number FROM groups WHERE id NOT IN (SELECT id FROM staged_groups)',
  lists: (sql) => sql.run(findAlteredLists),
}

/** Which groups go, change and come, and of those that stay which members do. */
export const findGroupChanges = (sql: Statements, finding = amongAll): void => {
  for (const table of ['gone_groups', 'altered_groups', 'new_groups', 'altered_lists', 'altered_members'])
    sql.run(`DELETE FROM temp.${table}`)
  sql.run(finding.gone)
  sql.run(`INSERT INTO altered_groups (number, source) SELECT g.number, s.number
    FROM staged_groups s JOIN groups g ON g.id = s.id WHERE (${list('s.', storedOfGroup)}) IS NOT (${list('g.', storedOfGroup)})`)
  sql.run('INSERT INTO new_groups SELECT number FROM staged_groups WHERE id NOT IN (SELECT id FROM groups)')
  finding.lists(sql)
  findAlteredMembers(sql)
}

const removeGone = (sql: Statements): void => {
  sql.run('DELETE FROM members WHERE groupNumber IN (SELECT number FROM gone_groups)')
  sql.run('DELETE FROM groups WHERE number IN (SELECT number FROM gone_groups)')
}

const updateAltered = (sql: Statements): void => {
  sql.run(`UPDATE groups SET (${list('')}) = (SELECT ${list('')} FROM staged_groups WHERE number = a.source)
    FROM altered_groups a WHERE a.number = groups.number`)
}

/** Numbered onwards in the order in which they came, with all their members. */
const insertNew = (sql: Statements): void => {
  const last = sql.value<number>('SELECT coalesce(max(number), 0) FROM groups') ?? 0
  sql.run(`INSERT INTO groups (id, ${list('')}) SELECT s.id, ${list('s.')}
    FROM new_groups n CROSS JOIN staged_groups s ON s.number = n.source ORDER BY n.source`)
  sql.run(
    `INSERT INTO altered_lists (groupNumber, list) SELECT g.number, l.number
     FROM groups g JOIN staged_lists l ON l.groupId = g.id WHERE g.number > ?`,
    last,
  )
  sql.run(
    `INSERT INTO members (groupNumber, memberId, type, displayName)
     SELECT a.groupNumber, s.memberId, s.type, s.displayName
     FROM altered_lists a CROSS JOIN staged_members s ON s.list = a.list WHERE a.groupNumber > ?`,
    last,
  )
}

const updateMembers = (sql: Statements): void => {
  sql.run(`DELETE FROM members WHERE (groupNumber, memberId) IN
    (SELECT groupNumber, memberId FROM altered_members WHERE removed)`)
  sql.run(`INSERT INTO members (groupNumber, memberId, type, displayName)
    SELECT groupNumber, memberId, type, displayName FROM altered_members WHERE NOT removed
    ON CONFLICT DO UPDATE SET type = excluded.type, displayName = excluded.displayName`)
}

/**
 * Nothing has been published yet: the staged lists take the place of the empty ones. A group has its list's number
 * then, and one without a list a number behind.
 */
const exchange = (sql: Statements): void => {
  const last = sql.value<number>('SELECT coalesce(max(number), 0) FROM staged_lists') ?? 0
  sql.run(
    `INSERT INTO groups (number, id, ${list('')}) SELECT coalesce(l.number, ? + s.number), s.id, ${list('s.')}
     FROM staged_groups s LEFT JOIN staged_lists l ON l.groupId = s.id ORDER BY 1`,
    last,
  )
  const renames = ['members RENAME TO spare', 'staged_members RENAME TO members', 'spare RENAME TO staged_members']
  const columns = ['members RENAME COLUMN list TO groupNumber', 'staged_members RENAME COLUMN groupNumber TO list']
  for (const change of [...renames, ...columns]) sql.run(`ALTER TABLE ${change}`)
}

const bringDifference = (sql: Statements): void => {
  removeGone(sql)
  updateAltered(sql)
  updateMembers(sql)
  insertNew(sql)
}

/** In which groups somebody is. After the first publishing it follows: until then all memberships are looked through. */
export const indexOfMembers = 'CREATE INDEX IF NOT EXISTS members_member ON members (memberId)'

/** Brings `groups` and their members to what is staged, by what has been found to differ. */
export const publishGroups = (sql: Statements): void => {
  const isFirst = generationOf(sql) === 0
  // Built by sorting, which takes a fraction of one entry after another.
  if (sql.value('SELECT 1 FROM members LIMIT 1') === undefined) sql.run('DROP INDEX IF EXISTS members_member')
  if (isFirst) exchange(sql)
  else {
    bringDifference(sql)
    sql.run(indexOfMembers)
  }
}

/** Row numbers of a publishing under way, and members of groups that stay. `source` and `list`: of what is staged. */
export const groupChanges = `
  CREATE TEMP TABLE gone_groups (number INTEGER PRIMARY KEY);
  CREATE TEMP TABLE altered_groups (number INTEGER PRIMARY KEY, source INTEGER NOT NULL);
  CREATE TEMP TABLE new_groups (source INTEGER PRIMARY KEY);
  CREATE TEMP TABLE altered_lists (groupNumber INTEGER PRIMARY KEY, list INTEGER NOT NULL);
  CREATE TEMP TABLE altered_members (groupNumber INTEGER NOT NULL, memberId TEXT NOT NULL, type TEXT, displayName TEXT,
    removed INTEGER NOT NULL, PRIMARY KEY (groupNumber, memberId)) WITHOUT ROWID;`
