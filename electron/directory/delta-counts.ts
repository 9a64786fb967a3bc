import { byGroup, reach, usersOfGroup } from './group-counts.ts'
import type { Statements } from './statements.ts'

/** Whoever came or left counts in every list that names them, though the list itself did not change. */
const moved = `
  SELECT id FROM staged_removed
  UNION SELECT s.id FROM new_users n CROSS JOIN staged_users s ON s.number = n.source
  UNION SELECT id FROM staged_groups`

/** The groups that hold one of those, directly or not. */
const concerned = `
  WITH RECURSIVE up (number) AS (
    SELECT groupNumber FROM altered_lists
    UNION SELECT groupNumber FROM altered_members
    UNION SELECT g.number FROM staged_groups s CROSS JOIN groups g ON g.id = s.id
    UNION SELECT m.groupNumber FROM (${moved}) o CROSS JOIN members m ON m.memberId = o.id
    UNION SELECT m.groupNumber FROM up CROSS JOIN groups g ON g.number = up.number CROSS JOIN members m ON m.memberId = g.id)
  SELECT number FROM up`

const direct = 'SELECT count(*) FROM members WHERE groupNumber = ?'
const groupsOfGroup = `SELECT g.number FROM members m CROSS JOIN groups g ON g.id = m.memberId
  WHERE m.groupNumber = ? AND m.type = 'group'`

/** Counts the members of those groups alone that what was published concerns. As countMembers does for all. */
export const recountMembers = (sql: Statements): void => {
  const users = byGroup(sql, usersOfGroup)
  const groups = byGroup(sql, groupsOfGroup)
  for (const group of sql.column<number>(concerned)) {
    const transitive = new Set([...reach(group, groups)].flatMap(users)).size
    const counts = [sql.value<number>(direct, group) ?? 0, transitive]
    sql.run(
      'UPDATE groups SET direct = ?, transitive = ? WHERE number = ? AND (direct, transitive) IS NOT (?, ?)',
      ...[...counts, group, ...counts],
    )
  }
}
