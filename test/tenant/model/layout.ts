import { hash } from './random.ts'
import { type Region, regions } from './regions.ts'

/**
 * A line of `main` objects with `extra` others spread evenly among them.
 * Any index can be asked for its number within its own kind without a table.
 */
export class Spread {
  readonly total: number
  readonly #extra: number

  constructor(main: number, extra: number) {
    this.total = main + extra
    this.#extra = extra
  }

  /** Extras before this index. */
  #before(index: number): number {
    return Math.floor((index * this.#extra) / this.total)
  }

  isExtra(index: number): boolean {
    return this.#before(index + 1) > this.#before(index)
  }

  /** The object's number among the extras if it is one, else among the main objects. */
  rank(index: number): number {
    return this.isExtra(index) ? this.#before(index) : index - this.#before(index)
  }

  /** Index of the main object with this number. */
  indexOfMain(rank: number): number {
    let index = Math.min(this.total - 1, Math.floor((rank * this.total) / Math.max(1, this.total - this.#extra)))
    while (index > 0 && (this.isExtra(index) || this.rank(index) > rank)) index--
    while (this.isExtra(index) || this.rank(index) < rank) index++
    return index
  }
}

/** Which region the n-th person is of, and which number the person has within it. Shares hold in every hundred people. */
export class RegionOrder {
  readonly #slots: readonly { readonly region: Region; readonly position: number }[]

  constructor(seed: number) {
    const all = regions.flatMap((region) =>
      Array.from({ length: region.share }, (_, position) => ({ region, position })),
    )
    this.#slots = all
      .map((slot, at) => ({ slot, order: hash(seed, 0x5107, at) }))
      .sort((a, b) => a.order - b.order)
      .map(({ slot }) => slot)
  }

  at(rank: number): { readonly region: Region; readonly ordinal: number } {
    const slot = this.#slots[rank % this.#slots.length]
    if (slot === undefined) throw new Error('The regions have no shares')
    return { region: slot.region, ordinal: Math.floor(rank / this.#slots.length) * slot.region.share + slot.position }
  }
}
