import PQueue from 'p-queue'
import { abortError } from '../cloud/deadline.ts'
import type { Clock } from '../ports.ts'

/** Requests at once: as a careful client begins, and the bounds of what the tenant makes of it. */
const usual = 4
const fewest = 1
/** Of what a tenant allows, as it says in its answers; from there on it is not asked for more. */
const nearTheLimit = 0.8

type Task<Value> = (signal: AbortSignal) => Promise<Value>

/**
 * How many requests run at once, and when none may start because Graph asked to wait. After each round of good answers
 * twice as many may run until Graph complains for the first time, one more from then on; half as many after each wait that
 * it asks for. Queue, order and abort of waiting tasks are
 * p-queue's; the pause by the clock is ours, since p-queue's own rate limits know a fixed interval only.
 */
export class Limiter {
  readonly #queue: PQueue
  readonly #clock: Clock
  readonly #most: number
  #pausedUntil: Date | null = null
  #goodAnswers = 0
  #hasComplained = false

  /** `most`: never more at once, however well it goes; twice the beginning when not given. */
  constructor(options: { readonly concurrency?: number; readonly most?: number; readonly clock: Clock }) {
    const { concurrency = usual, most = 2 * concurrency, clock } = options
    this.#queue = new PQueue({ concurrency })
    this.#most = most
    this.#clock = clock
  }

  /** Tasks that may run at once now. */
  get allowed(): number {
    return this.#queue.concurrency
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

  /** Graph answered. `used`: the part of what it allows that is used up, null when it did not say. */
  answered(used: number | null): void {
    if (used !== null && used >= nearTheLimit) {
      this.#goodAnswers = 0
      this.#hasComplained = true
    } else if (++this.#goodAnswers >= this.allowed)
      this.#allow(this.#hasComplained ? this.allowed + 1 : 2 * this.allowed)
  }

  /**
   * Lets no further task start before the date; a running pause is only ever made longer. Running tasks go on: what they
   * are refused during the pause has been taken into account with it.
   */
  pauseUntil(date: Date): void {
    this.#hasComplained = true
    if (this.#pausedUntil === null) this.#allow(Math.floor(this.allowed / 2))
    if (this.#pausedUntil !== null && date <= this.#pausedUntil) return
    const wait = date.getTime() - this.#clock.now().getTime()
    if (wait <= 0) return
    this.#pausedUntil = date
    this.#queue.pause()
    void this.#resumeAfter(wait, date)
  }

  #allow(count: number): void {
    this.#goodAnswers = 0
    this.#queue.concurrency = Math.min(this.#most, Math.max(fewest, count))
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
