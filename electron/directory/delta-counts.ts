import { byGroup, reach, usersOfGroup } from './group-counts.ts'
import type { Statements } from './statements.ts'

const came = 'SELECT s.id FROM new_users n CROSS JOIN staged_users s ON s.number = n.source'

/** Whoever came or left counts in every list that names them, though the list itself did not change. */
const moved = `
  SELECT id FROM staged_removed
  UNION ${came}
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

type Pair = readonly [group: number, users: number]

/** Users that leave, by the groups that hold them. Asked while they are there. */
export const leavingUsers = (sql: Statements): ReadonlyMap<number, number> =>
  new Map(
    sql.tuples<Pair>(`SELECT m.groupNumber, count(*) FROM gone_users d CROSS JOIN users u ON u.number = d.number
      CROSS JOIN members m ON m.memberId = u.id GROUP BY m.groupNumber`),
  )

const coming = `SELECT m.groupNumber, count(*) FROM (${came}) c CROSS JOIN members m ON m.memberId = c.id
  GROUP BY m.groupNumber`

/** By how many members a group has more or less, and by how many users among them that were users before. */
interface Exchange {
  readonly number: number
  readonly members: number
  readonly users: number
  /** Whether groups are among those members. */
  readonly nested: number
}
const exchanges = `SELECT g.number, sum(iif(c.what = 'added', 1, -1)) members,
    sum(CASE WHEN u.number IS NULL OR u.id IN (${came}) THEN 0 WHEN c.what = 'added' THEN 1 ELSE -1 END) users,
    max(c.type = 'group') nested
  FROM changed_memberships c CROSS JOIN groups g ON g.id = c.groupId LEFT JOIN users u ON u.id = c.memberId
  GROUP BY g.number`

const holdsGroups = "SELECT 1 FROM members WHERE groupNumber = ? AND type = 'group' LIMIT 1"
const add = 'UPDATE groups SET direct = direct + ?, transitive = transitive + ? WHERE number = ?'
const direct = 'SELECT count(*) FROM members WHERE groupNumber = ?'
const groupsOfGroup = `SELECT g.number FROM members m CROSS JOIN groups g ON g.id = m.memberId
  WHERE m.groupNumber = ? AND m.type = 'group'`
const set = 'UPDATE groups SET direct = ?, transitive = ? WHERE number = ? AND (direct, transitive) IS NOT (?, ?)'

/**
 * Counts the members of those groups that what was published concerns, to the same as countMembers does for all. Where a
 * group holds no groups, who came and left is added and nobody else is looked at: tens of thousands may be in it.
 */
export const recountMembers = (sql: Statements, left: ReadonlyMap<number, number>): void => {
  const arrived = new Map(sql.tuples<Pair>(coming))
  const exchanged = new Map(sql.all<Exchange>(exchanges).map((exchange) => [exchange.number, exchange]))
  const users = byGroup(sql, usersOfGroup)
  const groups = byGroup(sql, groupsOfGroup)
  for (const group of sql.column<number>(concerned)) {
    const exchange = exchanged.get(group) ?? { members: 0, users: 0, nested: 0 }
    if (exchange.nested === 0 && sql.value(holdsGroups, group) === undefined) {
      const more = exchange.users + (arrived.get(group) ?? 0) - (left.get(group) ?? 0)
      if (exchange.members !== 0 || more !== 0) sql.run(add, exchange.members, more, group)
    } else {
      const transitive = new Set([...reach(group, groups)].flatMap(users)).size
      const counts = [sql.value<number>(direct, group) ?? 0, transitive]
      sql.run(set, ...counts, group, ...counts)
    }
  }
}
