import type { AuditFilter } from '../../shared/domain/audit.ts'
import { foldText } from './record.ts'

export interface Where {
  readonly sql: string
  readonly values: readonly string[]
}

const marks = (values: readonly unknown[]): string => values.map(() => '?').join(', ')

/** Times come in any precision; at rest they have milliseconds. */
const instant = (time: string): string => new Date(time).toISOString()

export const settledAttempt = `outcome = 'attempted' AND EXISTS (
  SELECT 1 FROM records other INDEXED BY records_settled
  WHERE other.operationId = records.operationId AND other.outcome <> 'attempted')`

/** The text of the statement is made of constants alone. */
export const whereOf = (filter: AuditFilter): Where => {
  const { actions, outcomes, from, to, connectionId } = filter
  const parts: Where[] = []
  const add = (sql: string, ...values: readonly string[]): number => parts.push({ sql, values })
  if (actions.length > 0) add(`action IN (${marks(actions)})`, ...actions)
  if (outcomes.length > 0) add(`outcome IN (${marks(outcomes)})`, ...outcomes)
  if (from !== null) add('at >= ?', instant(from))
  if (to !== null) add('at < ?', instant(to))
  if (connectionId !== null) add('connectionId = ?', connectionId)
  const text = textOf(filter)
  if (text !== null) parts.push(text)
  if (filter.attempts === 'unsettled') add(`NOT (${settledAttempt})`)
  return { sql: parts.map(({ sql }) => `(${sql})`).join(' AND ') || '1', values: parts.flatMap(({ values }) => values) }
}

/** Each word has to be found, in any order; or the action is one whose name matches. */
const textOf = ({ text, textActions }: AuditFilter): Where | null => {
  const words = foldText(text)
    .split(/\s+/)
    .filter((word) => word !== '')
  if (words.length === 0) return null
  const found = words.map(() => 'instr(text, ?) > 0').join(' AND ')
  const named = textActions.length > 0 ? ` OR action IN (${marks(textActions)})` : ''
  return { sql: `(${found})${named}`, values: [...words, ...textActions] }
}
