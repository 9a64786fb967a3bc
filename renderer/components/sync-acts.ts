import { create, type StateCreator } from 'zustand'
import { asRequestError, type RequestError, request } from '../ipc/client.ts'

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

export const syncActs =
  (ask: Ask): StateCreator<SyncActs> =>
  (set, get) => {
    const run = (act: Act, work: () => Promise<unknown>, done: Partial<SyncActs>) => {
      if (get().busy !== undefined) return
      set({ busy: act, fault: undefined })
      work().then(
        () => set({ busy: undefined, ...done }),
        (error: unknown) => set({ busy: undefined, fault: { act, error: asRequestError(error) } }),
      )
    }
    return {
      busy: undefined,
      cancelled: undefined,
      fault: undefined,
      start: () => run('start', () => ask('sync.start', {}), {}),
      rehearse: () => run('start', () => ask('sync.rehearse', {}), {}),
      startFull: () => run('start', () => ask('sync.start', { full: true }), {}),
      cancel: (runId) => run('cancel', () => ask('sync.cancel', { runId }), { cancelled: runId }),
      dismiss: () => set({ fault: undefined }),
    }
  }

/** One for the window: what is pressed on a page shows in the frame, too, and is still known on the next page. */
export const useSyncActs = create(syncActs(request as Ask))
