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
    'SELECT m.groupNumber, g.number FROM groups g CROSS JOIN members m ON m.memberId = g.id',
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

/** Users that are direct members. Counted here: SQLite would sort all memberships by group first. */
const userCounts = (sql: Statements): Map<number, number> => {
  const counts = new Map<number, number>()
  const groups = sql.column<number>('SELECT m.groupNumber FROM users u CROSS JOIN members m ON m.memberId = u.id')
  for (const group of groups) counts.set(group, (counts.get(group) ?? 0) + 1)
  return counts
}

/**
 * Distinct users that each group reaches through nested groups, by the group's number. Most groups hold no other, so
 * their own users are all; only what the others reach is loaded and walked.
 */
const transitiveCounts = (sql: Statements): ReadonlyMap<number, number> => {
  const counts = userCounts(sql)
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

/** Counts `direct` members of every kind and `transitive` users anew; only what differs is written. */
export const countMembers = (sql: Statements): void => {
  const direct = new Map(sql.tuples<Pair>('SELECT groupNumber, count(*) FROM members GROUP BY groupNumber'))
  const transitive = transitiveCounts(sql)
  const former = sql.all<{ readonly number: number; readonly direct: number; readonly transitive: number }>(
    'SELECT number, direct, transitive FROM groups',
  )
  for (const group of former) {
    const counts = [direct.get(group.number) ?? 0, transitive.get(group.number) ?? 0] as const
    if (counts[0] !== group.direct || counts[1] !== group.transitive)
      sql.run('UPDATE groups SET direct = ?, transitive = ? WHERE number = ?', ...counts, group.number)
  }
}
