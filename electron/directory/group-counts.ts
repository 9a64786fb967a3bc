import type { Statements } from './statements.ts'

type Pair = readonly [from: number, to: number]

/** The group itself and every group that it holds, directly or not. Cycles end where they began. */
export const reach = (start: number, heldBy: (group: number) => readonly number[]): ReadonlySet<number> => {
  const reached = new Set([start])
  for (const group of reached) for (const next of heldBy(group)) reached.add(next)
  return reached
}

const nestedGroups = (sql: Statements): ReadonlyMap<number, readonly number[]> => {
  const nested = new Map<number, number[]>()
  const pairs = sql.tuples<Pair>(
    "SELECT m.groupNumber, g.number FROM members m CROSS JOIN groups g ON g.id = m.memberId WHERE m.type = 'group'",
  )
  for (const [group, held] of pairs) nested.set(group, [...(nested.get(group) ?? []), held])
  return nested
}

/** Row numbers by group number, loaded when first asked for. */
export const byGroup = (sql: Statements, query: string): ((group: number) => readonly number[]) => {
  const known = new Map<number, readonly number[]>()
  return (group) => {
    const numbers = known.get(group) ?? sql.column<number>(query, group)
    known.set(group, numbers)
    return numbers
  }
}

/** Users that are direct members of one group. */
export const usersOfGroup = 'SELECT u.number FROM members m JOIN users u ON u.id = m.memberId WHERE m.groupNumber = ?'

/** Distinct users that each group with groups in it reaches through them, by the group's number. */
const usersThroughGroups = (sql: Statements): ReadonlyMap<number, number> => {
  const counts = new Map<number, number>()
  const nested = nestedGroups(sql)
  const usersOf = byGroup(sql, usersOfGroup)
  const seen = new Uint32Array((sql.value<number>('SELECT max(number) FROM users') ?? 0) + 1)
  for (const [order, group] of [...nested.keys()].entries()) {
    let total = 0
    for (const reached of reach(group, (of) => nested.get(of) ?? []))
      for (const user of usersOf(reached)) {
        if (seen[user] !== order + 1) total++
        seen[user] = order + 1
      }
    counts.set(group, total)
  }
  return counts
}

/** In the order in which memberships stand, since their index by member follows a first publishing. */
const directCounts = `SELECT g.number, g.direct, g.transitive, count(m.memberId) members, count(u.number) users
  FROM groups g LEFT JOIN members m ON m.groupNumber = g.number LEFT JOIN users u ON u.id = m.memberId GROUP BY g.number`

interface Counted {
  readonly number: number
  readonly direct: number
  readonly transitive: number
  readonly members: number
  /** Users among these. */
  readonly users: number
}

/** Counts `direct` members of every kind and `transitive` users anew; only what differs is written. */
export const countMembers = (sql: Statements): void => {
  const throughGroups = usersThroughGroups(sql)
  for (const { number, members, users, ...former } of sql.all<Counted>(directCounts)) {
    const reached = throughGroups.get(number) ?? users
    if (members !== former.direct || reached !== former.transitive)
      sql.run('UPDATE groups SET direct = ?, transitive = ? WHERE number = ?', members, reached, number)
  }
}
