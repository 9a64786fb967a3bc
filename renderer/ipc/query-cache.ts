import type { Input, Output, Route } from '../../shared/ipc/contract.ts'
import { asRequestError, type RequestError } from './client.ts'

/** What is known of a question: old data stays while it is read again, and beside an error. */
export interface QueryState<Data> {
  readonly data: Data | undefined
  readonly error: RequestError | undefined
  readonly loading: boolean
}

type Read = <R extends Route>(route: R, input: Input<R>) => Promise<Output<R>>

interface Entry {
  readonly route: Route
  readonly input: unknown
  readonly listeners: Set<() => void>
  state: QueryState<unknown>
  /** Counts readings and whatever overtakes one, so that a late answer finds that it is late. */
  turn: number
  /** Something changed while it was read: the answer may be from before. */
  again: boolean
}

/** Answers kept although nobody looks at them any more: going back to a page shows it at once. */
const mostIdle = 40

const unread: QueryState<never> = { data: undefined, error: undefined, loading: true }

/** Route and input as one text; the question can be read back from it. */
export const queryKey = <R extends Route>(route: R, input: Input<R>): string => JSON.stringify([route, input])

/** One answer for each question, whoever asks it. Main says when it has changed, so nothing is asked twice in vain. */
export class QueryCache {
  readonly #entries = new Map<string, Entry>()
  readonly #read: Read

  constructor(read: Read) {
    this.#read = read
  }

  state<R extends Route>(key: string): QueryState<Output<R>> {
    // The key holds the route, and `#settle` and `put` keep under it only what belongs to that route.
    return (this.#entries.get(key)?.state ?? unread) as QueryState<Output<R>>
  }

  subscribe(key: string, listener: () => void): () => void {
    const entry = this.#entryOf(key)
    entry.listeners.add(listener)
    if (entry.turn === 0 || entry.state.error !== undefined) this.#start(entry)
    return () => {
      entry.listeners.delete(listener)
      if (entry.listeners.size === 0) this.#rest(key, entry)
    }
  }

  refresh(key: string): void {
    const entry = this.#entries.get(key)
    if (entry) this.#start(entry)
  }

  /** What is on screen is read again; what is not is forgotten. */
  invalidate(routes: readonly Route[]): void {
    for (const [key, entry] of this.#entries) {
      if (!routes.includes(entry.route)) continue
      if (entry.listeners.size > 0) this.#start(entry)
      else this.#entries.delete(key)
    }
  }

  /** As invalidate, where the question is about something else now: what is on screen is emptied, what is on its way dropped. */
  forget(routes: readonly Route[]): void {
    for (const [key, entry] of this.#entries) {
      if (!routes.includes(entry.route)) continue
      entry.turn += 1
      if (entry.listeners.size === 0) this.#entries.delete(key)
      else {
        entry.state = { ...unread, loading: false }
        this.#start(entry)
      }
    }
  }

  /** An event brought the answer itself. One that is still on its way is older. */
  put<R extends Route>(route: R, input: Input<R>, data: Output<R>): void {
    const key = queryKey(route, input)
    const entry = this.#entryOf(key)
    entry.turn += 1
    entry.again = false
    this.#show(entry, { data, error: undefined, loading: false })
    if (entry.listeners.size === 0) this.#rest(key, entry)
  }

  #entryOf(key: string): Entry {
    const known = this.#entries.get(key)
    if (known) return known
    const [route, input] = JSON.parse(key) as [Route, unknown]
    const entry: Entry = { route, input, listeners: new Set(), state: unread, turn: 0, again: false }
    this.#entries.set(key, entry)
    return entry
  }

  #start(entry: Entry): void {
    if (entry.turn > 0 && entry.state.loading) {
      entry.again = true
      return
    }
    entry.turn += 1
    entry.again = false
    const turn = entry.turn
    if (!entry.state.loading) this.#show(entry, { ...entry.state, loading: true })
    this.#read(entry.route, entry.input as Input<Route>).then(
      (data) => this.#settle(entry, turn, { data, error: undefined, loading: false }),
      (error: unknown) =>
        this.#settle(entry, turn, { data: entry.state.data, error: asRequestError(error), loading: false }),
    )
  }

  #settle(entry: Entry, turn: number, state: QueryState<unknown>): void {
    if (entry.turn !== turn) return
    const { again } = entry
    this.#show(entry, state)
    if (again) this.#start(entry)
  }

  #show(entry: Entry, state: QueryState<unknown>): void {
    entry.state = state
    for (const listener of [...entry.listeners]) listener()
  }

  /** Moves to the end of the map, whose order is that of coming to rest, and lets go of the oldest. */
  #rest(key: string, entry: Entry): void {
    if (this.#entries.get(key) !== entry) return
    this.#entries.delete(key)
    this.#entries.set(key, entry)
    const idle = [...this.#entries].filter(([, { listeners }]) => listeners.size === 0)
    for (const [oldest] of idle.slice(0, Math.max(0, idle.length - mostIdle))) this.#entries.delete(oldest)
  }
}
