import { mkdirSync } from 'node:fs'
import { dirname } from 'node:path'
import { setImmediate } from 'node:timers/promises'
import type { AuditFilter, AuditHead, AuditVerification, ChainedRecord } from '../../shared/domain/audit.ts'
import { AppError } from '../../shared/ipc/errors.ts'
import { connect, sqliteCode } from '../sqlite/database.ts'
import { type FileFault, look, putAside } from '../sqlite/fault.ts'
import type { Turn } from '../thread/thread-messages.ts'
import { AuditStore } from './audit-store.ts'
import { type ExportOrder, finish, type Unsigned, writeRecords } from './export-file.ts'
import type { Ends } from './reconcile.ts'
import { noHash, sha256, type Unchained } from './record.ts'
import { auditFile } from './schema.ts'
import { ChainCheck } from './verify-chain.ts'

export interface SetAside {
  readonly file: string
  readonly fault: FileFault
}

const chunk = 1_000

/** What the audit's thread does, without the thread. */
export class ThreadMethods {
  #store: AuditStore | null = null

  /**
   * A file that is damaged or foreign makes room for a new one, and stays beside it. `damaged`: it has shown itself to be.
   * @throws AppError audit_newer
   */
  open(file: string, key: string, damaged: boolean): SetAside | null {
    const fault = damaged ? 'damaged' : this.#openAsIs(file, key)
    if (fault === null) return null
    const target = putAside(file, fault)
    this.#openAsIs(file, key)
    return { file: target, fault }
  }

  #openAsIs(file: string, key: string): FileFault | null {
    mkdirSync(dirname(file), { recursive: true })
    const looked = look(file, key, auditFile)
    if (looked.is === 'newer') throw new AppError('audit_newer', { version: String(looked.version) })
    if (looked.is !== 'fit') return looked.is
    const database = connect(file, key)
    try {
      const store = new AuditStore(database)
      // What a start relies upon: a damaged page further back is for a verification to find.
      store.rows((store.last()?.sequence ?? 0) - 2, 2)
      this.#store = store
      return null
    } catch (error) {
      database.close()
      if (isCorrupt(error)) return 'damaged'
      throw error
    }
  }

  ends(head: AuditHead | null): Ends {
    const store = this.#opened()
    const last = store.last()
    if (last === null) return { last, hashAtHead: null, lastHolds: true }
    const row = store.row(last.sequence)
    const link = last.sequence === 1 ? noHash : store.row(last.sequence - 1)?.hash
    const lastHolds = row !== null && sha256(row.body) === row.hash && row.body.includes(`"previousHash":"${link}"`)
    const [atHead] = head === null ? [] : (readable(store, head.sequence - 1, 1) ?? [])
    return { last, lastHolds, hashAtHead: atHead?.sequence === head?.sequence ? (atHead?.hash ?? null) : null }
  }

  append(record: Unchained): AuditHead {
    return this.#opened().append(record)
  }

  list(filter: AuditFilter, offset: number, limit: number): { readonly total: number; readonly rows: ChainedRecord[] } {
    return this.#opened().list(filter, offset, limit)
  }

  get(sequence: number): ChainedRecord {
    return this.#opened().get(sequence)
  }

  /** A file that is torn somewhere still says what it can. */
  summary(): { readonly since: string | null; readonly last: AuditHead | null; readonly unsettled: number | null } {
    const store = this.#opened()
    const since = unlessCorrupt(() => store.first()?.at ?? null)
    return { since, last: store.last(), unsettled: unlessCorrupt(() => store.unsettled()) }
  }

  /** Up to the record that was the last when the verification began: later ones may be on their way to the keychain. */
  async verify(head: AuditHead | null, upTo: number, { signal, progress }: Turn): Promise<AuditVerification> {
    const store = this.#opened()
    const check = new ChainCheck(head)
    while (!check.broken && check.at < upTo) {
      const rows = readable(store, check.at, Math.min(chunk, upTo - check.at))
      if (rows === null) check.unreadable()
      else if (rows.length === 0) break
      for (const row of rows ?? []) if (!check.broken) check.take(row)
      progress({ done: check.at, total: upTo })
      await setImmediate()
      signal.throwIfAborted()
    }
    return check.end()
  }

  writeRecords(order: ExportOrder, { signal, progress }: Turn): Promise<Unsigned> {
    const onProgress = (done: number) => progress({ done, total: order.upTo.sequence })
    return writeRecords(this.#opened(), order, onProgress, signal)
  }

  finishExport(partial: string, file: string, end: string): Promise<void> {
    return finish(partial, file, end)
  }

  close(): void {
    this.#store?.close()
    this.#store = null
  }

  #opened(): AuditStore {
    if (this.#store === null) throw new TypeError('not open')
    return this.#store
  }
}

/** The rows, fewer where one of them cannot be read, null where the first cannot. */
const readable = (store: AuditStore, after: number, count: number): ReturnType<AuditStore['rows']> | null => {
  const rows = unlessCorrupt(() => store.rows(after, count))
  return rows ?? (count === 1 ? null : readable(store, after, Math.ceil(count / 2)))
}

const unlessCorrupt = <Value>(task: () => Value): Value | null => {
  try {
    return task()
  } catch (error) {
    if (isCorrupt(error)) return null
    throw error
  }
}

const isCorrupt = (error: unknown): boolean => sqliteCode(error)?.startsWith('SQLITE_CORRUPT') === true
