import type { Group } from '../../shared/domain/group.ts'
import type { FullReason, LedgerEntry, Snapshot } from '../../shared/domain/sync.ts'
import type { RawItems } from '../graph/raw-lists.ts'
import type { Database } from '../sqlite/database.ts'
import { linksOf, stageLinks } from './delta-links.ts'
import { DeltaStaging } from './delta-staging.ts'
import type {
  Changes,
  DeltaLinks,
  DirectoryWriter,
  LeftReading,
  ListPlace,
  ListsPart,
  Outlook,
  RunEnd,
  RunProof,
  Since,
  StagedReading,
  StagedWhole,
} from './directory-api.ts'
import { forgetPiece } from './forget-changes.ts'
import { clearPending } from './pending.ts'
import { groupChanges, indexOfMembers } from './publish-groups.ts'
import { indexPiece, laterUserIndexes, mergeSearch, userChanges } from './publish-users.ts'
import { Publisher } from './publisher.ts'
import { noticedChanges } from './record-changes.ts'
import { keptReadAt, noteReading } from './removals.ts'
import type { Answering } from './rpc.ts'
import { Runs } from './runs.ts'
import { packedMembers } from './staged-members.ts'
import { StagedPlaces } from './staged-places.ts'
import { usersIn } from './staged-users.ts'
import { Staging } from './staging.ts'
import { Statements } from './statements.ts'

/** KiB of pages in memory: while staging, and while publishing, which goes over many of them several times. */
const lean = 8_192
const roomy = 24_576
/**
 * Pages in the log before it is written back within a run: hardly ever, since most of what is staged would be written
 * twice before anybody reads it. The end of a run writes it back.
 */
const pagesLogged = 125_000

/** The writing side, in its thread. Each call is one transaction. */
export class Writer implements Answering<DirectoryWriter> {
  readonly #database: Database
  readonly #sql: Statements
  readonly #staging: Staging
  readonly #delta: DeltaStaging
  readonly #places: StagedPlaces
  readonly #runs: Runs
  readonly #publisher: Publisher

  constructor(database: Database) {
    this.#database = database
    this.#database.pragma(`wal_autocheckpoint = ${pagesLogged}`)
    this.#lean()
    database.exec(userChanges + groupChanges + noticedChanges)
    this.#sql = new Statements(database)
    this.#staging = new Staging(this.#sql)
    this.#delta = new DeltaStaging(this.#sql, this.#staging)
    this.#places = new StagedPlaces(this.#sql)
    this.#runs = new Runs(this.#sql)
    this.#publisher = new Publisher({
      ...{ sql: this.#sql, staging: this.#staging, places: this.#places, runs: this.#runs },
      clear: () => this.#clear(),
    })
  }

  beginRun(run: Parameters<DirectoryWriter['beginRun']>[0]): void {
    this.#write(() => {
      clearPending(this.#sql)
      while (indexPiece(this.#sql));
      if (run.resumed == null) this.#clear()
      else this.#goOn()
      if (run.kind !== 'full') this.#staging.index()
      this.#runs.begin(run)
      this.#places.begin(run.runId)
    })
  }

  turnFull(runId: string, reason: FullReason): void {
    this.#write(() => {
      this.#clear()
      this.#runs.turnFull(runId, reason)
      this.#places.begin(runId)
    })
  }

  leftReading(): LeftReading | null {
    return this.#places.left()
  }

  stagedReading(): StagedReading {
    const { memberships } = this.#staging.counts()
    const links = linksOf(this.#sql, 'staged')
    return { ...this.#places.reading(), links, hiding: this.#staging.hiding(), memberships }
  }

  stagePlaces(places: readonly ListPlace[]): void {
    this.#write(() => this.#places.note(places))
  }

  links(): DeltaLinks | null {
    return linksOf(this.#sql)
  }

  keptReadAt(): string | null {
    return keptReadAt(this.#sql)
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

  catchUp({ users, withoutMail, groups, gone }: Since): void {
    this.#write(() => {
      const ids = (of: readonly { readonly id: string }[]) => of.map(({ id }) => id)
      this.#staging.dropUsers([...ids(users), ...withoutMail, ...gone])
      const dropped = this.#staging.dropGroups([...ids(groups), ...gone])
      this.#places.change(groups, [...ids(users), ...gone])
      this.#staging.addAllUsers(users)
      this.#places.leaveOut(withoutMail)
      // While lists come, members of groups whose lists have not ended are no strays.
      if (dropped > 0) this.#staging.dropStray()
    })
  }

  stageUsers({ bytes, parts }: RawItems, place?: ListPlace): void {
    this.#write(() => {
      for (const part of parts) {
        const { users, withoutMail } = usersIn(bytes, part)
        this.#staging.addAllUsers(users)
        this.#places.leaveOut(withoutMail)
      }
      if (place !== undefined) this.#places.note([place])
    })
  }

  stageListed(groups: readonly Group[], place: ListPlace): void {
    this.#write(() => {
      this.#places.list(groups)
      this.#places.note([place])
    })
  }

  stageLists({ pages, ended, refused, hidden }: ListsPart): void {
    this.#write(() => {
      for (const { groupId, members } of pages)
        this.#staging.addMembers(
          groupId,
          members.parts.map((part) => packedMembers(members.bytes, part)),
        )
      this.#staging.addGroups([...ended, ...refused, ...hidden])
      this.#staging.keepMembers(hidden.map(({ id }) => id))
      this.#places.refuse(refused.map(({ id }) => id))
    })
  }

  usersStaged(): void {
    this.#write(() => this.#staging.index())
  }

  unstage(stream: 'users' | 'groups'): void {
    this.#write(() => {
      if (stream === 'users') this.#staging.clearUsers()
      else this.#staging.clearGroups()
      this.#places.clear(stream)
    })
  }

  unstageMembers(groupId: string): void {
    this.#write(() => this.#staging.clearMembers(groupId))
  }

  addLedger(runId: string, entries: readonly LedgerEntry[]): void {
    this.#write(() => this.#runs.addLedger(runId, entries))
  }

  staged(): StagedWhole {
    return this.#write(() => {
      this.#staging.index()
      return { ...this.#staging.counts(), withoutMail: this.#places.leftOut() }
    })
  }

  publish(runId: string, end: RunProof): Snapshot | 'held' | 'kept' {
    this.#roomy()
    return this.#write(() => {
      if (this.#runs.kindOf(runId) === 'full') noteReading(this.#sql)
      return this.#publisher.publish(runId, end)
    })
  }

  applyHeld(runId: string, now: string, historyDays: number): Snapshot {
    this.#roomy()
    return this.#write(() => this.#publisher.applyHeld(runId, now, historyDays))
  }

  keepHeld(runId: string): boolean {
    return this.#write(() => this.#publisher.keepHeld(runId))
  }

  rehearse(runId: string, end: RunProof): void {
    this.#roomy()
    this.#write(() => this.#publisher.rehearse(runId, end))
  }

  endRun(runId: string, end: RunEnd): void {
    this.#write(() => {
      this.#runs.end(runId, end, this.#staging.counts())
      if (end.goesOn !== true || this.#places.left() === null) this.#clear()
    })
  }

  markInterrupted(now: string): void {
    this.#write(() => this.#runs.interrupt(now))
  }

  /**
   * What can wait until the caller has its answer: keys, the search's index and others, what the history forgets, the log
   * written back, memory given up. In pieces of parts of a second, after each of which it may be left, and begun anew
   * another time.
   */
  *rest(): Generator<void, void, undefined> {
    while (this.#write(() => indexPiece(this.#sql))) yield
    for (const sql of [...laterUserIndexes, indexOfMembers, mergeSearch]) {
      this.#sql.run(sql)
      yield
    }
    while (this.#write(() => forgetPiece(this.#sql))) yield
    this.#lean()
    this.#database.pragma('wal_checkpoint(PASSIVE)')
    this.#database.pragma('shrink_memory')
  }

  close(): void {
    this.#database.close()
  }

  #roomy(): void {
    this.#database.pragma(`cache_size = -${roomy}`)
  }

  #clear(): void {
    this.#staging.clear()
    this.#delta.clear()
    this.#places.end()
  }

  #goOn(): void {
    this.#places.goOn()
    this.#staging.dropStray()
  }

  #lean(): void {
    this.#database.pragma(`cache_size = -${lean}`)
  }

  #write<Value>(task: () => Value): Value {
    return this.#database.transaction(task).immediate()
  }
}
