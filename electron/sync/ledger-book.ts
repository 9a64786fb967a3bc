import type { LedgerEntry } from '../../shared/domain/sync.ts'
import type { Staging } from './staging.ts'

/** A request costs a hundred bytes in the ledger, but a message to the writer's thread costs as much as a small page. */
const chunk = 100

/** Collects a run's requests and hands them to the writer in chunks. */
export class LedgerBook {
  readonly #runId: string
  readonly #staging: Staging
  #entries: LedgerEntry[] = []

  constructor(runId: string, staging: Staging) {
    this.#runId = runId
    this.#staging = staging
  }

  add(entry: LedgerEntry): void {
    this.#entries.push(entry)
    if (this.#entries.length >= chunk) this.flush()
  }

  flush(): void {
    const entries = this.#entries
    if (entries.length === 0) return
    this.#entries = []
    void this.#staging.put((write) => write.addLedger(this.#runId, entries))
  }

  /** What has not been handed over yet. */
  rest(): readonly LedgerEntry[] {
    const entries = this.#entries
    this.#entries = []
    return entries
  }
}
