import { AppError } from '../../shared/ipc/errors.ts'

/** Long calls that a page can cancel by the id it gave them. */
export class Jobs {
  readonly #running = new Map<string, AbortController>()

  async run<Value>(jobId: string, work: (signal: AbortSignal) => Promise<Value>): Promise<Value> {
    if (this.#running.has(jobId)) throw new AppError('validation', { field: 'jobId', problem: 'in use' })
    const stop = new AbortController()
    this.#running.set(jobId, stop)
    try {
      return await work(stop.signal)
    } finally {
      this.#running.delete(jobId)
    }
  }

  cancel(jobId: string): void {
    this.#running.get(jobId)?.abort(new AppError('cancelled'))
  }
}

/** Lets a report through at most ten times a second, and the last one of a job always (`done` equals `total`). */
export const throttled = <Progress extends { readonly done: number; readonly total: number }>(
  report: (progress: Progress) => void,
  now: () => number,
): ((progress: Progress) => void) => {
  let last = Number.NEGATIVE_INFINITY
  return (progress) => {
    if (now() - last < 100 && progress.done < progress.total) return
    last = now()
    report(progress)
  }
}
