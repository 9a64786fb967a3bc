import type {
  Changes,
  DeltaLinks,
  DirectoryWriter,
  ListsPart,
  Outlook,
  RunEnd,
  RunProof,
  Staged,
  StagedReading,
  StagedWhole,
} from '../../electron/directory/directory-api.ts'
import { usersIn } from '../../electron/directory/staged-users.ts'
import { toMember } from '../../electron/graph/mapping.ts'
import { itemsOf, type RawItems } from '../../electron/graph/raw-lists.ts'
import type { Group, Member } from '../../shared/domain/group.ts'
import { type FullReason, isOneKind, type LedgerEntry, type Snapshot, type SyncRun } from '../../shared/domain/sync.ts'
import type { User } from '../../shared/domain/user.ts'
import { AppError } from '../../shared/ipc/errors.ts'

interface Content {
  readonly users: Map<string, User>
  readonly groups: Map<string, Group>
  readonly members: Map<string, Map<string, Member>>
  readonly withoutMail: Set<string>
}

/** What a run's row tells of its end. */
const taken = ({ finishedAt, requests, retries, proof }: Omit<RunProof, 'historyDays' | 'guard'>) => ({
  ...{ finishedAt, requests, retries, proof },
  error: null,
})

const empty = (): Content => ({ users: new Map(), groups: new Map(), members: new Map(), withoutMail: new Set() })

/** What a run writes, in memory. `fails` and `holds` are asked before each call, by the method's name. */
export class MemoryDirectory implements DirectoryWriter {
  readonly runs: SyncRun[] = []
  readonly ledger: LedgerEntry[] = []
  readonly calls: string[] = []
  fails: Partial<Record<keyof DirectoryWriter | 'lastRun' | 'run', unknown>> = {}
  holds: Partial<Record<keyof DirectoryWriter, Promise<void>>> = {}
  published: (Content & { readonly snapshot: Snapshot }) | null = null
  staging = empty()
  /** Whether the guard holds what is published. */
  guards: 'held' | 'kept' | null = null
  /** Of the snapshot. */
  kept: DeltaLinks | null = null
  #links: DeltaLinks | null = null
  readonly #gone = new Set<string>()

  async beginRun(run: Parameters<DirectoryWriter['beginRun']>[0]): Promise<void> {
    await this.#before('beginRun')
    this.#clear()
    const none = { finishedAt: null, requests: 0, retries: 0, users: 0, groups: 0, memberships: 0 }
    this.runs.push({ ...run, ...none, outcome: 'running', proof: null, error: null })
  }

  async turnFull(runId: string, fullReason: FullReason): Promise<void> {
    await this.#before('turnFull')
    this.#clear()
    this.#change(runId, { kind: 'full', fullReason })
  }

  async links(): Promise<DeltaLinks | null> {
    await this.#before('links')
    return this.kept
  }

  /** What is kept over runs is the real directory's matter. */
  async keptReadAt(): Promise<null> {
    await this.#before('keptReadAt')
    return null
  }

  async stageLinks(links: DeltaLinks): Promise<void> {
    await this.#before('stageLinks')
    this.#links = links
  }

  async known(ids: readonly string[]): Promise<{ readonly users: readonly User[]; readonly groups: readonly Group[] }> {
    await this.#before('known')
    const find = <Item>(of: 'users' | 'groups') =>
      ids.flatMap((id) => {
        const former = this.#gone.has(id) ? undefined : this.published?.[of].get(id)
        const found = this.staging[of].get(id) ?? former
        return found === undefined ? [] : [found as Item]
      })
    return { users: find<User>('users'), groups: find<Group>('groups') }
  }

  /** Members are the real directory's matter. */
  async stageChanges({ users = [], groups = [], gone = [] }: Partial<Changes>): Promise<void> {
    await this.#before('stageChanges')
    for (const id of gone) {
      this.#gone.add(id)
      this.staging.users.delete(id)
      this.staging.groups.delete(id)
    }
    for (const user of users) this.staging.users.set(user.id, user)
    for (const group of groups) this.staging.groups.set(group.id, group)
  }

  async nameless(): Promise<readonly []> {
    await this.#before('nameless')
    return []
  }

  async outlook(): Promise<Outlook> {
    await this.#before('outlook')
    const { users, groups } = this.#merged()
    return { users: users.size, groups: groups.size, hiding: 0 }
  }

  /** Where another run goes on is the real directory's matter: here none leaves anything. */
  async leftReading(): Promise<null> {
    await this.#before('leftReading')
    return null
  }

  async stagedReading(): Promise<StagedReading> {
    await this.#before('stagedReading')
    return { links: null, places: [], groupIds: [], hiding: 0, memberships: 0, open: [] }
  }

  async catchUp(): Promise<void> {
    await this.#before('catchUp')
  }

  async stagePlaces(): Promise<void> {
    await this.#before('stagePlaces')
  }

  async stageListed(): Promise<void> {
    await this.#before('stageListed')
  }

  async stageUsers({ bytes, parts }: RawItems): Promise<void> {
    await this.#before('stageUsers')
    for (const part of parts) {
      const { users, withoutMail } = usersIn(bytes, part)
      for (const user of users) this.staging.users.set(user.id, user)
      for (const id of withoutMail) this.staging.withoutMail.add(id)
    }
  }

  async stageLists({ pages, ended, refused, hidden }: ListsPart): Promise<void> {
    await this.#before('stageLists')
    for (const { groupId, members } of pages) {
      const list = this.staging.members.get(groupId) ?? new Map<string, Member>()
      this.staging.members.set(groupId, list)
      const items = members.parts.flatMap((part) => itemsOf(members.bytes, part))
      for (const member of items.map(toMember)) list.set(member.id, member)
    }
    for (const group of [...ended, ...refused, ...hidden]) this.staging.groups.set(group.id, group)
  }

  async usersStaged(): Promise<void> {
    await this.#before('usersStaged')
  }

  async unstage(stream: 'users' | 'groups'): Promise<void> {
    await this.#before('unstage')
    this.staging[stream].clear()
    if (stream === 'groups') this.staging.members.clear()
    else this.staging.withoutMail.clear()
  }

  async unstageMembers(groupId: string): Promise<void> {
    await this.#before('unstageMembers')
    this.staging.members.delete(groupId)
  }

  async addLedger(_runId: string, entries: readonly LedgerEntry[]): Promise<void> {
    await this.#before('addLedger')
    this.ledger.push(...entries)
  }

  async staged(): Promise<StagedWhole> {
    await this.#before('staged')
    return { ...this.#counts(), withoutMail: this.staging.withoutMail.size }
  }

  async publish(runId: string, end: RunProof): Promise<Snapshot | 'held' | 'kept'> {
    await this.#before('publish')
    const { staging, guards } = this
    if (guards === null) return this.#publish(runId, end)
    this.#end(runId, { ...taken(end), outcome: guards })
    if (guards === 'held') this.staging = staging
    return guards
  }

  async applyHeld(runId: string): Promise<Snapshot> {
    await this.#before('applyHeld')
    const held = this.runs.find((run) => run.runId === runId && run.outcome === 'held')
    if (held?.proof == null || held.finishedAt === null) throw new AppError('not_found', { id: runId })
    return this.#publish(runId, { ...held, proof: held.proof, finishedAt: held.finishedAt })
  }

  async keepHeld(runId: string): Promise<boolean> {
    await this.#before('keepHeld')
    this.#end(runId, { outcome: 'kept' })
    return true
  }

  async rehearse(runId: string, end: RunProof): Promise<void> {
    await this.#before('rehearse')
    this.#end(runId, { ...taken(end), outcome: 'rehearsed' })
  }

  #publish(runId: string, end: Omit<RunProof, 'historyDays' | 'guard'>): Snapshot {
    const { finishedAt, proof } = end
    const isDelta = this.runs.find((run) => run.runId === runId)?.kind === 'delta'
    if (isDelta) this.staging = this.#merged()
    const snapshot = { runId, publishedAt: finishedAt, ...this.#counts(), proof }
    this.published = { ...this.staging, snapshot }
    this.kept = this.#links
    this.#end(runId, { ...taken(end), outcome: 'published' })
    return snapshot
  }

  async endRun(runId: string, end: RunEnd): Promise<void> {
    await this.#before('endRun')
    this.#end(runId, end)
  }

  async markInterrupted(now: string): Promise<void> {
    await this.#before('markInterrupted')
    for (const { runId, outcome } of this.runs)
      if (outcome === 'running') this.#end(runId, { outcome: 'interrupted', finishedAt: now })
  }

  async lastRun(): Promise<SyncRun | null> {
    await Promise.resolve()
    if (this.fails.lastRun !== undefined) throw this.fails.lastRun
    return this.runs.findLast(({ outcome, kind }) => outcome !== 'running' && !isOneKind(kind)) ?? null
  }

  async run(runId: string): Promise<SyncRun> {
    await Promise.resolve()
    if (this.fails.run !== undefined) throw this.fails.run
    const run = this.runs.find((one) => one.runId === runId)
    if (run === undefined) throw new AppError('not_found', { id: runId })
    return run
  }

  #end(runId: string, end: Partial<SyncRun>): void {
    this.#change(runId, { ...this.#counts(), ...end })
    this.#clear()
  }

  #change(runId: string, changes: Partial<SyncRun>): void {
    const at = this.runs.findIndex((run) => run.runId === runId)
    const run = this.runs[at]
    if (run?.outcome === 'running' || run?.outcome === 'held') this.runs[at] = { ...run, ...changes }
  }

  #clear(): void {
    this.staging = empty()
    this.#links = null
    this.#gone.clear()
  }

  /** What is published with what is staged of changes. */
  #merged(): Content {
    const { users, groups, members } = this.published ?? empty()
    const merge = <Item>(former: ReadonlyMap<string, Item>, staged: ReadonlyMap<string, Item>) =>
      new Map([...[...former].filter(([id]) => !this.#gone.has(id)), ...staged])
    return {
      users: merge(users, this.staging.users),
      groups: merge(groups, this.staging.groups),
      members: merge(members, this.staging.members),
      withoutMail: new Set(),
    }
  }

  #counts(): Staged {
    const { users, groups, members } = this.staging
    const memberships = [...members].reduce((sum, [id, list]) => sum + (groups.has(id) ? list.size : 0), 0)
    return { users: users.size, groups: groups.size, memberships }
  }

  /** A real directory answers later: whoever does not wait in turn is found out. */
  async #before(method: keyof DirectoryWriter): Promise<void> {
    await Promise.resolve()
    this.calls.push(method)
    await this.holds[method]
    if (method in this.fails) throw this.fails[method]
  }
}
