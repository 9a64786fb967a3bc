import { AppError } from '../../shared/ipc/errors.ts'
import { withDeadline } from '../cloud/deadline.ts'
import type { Clock } from '../ports.ts'

/** Longest that an administrator waits before hearing what hangs. */
const patience = 60_000

/** Calls during which an administrator waits for Microsoft: each ends when it is answered, or too long. */
export class Waits {
  readonly #clock: Clock
  readonly #waiting = new Set<AbortController>()

  constructor(clock: Clock) {
    this.#clock = clock
  }

  /** Until it is given up, too. @throws AppError cancelled after cancel(); timeout; whatever the work throws */
  async run<Value>(work: (signal: AbortSignal) => Promise<Value>): Promise<Value> {
    const stop = new AbortController()
    this.#waiting.add(stop)
    try {
      return await this.#within(work, stop.signal)
    } finally {
      this.#waiting.delete(stop)
    }
  }

  /** What is begun is not given up, such as a removal. @throws AppError timeout; whatever the work throws */
  patiently<Value>(work: (signal: AbortSignal) => Promise<Value>): Promise<Value> {
    return this.#within(work, new AbortController().signal)
  }

  cancel(): void {
    for (const stop of this.#waiting) stop.abort(new AppError('cancelled'))
  }

  #within<Value>(work: (signal: AbortSignal) => Promise<Value>, signal: AbortSignal): Promise<Value> {
    return withDeadline({ clock: this.#clock, milliseconds: patience, host: 'Microsoft' }, work, signal)
  }
}
