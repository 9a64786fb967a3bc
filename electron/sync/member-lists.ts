import PQueue from 'p-queue'
import type { Group } from '../../shared/domain/group.ts'
import { isAppError } from '../../shared/ipc/errors.ts'
import { abortError } from '../cloud/deadline.ts'
import type { BatchAnswer } from '../graph/graph.ts'
import { minTop, type PageSize, refusesTop } from '../graph/page.ts'
import { mayHide, seesHidden } from './hidden-members.ts'
import { firstPage, type ListRefusal, refusalFrom, refusalOf } from './list-answers.ts'
import { MemberBundle } from './member-bundle.ts'
import { rawPagesOf } from './pages.ts'
import { readAlone } from './read-whole.ts'
import { type Reading, together } from './reading.ts'
import { groupsNeed } from './synced-groups.ts'

/** Microsoft Graph, JSON batching. */
const batchSize = 20
/** More than the limiter lets through at once, so that it never waits for a batch to be staged; few, for memory's sake. */
const batchesAtOnce = 6

export interface ListsRead {
  /** Groups whose direct members are all staged. */
  readonly read: number
  /** Groups whose members this application may not see; they are staged with those that are known. */
  readonly hidden: number
  /** Groups that were deleted after they had been listed; they are not staged. */
  readonly gone: number
  readonly failed: number
  /** The first of those that failed. */
  readonly refusal: ListRefusal | null
}

interface Open {
  readonly group: Group
  readonly path: string
  /** Members staged already. */
  readonly members: number
}

type Ended = 'read' | 'hidden' | 'gone' | 'failed'

const options = { needs: groupsNeed }
const pathOf = ({ id }: Group): string => `/groups/${id}/members?$select=id,displayName`

/**
 * Reads the direct members of groups, of every type, 20 lists a request; what is left of long lists is paged outside.
 *
 * By `/members` in batches and not by `/groups/delta`, which gives members as well: delta's pages come one after another
 * (a chain as long as the number of memberships, where batches run side by side), hold no names, promise neither order
 * nor that everything comes once, and cannot be compared with a count. `$expand=members` ends after 20 members.
 * A group is staged when its list has ended, so one that turns out to be deleted leaves nothing behind.
 */
export class MemberLists {
  readonly #reading: Reading
  readonly #signal: AbortSignal
  readonly #batches = new PQueue({ concurrency: batchesAtOnce })
  readonly #sum: Record<Ended, number> = { read: 0, hidden: 0, gone: 0, failed: 0 }
  readonly #bundle: MemberBundle
  #refusal: ListRefusal | null = null
  /** Whether hidden members are told. */
  #isSeen = false
  #waiting: Group[] = []
  /** Members a page of a batch. */
  readonly #size: PageSize

  constructor(reading: Reading, signal: AbortSignal) {
    this.#reading = reading
    this.#signal = signal
    this.#bundle = new MemberBundle(reading)
    this.#size = reading.graph.pageSize('/members')
  }

  /** So many lists are staged already. */
  goOn(before: Pick<ListsRead, 'read' | 'hidden'>): void {
    Object.assign(this.#sum, before)
  }

  /** Resolves when more groups may come. */
  async add(groups: readonly Group[]): Promise<void> {
    this.#waiting.push(...groups)
    while (this.#waiting.length >= batchSize) {
      await this.#batches.onSizeLessThan(1)
      this.#launch()
    }
  }

  /** Resolves when every list has ended. @throws AppError what ended the run. */
  async end(): Promise<ListsRead> {
    while (this.#waiting.length > 0) this.#launch()
    await this.#batches.onIdle()
    await this.#bundle.close()
    if (this.#signal.aborted) throw abortError(this.#signal)
    return { ...this.#sum, refusal: this.#refusal }
  }

  #launch(): void {
    const groups = this.#waiting.splice(0, batchSize)
    void this.#batches.add(() => this.#batch(groups)).catch(this.#reading.fail)
  }

  async #batch(groups: readonly Group[]): Promise<void> {
    const answers = await this.#ask(groups)
    if (groups.some(mayHide)) this.#isSeen = await seesHidden(this.#reading.graph, this.#signal)
    const open: Open[] = []
    // Not a step may wait in here: pages of one batch share their bytes, which are handed over with the first of them.
    for (const group of groups) {
      const answer = answers.get(group.id)
      const page = firstPage(answer)
      if (page !== null) {
        this.#bundle.page({ groupId: group.id, members: page.members })
        if (page.nextLink === null) this.#end(group, page.members.length)
        else open.push({ group, path: page.nextLink, members: page.members.length })
      } else if (answer?.status === 403) this.#refuse(group, refusalOf(answer))
      // A closer look alone: it repeats, renews the token, makes sure of a 404, and finds the right words at last.
      else open.push({ group, path: pathOf(group), members: 0 })
    }
    await this.#bundle.next()
    const followed = open.map((one) => this.#follow(one))
    await together(this.#reading, followed, this.#signal)
  }

  /** Asks again with smaller pages for as long as their size is refused; other lists begin with what went well. */
  async #ask(groups: readonly Group[]): Promise<ReadonlyMap<string, BatchAnswer>> {
    const { graph, watch } = this.#reading
    const { top } = this.#size
    const requests = groups.map((group) => ({ id: group.id, path: `${pathOf(group)}&$top=${top}` }))
    const answers = await graph.rawBatch(requests, { ...options, ...watch }, this.#signal)
    if (top === minTop || ![...answers.values()].some(refusesTop)) return answers
    this.#size.refused(top)
    return this.#ask(groups)
  }

  /** The list from its path to its end. */
  async #follow(open: Open): Promise<void> {
    const { group } = open
    try {
      this.#end(group, await this.#readOn(open))
    } catch (error) {
      const refusal = isAppError(error) ? refusalFrom(error) : null
      if (refusal === null) throw error
      await this.#bundle.drop(group.id)
      if (refusal.status === '404' && (await this.#isGone(group))) this.#count('gone')
      else this.#refuse(group, refusal)
    }
  }

  /** Graph may deny a list whose group is there: a replica behind the others, a fault. */
  async #isGone({ id }: Group): Promise<boolean> {
    return (await readAlone(this.#reading, { of: 'groups', id, select: ['id'] }, this.#signal)) === null
  }

  /** How many members the list has in the end. */
  async #readOn({ group, path, members }: Open): Promise<number> {
    let count = members
    for await (const page of rawPagesOf(this.#reading, { path, whole: pathOf(group), options }, this.#signal)) {
      if (page.restart) {
        await this.#bundle.drop(group.id)
        this.#reading.progress.addMemberships(-count)
        count = 0
      }
      count += page.value.length
      this.#bundle.page({ groupId: group.id, members: page.value })
      await this.#bundle.next()
    }
    return count
  }

  #end(group: Group, members: number): void {
    if (members === 0 && this.#hides(group)) this.#hide(group)
    else {
      this.#bundle.end(group)
      this.#count('read')
    }
  }

  #refuse(group: Group, refusal: ListRefusal): void {
    if (refusal.status === '403' && this.#hides(group)) this.#hide(group)
    else {
      this.#bundle.refuse(group)
      this.#refusal ??= refusal
      this.#count('failed')
    }
  }

  #hide(group: Group): void {
    this.#bundle.hide(group)
    this.#count('hidden')
  }

  #hides(group: Group): boolean {
    return mayHide(group) && !this.#isSeen
  }

  #count(as: Ended): void {
    this.#sum[as]++
    this.#reading.progress.add('members', 1)
  }
}
