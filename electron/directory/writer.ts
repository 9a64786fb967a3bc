import type { Group } from '../../shared/domain/group.ts'
import type { LedgerEntry, Snapshot } from '../../shared/domain/sync.ts'
import type { User } from '../../shared/domain/user.ts'
import { AppError } from '../../shared/ipc/errors.ts'
import type { Database } from '../sqlite/database.ts'
import type { DirectoryWriter, MemberPage, RunEnd, RunProof, Staged } from './directory-api.ts'
import { countMembers } from './group-counts.ts'
import { groupChanges, publishGroups } from './publish-groups.ts'
import { indexRest, laterUserIndexes, publishUsers, userChanges } from './publish-users.ts'
import type { Answering } from './rpc.ts'
import { Runs } from './runs.ts'
import { noteSnapshot } from './snapshot.ts'
import { Staging } from './staging.ts'
import { Statements } from './statements.ts'

/** KiB of pages in memory: while staging, and while publishing, which goes over many of them several times. */
const lean = 8_192
const roomy = 24_576
/** Pages in the log before it is written back. */
const pagesLogged = 4_000

/** The writing side, in its thread. Each call is one transaction. */
export class Writer implements Answering<DirectoryWriter> {
  readonly #database: Database
  readonly #sql: Statements
  readonly #staging: Staging
  readonly #runs: Runs

  constructor(database: Database) {
    this.#database = database
    this.#lean()
    database.exec(userChanges + groupChanges)
    this.#sql = new Statements(database)
    this.#staging = new Staging(this.#sql)
    this.#runs = new Runs(this.#sql)
  }

  beginRun(run: Parameters<DirectoryWriter['beginRun']>[0]): void {
    this.#write(() => {
      this.#staging.clear()
      this.#runs.begin(run)
    })
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
    this.#staging.index()
    return this.#staging.counts()
  }

  publish(runId: string, end: RunProof): Snapshot {
    this.#database.pragma(`cache_size = -${roomy}`)
    this.#database.pragma('wal_autocheckpoint = 0')
    return this.#write(() => {
      this.#staging.settle()
      const searchable = publishUsers(this.#sql)
      publishGroups(this.#sql)
      countMembers(this.#sql)
      const snapshot = noteSnapshot(this.#sql, runId, end, searchable)
      if (!this.#runs.end(runId, { ...end, outcome: 'published', error: null }, snapshot))
        throw new AppError('not_found', { id: runId })
      this.#staging.clear()
      return snapshot
    })
  }

  endRun(runId: string, end: RunEnd): void {
    this.#write(() => {
      this.#runs.end(runId, end, this.#staging.counts())
      this.#staging.clear()
    })
  }

  markInterrupted(now: string): void {
    this.#write(() => this.#runs.interrupt(now))
  }

  /** What can wait until the caller has its answer: the search's index and others, the log written back, memory given up. */
  rest(): void {
    this.#write(() => indexRest(this.#sql))
    for (const sql of laterUserIndexes) this.#sql.run(sql)
    this.#lean()
    this.#database.pragma('wal_checkpoint(PASSIVE)')
    this.#database.pragma('shrink_memory')
  }

  close(): void {
    this.#database.close()
  }

  #lean(): void {
    this.#database.pragma(`cache_size = -${lean}`)
    this.#database.pragma(`wal_autocheckpoint = ${pagesLogged}`)
  }

  #write<Value>(task: () => Value): Value {
    return this.#database.transaction(task).immediate()
  }
}
