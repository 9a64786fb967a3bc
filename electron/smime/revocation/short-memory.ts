import { SharedRequest } from '../../cloud/shared-request.ts'
import type { Clock } from '../../ports.ts'

/** However long an authority says that its answer is good. */
const longest = 3_600_000
const mostBytes = 48 * 1024 * 1024

export interface Remembered<Value> {
  readonly value: Value
  /** Milliseconds since 1970. */
  readonly until: number
  /** What it takes to remember. */
  readonly bytes: number
}

interface Entry<Value> {
  readonly request: SharedRequest<Remembered<Value>>
  until: number
  bytes: number
}

/** Answers of authorities, in memory alone, each for an hour at most; several that ask for the same one wait for one. */
export class ShortMemory<Value> {
  readonly #clock: Clock
  readonly #entries = new Map<string, Entry<Value>>()

  constructor(clock: Clock) {
    this.#clock = clock
  }

  /** @throws what `ask` throws; then the next one asks anew */
  async get(
    key: string,
    ask: (signal: AbortSignal) => Promise<Remembered<Value>>,
    signal: AbortSignal,
  ): Promise<Value> {
    const now = this.#clock.now().getTime()
    const known = this.#entries.get(key)
    if (known !== undefined && now < known.until) return (await known.request.wait(signal)).value
    const entry: Entry<Value> = { request: new SharedRequest(ask), until: now + longest, bytes: 0 }
    this.#entries.delete(key)
    this.#entries.set(key, entry)
    try {
      const { value, until, bytes } = await entry.request.wait(signal)
      entry.until = Math.min(until, now + longest)
      entry.bytes = bytes
      this.#makeRoom()
      return value
    } catch (error) {
      // Others may still wait for it: it is forgotten only when nobody can have it any more.
      if (!entry.request.open && this.#entries.get(key) === entry) this.#entries.delete(key)
      throw error
    }
  }

  clear(): void {
    this.#entries.clear()
  }

  /** The oldest go first. */
  #makeRoom(): void {
    let bytes = [...this.#entries.values()].reduce((sum, entry) => sum + entry.bytes, 0)
    for (const [key, entry] of this.#entries) {
      if (bytes <= mostBytes) return
      this.#entries.delete(key)
      bytes -= entry.bytes
    }
  }
}
