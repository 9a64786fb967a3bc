import { sign } from 'node:crypto'
import { basename } from 'node:path'
import type {
  AuditActor,
  AuditEntry,
  AuditFilter,
  AuditHead,
  AuditVerification,
  ChainedRecord,
  ExportFormat,
} from '../../shared/domain/audit.ts'
import { AppError, isAppError, type StoredError } from '../../shared/ipc/errors.ts'
import type { Audit, Clock, Logger } from '../ports.ts'
import type { AuditKeys, SigningKey } from './audit-keys.ts'
import { AuditThread, type OnProgress } from './audit-thread.ts'
import { audited } from './audited.ts'
import { exportEnd, type Manifest } from './export-text.ts'
import { guarded, wasRedacted } from './guard.ts'
import { type Lost, reconcile, started } from './reconcile.ts'
import { canonical } from './record.ts'
import type { SetAside } from './thread-methods.ts'

export interface AuditLogOptions {
  readonly keys: AuditKeys
  readonly file: string
  readonly script: URL
  readonly actor: Omit<AuditActor, 'trigger'>
  readonly clock: Clock
  readonly logger: Logger
  readonly newId: () => string
  /** A record was appended: open pages read again. */
  readonly onAppended: (head: AuditHead) => void
}

export interface AuditStatus {
  readonly records: number
  readonly since: string | null
  readonly head: AuditHead | null
  /** Whether the keychain says the same. */
  readonly headMatches: boolean
  /** What this start found wrong with the file; it is in the chain as well. */
  readonly fault: StoredError | null
  /** Attempts without an outcome. */
  readonly unsettled: number
  /** Whose signature exports bear, null before the first one. */
  readonly keyId: string | null
}

export interface Exported {
  readonly name: string
  readonly records: number
  readonly sha256: string
  readonly keyId: string
}

interface Opened {
  readonly thread: AuditThread
  readonly fault: StoredError | null
  /** What the keychain keeps, as last read or written. */
  head: AuditHead | null
  /** In the file and not yet in the keychain. */
  ahead: AuditHead | null
}

/**
 * The chain of everything that was changed or tried. Opened at first use; what hinders it (a locked keychain, a full disk)
 * is tried anew at the next one. Appends go one at a time, file first, keychain after; while the keychain lags, nothing
 * more is written, so the file is never more than one record ahead of it.
 *
 * Every method throws AppError keychain_*, disk_full, disk_failed, audit_newer or audit_damaged.
 */
export class AuditLog implements Audit {
  readonly #options: AuditLogOptions
  #opening: Promise<Opened> | null = null
  #turn: Promise<unknown> = Promise.resolve()

  constructor(options: AuditLogOptions) {
    this.#options = options
  }

  /** Resolved: on the disk, linked, and its hash in the keychain. Rejected: not to be relied upon. */
  async record(entry: AuditEntry): Promise<void> {
    await this.append(entry)
  }

  append(entry: AuditEntry, signal?: AbortSignal): Promise<AuditHead> {
    return this.#inTurn(async () => {
      if (signal?.aborted === true) throw new AppError('cancelled')
      const opened = await this.#opened()
      try {
        return await this.#append(opened, entry)
      } catch (error) {
        if (!isAppError(error) || error.code !== 'audit_damaged') throw error
        return this.#append(await this.#startAnew(opened), entry)
      }
    })
  }

  async status(): Promise<AuditStatus> {
    return this.#inTurn(async () => {
      const { thread, fault } = await this.#opened()
      const [summary, head, key] = [await thread.summary(), await this.#options.keys.head(), await this.#signingKey()]
      const { last, since, unsettled } = summary
      const headMatches = head?.sequence === last?.sequence && head?.hash === last?.hash
      return {
        records: last?.sequence ?? 0,
        since,
        head: last,
        headMatches,
        fault,
        unsettled,
        keyId: key?.keyId ?? null,
      }
    })
  }

  /** Newest first. */
  async list(
    filter: AuditFilter,
    offset: number,
    limit: number,
  ): Promise<{ readonly total: number; readonly rows: readonly ChainedRecord[] }> {
    return (await this.#opened()).thread.list(filter, offset, Math.min(limit, 200))
  }

  async get(sequence: number): Promise<ChainedRecord> {
    return (await this.#opened()).thread.get(sequence)
  }

  async verify(onProgress: OnProgress, signal: AbortSignal): Promise<AuditVerification> {
    // In turn, so that no record is between file and keychain; the keychain itself is asked, not what was last written.
    const { thread, head, last } = await this.#inTurn(async () => {
      const opened = await this.#opened()
      await this.#catchUp(opened)
      const kept = await this.#options.keys.head()
      return { thread: opened.thread, head: kept, last: (await opened.thread.ends(kept)).last }
    })
    return thread.verify(head, last?.sequence ?? 0, onProgress, signal)
  }

  /** The whole chain, signed, with its own making as the last record but the outcome. */
  export(file: string, format: ExportFormat, onProgress: OnProgress, signal: AbortSignal): Promise<Exported> {
    const { logger, newId } = this.#options
    const entry = { action: 'exportMade' as const, connectionId: null, before: null }
    return audited({ audit: this, logger, newId }, entry, async () => {
      const exported = await this.#export(file, format, onProgress, signal)
      const { name, records, sha256, keyId } = exported
      return { value: exported, after: { file: name, what: 'audit', format, records, sha256, signingKeyId: keyId } }
    })
  }

  async close(): Promise<void> {
    await this.#inTurn(async () => {
      const opened = await this.#opening?.catch(() => null)
      this.#opening = null
      await opened?.thread.close()
    })
  }

  async #export(file: string, format: ExportFormat, onProgress: OnProgress, signal: AbortSignal): Promise<Exported> {
    const { thread } = await this.#opened()
    const key = (await this.#signingKey()) ?? (await this.#makeSigningKey())
    const upTo = await this.#inTurn(async () => (await thread.ends(null)).last)
    if (upTo === null) throw new AppError('internal')
    const { records, head, sha256 } = await thread.writeRecords({ file, format, upTo }, onProgress, signal)
    const at = this.#options.clock.now().toISOString()
    const { keyId, publicKey } = key
    const manifest: Manifest = { audit: 'tenantry', format: 1, at, records, head: head.hash, sha256, keyId, publicKey }
    const signature = sign(null, Buffer.from(canonical(manifest)), key.privateKey).toString('base64')
    await thread.finishExport(file, exportEnd(format, manifest, signature))
    return { name: basename(file), records, sha256, keyId }
  }

  #signingKey(): Promise<SigningKey | null> {
    return this.#options.keys.signingKey()
  }

  /** Which key speaks for the chain stands in the chain. */
  async #makeSigningKey(): Promise<SigningKey> {
    const key = await this.#options.keys.makeSigningKey()
    await this.record({
      action: 'auditSigningKeyMade',
      outcome: 'succeeded',
      connectionId: null,
      trigger: 'program',
      after: { signingKeyId: key.keyId },
    })
    return key
  }

  async #append(opened: Opened, entry: AuditEntry): Promise<AuditHead> {
    await this.#catchUp(opened)
    const { trigger, ...rest } = guarded(entry)
    if (wasRedacted({ trigger, ...rest })) this.#options.logger.warn('audit.redacted', { action: entry.action })
    const at = this.#options.clock.now().toISOString()
    const head = await opened.thread.append({ version: 1, at, actor: { ...this.#options.actor, trigger }, ...rest })
    opened.ahead = head
    await this.#catchUp(opened)
    this.#options.onAppended(head)
    return head
  }

  async #catchUp(opened: Opened): Promise<void> {
    if (opened.ahead === null) return
    await this.#options.keys.setHead(opened.ahead)
    opened.head = opened.ahead
    opened.ahead = null
  }

  #opened(): Promise<Opened> {
    this.#opening ??= this.#open()
    const opening = this.#opening
    return opening.then(
      (opened) => {
        if (opened.thread.alive || this.#opening !== opening) return opened
        this.#opening = null
        return this.#opened()
      },
      (error: unknown) => {
        if (this.#opening === opening) this.#opening = null
        throw error
      },
    )
  }

  /** A file that shows itself damaged when it is written to: no change could be recorded any more. */
  async #startAnew(former: Opened): Promise<Opened> {
    await former.thread.close()
    this.#opening = this.#open(true)
    return this.#opened()
  }

  /** @throws before anything is made or set aside where the keychain does not answer. */
  async #open(damaged = false): Promise<Opened> {
    const { keys, file, script, logger } = this.#options
    const head = await keys.head()
    const key = await keys.databaseKey()
    const thread = new AuditThread(script)
    try {
      const setAside = await thread.open(file, key, damaged)
      const ends = await thread.ends(head)
      const note = ends.last === null ? started(head, lostOf(setAside, head)) : reconcile(head, ends)
      const opened: Opened = { thread, fault: note?.error ?? null, head, ahead: null }
      if (note !== null) {
        logger[note.error ? 'error' : 'info']('audit.opened', { action: note.action, fault: note.error?.code ?? null })
        await this.#append(opened, note)
      }
      return opened
    } catch (error) {
      await thread.close()
      throw error
    }
  }

  #inTurn<Value>(task: () => Promise<Value>): Promise<Value> {
    const turn = this.#turn.then(task)
    this.#turn = turn.catch(() => undefined)
    return turn
  }
}

const lostOf = (setAside: SetAside | null, head: AuditHead | null): Lost | null => {
  if (setAside === null) return head === null ? null : { code: 'audit_missing', file: null }
  return { code: setAside.fault === 'foreign' ? 'audit_foreign' : 'audit_damaged', file: basename(setAside.file) }
}
