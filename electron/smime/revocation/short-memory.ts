import { SharedRequest } from '../../cloud/shared-request.ts'
import type { Clock } from '../../ports.ts'

/** However long an authority says that its answer is good. */
const longest = 3_600_000
const mostBytes = 48 * 1024 * 1024
const mostEntries = 5_000

export interface Remembered<Value> {
  readonly value: Value
  /** Milliseconds since 1970. */
  readonly until: number
  /** What it takes to remember. */
  readonly bytes: number
}

interface Entry<Value> {
  readonly request: SharedRequest<Remembered<Value>>
  /** null while it is being asked for. */
  answer: Remembered<Value> | null
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
    const known = this.#entries.get(key)
    if (known !== undefined && this.#isGood(known)) return (await known.request.wait(signal)).value
    this.#entries.delete(key)
    const entry: Entry<Value> = {
      answer: null,
      // Whoever began it may have left when the answer comes, so that it is not for him to keep it.
      request: new SharedRequest(async (shared) => {
        const answer = await ask(shared)
        entry.answer = { ...answer, until: Math.min(answer.until, this.#clock.now().getTime() + longest) }
        this.#makeRoom()
        return answer
      }),
    }
    this.#entries.set(key, entry)
    return (await entry.request.wait(signal)).value
  }

  #isGood({ request, answer }: Entry<Value>): boolean {
    return answer === null ? request.open : this.#clock.now().getTime() < answer.until
  }

  clear(): void {
    this.#entries.clear()
  }

  /** The oldest go first. */
  #makeRoom(): void {
    let bytes = [...this.#entries.values()].reduce((sum, { answer }) => sum + (answer?.bytes ?? 0), 0)
    for (const [key, { answer }] of this.#entries) {
      if (bytes <= mostBytes && this.#entries.size <= mostEntries) return
      this.#entries.delete(key)
      bytes -= answer?.bytes ?? 0
    }
  }
}
