import { AppError } from '../../shared/ipc/errors.ts'
import { withDeadline } from '../cloud/deadline.ts'
import type { Clock } from '../ports.ts'

/** Longest that an administrator waits for a test before hearing what hangs. */
const patience = 60_000

/** Calls during which an administrator waits for Microsoft: each ends when it is answered, given up, or too long. */
export class Waits {
  readonly #clock: Clock
  readonly #waiting = new Set<AbortController>()

  constructor(clock: Clock) {
    this.#clock = clock
  }

  /** @throws AppError cancelled after cancel(); timeout; whatever the work throws */
  async run<Value>(work: (signal: AbortSignal) => Promise<Value>): Promise<Value> {
    const stop = new AbortController()
    this.#waiting.add(stop)
    try {
      const limit = { clock: this.#clock, milliseconds: patience, host: 'Microsoft' }
      return await withDeadline(limit, work, stop.signal)
    } finally {
      this.#waiting.delete(stop)
    }
  }

  cancel(): void {
    for (const stop of this.#waiting) stop.abort(new AppError('cancelled'))
  }
}
