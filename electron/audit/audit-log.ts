import { sign } from 'node:crypto'
import { basename } from 'node:path'
import type {
  AuditEntry,
  AuditFilter,
  AuditHead,
  AuditVerification,
  ChainedRecord,
  ExportFormat,
} from '../../shared/domain/audit.ts'
import { AppError, isAppError, type StoredError } from '../../shared/ipc/errors.ts'
import { partialFile } from '../export/partial-file.ts'
import type { Audit } from '../ports.ts'
import type { SigningKey } from './audit-keys.ts'
import type { OnProgress } from './audit-thread.ts'
import { audited } from './audited.ts'
import { exportEnd, type Manifest } from './export-text.ts'
import { type AuditFile, type OpenAudit, openAudit } from './open-audit.ts'
import { canonical } from './record.ts'

export interface AuditLogOptions extends AuditFile {
  readonly newId: () => string
}

export interface AuditStatus {
  readonly records: number
  readonly since: string | null
  readonly head: AuditHead | null
  /** Whether the keychain says the same. */
  readonly headMatches: boolean
  /** What this start found wrong with the file; it is in the chain as well. */
  readonly fault: StoredError | null
  /** Attempts without an outcome; null where a damaged file does not say. */
  readonly unsettled: number | null
  /** Whose signature exports bear, null before the first one. */
  readonly keyId: string | null
}

export interface Exported {
  readonly name: string
  readonly records: number
  readonly sha256: string
  readonly keyId: string
}

/**
 * The chain of everything that was changed or tried. Opened at first use; what hinders it (a locked keychain, a full disk)
 * is tried anew at the next one. Appends go one at a time, so the file is never more than one record ahead of the keychain.
 *
 * Every method throws AppError keychain_*, disk_full, disk_failed, audit_newer or audit_unreadable.
 */
export class AuditLog implements Audit {
  readonly #options: AuditLogOptions
  #opening: Promise<OpenAudit> | null = null
  #turn: Promise<unknown> = Promise.resolve()

  constructor(options: AuditLogOptions) {
    this.#options = options
  }

  /** At the program's start, so that a fault is found then and not when somebody looks. */
  async start(): Promise<void> {
    await this.#inTurn(() => this.#opened())
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
        return await opened.append(entry)
      } catch (error) {
        if (!isAppError(error) || error.code !== 'audit_unreadable') throw error
        return (await this.#startAnew(opened)).append(entry)
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
      await opened.catchUp()
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
    const partial = partialFile(file)
    const { records, head, sha256 } = await thread.writeRecords({ partial, format, upTo }, onProgress, signal)
    const at = this.#options.clock.now().toISOString()
    const { keyId, publicKey } = key
    const manifest: Manifest = { audit: 'tenantry', format: 1, at, records, head: head.hash, sha256, keyId, publicKey }
    const signature = sign(null, Buffer.from(canonical(manifest)), key.privateKey).toString('base64')
    await thread.finishExport(partial, file, exportEnd(format, manifest, signature))
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

  #opened(): Promise<OpenAudit> {
    this.#opening ??= openAudit(this.#options, false)
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
  async #startAnew(former: OpenAudit): Promise<OpenAudit> {
    await former.thread.close()
    this.#opening = openAudit(this.#options, true)
    return this.#opened()
  }

  #inTurn<Value>(task: () => Promise<Value>): Promise<Value> {
    const turn = this.#turn.then(task)
    this.#turn = turn.catch(() => undefined)
    return turn
  }
}
