import { abortError } from './deadline.ts'

/** One request that several callers wait for. Each leaves by its own signal; when the last one leaves, it is aborted. */
export class SharedRequest<Value> {
  readonly #controller = new AbortController()
  readonly #promise: Promise<Value>
  #waiting = 0
  #over = false

  constructor(task: (signal: AbortSignal) => Promise<Value>) {
    this.#promise = task(this.#controller.signal).finally(() => {
      this.#over = true
    })
    // Everybody may have left before it fails.
    this.#promise.catch(() => undefined)
  }

  /** Whether another caller may still join. */
  get open(): boolean {
    return !this.#over && !this.#controller.signal.aborted
  }

  async wait(signal: AbortSignal): Promise<Value> {
    if (signal.aborted) throw abortError(signal)
    const aborted = Promise.withResolvers<never>()
    const abort = () => aborted.reject(abortError(signal))
    signal.addEventListener('abort', abort, { once: true })
    this.#waiting++
    try {
      return await Promise.race([this.#promise, aborted.promise])
    } finally {
      signal.removeEventListener('abort', abort)
      this.#waiting--
      if (this.#waiting === 0 && !this.#over) this.#controller.abort(signal.reason)
    }
  }
}
