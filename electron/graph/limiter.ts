import PQueue from 'p-queue'
import { abortError } from '../cloud/deadline.ts'
import type { Clock } from '../ports.ts'

type Task<Value> = (signal: AbortSignal) => Promise<Value>

/**
 * How many requests run at once, and when none may start because Graph asked to wait. Queue, order and abort of waiting
 * tasks are p-queue's; the pause by the clock is ours, since p-queue's own rate limits know a fixed interval only.
 */
export class Limiter {
  readonly #queue: PQueue
  readonly #clock: Clock
  #pausedUntil: Date | null = null

  constructor({ concurrency = 4, clock }: { readonly concurrency?: number; readonly clock: Clock }) {
    this.#queue = new PQueue({ concurrency })
    this.#clock = clock
  }

  /** Tasks that are running now. */
  get active(): number {
    return this.#queue.pending
  }

  /** No task starts before; null while there is no pause. */
  get pausedUntil(): Date | null {
    return this.#pausedUntil
  }

  /** Runs the task when its turn comes. @throws AppError cancelled when the signal aborts before or meanwhile. */
  run<Value>(task: Task<Value>, signal: AbortSignal): Promise<Value> {
    return this.#add(task, 0, signal)
  }

  /** As run, but before all that have not begun: what goes on with begun work, so that half-read lists do not pile up. */
  runNext<Value>(task: Task<Value>, signal: AbortSignal): Promise<Value> {
    return this.#add(task, 1, signal)
  }

  /** Lets no further task start before the date; a running pause is only ever made longer. Running tasks go on. */
  pauseUntil(date: Date): void {
    if (this.#pausedUntil !== null && date <= this.#pausedUntil) return
    const wait = date.getTime() - this.#clock.now().getTime()
    if (wait <= 0) return
    this.#pausedUntil = date
    this.#queue.pause()
    void this.#resumeAfter(wait, date)
  }

  async #resumeAfter(wait: number, date: Date): Promise<void> {
    await this.#clock.sleep(wait, new AbortController().signal)
    // A longer pause may have taken its place.
    if (this.#pausedUntil !== date) return
    this.#pausedUntil = null
    this.#queue.start()
  }

  async #add<Value>(task: Task<Value>, priority: number, signal: AbortSignal): Promise<Value> {
    let running: Promise<Value> | null = null
    const start = () => {
      running = task(signal)
      return running
    }
    try {
      return await this.#queue.add(start, { priority, signal })
    } catch (error) {
      // p-queue lets go of an aborted task at once; whoever aborts wants nothing to happen afterwards.
      await Promise.allSettled([running])
      throw signal.aborted ? abortError(signal) : error
    }
  }
}
