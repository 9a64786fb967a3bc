import { useState } from 'react'
import type { SyncStatus } from '../../shared/ipc/sync.ts'
import { asRequestError, type RequestError, request } from '../ipc/client.ts'
import { useQuery } from '../ipc/use-query.ts'

type Act = 'start' | 'cancel'

interface Sync {
  /** Undefined until main has answered. */
  readonly status: SyncStatus | undefined
  /** What was pressed and is not answered yet. */
  readonly busy: Act | undefined
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
  const runId = status?.progress?.runId
  const run = (act: Act, work: () => Promise<unknown>) => {
    if (busy !== undefined) return
    setBusy(act)
    setFault(undefined)
    work()
      .catch((error: unknown) => setFault({ act, error: asRequestError(error) }))
      .finally(() => setBusy(undefined))
  }
  return {
    status,
    busy,
    fault,
    start: () => run('start', () => request('sync.start', {})),
    cancel: () => runId !== undefined && run('cancel', () => request('sync.cancel', { runId })),
    dismiss: () => setFault(undefined),
  }
}
