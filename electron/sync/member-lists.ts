import PQueue from 'p-queue'
import type { Group } from '../../shared/domain/group.ts'
import { isAppError } from '../../shared/ipc/errors.ts'
import { abortError } from '../cloud/deadline.ts'
import type { MemberPage } from '../directory/directory-api.ts'
import type { BatchAnswer } from '../graph/graph.ts'
import { minTop, type PageSize, refusesTop } from '../graph/page.ts'
import { firstPage, type ListRefusal, refusalFrom, refusalOf } from './list-answers.ts'
import { rawPagesOf } from './pages.ts'
import { type Reading, together } from './reading.ts'

/** Microsoft Graph, JSON batching. */
const batchSize = 20
/** More than the limiter lets through at once, so that it never waits for a batch to be staged; few, for memory's sake. */
const batchesAtOnce = 6

export interface ListsRead {
  /** Groups whose direct members are all staged. */
  readonly read: number
  /** Groups whose members this application may not see; they are staged without. */
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
  /** Groups whose list failed. */
  readonly #refused = new Set<string>()
  #refusal: ListRefusal | null = null
  #waiting: Group[] = []
  /** Members a page of a batch. */
  readonly #size: PageSize

  constructor(reading: Reading, signal: AbortSignal) {
    this.#reading = reading
    this.#signal = signal
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
    if (this.#signal.aborted) throw abortError(this.#signal)
    return { ...this.#sum, refusal: this.#refusal }
  }

  #launch(): void {
    const groups = this.#waiting.splice(0, batchSize)
    void this.#batches.add(() => this.#batch(groups)).catch(this.#reading.fail)
  }

  async #batch(groups: readonly Group[]): Promise<void> {
    const answers = await this.#ask(groups)
    const pages: MemberPage[] = []
    const whole: Group[] = []
    const refused: Group[] = []
    const open: Open[] = []
    for (const group of groups) {
      const answer = answers.get(group.id)
      const page = firstPage(answer)
      if (page !== null) {
        pages.push({ groupId: group.id, members: page.members })
        if (page.nextLink === null) whole.push(this.#ended(group, page.members.length))
        else open.push({ group, path: page.nextLink, members: page.members.length })
      } else if (answer?.status === 403) refused.push(this.#refuse(group, refusalOf(answer)))
      // A closer look alone: it repeats, renews the token, makes sure of a 404, and finds the right words at last.
      else open.push({ group, path: pathOf(group), members: 0 })
    }
    await this.#stage(pages, whole)
    const followed = open.map((one) => this.#follow(one))
    const others = await together(this.#reading, followed, this.#signal)
    await this.#stageGroups([...refused, ...others.filter((group) => group !== null)])
  }

  async #stageGroups(groups: readonly Group[]): Promise<void> {
    const refused = groups.filter(({ id }) => this.#refused.has(id)).map(({ id }) => id)
    if (groups.length > 0) await this.#reading.staging.put((write) => write.stageGroups(groups, refused))
  }

  /** Asks again with smaller pages for as long as their size is refused; other lists begin with what went well. */
  async #ask(groups: readonly Group[]): Promise<ReadonlyMap<string, BatchAnswer>> {
    const { graph, watch } = this.#reading
    const { top } = this.#size
    const requests = groups.map((group) => ({ id: group.id, path: `${pathOf(group)}&$top=${top}` }))
    const answers = await graph.rawBatch(requests, watch, this.#signal)
    if (top === minTop || ![...answers.values()].some(refusesTop)) return answers
    this.#size.refused(top)
    return this.#ask(groups)
  }

  /** The list from its path to its end; the group when it is to be staged. */
  async #follow(open: Open): Promise<Group | null> {
    const { group } = open
    try {
      return this.#ended(group, await this.#readOn(open))
    } catch (error) {
      if (!isAppError(error)) throw error
      if (error.code === 'not_found') {
        await this.#reading.staging.put((write) => write.unstageMembers(group.id))
        this.#count('gone')
        return null
      }
      const refusal = refusalFrom(error)
      if (refusal === null) throw error
      return this.#refuse(group, refusal)
    }
  }

  /** How many members the list has in the end. */
  async #readOn({ group, path, members }: Open): Promise<number> {
    const { progress, staging } = this.#reading
    let count = members
    for await (const page of rawPagesOf(this.#reading, { path, whole: pathOf(group) }, this.#signal)) {
      if (page.restart) {
        await staging.put((write) => write.unstageMembers(group.id))
        progress.addMemberships(-count)
        count = 0
      }
      count += page.value.length
      await this.#stage([{ groupId: group.id, members: page.value }])
    }
    return count
  }

  async #stage(pages: readonly MemberPage[], whole: readonly Group[] = []): Promise<void> {
    const { progress, staging } = this.#reading
    if (pages.length > 0) await staging.put((write) => write.stageMembers(pages, whole))
    progress.addMemberships(pages.reduce((sum, { members }) => sum + members.length, 0))
  }

  /**
   * Without the role Member.Read.Hidden the list of a group with hidden membership is empty or refused, and nothing tells
   * which groups are empty indeed. Source: Microsoft Graph, list group members.
   */
  #ended(group: Group, members: number): Group {
    this.#count(group.visibility === 'HiddenMembership' && members === 0 ? 'hidden' : 'read')
    return group
  }

  #refuse(group: Group, refusal: ListRefusal): Group {
    if (group.visibility === 'HiddenMembership') return this.#ended(group, 0)
    this.#refused.add(group.id)
    this.#refusal ??= refusal
    this.#count('failed')
    return group
  }

  #count(as: Ended): void {
    this.#sum[as]++
    this.#reading.progress.add('members', 1)
  }
}
