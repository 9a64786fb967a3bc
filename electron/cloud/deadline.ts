import { AppError } from '../../shared/ipc/errors.ts'
import type { Clock } from '../ports.ts'

/** What an aborted signal is reported as: its reason where that is one of our errors, else `cancelled`. */
export const abortError = (signal: AbortSignal): AppError =>
  signal.reason instanceof AppError ? signal.reason : new AppError('cancelled', {}, { cause: signal.reason })

/** A reason of one's own: without one each abort makes an error that looks where it came from. */
const inTime = 'in time'

/**
 * Runs a task with a signal that aborts with the caller's or after so many milliseconds (then with AppError timeout).
 * Not AbortSignal.any over AbortSignal.timeout: both stay in memory until the time is over, thousands of them in a sync.
 */
export const withDeadline = async <Value>(
  { clock, milliseconds, host }: { readonly clock: Clock; readonly milliseconds: number; readonly host: string },
  task: (signal: AbortSignal) => Promise<Value>,
  signal: AbortSignal,
): Promise<Value> => {
  if (signal.aborted) throw abortError(signal)
  const controller = new AbortController()
  const timer = new AbortController()
  const abort = () => controller.abort(abortError(signal))
  signal.addEventListener('abort', abort, { once: true })
  clock.sleep(milliseconds, timer.signal).then(
    () => controller.abort(new AppError('timeout', { host })),
    () => undefined,
  )
  try {
    return await task(controller.signal)
  } catch (error) {
    throw controller.signal.aborted ? abortError(controller.signal) : error
  } finally {
    timer.abort(inTime)
    signal.removeEventListener('abort', abort)
  }
}
