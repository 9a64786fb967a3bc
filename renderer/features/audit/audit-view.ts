import type { AuditAction, AuditOutcome, ChainedRecord, Flat, FlatValue } from '../../../shared/domain/audit.ts'
import type { Input } from '../../../shared/ipc/contract.ts'
import type { Level } from '../../components/status.tsx'

export const levels: Readonly<Record<AuditOutcome, Level>> = {
  attempted: 'unknown',
  succeeded: 'ok',
  refused: 'warn',
  failed: 'error',
  cancelled: 'off',
}

export interface DiffLine {
  readonly name: string
  readonly change: 'added' | 'removed' | 'kept'
  readonly value: FlatValue
}

const isSame = (one: FlatValue | undefined, other: FlatValue | undefined): boolean =>
  JSON.stringify(one) === JSON.stringify(other)

/** Before and after, line by line in the order of their names; a changed value is the old one gone and the new one there. */
export const diffOf = (before: Flat | null, after: Flat | null): readonly DiffLine[] => {
  const names = [...new Set([...Object.keys(before ?? {}), ...Object.keys(after ?? {})])].sort()
  return names.flatMap((name): readonly DiffLine[] => {
    const old = before?.[name]
    const now = after?.[name]
    if (old !== undefined && isSame(old, now)) return [{ name, change: 'kept', value: old }]
    return [
      ...(old === undefined ? [] : [{ name, change: 'removed' as const, value: old }]),
      ...(now === undefined ? [] : [{ name, change: 'added' as const, value: now }]),
    ]
  })
}

/** One line about a record: what is different after it, or why it did not come about. */
export const detailOf = ({ before, after, error }: Pick<ChainedRecord, 'before' | 'after' | 'error'>): string => {
  if (error !== null) return error.code
  return diffOf(before, after)
    .filter(({ change }) => change === 'added')
    .map(({ name, value }) => `${name}: ${Array.isArray(value) ? value.join(', ') : value}`)
    .join('; ')
}

/** The search goes over what the administrator reads, which is the action's name in the language of the window. */
export const filterOf = (
  search: string,
  outcomes: readonly AuditOutcome[],
  actions: Readonly<Record<AuditAction, string>>,
): Input<'audit.list'>['filter'] => {
  const text = search.trim()
  const folded = text.toLowerCase()
  const named = Object.entries(actions).filter(([, name]) => folded !== '' && name.toLowerCase().includes(folded))
  return {
    actions: [],
    outcomes: [...outcomes],
    text,
    textActions: named.map(([action]) => action as AuditAction),
    from: null,
    to: null,
    connectionId: null,
  }
}
