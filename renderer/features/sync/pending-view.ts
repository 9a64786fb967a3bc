import type { PendingChanges } from '../../../shared/domain/change.ts'
import type { SyncRun } from '../../../shared/domain/sync.ts'
import type { Output } from '../../../shared/ipc/contract.ts'
import type { QueryState } from '../../ipc/query-cache.ts'

/**
 * What this run would change, of all that is kept of what would: null where that is of no run or of another one,
 * undefined as long as nobody knows. An answer of before is good enough only where it is about this run.
 */
export const pendingOfRun = (
  { runId }: Pick<SyncRun, 'runId'>,
  { data, error, loading }: QueryState<Output<'changes.pending'>>,
): PendingChanges | null | undefined => {
  const pending = data?.pending
  if (pending?.runId === runId) return pending
  return data === undefined || loading || error !== undefined ? undefined : null
}
