import type { HealthRow } from '../../../shared/domain/certificates.ts'
import type { HealthQuery } from '../../../shared/ipc/certificates.ts'
import { fold, wordsOf } from '../../directory/fold.ts'

/** The rows of one board in the order of its users, in memory. */
export class HealthRows {
  readonly #rows: (HealthRow | null)[]
  /** What each row is searched by, folded as it comes: a hundred thousand at once would be felt. */
  readonly #texts: string[]
  #last: { readonly key: string; readonly rows: readonly HealthRow[] } | null = null

  constructor(users: number) {
    this.#rows = new Array<HealthRow | null>(users).fill(null)
    this.#texts = new Array<string>(users).fill('')
  }

  set(index: number, row: HealthRow): void {
    const { displayName, mail, department } = row
    this.#rows[index] = row
    this.#texts[index] = fold([displayName, mail, department].filter((one) => one !== null).join(' '))
    this.#last = null
  }

  /** Everything that matches; the last answer is remembered for the pages that follow. */
  matching(query: HealthQuery): readonly HealthRow[] {
    const key = JSON.stringify(query)
    if (this.#last?.key !== key) this.#last = { key, rows: this.#filtered(query) }
    return this.#last.rows
  }

  #filtered({ search, kinds, reasons, department }: HealthQuery): HealthRow[] {
    const words = wordsOf(search)
    return this.#rows.filter((row, index): row is HealthRow => {
      if (row === null) return false
      if (kinds.length > 0 && !kinds.includes(row.kind)) return false
      if (reasons.length > 0 && !row.reasons.some((reason) => reasons.includes(reason))) return false
      if (department !== null && (row.department ?? '') !== department) return false
      const text = this.#texts[index] ?? ''
      return words.every((word) => text.includes(word))
    })
  }
}
