import { abortError } from '../cloud/deadline.ts'
import { known } from './ending.ts'
import type { FullRun, TurnsFull } from './full-run.ts'
import { turnFullReason } from './turn-full.ts'

/**
 * Follows changes within a run: what ends that need not end the run, which then reads everything.
 * @throws AppError of the sign-in, of Graph, of the directory, cancelled.
 */
export const apart = async <Value>(
  run: FullRun,
  work: (run: FullRun, signal: AbortSignal) => Promise<Value>,
  signal: AbortSignal,
): Promise<Value | TurnsFull> => {
  const own = new AbortController()
  const failures: unknown[] = []
  const fail = (error: unknown) => {
    failures.push(error)
    own.abort(known(error))
  }
  try {
    return await work({ ...run, fail }, AbortSignal.any([signal, own.signal]))
  } catch (error) {
    await run.staging.idle()
    if (signal.aborted) throw abortError(signal)
    const cause = failures[0] ?? error
    const reason = turnFullReason(cause)
    if (reason === null) throw cause
    return { outcome: 'turnFull', reason }
  }
}
