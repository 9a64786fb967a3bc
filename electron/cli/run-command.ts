import { resolve } from 'node:path'
import { type Connection, titleOf } from '../../shared/domain/connection.ts'
import type { Snapshot, SyncRun } from '../../shared/domain/sync.ts'
import type { Language } from '../../shared/ipc/app.ts'
import { AppError } from '../../shared/ipc/errors.ts'
import type { ExportWhat } from '../../shared/ipc/export.ts'
import { cliText } from '../../shared/text/cli.ts'
import { explain } from '../../shared/text/explain.ts'
import type { AuditLog } from '../audit/audit-log.ts'
import type { ConnectionService } from '../connection/connection-service.ts'
import type { TenantSession, TenantSessions } from '../connection/tenant-session.ts'
import type { DirectoryExport } from '../export/directory-export.ts'
import { unless } from '../sync/ending.ts'
import { type Console, exitCodes, refuse } from './answer.ts'
import type { Command, ExportedList } from './command.ts'

export interface CommandNeeds {
  readonly connections: Pick<ConnectionService, 'get' | 'usable'>
  readonly sessions: Pick<TenantSessions, 'current'>
  readonly audit: Pick<AuditLog, 'verify'>
  readonly directoryExport: DirectoryExport
  readonly language: () => Language
}

interface Answer {
  readonly exitCode: number
  /** For programs. */
  readonly data: Readonly<Record<string, unknown>>
  /** For people. */
  readonly words: string
}

/** The engine of the window without the window. */
export class CommandLine {
  readonly #needs: CommandNeeds

  constructor(needs: CommandNeeds) {
    this.#needs = needs
  }

  /** Never rejects: whatever goes wrong is said, and is an exit code. */
  async run(command: Command, console: Console, signal: AbortSignal): Promise<number> {
    try {
      const { exitCode, data, words } = await this.#answer(command, signal)
      console.out(command.json ? JSON.stringify(data) : words)
      return exitCode
    } catch (error) {
      return refuse(error, console, { json: command.json, language: this.#needs.language() })
    }
  }

  #answer(command: Command, signal: AbortSignal): Promise<Answer> {
    if (command.name === 'sync') return this.#sync(signal)
    if (command.name === 'status') return unless(signal, this.#status(signal))
    return command.name === 'export' ? this.#export(command, signal) : unless(signal, this.#verify(signal))
  }

  async #sync(signal: AbortSignal): Promise<Answer> {
    this.#needs.connections.usable()
    const { directory, sync } = await this.#opened(signal)
    // A run takes away what is held, and with it what an administrator is asked about.
    const pending = await unless(signal, directory.read.pending())
    if (pending?.held) throw new AppError('sync_held')
    const { runId } = await unless(signal, sync.start('commandLine'))
    const cancel = () => sync.cancel(runId)
    signal.addEventListener('abort', cancel, { once: true })
    if (signal.aborted) cancel()
    const run = await sync.ended()
    signal.removeEventListener('abort', cancel)
    if (run === null) throw new AppError('internal')
    const { message } = run.error === null ? {} : explain(run.error, this.#needs.language())
    const { users, groups, memberships, outcome } = run
    const words = this.#text().synced({ outcome, users, groups, memberships, message })
    return { exitCode: exitCodeOf(run), data: { ...run }, words }
  }

  async #status(signal: AbortSignal): Promise<Answer> {
    const connection = this.#connection()
    const { directory, sync } = await this.#opened(signal)
    const { snapshot } = await directory.read.overview()
    const { last } = await sync.status()
    const data = { connection, snapshot, lastRun: last }
    return { exitCode: exitCodes.complete, data, words: this.#text().status(statusOf(connection, snapshot, last)) }
  }

  async #verify(signal: AbortSignal): Promise<Answer> {
    const result = await this.#needs.audit.verify(() => undefined, signal)
    const whole = result.ok && result.headMatches && result.faults.length === 0
    const { records, broken, faults } = result
    const words = this.#text().verified({ whole, records, broken: broken?.sequence ?? null, faults: faults.length })
    return { exitCode: whole ? exitCodes.complete : exitCodes.fault, data: { ...result }, words }
  }

  async #export(command: Extract<Command, { name: 'export' }>, signal: AbortSignal): Promise<Answer> {
    const { list, format } = command
    const connection = this.#connection()
    const { directory } = await this.#opened(signal)
    const { snapshot } = await directory.read.overview()
    if (snapshot === null) throw new AppError('not_synchronised')
    const file = resolve(command.file)
    const order = { what: everything[list], format, file }
    const rows = await this.#needs.directoryExport.write(order, connection, directory.read, () => undefined, signal)
    const data = { list, format, file, rows, publishedAt: snapshot.publishedAt }
    return { exitCode: exitCodes.complete, data, words: this.#text().exported({ rows, file }) }
  }

  #opened(signal: AbortSignal): Promise<TenantSession> {
    return unless(signal, this.#needs.sessions.current())
  }

  #connection(): Connection {
    const connection = this.#needs.connections.get()
    if (connection === null) throw new AppError('not_connected')
    return connection
  }

  #text() {
    return cliText(this.#needs.language())
  }
}

const exitCodeOf = ({ outcome }: SyncRun): number => {
  if (outcome === 'published') return exitCodes.complete
  if (outcome === 'held' || outcome === 'kept') return exitCodes.held
  return outcome === 'partial' ? exitCodes.partial : exitCodes.fault
}

const byName = { column: 'displayName', descending: false } as const
const everything: Readonly<Record<ExportedList, ExportWhat>> = {
  users: { of: 'users', query: { search: '', filters: [], sort: byName } },
  groups: { of: 'groups', query: { search: '', kinds: [], sort: byName } },
  memberships: { of: 'memberships', query: { search: '', kinds: [], sort: byName } },
  changes: {
    of: 'changes',
    query: { search: '', kinds: [], whats: [], attributes: [], runId: null, from: null, to: null },
  },
}

const statusOf = (connection: Connection, snapshot: Snapshot | null, last: SyncRun | null) => ({
  tenant: titleOf(connection),
  state: connection.state,
  snapshot,
  outcome: last?.outcome ?? null,
})
