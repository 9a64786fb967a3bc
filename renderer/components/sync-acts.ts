import { create, type StateCreator } from 'zustand'
import type { StoredError } from '../../shared/ipc/errors.ts'
import { explain } from '../../shared/text/explain.ts'
import { asRequestError, RequestError, request } from '../ipc/client.ts'

type Act = 'start' | 'cancel'

export interface SyncActs {
  /** What was pressed and is not answered yet. */
  readonly busy: Act | undefined
  /** The run that was asked to end. */
  readonly cancelled: string | undefined
  readonly fault: { readonly act: Act; readonly error: RequestError } | undefined
  readonly start: () => void
  /** A run that does everything but publish. */
  readonly rehearse: () => void
  /** Reads everything, even where the changes alone would do. */
  readonly startFull: () => void
  readonly cancel: (runId: string) => void
  readonly dismiss: () => void
}

type Ask = (
  ...asked:
    | ['sync.start', { full?: true }]
    | ['sync.rehearse', Record<string, never>]
    | ['sync.cancel', { runId: string }]
) => Promise<unknown>

const offline: StoredError = { code: 'network_unavailable', params: {} }

export const syncActs =
  (ask: Ask, isOnline: () => boolean): StateCreator<SyncActs> =>
  (set, get) => {
    const run = (act: Act, work: () => Promise<unknown>, done: Partial<SyncActs>) => {
      if (get().busy !== undefined) return
      set({ busy: act, fault: undefined })
      work().then(
        () => set({ busy: undefined, ...done }),
        (error: unknown) => set({ busy: undefined, fault: { act, error: asRequestError(error) } }),
      )
    }
    // A run that cannot read anything would fail, and take away the one that waits for an answer.
    const begin = (work: () => Promise<unknown>) => {
      if (isOnline()) return run('start', work, {})
      const error = new RequestError({ ...offline, ...explain(offline, 'en'), reference: '' })
      set({ fault: { act: 'start', error } })
    }
    return {
      busy: undefined,
      cancelled: undefined,
      fault: undefined,
      start: () => begin(() => ask('sync.start', {})),
      rehearse: () => begin(() => ask('sync.rehearse', {})),
      startFull: () => begin(() => ask('sync.start', { full: true })),
      cancel: (runId) => run('cancel', () => ask('sync.cancel', { runId }), { cancelled: runId }),
      dismiss: () => set({ fault: undefined }),
    }
  }

/** One for the window: what is pressed on a page shows in the frame, too, and is still known on the next page. */
export const useSyncActs = create(syncActs(request as Ask, () => navigator.onLine))
