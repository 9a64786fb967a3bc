import type { Clock } from '../ports.ts'

/** Lets a call through at most once in so many milliseconds; what comes in between is made up for at their end. */
export class Throttle {
  readonly #clock: Clock
  readonly #interval: number
  readonly #act: () => void
  readonly #ended = new AbortController()
  #last = Number.NEGATIVE_INFINITY
  #due = false

  constructor({
    clock,
    interval,
    act,
  }: { readonly clock: Clock; readonly interval: number; readonly act: () => void }) {
    this.#clock = clock
    this.#interval = interval
    this.#act = act
  }

  ask(): void {
    if (this.#due || this.#ended.signal.aborted) return
    const wait = this.#last + this.#interval - this.#clock.now().getTime()
    if (wait <= 0) {
      this.#go()
      return
    }
    this.#due = true
    // A clock set back must not silence it.
    void this.#later(Math.min(wait, this.#interval))
  }

  /** Nothing comes any more, nor what was due. */
  end(): void {
    this.#ended.abort()
  }

  async #later(wait: number): Promise<void> {
    await this.#clock.sleep(wait, this.#ended.signal).catch(() => undefined)
    this.#due = false
    if (!this.#ended.signal.aborted) this.#go()
  }

  #go(): void {
    this.#last = this.#clock.now().getTime()
    this.#act()
  }
}
