import type { Change, ChangeRun, PendingChanges, RemovalGuard } from '../../shared/domain/change.ts'
import type { Group, Member } from '../../shared/domain/group.ts'
import type { FullReason, LedgerEntry, Snapshot, SyncProof, SyncRun } from '../../shared/domain/sync.ts'
import type { User } from '../../shared/domain/user.ts'
import type { ChangesQuery, PastGroup, PastQuery } from '../../shared/ipc/changes.ts'
import type { Input, Output } from '../../shared/ipc/contract.ts'
import type { GroupQuery, GroupRow, MemberRow, UserColumn, UserQuery } from '../../shared/ipc/directory.ts'
import type { ExportWhat } from '../../shared/ipc/export.ts'
import type { RawItems } from '../graph/raw-lists.ts'

/** Direct members of one group, or a page of them. */
export interface MemberPage {
  readonly groupId: string
  readonly members: RawItems
}

/** What came of member lists. */
export interface ListsPart {
  readonly pages: readonly MemberPage[]
  /** Groups whose lists have ended with these pages. */
  readonly ended: readonly Group[]
  /** Groups whose lists were refused: they are staged without, and another run has to ask for them again. */
  readonly refused: readonly Group[]
  /** Groups whose members are hidden: those that are published stay. */
  readonly hidden: readonly Group[]
}

/** How much a run has staged. */
export interface Staged {
  readonly users: number
  readonly groups: number
  /** Memberships of staged groups, each once. */
  readonly memberships: number
}

/** What a run over everything has staged, with what it left out. */
export interface StagedWhole extends Staged {
  /** Users that are not staged for want of a mail address. */
  readonly withoutMail: number
}

/** Where the next incremental run goes on. The links hold tokens: they are nowhere but in the encrypted file. */
export interface DeltaLinks {
  readonly users: string
  readonly groups: string
  /** When Graph gave them. */
  readonly takenAt: string
  /** When the whole reading began that they continue. */
  readonly readAt: string
}

/** What Graph says of one direct member; the last word counts. */
export interface MemberChange extends Pick<Member, 'id' | 'type'> {
  readonly groupId: string
  readonly removed: boolean
}

/** How far one list of a full run is staged. */
export interface ListPlace {
  readonly stream: 'users' | 'groups'
  /** Its path from the beginning. */
  readonly list: string
  /** Where it goes on, null at its end. It may hold a token: it is nowhere but in the encrypted file. */
  readonly link: string | null
  /** Items that came of it. */
  readonly read: number
  /** Groups among them that are none of ours, and are not staged. */
  readonly aside: number
  /** How the users are read, where they are enough to be read in parts. */
  readonly by?: SyncProof['usersBy']
}

/** What has changed of what is staged since it was. */
export interface Since {
  readonly users: readonly User[]
  readonly withoutMail: readonly string[]
  /** Their members have to be read once more. */
  readonly groups: readonly Group[]
  /** Users and groups that are none of ours any more. */
  readonly gone: readonly string[]
}

/** What a full run that ended before its end has left, if another run can go on with it. */
export interface LeftReading {
  readonly runId: string
  readonly fullReason: FullReason | null
  /** When Graph gave the delta links that tell what has changed since. */
  readonly takenAt: string
  readonly users: number
  readonly groups: number
}

/** Where a run goes on that has taken over what another one left. */
export interface StagedReading {
  readonly links: DeltaLinks | null
  readonly places: readonly ListPlace[]
  /** Groups that are staged with all their members. */
  readonly groupIds: readonly string[]
  /** Those of them with hidden membership. */
  readonly hiding: number
  readonly memberships: number
  /** Groups that were listed, and whose members are still to come. */
  readonly open: readonly Group[]
}

/** What an incremental run has found out. Of one id what is staged later counts. */
export interface Changes {
  readonly users: readonly User[]
  readonly groups: readonly Group[]
  /** Users and groups that leave the directory. */
  readonly gone: readonly string[]
  /** Names of anything that can be a member. */
  readonly names: readonly { readonly id: string; readonly displayName: string | null }[]
  readonly members: readonly MemberChange[]
  /** Groups whose list is staged as a whole in this run (stageLists), so that their changes do not count. */
  readonly wholeLists: readonly string[]
}

/** What the snapshot would hold if what is staged were published. */
export interface Outlook {
  readonly users: number
  readonly groups: number
  /** Groups with hidden membership. */
  readonly hiding: number
}

/** How a run can end that read everything. */
export type ProvenOutcome = 'published' | 'held' | 'kept' | 'rehearsed'

/** How a run ended without a new snapshot. */
export interface RunEnd {
  readonly finishedAt: string
  readonly outcome: Exclude<SyncRun['outcome'], 'running' | 'interrupted' | ProvenOutcome>
  readonly requests: number
  readonly retries: number
  readonly units?: number | null | undefined
  readonly proof: SyncProof | null
  readonly error: SyncRun['error']
  /** What it has staged stays, for the next run to go on with. */
  readonly goesOn?: boolean
}

/** How a run ended that read everything. */
export interface RunProof {
  readonly finishedAt: string
  readonly requests: number
  readonly retries: number
  readonly units?: number | null | undefined
  readonly proof: SyncProof
  /** How long the changes of former runs are kept. */
  readonly historyDays: number
  /** What more is removed than it lets pass waits for an administrator. */
  readonly guard: RemovalGuard
}

/**
 * What a run writes. Only `publish` changes what the reader sees, in one transaction; everything before goes to staging.
 * Every method throws AppError disk_full, disk_failed or directory_damaged.
 */
export interface DirectoryWriter {
  /** Empties the staging, or takes over what is left there (`resumed`), and notes the run as running. */
  beginRun(run: Pick<SyncRun, 'runId' | 'trigger' | 'kind' | 'fullReason' | 'startedAt' | 'resumed'>): Promise<void>
  /** A run begins anew as a full one: the staging is emptied, and the run noted as what it is now. */
  turnFull(runId: string, reason: FullReason): Promise<void>
  /** Of the last published run; null where it had none. */
  links(): Promise<DeltaLinks | null>
  /** When the last whole reading began whose removals an administrator keeps; null where something was published since. */
  keptReadAt(): Promise<string | null>
  /** Become those of the snapshot when the run is published. */
  stageLinks(links: DeltaLinks): Promise<void>
  /** Users and groups as staged in this incremental run, else as published; without those that are gone or unknown. */
  known(ids: readonly string[]): Promise<{ readonly users: readonly User[]; readonly groups: readonly Group[] }>
  stageChanges(changes: Partial<Changes>): Promise<void>
  /** New members whose name nothing here tells. */
  nameless(): Promise<readonly Pick<MemberChange, 'groupId' | 'id' | 'type'>[]>
  outlook(): Promise<Outlook>
  /** Of a full run that ended before its end; null where nothing can be gone on with. */
  leftReading(): Promise<LeftReading | null>
  /** Of the run that has taken it over. */
  stagedReading(): Promise<StagedReading>
  /** What is staged of a reading becomes what it would be now; groups only before a reading goes on, users also within. */
  catchUp(since: Since): Promise<void>
  /** Lists whose beginning or end no page tells. */
  stagePlaces(places: readonly ListPlace[]): Promise<void>
  /**
   * A page of licensed users as it came, and how far its list is with it. One without a mail address is left out. An
   * object that is staged already is replaced: a page may come twice. The page's bytes are the writer's from then on.
   * @throws AppError answer_unreadable for a user without id or UPN
   */
  stageUsers(page: RawItems, place?: ListPlace): Promise<void>
  /** A page of groups whose members are still to come. */
  stageListed(groups: readonly Group[], place: ListPlace): Promise<void>
  /**
   * Pages of member lists as they came, and their groups when the lists have ended. A member that is staged already is
   * replaced. The pages' bytes are the writer's from then on.
   * @throws AppError answer_unreadable for a member without id
   */
  stageLists(part: ListsPart): Promise<void>
  /** Users of a run over everyone are all staged: what is asked of them next is answered sooner. */
  usersStaged(): Promise<void>
  /** The list begins anew (GraphPage.restart): what was staged of it is dropped; groups take their members along. */
  unstage(stream: 'users' | 'groups'): Promise<void>
  unstageMembers(groupId: string): Promise<void>
  addLedger(runId: string, entries: readonly LedgerEntry[]): Promise<void>
  staged(): Promise<StagedWhole>
  /**
   * The staging becomes the snapshot; run and snapshot are noted in the same transaction, the staging is emptied.
   * Where the guard holds it (`held`), the snapshot stays, and so does the staging until the next run begins. A run that
   * nobody asked for and that would remove just what an administrator has kept is not held again: `kept`.
   */
  publish(runId: string, end: RunProof): Promise<Snapshot | 'held' | 'kept'>
  /**
   * Publishes what a held run has staged, as of when it was read. `now`: by which changes are old enough to be forgotten.
   * @throws AppError not_found when it is not there any more
   */
  applyHeld(runId: string, now: string, historyDays: number): Promise<Snapshot>
  /** Drops it; true where it is remembered what is kept. @throws AppError not_found */
  keepHeld(runId: string): Promise<boolean>
  /** Notes what publishing would change, and empties the staging. */
  rehearse(runId: string, end: RunProof): Promise<void>
  /** The run leaves no trace but its row and its ledger, and where it can be gone on with what it has staged. */
  endRun(runId: string, end: RunEnd): Promise<void>
  /** At start: a run still noted as running is one that the former process did not finish. */
  markInterrupted(now: string): Promise<void>
}

/** One line of all memberships. */
export interface MembershipLine extends Member {
  readonly groupId: string
  readonly groupName: string | null
  readonly mail: string | null
}
export type ExportRow = User | GroupRow | MemberRow | MembershipLine | Change | PastGroup

/** Where an export goes on: the row of its list, and where rows have rows of their own, how many of those are through. */
export interface ExportPlace {
  readonly row: number
  readonly within: number
}

export interface ExportBatch {
  /** Rises with each publishing: batches of one export must agree. */
  readonly generation: number
  readonly total: number
  readonly rows: readonly ExportRow[]
  /** Null after the last. */
  readonly next: ExportPlace | null
}

/** What the pages read. Every method throws AppError disk_failed or directory_damaged; those by id not_found. */
export interface DirectoryReader {
  overview(): Promise<Omit<Output<'directory.overview'>, 'fault'>>
  users(query: UserQuery, offset: number, limit: number): Promise<Output<'directory.users'>>
  userIndex(query: UserQuery, prefix: string, from: number): Promise<number | null>
  user(id: string): Promise<User>
  userGroups(id: string, offset: number, limit: number): Promise<Output<'directory.userGroups'>>
  userValues(column: UserColumn, search: string, limit: number): Promise<Output<'directory.userValues'>['rows']>
  groups(query: GroupQuery, offset: number, limit: number): Promise<Output<'directory.groups'>>
  groupIndex(query: GroupQuery, prefix: string, from: number): Promise<number | null>
  group(id: string): Promise<GroupRow>
  members(input: Input<'directory.members'>): Promise<Output<'directory.members'>>
  /** About a thousand rows of everything that matches, from a place on. */
  exportBatch(what: ExportWhat, from: ExportPlace): Promise<ExportBatch>
  changes(query: ChangesQuery, offset: number, limit: number): Promise<Output<'changes.list'>>
  changeRuns(offset: number, limit: number): Promise<Output<'changes.runs'>>
  /** @throws AppError not_found when it is not kept */
  changeRun(runId: string): Promise<ChangeRun>
  changeRunBefore(before: string, changed: boolean): Promise<ChangeRun | null>
  changesOf(id: string, offset: number, limit: number): Promise<Output<'changes.of'>>
  pending(): Promise<PendingChanges | null>
  /** The directory as it was after a run that the history still knows. */
  usersAsOf(query: PastQuery, offset: number, limit: number): Promise<Output<'directory.usersAsOf'>>
  groupsAsOf(query: PastQuery, offset: number, limit: number): Promise<Output<'directory.groupsAsOf'>>
  userAsOf(runId: string, id: string): Promise<User>
  groupAsOf(runId: string, id: string): Promise<PastGroup>
  /** Direct ones. @throws as groupAsOf */
  membersAsOf(runId: string, id: string, offset: number, limit: number): Promise<Output<'directory.membersAsOf'>>
  /** The newest run that ended, whatever its outcome; none over a single object. */
  lastRun(): Promise<SyncRun | null>
  /** Of the last fifty those that ended, the newest first. */
  runs(): Promise<readonly SyncRun[]>
  run(runId: string): Promise<SyncRun>
  ledger(runId: string, offset: number, limit: number): Promise<Output<'sync.ledger'>>
}

/** One tenant's synchronised data: an encrypted file, written by one thread and read by another. */
export interface Directory {
  readonly read: DirectoryReader
  readonly write: DirectoryWriter
  /** Where a damaged or foreign file was put aside at opening, null when it was fit; `.foreign` or `.damaged` ends its name. */
  readonly setAside: string | null
  close(): Promise<void>
}
