/** Rows of one answer; the contract allows no more. */
export const windowSize = 200
const windowsKept = 10
/** Two, because what is in sight may straddle two windows. More would only queue behind each other in main. */
const requestsAtOnce = 2

export interface WindowOf<Row> {
  readonly total: number
  readonly rows: readonly Row[]
}

export type ReadWindow<Row> = (offset: number, limit: number) => Promise<WindowOf<Row>>

interface Page<Row> {
  readonly rows: readonly Row[]
  readonly generation: number
}

/**
 * What the table holds of a long list: at most ten windows of 200 rows. What was read stays readable until its
 * replacement is there, so neither a new query nor a fresh snapshot empties the table. Answers that were asked for
 * before the last `open` or `refresh` are ignored.
 */
export class WindowCache<Row> {
  readonly #tell: () => void
  #read: ReadWindow<Row> | undefined
  #opening: string | undefined
  #shownKey: string | undefined
  #generation = 0
  /** Least recently wanted first. */
  #pages = new Map<number, Page<Row>>()
  #asked = new Set<number>()
  #underWay = 0
  #wanted: readonly [first: number, last: number] = [0, 0]
  #total: number | undefined
  #error: unknown

  /** `tell` is called whenever what can be read here has changed. */
  constructor(tell: () => void) {
    this.#tell = tell
  }

  /** Number of rows of the query that is shown; undefined until the first answer. */
  get total(): number | undefined {
    return this.#total
  }

  /** The key given to `open` by the query whose rows are shown: the one before, until the first answer to the new one. */
  get shownKey(): string | undefined {
    return this.#shownKey
  }

  /** Why the last window could not be read; undefined after the next good answer. */
  get error(): unknown {
    return this.#error
  }

  /** Another list. Its first window is asked for at once; the rows of the list before stay until the answer. */
  open(key: string, read: ReadWindow<Row>): void {
    this.#opening = key
    this.#read = read
    this.#wanted = [0, 0]
    this.refresh()
  }

  /** The same list, read anew: what is in sight at once, the rest when it is wanted again. */
  refresh(): void {
    this.#generation += 1
    this.#asked.clear()
    this.#error = undefined
    this.#pump()
  }

  /** Says which rows are in sight (both ends included). Windows passed while scrolling and gone again are not asked for. */
  want(first: number, last: number): void {
    this.#wanted = [first, last]
    this.#pump()
  }

  rowAt(index: number): Row | undefined {
    if (this.#total === undefined || index < 0 || index >= this.#total) return undefined
    return this.#pages.get(Math.floor(index / windowSize))?.rows[index % windowSize]
  }

  /** Index of a row among the windows that are up to date; undefined when none of them holds it. */
  indexOf(matches: (row: Row) => boolean): number | undefined {
    for (const [page, { rows, generation }] of this.#pages) {
      const within = generation === this.#generation ? rows.findIndex(matches) : -1
      if (within >= 0) return page * windowSize + within
    }
    return undefined
  }

  /**
   * Rows by index, both ends included; windows that are not here are read, but not kept. Undefined when the list changed
   * meanwhile or could not be read (see `error`).
   */
  async rowsBetween(first: number, last: number): Promise<readonly Row[] | undefined> {
    const generation = this.#generation
    const rows: Row[] = []
    const end = Math.min(last, (this.#total ?? 0) - 1)
    for (let page = Math.floor(first / windowSize); page * windowSize <= end; page++) {
      const held = this.#fresh(page)?.rows ?? (await this.#readAside(page))
      if (held === undefined || generation !== this.#generation) return undefined
      const start = page * windowSize
      rows.push(...held.slice(Math.max(0, first - start), end - start + 1))
    }
    return rows
  }

  async #readAside(page: number): Promise<readonly Row[] | undefined> {
    try {
      return (await this.#read?.(page * windowSize, windowSize))?.rows
    } catch (error) {
      this.#error = error
      this.#tell()
      return undefined
    }
  }

  #fresh(page: number): Page<Row> | undefined {
    const held = this.#pages.get(page)
    return held?.generation === this.#generation ? held : undefined
  }

  #pump(): void {
    const [first, last] = this.#wanted
    for (let page = Math.floor(first / windowSize); page <= Math.floor(last / windowSize); page++) {
      if (this.#underWay >= requestsAtOnce) return
      if (!this.#fresh(page) && !this.#asked.has(page)) void this.#ask(page)
    }
  }

  async #ask(page: number): Promise<void> {
    const read = this.#read
    if (read === undefined) return
    const generation = this.#generation
    this.#asked.add(page)
    this.#underWay += 1
    try {
      const answer = await read(page * windowSize, windowSize)
      if (generation === this.#generation) this.#take(page, answer)
    } catch (error) {
      if (generation === this.#generation) this.#error = error
    }
    this.#underWay -= 1
    // A window that failed stays asked for: it is read again by `refresh`, not in a loop.
    if (generation === this.#generation && this.#error === undefined) this.#asked.delete(page)
    this.#pump()
    if (generation === this.#generation) this.#tell()
  }

  #take(page: number, { total, rows }: WindowOf<Row>): void {
    if (this.#shownKey !== this.#opening) this.#pages.clear()
    this.#shownKey = this.#opening
    this.#total = total
    this.#error = undefined
    this.#pages.delete(page)
    this.#pages.set(page, { rows, generation: this.#generation })
    this.#forget()
  }

  #forget(): void {
    const [first, last] = this.#wanted.map((index) => Math.floor(index / windowSize))
    for (const page of this.#pages.keys()) {
      if (this.#pages.size <= windowsKept) return
      if (page < (first ?? 0) || page > (last ?? 0)) this.#pages.delete(page)
    }
  }
}
