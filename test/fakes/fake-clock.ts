import type { Clock } from '../../electron/ports.ts'

interface Sleeper {
  until: number
  readonly wake: () => void
}

/**
 * A clock that stands still until it is moved. `skip`: sleeps up to so many milliseconds pass at once and move the
 * clock by themselves, while longer ones (the time limit of a request) wait for `advance`.
 */
export class FakeClock implements Clock {
  /** Every sleep asked for, in milliseconds. */
  readonly sleeps: number[] = []
  readonly #sleepers = new Set<Sleeper>()
  readonly #skip: number
  #now: number

  constructor(now = new Date('2026-03-01T12:00:00Z'), { skip = -1 }: { readonly skip?: number } = {}) {
    this.#now = now.getTime()
    this.#skip = skip
  }

  now(): Date {
    return new Date(this.#now)
  }

  async sleep(milliseconds: number, signal: AbortSignal): Promise<void> {
    signal.throwIfAborted()
    this.sleeps.push(milliseconds)
    const until = this.#now + milliseconds
    if (milliseconds <= this.#skip) {
      await Promise.resolve()
      this.#now = Math.max(this.#now, until)
      return
    }
    const { promise, resolve, reject } = Promise.withResolvers<void>()
    const abort = () => reject(signal.reason)
    const sleeper = { until, wake: resolve }
    this.#sleepers.add(sleeper)
    signal.addEventListener('abort', abort, { once: true })
    try {
      await promise
    } finally {
      this.#sleepers.delete(sleeper)
      signal.removeEventListener('abort', abort)
    }
  }

  /** Somebody sets the system's time, by so much: sleeps last as long as they were to, as those of a timer do. */
  set(milliseconds: number): void {
    this.#now += milliseconds
    for (const sleeper of this.#sleepers) sleeper.until += milliseconds
  }

  /** Moves the time, wakes who is due in the order of their times, and lets them go on. */
  async advance(milliseconds: number): Promise<void> {
    const end = this.#now + milliseconds
    for (;;) {
      const next = [...this.#sleepers].sort((one, other) => one.until - other.until)[0]
      if (next === undefined || next.until > end) break
      this.#now = Math.max(this.#now, next.until)
      this.#sleepers.delete(next)
      next.wake()
      await settled()
    }
    this.#now = Math.max(this.#now, end)
    await settled()
  }
}

/** Lets everything that needs no time and no input run to its next wait. */
export const settled = (): Promise<void> => new Promise((resolve) => setImmediate(resolve))
