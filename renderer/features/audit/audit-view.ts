import type {
  AuditAction,
  AuditOutcome,
  AuditVerification,
  ChainedRecord,
  FlatValue,
} from '../../../shared/domain/audit.ts'
import type { Input } from '../../../shared/ipc/contract.ts'
import { boundsOf } from '../../components/period.ts'
import type { Level } from '../../components/status.tsx'
import type { AuditAddress } from './audit-address.ts'

export const levels: Readonly<Record<AuditOutcome, Level>> = {
  attempted: 'unknown',
  succeeded: 'ok',
  refused: 'warn',
  failed: 'error',
  cancelled: 'off',
}

/**
 * whole: nothing is wrong, and nothing ever was. faulty: what is here holds, but an earlier start found damage, which a
 * chain that went on from there does not undo.
 */
export const verdictOf = ({ broken, faults }: AuditVerification): 'whole' | 'faulty' | 'broken' =>
  broken !== null ? 'broken' : faults.length > 0 ? 'faulty' : 'whole'

export interface DiffLine {
  readonly name: string
  readonly change: 'added' | 'removed' | 'kept'
  readonly value: FlatValue
  /** Of a list, some of whose items are the same before and after. */
  readonly isPart: boolean
}

export const signs = { added: '+', removed: '−', kept: '' } as const

const isSame = (one: FlatValue | undefined, other: FlatValue | undefined): boolean =>
  JSON.stringify(one) === JSON.stringify(other)

const without = (items: readonly string[], others: readonly string[]): readonly string[] =>
  items.filter((item) => !others.includes(item))

/** What a list has kept, lost and gained, each where there is something. */
const listLines = (name: string, old: readonly string[], now: readonly string[]): readonly DiffLine[] => {
  const [removed, added] = [without(old, now), without(now, old)]
  const kept = without(old, removed)
  const line = (change: DiffLine['change'], value: readonly string[]): readonly DiffLine[] =>
    value.length === 0 ? [] : [{ name, change, value, isPart: true }]
  return [...line('kept', kept), ...line('removed', removed), ...line('added', added)]
}

const isList = (value: FlatValue | undefined): value is readonly string[] => Array.isArray(value)

/**
 * Before and after, line by line in the order of their names; a changed value is the old one gone and the new one there.
 * Where nothing came about (yet), what is not said of afterwards stayed as it was.
 */
export const diffOf = ({
  before,
  after,
  outcome,
}: Pick<ChainedRecord, 'before' | 'after' | 'outcome'>): readonly DiffLine[] => {
  const names = [...new Set([...Object.keys(before ?? {}), ...Object.keys(after ?? {})])].sort()
  return names.flatMap((name): readonly DiffLine[] => {
    const old = before?.[name]
    const now = after?.[name]
    const line = (change: DiffLine['change'], value: FlatValue): DiffLine => ({ name, change, value, isPart: false })
    if (old !== undefined && (isSame(old, now) || (now === undefined && outcome !== 'succeeded')))
      return [line('kept', old)]
    if (isList(old) && isList(now) && old.length > 0 && now.length > 0) return listLines(name, old, now)
    return [...(old === undefined ? [] : [line('removed', old)]), ...(now === undefined ? [] : [line('added', now)])]
  })
}

/** The search goes over what the administrator reads, which is the action's name in the language of the window. */
export const filterOf = (
  { search, actions, outcomes, period }: AuditAddress,
  names: Readonly<Record<AuditAction, string>>,
  now: number,
): Input<'audit.list'>['filter'] => {
  const text = search.trim()
  const folded = text.toLowerCase()
  const named = Object.entries(names).filter(([, name]) => folded !== '' && name.toLowerCase().includes(folded))
  return {
    actions: [...actions],
    outcomes: [...outcomes],
    attempts: 'unsettled',
    text,
    textActions: named.map(([action]) => action as AuditAction),
    ...boundsOf(period, now),
    connectionId: null,
  }
}
