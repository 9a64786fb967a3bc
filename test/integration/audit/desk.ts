import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { AuditKeys } from '../../../electron/audit/audit-keys.ts'
import { AuditLog } from '../../../electron/audit/audit-log.ts'
import { connect } from '../../../electron/sqlite/database.ts'
import { Vault } from '../../../electron/vault/vault.ts'
import type { AuditEntry, AuditFilter } from '../../../shared/domain/audit.ts'
import { everything } from '../../fakes/audit-filter.ts'
import { FakeClock } from '../../fakes/fake-clock.ts'
import { MemoryKeychain } from '../../fakes/memory-keychain.ts'
import { RecordingLogger } from '../../fakes/recording-logger.ts'

export const script = pathToFileURL(join(import.meta.dirname, '../../../electron/audit/thread.ts'))
export const entry = (change: Partial<AuditEntry> = {}): AuditEntry => ({
  action: 'settingsChanged',
  outcome: 'succeeded',
  connectionId: 'connection-1',
  ...change,
})

/** A real file, a real thread, a keychain in memory that outlives the log. */
export class Desk implements AsyncDisposable {
  readonly folder = mkdtempSync(join(tmpdir(), 'tenantry-audit-'))
  readonly file = join(this.folder, 'audit.db')
  readonly keychain = new MemoryKeychain()
  readonly logger = new RecordingLogger()
  readonly clock = new FakeClock()
  readonly keys = new AuditKeys(new Vault(this.keychain))
  log = this.open()

  open(): AuditLog {
    let id = 0
    return new AuditLog({
      keys: this.keys,
      file: this.file,
      script,
      actor: { osUser: 'NORDWIND\\h.müller', host: 'NB-4471' },
      clock: this.clock,
      logger: this.logger,
      newId: () => `operation-${++id}`,
      onAppended: () => undefined,
    })
  }

  /** The program ends and starts again. */
  async restart(between: () => void | Promise<void> = () => undefined): Promise<AuditLog> {
    await this.log.close()
    await between()
    this.log = this.open()
    return this.log
  }

  /** Changes the closed file as somebody with the key could: triggers away first. */
  async tamper(sql: string, file = this.file): Promise<void> {
    const database = connect(file, await this.keys.databaseKey())
    database.exec('DROP TRIGGER records_no_update; DROP TRIGGER records_no_delete; DROP TRIGGER records_in_turn;')
    database.exec(sql)
    database.close()
  }

  async verify() {
    return this.log.verify(() => undefined, new AbortController().signal)
  }

  async actions(): Promise<readonly string[]> {
    const filter: AuditFilter = {
      ...everything,
      attempts: 'all',
    }
    return (await this.log.list(filter, 0, 200)).rows.map(({ action }) => action)
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.log.close()
    rmSync(this.folder, { recursive: true, force: true })
  }
}
