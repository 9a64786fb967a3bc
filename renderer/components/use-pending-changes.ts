import type { PendingChanges } from '../../shared/domain/change.ts'
import { useQuery } from '../ipc/use-query.ts'

/** What a run would change that published nothing; null where nothing waits, or nobody knows yet. */
export const usePendingChanges = (): PendingChanges | null => useQuery('changes.pending', {}).data?.pending ?? null
