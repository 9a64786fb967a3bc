import { useCallback } from 'react'
import type { SyncStatus } from '../../shared/ipc/sync.ts'
import { useQuery } from '../ipc/use-query.ts'
import { type SyncActs, useSyncActs } from './sync-acts.ts'

export interface Sync extends Pick<SyncActs, 'busy' | 'fault' | 'start' | 'startFull' | 'rehearse' | 'dismiss'> {
  /** Undefined until main has answered. */
  readonly status: SyncStatus | undefined
  /** From the press of 'Cancel' until the run has ended. */
  readonly cancelling: boolean
  readonly cancel: () => void
}

/** The sync as it goes, and the two things that can be done to it. */
export const useSync = (): Sync => {
  const status = useQuery('sync.status', {}).data
  const { busy, cancelled, fault, start, startFull, rehearse, cancel: cancelRun, dismiss } = useSyncActs()
  const runId = status?.progress?.runId
  const cancel = useCallback(() => {
    if (runId !== undefined) cancelRun(runId)
  }, [cancelRun, runId])
  const cancelling = runId !== undefined && (busy === 'cancel' || cancelled === runId)
  return { status, busy, cancelling, fault, start, startFull, rehearse, cancel, dismiss }
}
