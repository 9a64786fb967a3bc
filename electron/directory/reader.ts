import type { ChangeRun, PendingChanges } from '../../shared/domain/change.ts'
import type { LedgerEntry, SyncRun } from '../../shared/domain/sync.ts'
import type { User } from '../../shared/domain/user.ts'
import type { ChangesQuery, PastGroup, PastQuery } from '../../shared/ipc/changes.ts'
import type { Input, Output } from '../../shared/ipc/contract.ts'
import type { GroupQuery, GroupRow, UserColumn, UserQuery } from '../../shared/ipc/directory.ts'
import { AppError } from '../../shared/ipc/errors.ts'
import type { ExportWhat } from '../../shared/ipc/export.ts'
import type { Database } from '../sqlite/database.ts'
import { AsOf } from './as-of.ts'
import type { DirectoryReader, ExportBatch, ExportPlace } from './directory-api.ts'
import { exportBatch } from './export-batch.ts'
import { GroupLists } from './group-lists.ts'
import { History } from './history.ts'
import { Memberships } from './memberships.ts'
import { pendingOf } from './pending.ts'
import type { Answering } from './rpc.ts'
import { Runs } from './runs.ts'
import { generationOf, overviewOf } from './snapshot.ts'
import { Statements } from './statements.ts'
import { UserLists } from './user-lists.ts'
import { userValuesOf } from './user-values.ts'

/** What is remembered of a snapshot while it is the newest. */
export interface Published {
  readonly generation: number
  readonly users: UserLists
  readonly groups: GroupLists
  readonly memberships: Memberships
  readonly history: History
  readonly asOf: AsOf
}

const found = <Value>(value: Value | null, id: string): Value => {
  if (value === null) throw new AppError('not_found', { id })
  return value
}

/** The reading side, in its thread. Each call sees one snapshot, whatever is written meanwhile. */
export class Reader implements Answering<DirectoryReader> {
  readonly #database: Database
  readonly #sql: Statements
  readonly #runs: Runs
  #published: Published | null = null

  constructor(database: Database) {
    this.#database = database
    this.#sql = new Statements(database)
    this.#runs = new Runs(this.#sql)
  }

  overview(): Omit<Output<'directory.overview'>, 'fault'> {
    return this.#read(() => overviewOf(this.#sql))
  }

  users(query: UserQuery, offset: number, limit: number): Output<'directory.users'> {
    return this.#read(({ users }) => users.window(query, offset, limit))
  }

  userIndex(query: UserQuery, prefix: string, from: number): number | null {
    return this.#read(({ users }) => users.index(query, prefix, from))
  }

  user(id: string): User {
    return this.#read(({ users }) => found(users.byId(id), id))
  }

  userGroups(id: string, offset: number, limit: number): Output<'directory.userGroups'> {
    return this.#read(({ users, memberships }) => {
      found(users.byId(id), id)
      return memberships.groupsOf(id, offset, limit)
    })
  }

  userValues(column: UserColumn, search: string, limit: number): Output<'directory.userValues'>['rows'] {
    return this.#read(() => userValuesOf(this.#sql, column, search, limit))
  }

  groups(query: GroupQuery, offset: number, limit: number): Output<'directory.groups'> {
    return this.#read(({ groups }) => groups.window(query, offset, limit))
  }

  groupIndex(query: GroupQuery, prefix: string, from: number): number | null {
    return this.#read(({ groups }) => groups.index(query, prefix, from))
  }

  group(id: string): GroupRow {
    return this.#read(({ groups }) => found(groups.byId(id), id))
  }

  members(input: Input<'directory.members'>): Output<'directory.members'> {
    return this.#read(({ groups, memberships }) => {
      found(groups.byId(input.groupId), input.groupId)
      return memberships.members(input)
    })
  }

  exportBatch(what: ExportWhat, from: ExportPlace): ExportBatch {
    return this.#read((published) => ({ generation: published.generation, ...exportBatch(published, what, from) }))
  }

  changes(query: ChangesQuery, offset: number, limit: number): Output<'changes.list'> {
    return this.#read(({ history }) => history.window(query, offset, limit))
  }

  changeRuns(offset: number, limit: number): Output<'changes.runs'> {
    return this.#read(({ history }) => history.runs(offset, limit))
  }

  changeRun(runId: string): ChangeRun {
    return this.#read(({ history }) => history.run(runId))
  }

  changeRunBefore(before: string, changed: boolean): ChangeRun | null {
    return this.#read(({ history }) => history.runBefore(before, changed))
  }

  changesOf(id: string, offset: number, limit: number): Output<'changes.of'> {
    return this.#read(({ history }) => history.of(id, offset, limit))
  }

  pending(): PendingChanges | null {
    return pendingOf(this.#sql)
  }

  usersAsOf(query: PastQuery, offset: number, limit: number): Output<'directory.usersAsOf'> {
    return this.#read(({ asOf }) => asOf.users(query, offset, limit))
  }

  groupsAsOf(query: PastQuery, offset: number, limit: number): Output<'directory.groupsAsOf'> {
    return this.#read(({ asOf }) => asOf.groups(query, offset, limit))
  }

  userAsOf(runId: string, id: string): User {
    return this.#read(({ asOf }) => asOf.user(runId, id))
  }

  groupAsOf(runId: string, id: string): PastGroup {
    return this.#read(({ asOf }) => asOf.group(runId, id))
  }

  membersAsOf(runId: string, id: string, offset: number, limit: number): Output<'directory.membersAsOf'> {
    return this.#read(({ asOf }) => asOf.members(runId, id, offset, limit))
  }

  lastRun(): SyncRun | null {
    return this.#runs.last()
  }

  runs(): readonly SyncRun[] {
    return this.#runs.all()
  }

  run(runId: string): SyncRun {
    return this.#runs.get(runId)
  }

  ledger(runId: string, offset: number, limit: number): { readonly total: number; readonly rows: LedgerEntry[] } {
    return this.#read(() => this.#runs.ledger(runId, offset, limit))
  }

  close(): void {
    this.#database.close()
  }

  #read<Value>(task: (published: Published) => Value): Value {
    return this.#database.transaction(() => task(this.#current()))()
  }

  #current(): Published {
    const generation = generationOf(this.#sql)
    if (this.#published?.generation !== generation) {
      const users = new UserLists(this.#sql)
      const groups = new GroupLists(this.#sql)
      const memberships = new Memberships(this.#sql, users, groups)
      const past = { history: new History(this.#sql), asOf: new AsOf(this.#sql, users) }
      this.#published = { generation, users, groups, memberships, ...past }
    }
    return this.#published
  }
}
