import { type Figures, largestFirst } from './figures.ts'
import { keyOfName } from './fold.ts'
import type { Statements } from './statements.ts'

type Department = Figures['departments'][number]
type Key = string | null

/** What the figures say that is about to change. */
export interface Touched {
  readonly former: Figures
  readonly departments: readonly Key[]
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
    departments: keysOf(sql, 'departmentKey', 'department'),
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

const departments = (sql: Statements, former: readonly Department[], keys: readonly Key[]): readonly Department[] => {
  if (keys.length === 0) return former
  const touched = new Set(keys)
  const kept = former.filter(({ name }) => !touched.has(keyOfName(name)))
  const counted = keys.flatMap((key) =>
    sql.all<Department>(
      `SELECT u.department name, c.users FROM
        (SELECT min(number) number, count(*) users FROM user_keys WHERE departmentKey IS ?) c JOIN users u ON u.number = c.number`,
      key,
    ),
  )
  return [...kept, ...counted].sort(largestFirst)
}
