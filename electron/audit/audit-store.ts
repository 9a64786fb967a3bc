import type { AuditFilter, AuditHead, AuditRecord, ChainedRecord } from '../../shared/domain/audit.ts'
import { AppError } from '../../shared/ipc/errors.ts'
import type { Database } from '../sqlite/database.ts'
import { prepare } from '../sqlite/migrate.ts'
import { settledAttempt, whereOf } from './query.ts'
import { type Sealed, seal, searchText, type Unchained } from './record.ts'
import { auditFile } from './schema.ts'

/** A record as the file holds it. */
export interface Row extends Sealed {
  readonly text: string
}

interface Kept {
  readonly body: string
  readonly hash: string
}

/** The file, open. Lives in the audit's thread. */
export class AuditStore {
  readonly #database: Database
  /** The last total that was counted, for the windows of one list. */
  #counted: { readonly filter: string; readonly last: number; readonly total: number } | null = null

  constructor(database: Database) {
    this.#database = database
    database.pragma('recursive_triggers = 1')
    database.pragma('cache_size = -32768')
    prepare(database, auditFile)
  }

  /** One transaction, on the disk when this returns. */
  append(record: Unchained): AuditHead {
    return this.#database
      .transaction(() => {
        const sealed = seal(record, this.last())
        const text = searchText(JSON.parse(sealed.body) as AuditRecord)
        this.#database
          .prepare('INSERT INTO records (sequence, hash, text, body) VALUES (?, ?, ?, ?)')
          .run(sealed.sequence, sealed.hash, text, sealed.body)
        return { sequence: sealed.sequence, hash: sealed.hash }
      })
      .immediate()
  }

  last(): AuditHead | null {
    const row = this.#database.prepare('SELECT sequence, hash FROM records ORDER BY sequence DESC LIMIT 1').get()
    return (row as AuditHead | undefined) ?? null
  }

  row(sequence: number): Row | null {
    return this.rows(sequence - 1, 1).find((row) => row.sequence === sequence) ?? null
  }

  /** The next so many in the chain's order. */
  rows(after: number, count: number): Row[] {
    return this.#database
      .prepare('SELECT sequence, hash, text, body FROM records WHERE sequence > ? ORDER BY sequence LIMIT ?')
      .all(after, count) as Row[]
  }

  get(sequence: number): ChainedRecord {
    const row = this.row(sequence)
    if (row === null) throw new AppError('record_not_found', { sequence: String(sequence) })
    return recordOf(row)
  }

  /** Newest first. */
  list(filter: AuditFilter, offset: number, limit: number): { readonly total: number; readonly rows: ChainedRecord[] } {
    const { sql, values } = whereOf(filter)
    const rows = this.#database
      .prepare(`SELECT body, hash FROM records WHERE ${sql} ORDER BY sequence DESC LIMIT ? OFFSET ?`)
      .all(...values, limit, offset) as Kept[]
    return { total: this.#total(filter), rows: rows.map(recordOf) }
  }

  /** Attempts whose outcome nobody recorded. */
  unsettled(): number {
    return this.#count(`SELECT count(*) FROM records WHERE outcome = 'attempted' AND NOT (${settledAttempt})`, [])
  }

  first(): ChainedRecord | null {
    const row = this.row(1)
    return row === null ? null : recordOf(row)
  }

  close(): void {
    this.#database.close()
  }

  #total(filter: AuditFilter): number {
    const key = JSON.stringify(filter)
    const last = this.last()?.sequence ?? 0
    if (this.#counted?.filter !== key || this.#counted.last !== last) {
      const { sql, values } = whereOf(filter)
      const total = this.#count(`SELECT count(*) FROM records WHERE ${sql}`, values)
      this.#counted = { filter: key, last, total }
    }
    return this.#counted.total
  }

  #count(sql: string, values: readonly string[]): number {
    return Number(
      this.#database
        .prepare(sql)
        .pluck()
        .get(...values),
    )
  }
}

/** What the file holds was written by `seal`; whether it is still that is a verification's business. */
const recordOf = ({ body, hash }: Kept): ChainedRecord => ({ ...(JSON.parse(body) as AuditRecord), hash })
