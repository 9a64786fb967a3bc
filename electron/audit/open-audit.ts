import { basename } from 'node:path'
import type { AuditActor, AuditEntry, AuditHead } from '../../shared/domain/audit.ts'
import type { StoredError } from '../../shared/ipc/errors.ts'
import type { Clock, Logger } from '../ports.ts'
import type { AuditKeys } from './audit-keys.ts'
import { AuditThread } from './audit-thread.ts'
import { guarded, wasRedacted } from './guard.ts'
import { type Lost, reconcile, started } from './reconcile.ts'
import type { SetAside } from './thread-methods.ts'

export interface AuditFile {
  readonly keys: AuditKeys
  readonly file: string
  /** The bundle (or source) of thread.ts. */
  readonly script: URL
  readonly actor: Omit<AuditActor, 'trigger'>
  readonly clock: Clock
  readonly logger: Logger
  /** A record was appended: open pages read again. */
  readonly onAppended: (head: AuditHead) => void
}

/** File and keychain, brought together by `openAudit`. Appends are the caller's to take in turn. */
export class OpenAudit {
  readonly thread: AuditThread
  /** What this start found wrong with the file. */
  readonly fault: StoredError | null
  readonly #of: AuditFile
  /** In the file and not yet in the keychain. */
  #ahead: AuditHead | null = null

  constructor(of: AuditFile, thread: AuditThread, fault: StoredError | null) {
    this.#of = of
    this.thread = thread
    this.fault = fault
  }

  /** The file first, the keychain after; while the keychain lags, nothing more is written. */
  async append(entry: AuditEntry): Promise<AuditHead> {
    const { actor, clock, logger, onAppended } = this.#of
    await this.catchUp()
    const clean = guarded(entry)
    if (wasRedacted(clean)) logger.warn('audit.redacted', { action: entry.action })
    const { trigger, ...rest } = clean
    const at = clock.now().toISOString()
    const head = await this.thread.append({ version: 1, at, actor: { ...actor, trigger }, ...rest })
    this.#ahead = head
    await this.catchUp()
    onAppended(head)
    return head
  }

  async catchUp(): Promise<void> {
    if (this.#ahead === null) return
    await this.#of.keys.setHead(this.#ahead)
    this.#ahead = null
  }
}

/**
 * Opens or begins the file and compares it with what the keychain keeps. `damaged`: it has shown itself to be, and makes
 * room for a new one. Where the keychain does not answer, nothing is made and nothing set aside.
 */
export const openAudit = async (of: AuditFile, damaged: boolean): Promise<OpenAudit> => {
  const head = await of.keys.head()
  const key = await of.keys.databaseKey()
  const thread = new AuditThread(of.script)
  try {
    const setAside = await thread.open(of.file, key, damaged)
    const ends = await thread.ends(head)
    const note = ends.last === null ? started(head, lostOf(setAside, head)) : reconcile(head, ends)
    const opened = new OpenAudit(of, thread, note?.error ?? null)
    if (note !== null) {
      const fields = { action: note.action, fault: note.error?.code ?? null }
      of.logger[note.error ? 'error' : 'info']('audit.opened', fields)
      await opened.append(note)
    }
    return opened
  } catch (error) {
    await thread.close()
    throw error
  }
}

const lostOf = (setAside: SetAside | null, head: AuditHead | null): Lost | null => {
  if (setAside === null) return head === null ? null : { code: 'audit_missing', file: null }
  return { code: setAside.fault === 'foreign' ? 'audit_foreign' : 'audit_damaged', file: basename(setAside.file) }
}
