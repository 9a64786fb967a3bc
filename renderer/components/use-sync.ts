import { useCallback, useState } from 'react'
import type { SyncStatus } from '../../shared/ipc/sync.ts'
import { asRequestError, type RequestError, request } from '../ipc/client.ts'
import { useQuery } from '../ipc/use-query.ts'

type Act = 'start' | 'cancel'

export interface Sync {
  /** Undefined until main has answered. */
  readonly status: SyncStatus | undefined
  /** What was pressed and is not answered yet. */
  readonly busy: Act | undefined
  /** From the press of 'Cancel' until the run has ended. */
  readonly cancelling: boolean
  readonly fault: { readonly act: Act; readonly error: RequestError } | undefined
  readonly start: () => void
  readonly cancel: () => void
  readonly dismiss: () => void
}

/** The sync as it goes, and the two things that can be done to it. */
export const useSync = (): Sync => {
  const status = useQuery('sync.status', {}).data
  const [busy, setBusy] = useState<Act>()
  const [fault, setFault] = useState<Sync['fault']>()
  const [asked, setAsked] = useState<string>()
  const runId = status?.progress?.runId
  const run = useCallback((act: Act, work: () => Promise<unknown>) => {
    setBusy(act)
    setFault(undefined)
    work()
      .catch((error: unknown) => setFault({ act, error: asRequestError(error) }))
      .finally(() => setBusy(undefined))
  }, [])
  const start = useCallback(() => run('start', () => request('sync.start', {})), [run])
  const cancel = useCallback(() => {
    if (runId === undefined) return
    run('cancel', () => request('sync.cancel', { runId }).then(() => setAsked(runId)))
  }, [run, runId])
  const dismiss = useCallback(() => setFault(undefined), [])
  const cancelling = busy === 'cancel' || (runId !== undefined && asked === runId)
  return { status, busy, cancelling, fault, start, cancel, dismiss }
}
