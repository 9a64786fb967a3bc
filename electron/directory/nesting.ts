import type { Statements } from './statements.ts'

export interface GroupName {
  readonly id: string
  readonly displayName: string | null
}

/** Reached from `from`; null for where the walk began. */
interface Step {
  readonly id: string
  readonly from: Step | null
}

/** Which groups of one snapshot hold which others. */
export class Nesting {
  readonly #names = new Map<string, string | null>()
  readonly #children = new Map<string, string[]>()
  readonly #parents = new Map<string, string[]>()

  constructor(sql: Statements) {
    const edges = sql.tuples<readonly [parent: string, child: string]>(
      `SELECT p.id, c.id FROM groups c CROSS JOIN members m ON m.memberId = c.id
       JOIN groups p ON p.number = m.groupNumber ORDER BY p.displayNameKey, p.number, c.displayNameKey, c.number`,
    )
    for (const [parent, child] of edges) {
      add(this.#children, parent, child)
      add(this.#parents, child, parent)
    }
    for (const { id, displayName } of sql.all<GroupName>('SELECT id, displayName FROM groups'))
      this.#names.set(id, displayName)
  }

  /** Every group within the given one, itself first, the nearest next; with the groups between, in the order of the way down. */
  below(id: string): ReadonlyMap<string, readonly GroupName[]> {
    const steps = walk([id], this.#children)
    return new Map([...steps].map(([group, step]) => [group, this.#way(step).slice(1)]))
  }

  /** Every group that holds one of the given, these first; with the chain from the given one up to it. */
  above(ids: readonly string[]): ReadonlyMap<string, readonly GroupName[]> {
    const steps = walk(ids, this.#parents)
    return new Map([...steps].map(([group, step]) => [group, this.#way(step)]))
  }

  /** From where the walk began to the step itself. */
  #way(step: Step): readonly GroupName[] {
    const way: GroupName[] = []
    for (let at: Step | null = step; at !== null; at = at.from)
      way.push({ id: at.id, displayName: this.#names.get(at.id) ?? null })
    return way.reverse()
  }
}

const add = (map: Map<string, string[]>, key: string, value: string): void => {
  const known = map.get(key)
  if (known === undefined) map.set(key, [value])
  else known.push(value)
}

/** Breadth first, so each is reached by a shortest way; what was reached is not entered again, so a cycle ends. */
const walk = (starts: readonly string[], edges: ReadonlyMap<string, readonly string[]>): ReadonlyMap<string, Step> => {
  const steps = new Map<string, Step>(starts.map((id) => [id, { id, from: null }]))
  for (const step of steps.values())
    for (const next of edges.get(step.id) ?? []) if (!steps.has(next)) steps.set(next, { id: next, from: step })
  return steps
}
