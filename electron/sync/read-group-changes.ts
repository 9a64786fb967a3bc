import type { Group } from '../../shared/domain/group.ts'
import type { MemberChange } from '../directory/directory-api.ts'
import { groupProperties, idOf, toGroup } from '../graph/mapping.ts'
import { followDelta } from './delta-links.ts'
import type { DeltaReading } from './delta-reading.ts'
import { mayHide } from './hidden-members.ts'
import { MemberLists } from './member-lists.ts'
import { isForeignGroup, isRemoved, memberChangesIn, mergedGroup, namesIn } from './merge.ts'
import { readWhole } from './read-whole.ts'
import { TurnFull } from './turn-full.ts'

/** Follows what changed of groups and their members to the staging. */
export class GroupChanges {
  readonly #run: DeltaReading
  readonly #signal: AbortSignal
  /** Groups whose list has been read as a whole: what comes of it later is read as a whole again. */
  readonly #whole = new Set<string>()
  /** Groups that are to be read as a whole when the delta has ended. */
  #unread = new Set<string>()

  constructor(run: DeltaReading, signal: AbortSignal) {
    this.#run = run
    this.#signal = signal
  }

  /** The link from which the next run goes on. @throws AppError of Graph and of the directory; TurnFull */
  async follow(link: string): Promise<string> {
    this.#unread = new Set()
    const end = await followDelta(
      this.#run,
      { stream: 'groups', link },
      async (entries) => {
        await this.#stageEntries(entries)
        if (this.#unread.size > this.#run.mayRead) throw new TurnFull('large')
        this.#run.progress.add('groups', entries.length)
      },
      this.#signal,
    )
    await this.#readUnread()
    return end
  }

  /**
   * Delta holds no names, so those of new members come from what is known; else users are asked for theirs, and for a
   * member of another type (which cannot be read under the roles of a sync) the list is read, as it gives the name.
   */
  async nameMembers(): Promise<void> {
    const { write } = this.#run
    const nameless = await write.nameless()
    if (nameless.length === 0) return
    const users = new Set(nameless.filter(({ type }) => type === 'user').map(({ id }) => id))
    if (users.size > this.#run.mayRead) throw new TurnFull('large')
    const select = ['id', 'displayName']
    const named = await readWhole(this.#run, { of: 'users', ids: [...users], select }, this.#signal)
    await write.stageChanges({ names: [...named.values()].flatMap(namesIn) })
    const lists = new Set(nameless.filter(({ type }) => type !== 'user').map(({ groupId }) => groupId))
    if (lists.size > 0) await this.#readLists((await write.known([...lists])).groups)
  }

  async #stageEntries(entries: readonly unknown[]): Promise<void> {
    const { write } = this.#run
    const ids = entries.map((entry) => idOf(entry, 'group'))
    const known = new Map((await write.known([...new Set(ids)])).groups.map((group) => [group.id, group]))
    const groups = new Map<string, Group>()
    const gone = new Set<string>()
    const members: MemberChange[] = []
    const leave = (id: string) => {
      for (const one of [known, groups]) one.delete(id)
      gone.add(id)
    }
    for (const [at, entry] of entries.entries()) {
      const id = ids[at] ?? ''
      const group = this.#changed(id, entry, known.get(id))
      if (group === 'gone') leave(id)
      if (group === null || typeof group === 'string') continue
      known.set(id, group)
      groups.set(id, group)
      members.push(...memberChangesIn(entry))
    }
    const names = entries.flatMap(namesIn)
    await write.stageChanges({ groups: [...groups.values()], gone: [...gone], names, members })
    this.#run.progress.addMemberships(members.length)
  }

  /** The group with the change; null for one that is none of ours, or that will be read as a whole. */
  #changed(id: string, entry: unknown, known: Group | undefined): Group | 'gone' | null {
    if (isRemoved(entry)) {
      this.#unread.delete(id)
      return 'gone'
    }
    if (this.#unread.has(id)) return null
    if (known === undefined && isForeignGroup(entry)) return null
    const group = known === undefined ? 'unclear' : mergedGroup(known, entry)
    if (group === 'gone') return group
    // Of hidden members nothing is sure without the role for them, whatever comes; those hidden until now may not be known.
    const isHidden = [known, group].some((one) => typeof one === 'object' && mayHide(one))
    const isWhole = group === 'unclear' || isHidden || this.#whole.has(id)
    if (!isWhole) return group
    this.#unread.add(id)
    return null
  }

  async #readUnread(): Promise<void> {
    if (this.#unread.size === 0) return
    const wanted = { of: 'groups', ids: [...this.#unread], select: groupProperties } as const
    const items = await readWhole(this.#run, wanted, this.#signal)
    const groups: Group[] = []
    const gone: string[] = []
    for (const [id, item] of items) {
      const group = item === null ? null : toGroup(item)
      if (group === null) gone.push(id)
      else groups.push(group)
    }
    await this.#run.write.stageChanges({ gone, names: [...items.values()].flatMap(namesIn) })
    if (groups.length > 0) await this.#readLists(groups)
  }

  async #readLists(groups: readonly Group[]): Promise<void> {
    const { write } = this.#run
    for (const { id } of groups) {
      this.#whole.add(id)
      await write.unstageMembers(id)
    }
    await write.stageChanges({ wholeLists: groups.map(({ id }) => id) })
    const lists = new MemberLists(this.#run, this.#signal)
    await lists.add(groups)
    // Reading everything finds the right words for a list that is refused.
    if ((await lists.end()).failed > 0) throw new TurnFull('refused')
    await this.#run.staging.idle()
  }
}
