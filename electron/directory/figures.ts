import type { Output } from '../../shared/ipc/contract.ts'
import { fold, keyOfName } from './fold.ts'
import type { Statements } from './statements.ts'
import type { UserRecord } from './user-columns.ts'

/** What the first page shows of everyone. */
export type Figures = Omit<Output<'directory.overview'>, 'fault' | 'snapshot'>
type Department = Figures['departments'][number]

export const noFigures: Figures = { departments: [], disabled: 0, guests: 0, duplicateMail: 0 }

type Counted = Pick<UserRecord, 'department' | 'userType' | 'accountEnabled' | 'mail'> & { readonly number: number }
const counted = `SELECT number, department, userType, accountEnabled, mail FROM users
  WHERE number > ? ORDER BY number LIMIT 5000`

/**
 * Counted once at publishing, so that the first page need not read everyone; out of what is shown and not by its keys,
 * which a first publishing leaves for afterwards. Departments: the largest first, spelt as in the oldest row, blank as
 * null.
 */
export const figures = (sql: Statements): Figures => {
  const departments = new Tally()
  const userTypes = new Tally()
  const mails = new Tally()
  let disabled = 0
  for (const { department, userType, accountEnabled, mail } of sql.inPieces<Counted>(counted)) {
    departments.count(department)
    userTypes.count(userType)
    mails.count(fold(mail))
    if (accountEnabled === 0) disabled++
  }
  return {
    departments: departmentsOf(departments),
    disabled,
    guests: userTypes.sum((userType) => userType !== null && fold(userType) === 'guest'),
    duplicateMail: mails.sum((_, users) => users > 1),
  }
}

/** How many users have the same. */
class Tally {
  readonly users = new Map<string | null, number>()

  count(value: string | null): void {
    this.users.set(value, (this.users.get(value) ?? 0) + 1)
  }

  sum(isWanted: (value: string | null, users: number) => boolean): number {
    let sum = 0
    for (const [value, users] of this.users) if (isWanted(value, users)) sum += users
    return sum
  }
}

const departmentsOf = ({ users: counts }: Tally): Figures['departments'] => {
  const departments = new Map<string | null, { readonly name: string | null; users: number }>()
  for (const [name, users] of counts) {
    const key = keyOfName(name)
    const known = departments.get(key)
    if (known === undefined) departments.set(key, { name, users })
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
