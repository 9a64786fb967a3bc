/** One request as the servers saw it. */
export interface RequestRecord {
  readonly number: number
  /** ISO 8601, this machine's clock. */
  readonly at: string
  readonly method: string
  /** Decoded path and query. */
  readonly path: string
  /** 0 when the connection was ended or never answered. */
  readonly status: number
  readonly milliseconds: number
  readonly requestId: string
  readonly clientRequestId: string | null
  /** True for a request inside a batch. */
  readonly inBatch: boolean
  /** Requests being answered at the moment this one came, itself included. */
  readonly concurrent: number
}

const maximum = 200_000

/** Requests seen, oldest first; the oldest are dropped beyond the maximum. */
export class RequestLog {
  readonly #records: RequestRecord[] = []
  #next = 1

  get records(): readonly RequestRecord[] {
    return this.#records
  }

  add(record: Omit<RequestRecord, 'number'>): void {
    this.#records.push({ ...record, number: this.#next++ })
    if (this.#records.length > maximum) this.#records.splice(0, maximum / 10)
  }

  clear(): void {
    this.#records.length = 0
  }
}
