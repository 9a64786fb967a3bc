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

/** By how many members a group has more or less, and by how many users among them; `beyond`: by others as well. */
interface Gain {
  readonly number: number
  readonly members: number
  readonly users: number
  readonly beyond: number
}
const gains = `SELECT g.number, sum(iif(c.what = 'added', 1, -1)) members,
    sum(CASE WHEN u.number IS NULL THEN 0 WHEN c.what = 'added' THEN 1 ELSE -1 END) users,
    max(c.type = 'group' OR c.memberId IN (${moved})) beyond
  FROM changed_memberships c CROSS JOIN groups g ON g.id = c.groupId LEFT JOIN users u ON u.id = c.memberId
  GROUP BY g.number`

/** Groups that hold somebody who came or left. */
const holding = `SELECT m.groupNumber FROM (${moved}) o CROSS JOIN members m ON m.memberId = o.id`
const holdsGroups = "SELECT 1 FROM members WHERE groupNumber = ? AND type = 'group' LIMIT 1"

/** A large group of users that only gained and lost some of these: nobody else of it is looked at. */
const addGains = (sql: Statements): ReadonlySet<number> => {
  const others = new Set(sql.column<number>(holding))
  const isPlain = ({ number, beyond }: Gain) =>
    beyond === 0 && !others.has(number) && sql.value(holdsGroups, number) === undefined
  const plain = sql.all<Gain>(gains).filter(isPlain)
  for (const { number, members, users } of plain)
    sql.run(
      'UPDATE groups SET direct = direct + ?, transitive = transitive + ? WHERE number = ?',
      ...[members, users, number],
    )
  return new Set(plain.map(({ number }) => number))
}

/** Counts the members of those groups alone that what was published concerns. As countMembers does for all. */
export const recountMembers = (sql: Statements): void => {
  const counted = addGains(sql)
  const users = byGroup(sql, usersOfGroup)
  const groups = byGroup(sql, groupsOfGroup)
  for (const group of sql.column<number>(concerned).filter((number) => !counted.has(number))) {
    const transitive = new Set([...reach(group, groups)].flatMap(users)).size
    const counts = [sql.value<number>(direct, group) ?? 0, transitive]
    sql.run(
      'UPDATE groups SET direct = ?, transitive = ? WHERE number = ? AND (direct, transitive) IS NOT (?, ?)',
      ...[...counts, group, ...counts],
    )
  }
}
