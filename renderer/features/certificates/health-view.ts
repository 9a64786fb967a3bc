import { type HealthBoard, type HealthKind, healthKinds } from '../../../shared/domain/certificates.ts'
import type { CertificateSettings } from '../../../shared/ipc/certificates.ts'
import type { Text } from '../../../shared/text/en/index.ts'
import type { Level } from '../../components/status.tsx'

export const kindLevels: Readonly<Record<HealthKind, Level>> = {
  usable: 'ok',
  expiring: 'warn',
  unusable: 'error',
  none: 'off',
  unknown: 'unknown',
}

type Counts = HealthBoard['counts']

const sumOf = (counts: Counts): number => healthKinds.reduce((sum, kind) => sum + counts[kind], 0)

/** What can be encrypted to today: one that ends soon is usable until then. Null where nobody was looked up. */
export const usablePart = (counts: Counts): number | null => {
  const sum = sumOf(counts)
  return sum === 0 ? null : (counts.usable + counts.expiring) / sum
}

export interface DepartmentBar {
  /** Null: all that have no bar of their own; '' those without a department. */
  readonly name: string | null
  readonly total: number
  readonly part: number | null
  readonly parts: readonly { readonly kind: HealthKind; readonly value: number }[]
}

/** Departments as the board counts them; one without anybody yet has no bar. */
export const departmentBarsOf = ({ departments }: Pick<HealthBoard, 'departments'>): readonly DepartmentBar[] =>
  departments
    .map(({ name, counts }) => ({
      name,
      total: sumOf(counts),
      part: usablePart(counts),
      parts: healthKinds.map((kind) => ({ kind, value: counts[kind] })),
    }))
    .filter(({ total }) => total > 0)

export interface Arc {
  readonly kind: HealthKind
  /** Where it begins and how long it is, as parts of the whole ring. */
  readonly start: number
  readonly part: number
}

/** The ring of verdicts, clockwise from the top. */
export const arcsOf = (counts: Counts): readonly Arc[] => {
  const sum = sumOf(counts)
  let start = 0
  return healthKinds
    .filter((kind) => counts[kind] > 0)
    .map((kind) => {
      const arc = { kind, start, part: counts[kind] / sum }
      start += arc.part
      return arc
    })
}

/** Milliseconds until the end at the present rate; undefined while there is none. */
export const timeLeft = ({ done, total, rate }: Pick<HealthBoard, 'done' | 'total' | 'rate'>): number | undefined =>
  rate > 0 && total > done ? ((total - done) / rate) * 1000 : undefined

/** Requests of one lookup: the profile is one; of mail, the list and then the message. LDAP does not go to Microsoft. */
const requestsOf = { profile: 1, signedMail: 2, ldap: 0 } as const

export const effortOf = (users: number, { sources }: Pick<CertificateSettings, 'sources'>) => {
  const asked = sources.filter(({ on }) => on)
  return {
    users,
    requests: users * asked.reduce((sum, { source }) => sum + requestsOf[source], 0),
    nothingOn: asked.length === 0,
  }
}

export const scopeName = ({ scope }: Pick<HealthBoard, 'scope'>, { health }: Text['certificates']): string =>
  scope.of === 'all' ? health.all : (scope.name ?? health.unnamedGroup)

export const departmentName = (name: string | null, { health }: Text['certificates']): string => {
  if (name === null) return health.otherDepartments
  return name === '' ? health.noDepartment : name
}
