import { keysOfGroup, storedOfGroup } from './group-columns.ts'
import { transitiveCounts } from './group-counts.ts'
import type { Statements } from './sqlite.ts'

const columns = [...storedOfGroup, ...keysOfGroup, 'text']
const list = (prefix: string, names: readonly string[] = columns) => names.map((name) => `${prefix}${name}`).join(', ')

/** Brings `groups`, their members and counts to what is staged. Users must have been published before: counts are of them. */
export const publishGroups = (sql: Statements): void => {
  sql.run('DELETE FROM groups WHERE id NOT IN (SELECT id FROM staged_groups)')
  sql.run(`UPDATE groups SET (${list('')}) = (SELECT ${list('')} FROM staged_groups WHERE number = s.number)
    FROM staged_groups s WHERE s.id = groups.id AND (${list('s.', storedOfGroup)}) IS NOT (${list('groups.', storedOfGroup)})`)
  sql.run(`INSERT INTO groups (id, ${list('')}) SELECT id, ${list('')} FROM staged_groups
    WHERE id NOT IN (SELECT id FROM groups) ORDER BY id`)
  publishMembers(sql)
  countDirect(sql)
  countTransitive(sql)
}

/** Members of a group that is not staged (deleted between its list and its members) are nobody's. */
const publishMembers = (sql: Statements): void => {
  const isFirst = sql.value('SELECT 1 FROM members LIMIT 1') === undefined
  sql.run('DELETE FROM staged_members WHERE groupId NOT IN (SELECT id FROM staged_groups)')
  if (isFirst) sql.run('DROP INDEX IF EXISTS members_member')
  else {
    sql.run(`DELETE FROM members WHERE NOT EXISTS
      (SELECT 1 FROM staged_members s WHERE s.groupId = members.groupId AND s.memberId = members.memberId)`)
    sql.run(`UPDATE members SET type = s.type, displayName = s.displayName FROM staged_members s
      WHERE s.groupId = members.groupId AND s.memberId = members.memberId
      AND (s.type, s.displayName) IS NOT (members.type, members.displayName)`)
  }
  sql.run(`INSERT INTO members (groupId, memberId, type, displayName)
    SELECT groupId, memberId, type, displayName FROM staged_members s WHERE NOT EXISTS
      (SELECT 1 FROM members m WHERE m.groupId = s.groupId AND m.memberId = s.memberId) ORDER BY groupId, memberId`)
  sql.run('CREATE INDEX IF NOT EXISTS members_member ON members (memberId, groupId)')
}

const countDirect = (sql: Statements): void => {
  sql.run(`UPDATE groups SET direct = c.members FROM
    (SELECT g.number, count(m.memberId) members FROM groups g LEFT JOIN members m ON m.groupId = g.id GROUP BY g.number) c
    WHERE c.number = groups.number AND c.members IS NOT groups.direct`)
}

const countTransitive = (sql: Statements): void => {
  const counts = transitiveCounts(sql)
  for (const { number, transitive } of sql.all<{ number: number; transitive: number }>(
    'SELECT number, transitive FROM groups',
  )) {
    const counted = counts.get(number) ?? 0
    if (counted !== transitive) sql.run('UPDATE groups SET transitive = ? WHERE number = ?', counted, number)
  }
}
