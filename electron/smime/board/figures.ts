import {
  expiringWithin,
  type HealthBoard,
  type HealthKind,
  type HealthReason,
  type HealthRow,
  healthKinds,
  healthReasons,
} from '../../../shared/domain/certificates.ts'
import type { BoardUser } from './health-row.ts'

/** Departments by name; the rest are one. */
const mostDepartments = 12

type Counts = Record<HealthKind, number>
const zeros = <Name extends string>(names: readonly Name[]): Record<Name, number> =>
  Object.fromEntries(names.map((name) => [name, 0])) as Record<Name, number>

/** What the board shows, kept up with each row: it costs the same for a hundred users and a hundred thousand. */
export class Figures {
  readonly #counts = zeros(healthKinds)
  readonly #reasons = zeros(healthReasons)
  readonly #expiring: Record<(typeof expiringWithin)[number], number> = { 30: 0, 60: 0, 90: 0 }
  readonly #departments = new Map<string, Counts>()
  /** The largest of those asked about, so that none comes or goes while the board runs. */
  readonly #named: ReadonlySet<string>
  #others: Counts | null = null

  constructor(users: readonly BoardUser[]) {
    const sizes = new Map<string, number>()
    for (const { department } of users) sizes.set(department ?? '', (sizes.get(department ?? '') ?? 0) + 1)
    const largest = [...sizes].sort(([one, size], [other, size2]) => size2 - size || one.localeCompare(other))
    this.#named = new Set(largest.slice(0, mostDepartments).map(([name]) => name))
    for (const name of this.#named) this.#departments.set(name, zeros(healthKinds))
    if (largest.length > mostDepartments) this.#others = zeros(healthKinds)
  }

  add({ kind, reasons, daysLeft, department }: HealthRow): void {
    this.#counts[kind]++
    for (const reason of new Set<HealthReason>(reasons)) this.#reasons[reason]++
    if (kind === 'expiring' && daysLeft !== null)
      for (const days of expiringWithin) if (daysLeft < days) this.#expiring[days]++
    const counts = this.#departments.get(department ?? '') ?? this.#others
    if (counts !== null) counts[kind]++
  }

  snapshot(): Pick<HealthBoard, 'counts' | 'reasons' | 'expiring' | 'departments'> {
    const named = [...this.#departments].map(([name, counts]) => ({ name, counts: { ...counts } }))
    return {
      counts: { ...this.#counts },
      reasons: { ...this.#reasons },
      expiring: { ...this.#expiring },
      departments: this.#others === null ? named : [...named, { name: null, counts: { ...this.#others } }],
    }
  }
}
