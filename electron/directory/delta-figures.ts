import { type Figures, largestFirst } from './figures.ts'
import { keyOfName } from './fold.ts'
import type { Statements } from './statements.ts'

type Department = Figures['departments'][number]
type Key = string | null

/** By how many users more or less have a key; 0 where only its spelling may be another. */
interface Gain {
  readonly key: Key
  readonly users: number
}

/** What the figures say that is about to change. */
export interface Touched {
  readonly former: Figures
  readonly departments: readonly Gain[]
  readonly mails: readonly Key[]
  /** By how many they change. */
  readonly disabled: number
  readonly guests: number
  /** Users whose address others have as well, among those addresses. */
  readonly duplicateMail: number
}

const old = 'user_keys WHERE number IN (SELECT number FROM gone_users UNION ALL SELECT number FROM altered_users)'
const next =
  'staged_user_keys WHERE number IN (SELECT source FROM altered_users UNION ALL SELECT source FROM new_users)'
const pairs = `altered_users a CROSS JOIN staged_user_keys s ON s.number = a.source CROSS JOIN user_keys k ON k.number = a.number`

/** Keys of whoever comes or goes, and of those that change it; `value` is what stands behind the key, where its spelling shows. */
const keysOf = (sql: Statements, key: string, value: string | null): readonly Key[] => {
  const spelling = value === null ? '' : `OR u.${value} IS NOT n.${value}`
  const changed = `${pairs} CROSS JOIN users u ON u.number = a.number CROSS JOIN staged_users n ON n.number = a.source WHERE k.${key} IS NOT s.${key} ${spelling}`
  return sql.column(`SELECT ${key} FROM user_keys WHERE number IN (SELECT number FROM gone_users)
    UNION SELECT ${key} FROM staged_user_keys WHERE number IN (SELECT source FROM new_users)
    UNION SELECT k.${key} FROM ${changed} UNION SELECT s.${key} FROM ${changed}`)
}

/** What becomes of these keys: as many users have them more as come to them, and fewer as leave them. */
const gainsOf = (sql: Statements, key: string, keys: readonly Key[]): readonly Gain[] => {
  const users = new Map(keys.map((one) => [one, 0]))
  for (const [from, sign] of [
    [old, -1],
    [next, 1],
  ] as const)
    for (const [one, count] of sql.tuples<[Key, number]>(`SELECT ${key}, count(*) FROM ${from} GROUP BY ${key}`))
      users.set(one, (users.get(one) ?? 0) + sign * count)
  return keys.map((one) => ({ key: one, users: users.get(one) ?? 0 }))
}

const count = (sql: Statements, from: string): number => sql.value<number>(`SELECT count(*) FROM ${from}`) ?? 0

const duplicates = (sql: Statements, mails: readonly Key[]): number =>
  mails.reduce((sum, key) => {
    const users = sql.value<number>('SELECT count(*) FROM user_keys WHERE mailKey IS ?', key) ?? 0
    return users > 1 ? sum + users : sum
  }, 0)

/** Asked when it is known who changes, and before anyone is changed. */
export const touchedFigures = (sql: Statements, former: Figures): Touched => {
  const mails = keysOf(sql, 'mailKey', null)
  const change = (test: string) => count(sql, `${next} AND ${test}`) - count(sql, `${old} AND ${test}`)
  return {
    former,
    departments: gainsOf(sql, 'departmentKey', keysOf(sql, 'departmentKey', 'department')),
    mails,
    disabled: change("accountEnabledKey = 'false'"),
    guests: change("userTypeKey = 'guest'"),
    duplicateMail: duplicates(sql, mails),
  }
}

/** The figures after publishing, without a look at whoever has nothing to do with the change. */
export const changedFigures = (sql: Statements, touched: Touched): Figures => {
  const { former } = touched
  return {
    departments: departments(sql, former.departments, touched.departments),
    disabled: former.disabled + touched.disabled,
    guests: former.guests + touched.guests,
    duplicateMail: former.duplicateMail - touched.duplicateMail + duplicates(sql, touched.mails),
  }
}

/** The first row with the key is found by its index, while counting the rows would read all of them. */
const spelling = `SELECT u.department FROM (SELECT min(number) number FROM user_keys WHERE departmentKey IS ?) k
  JOIN users u ON u.number = k.number`

const departments = (sql: Statements, former: readonly Department[], gains: readonly Gain[]): readonly Department[] => {
  if (gains.length === 0) return former
  const known = new Map(former.map((department) => [keyOfName(department.name), department]))
  for (const { key, users } of gains) {
    const now = (known.get(key)?.users ?? 0) + users
    if (now > 0) known.set(key, { name: sql.value<string | null>(spelling, key) ?? null, users: now })
    else known.delete(key)
  }
  return [...known.values()].sort(largestFirst)
}
