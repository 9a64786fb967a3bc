import type { Group } from '../../shared/domain/group.ts'
import type { FullReason, LedgerEntry, Snapshot } from '../../shared/domain/sync.ts'
import type { User } from '../../shared/domain/user.ts'
import { AppError } from '../../shared/ipc/errors.ts'
import type { Database } from '../sqlite/database.ts'
import { linksOf, publishLinks, stageLinks } from './delta-links.ts'
import { DeltaStaging } from './delta-staging.ts'
import type {
  Changes,
  DeltaLinks,
  DirectoryWriter,
  MemberPage,
  Outlook,
  RunEnd,
  RunProof,
  Staged,
} from './directory-api.ts'
import { publishAll, publishChanges } from './publish.ts'
import { groupChanges } from './publish-groups.ts'
import { laterUserIndexes, userChanges } from './publish-users.ts'
import type { Answering } from './rpc.ts'
import { Runs } from './runs.ts'
import { noteSnapshot } from './snapshot.ts'
import { Staging } from './staging.ts'
import { Statements } from './statements.ts'

/** KiB of pages in memory: while staging, and while publishing, which goes over all of them several times. */
const lean = 8_192
const roomy = 65_536
/** Pages in the log before it is written back. */
const pagesLogged = 4_000

/** The writing side, in its thread. Each call is one transaction. */
export class Writer implements Answering<DirectoryWriter> {
  readonly #database: Database
  readonly #sql: Statements
  readonly #staging: Staging
  readonly #delta: DeltaStaging
  readonly #runs: Runs

  constructor(database: Database) {
    this.#database = database
    this.#lean()
    database.exec(userChanges + groupChanges)
    this.#sql = new Statements(database)
    this.#staging = new Staging(this.#sql)
    this.#delta = new DeltaStaging(this.#sql, this.#staging)
    this.#runs = new Runs(this.#sql)
  }

  beginRun(run: Parameters<DirectoryWriter['beginRun']>[0]): void {
    this.#write(() => {
      this.#clear()
      if (run.kind === 'delta') this.#delta.begin()
      this.#runs.begin(run)
    })
  }

  turnFull(runId: string, reason: FullReason): void {
    this.#write(() => {
      this.#clear()
      this.#runs.turnFull(runId, reason)
    })
  }

  links(): DeltaLinks | null {
    return linksOf(this.#sql)
  }

  stageLinks(links: DeltaLinks): void {
    this.#write(() => stageLinks(this.#sql, links))
  }

  known(ids: readonly string[]): ReturnType<DeltaStaging['known']> {
    return this.#delta.known(ids)
  }

  stageChanges(changes: Partial<Changes>): void {
    this.#write(() => this.#delta.add(changes))
  }

  nameless(): ReturnType<DeltaStaging['nameless']> {
    return this.#delta.nameless()
  }

  outlook(): Outlook {
    return this.#delta.outlook()
  }

  stageUsers(users: readonly User[]): void {
    this.#write(() => this.#staging.addUsers(users))
  }

  stageGroups(groups: readonly Group[]): void {
    this.#write(() => this.#staging.addGroups(groups))
  }

  stageMembers(pages: readonly MemberPage[]): void {
    this.#write(() => this.#staging.addMembers(pages))
  }

  unstage(stream: 'users' | 'groups'): void {
    this.#write(() => (stream === 'users' ? this.#staging.clearUsers() : this.#staging.clearGroups()))
  }

  unstageMembers(groupId: string): void {
    this.#write(() => this.#staging.clearMembers(groupId))
  }

  addLedger(runId: string, entries: readonly LedgerEntry[]): void {
    this.#write(() => this.#runs.addLedger(runId, entries))
  }

  staged(): Staged {
    return this.#staging.counts()
  }

  publish(runId: string, end: RunProof): Snapshot {
    this.#database.pragma(`cache_size = -${roomy}`)
    this.#database.pragma('wal_autocheckpoint = 0')
    return this.#write(() => {
      this.#staging.settle()
      const isDelta = this.#runs.kindOf(runId) === 'delta'
      const published = isDelta ? publishChanges(this.#sql) : publishAll(this.#sql)
      publishLinks(this.#sql)
      const snapshot = noteSnapshot(this.#sql, runId, end, published)
      if (!this.#runs.end(runId, { ...end, outcome: 'published', error: null }, snapshot))
        throw new AppError('not_found', { id: runId })
      this.#clear()
      return snapshot
    })
  }

  endRun(runId: string, end: RunEnd): void {
    this.#write(() => {
      this.#runs.end(runId, end, this.#staging.counts())
      this.#clear()
    })
  }

  markInterrupted(now: string): void {
    this.#write(() => this.#runs.interrupt(now))
  }

  /** What can wait until the caller has its answer: further indexes, the log written back, memory given up. */
  rest(): void {
    for (const sql of laterUserIndexes) this.#sql.run(sql)
    this.#lean()
    this.#database.pragma('wal_checkpoint(PASSIVE)')
    this.#database.pragma('shrink_memory')
  }

  close(): void {
    this.#database.close()
  }

  #clear(): void {
    this.#staging.clear()
    this.#delta.clear()
  }

  #lean(): void {
    this.#database.pragma(`cache_size = -${lean}`)
    this.#database.pragma(`wal_autocheckpoint = ${pagesLogged}`)
  }

  #write<Value>(task: () => Value): Value {
    return this.#database.transaction(task).immediate()
  }
}
