import type { Output } from '../../shared/ipc/contract.ts'
import { fold, keyOfName } from './fold.ts'
import type { Statements } from './statements.ts'

/** What the first page shows of everyone. */
export type Figures = Omit<Output<'directory.overview'>, 'fault' | 'snapshot'>
type Department = Figures['departments'][number]

export const noFigures: Figures = { departments: [], disabled: 0, guests: 0, duplicateMail: 0 }

/** Users alike in what the figures count them by; of these the first row, whose spelling is shown. */
interface Alike {
  readonly department: string | null
  readonly userType: string | null
  readonly users: number
  readonly disabled: number
  readonly number: number
}
const alike = `SELECT department, userType, count(*) users, count(*) FILTER (WHERE NOT accountEnabled) disabled,
  min(number) number FROM users GROUP BY department, userType ORDER BY min(number)`

/**
 * Counted once at publishing, so that the first page need not read everyone; not by the sort keys, which a first
 * publishing leaves for afterwards. Departments: the largest first, blank as null.
 */
export const figures = (sql: Statements): Figures => {
  const rows = sql.all<Alike>(alike)
  const sum = (of: (row: Alike) => number) => rows.reduce((all, row) => all + of(row), 0)
  return {
    departments: departmentsOf(rows),
    disabled: sum(({ disabled }) => disabled),
    guests: sum(({ userType, users }) => (userType !== null && fold(userType) === 'guest' ? users : 0)),
    duplicateMail: duplicateMail(sql),
  }
}

const departmentsOf = (rows: readonly Alike[]): Figures['departments'] => {
  const departments = new Map<string | null, { readonly name: string | null; users: number }>()
  for (const { department, users } of rows) {
    const key = keyOfName(department)
    const known = departments.get(key)
    if (known === undefined) departments.set(key, { name: department, users })
    else known.users += users
  }
  return [...departments.values()].sort(largestFirst)
}

/** As SQLite compares keys: blank first, then byte by byte. */
export const largestFirst = (one: Department, other: Department): number =>
  other.users - one.users || compared(keyOfName(one.name), keyOfName(other.name))

const compared = (one: string | null, other: string | null): number => {
  if (one === null || other === null) return Number(other === null) - Number(one === null)
  return Buffer.compare(Buffer.from(one), Buffer.from(other))
}

/** Users whose address others have as well. */
const duplicateMail = (sql: Statements): number => {
  const seen = new Set<string>()
  const shared = new Set<string>()
  let again = 0
  for (const [mail] of sql.each<readonly [string]>('SELECT mail FROM users')) {
    const address = fold(mail)
    if (seen.has(address)) {
      shared.add(address)
      again++
    } else seen.add(address)
  }
  return again + shared.size
}
