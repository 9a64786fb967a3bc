import type { AuditFilter, AuditHead, AuditVerification, ChainedRecord } from '../../shared/domain/audit.ts'
import { threadEnded } from '../sqlite/disk-error.ts'
import { ThreadClient } from '../thread/thread-client.ts'
import type { ExportOrder, Unsigned } from './export-file.ts'
import type { Ends } from './reconcile.ts'
import type { Unchained } from './record.ts'
import type { SetAside, ThreadMethods } from './thread-methods.ts'

export type OnProgress = (progress: { readonly done: number; readonly total: number }) => void
type Summary = ReturnType<ThreadMethods['summary']>
type Page = ReturnType<ThreadMethods['list']>

/** The audit's file, asked over the border of its thread. What comes back was made by ThreadMethods, hence the casts. */
export class AuditThread {
  readonly #client: ThreadClient

  constructor(script: URL) {
    this.#client = new ThreadClient(script, threadEnded)
  }

  get alive(): boolean {
    return this.#client.alive
  }

  async open(file: string, key: string, damaged: boolean): Promise<SetAside | null> {
    return (await this.#client.call('open', [file, key, damaged])) as SetAside | null
  }

  async ends(head: AuditHead | null): Promise<Ends> {
    return (await this.#client.call('ends', [head])) as Ends
  }

  async append(record: Unchained): Promise<AuditHead> {
    return (await this.#client.call('append', [record])) as AuditHead
  }

  async list(filter: AuditFilter, offset: number, limit: number): Promise<Page> {
    return (await this.#client.call('list', [filter, offset, limit])) as Page
  }

  async get(sequence: number): Promise<ChainedRecord> {
    return (await this.#client.call('get', [sequence])) as ChainedRecord
  }

  async summary(): Promise<Summary> {
    return (await this.#client.call('summary', [])) as Summary
  }

  async verify(
    head: AuditHead | null,
    upTo: number,
    onProgress: OnProgress,
    signal: AbortSignal,
  ): Promise<AuditVerification> {
    const options = { signal, onProgress: onProgress as (progress: unknown) => void }
    return (await this.#client.call('verify', [head, upTo], options)) as AuditVerification
  }

  async writeRecords(order: ExportOrder, onProgress: OnProgress, signal: AbortSignal): Promise<Unsigned> {
    const options = { signal, onProgress: onProgress as (progress: unknown) => void }
    return (await this.#client.call('writeRecords', [order], options)) as Unsigned
  }

  async finishExport(partial: string, file: string, end: string): Promise<void> {
    await this.#client.call('finishExport', [partial, file, end])
  }

  close(): Promise<void> {
    return this.#client.close()
  }
}
