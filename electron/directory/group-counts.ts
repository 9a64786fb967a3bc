import type { Statements } from './sqlite.ts'

type Edge = readonly [from: number, to: number]

/** Users of each group by number, those alone who are members of it themselves. */
const countOwn = (sql: Statements): Map<number, number> =>
  new Map(
    sql.tuples<Edge>(`SELECT g.number, count(*) FROM members m JOIN groups g ON g.id = m.groupId
      JOIN users u ON u.id = m.memberId GROUP BY m.groupId`),
  )

const collect = (edges: readonly Edge[]): Map<number, number[]> => {
  const collected = new Map<number, number[]>()
  for (const [from, to] of edges) {
    const known = collected.get(from)
    if (known === undefined) collected.set(from, [to])
    else known.push(to)
  }
  return collected
}

/** The group itself and every group that it holds, directly or not. Cycles end where they began. */
export const reach = (start: number, within: ReadonlyMap<number, readonly number[]>): readonly number[] => {
  const reached = new Set([start])
  for (const group of reached) for (const next of within.get(group) ?? []) reached.add(next)
  return [...reached]
}

/**
 * Distinct users that each group reaches through nested groups, by the group's number. Most groups hold no other; what
 * the others reach is loaded once and walked once for each of them.
 */
export const transitiveCounts = (sql: Statements): Map<number, number> => {
  const counts = countOwn(sql)
  const nested = collect(
    sql.tuples<Edge>(`SELECT g.number, n.number FROM groups n JOIN members m ON m.memberId = n.id
      JOIN groups g ON g.id = m.groupId`),
  )
  const users = new Map<number, readonly number[]>()
  const usersOf = (group: number): readonly number[] => {
    const known = users.get(group)
    if (known !== undefined) return known
    const own = sql.column<number>(
      `SELECT u.number FROM groups g JOIN members m ON m.groupId = g.id JOIN users u ON u.id = m.memberId
       WHERE g.number = ?`,
      group,
    )
    users.set(group, own)
    return own
  }
  const seen = new Uint32Array((sql.value<number>('SELECT max(number) FROM users') ?? 0) + 1)
  for (const [order, group] of [...nested.keys()].entries()) {
    let total = 0
    for (const reached of reach(group, nested))
      for (const user of usersOf(reached)) {
        if (seen[user] !== order + 1) total++
        seen[user] = order + 1
      }
    counts.set(group, total)
  }
  return counts
}
