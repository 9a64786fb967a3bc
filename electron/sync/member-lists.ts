import PQueue from 'p-queue'
import type { Group, Member } from '../../shared/domain/group.ts'
import { type AppError, isAppError } from '../../shared/ipc/errors.ts'
import { abortError } from '../cloud/deadline.ts'
import type { MemberPage } from '../directory/directory-api.ts'
import type { BatchAnswer } from '../graph/graph.ts'
import { graphFault } from '../graph/graph-errors.ts'
import { toMember } from './mapping.ts'
import { type Reading, together } from './reading.ts'

/** Microsoft Graph, JSON batching. */
const batchSize = 20
/** More than the limiter lets through at once, so that it never waits for a batch to be staged; few, for memory's sake. */
const batchesAtOnce = 6
/** Members that go to the writer in one message: copying them must not hold the event loop up. */
const membersAtOnce = 2_000

/** Why Graph refused a member list. */
export interface ListRefusal {
  readonly status: string
  readonly graphCode: string
  readonly requestId: string
}

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
  #waiting: Group[] = []
  #read = 0
  #hidden = 0
  #gone = 0
  #failed = 0
  #refusal: ListRefusal | null = null

  constructor(reading: Reading, signal: AbortSignal) {
    this.#reading = reading
    this.#signal = signal
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
    return {
      read: this.#read,
      hidden: this.#hidden,
      gone: this.#gone,
      failed: this.#failed,
      refusal: this.#refusal,
    }
  }

  #launch(): void {
    const groups = this.#waiting.splice(0, batchSize)
    void this.#batches.add(() => this.#batch(groups)).catch(this.#reading.fail)
  }

  async #batch(groups: readonly Group[]): Promise<void> {
    const { graph, staging, watch } = this.#reading
    const requests = groups.map((group) => ({ id: group.id, path: `${pathOf(group)}&$top=999` }))
    const answers = await graph.batch(requests, watch, this.#signal)
    const pages: MemberPage[] = []
    const ended: Group[] = []
    const open: Open[] = []
    for (const group of groups) {
      const answer = answers.get(group.id)
      if (answer?.status === 403) {
        if (this.#refused(group, refusalOf(answer))) ended.push(group)
        continue
      }
      const page = answer === undefined ? null : firstPage(answer)
      // A closer look alone: it repeats, makes pages smaller, renews the token, and finds the right words at last.
      if (page === null) {
        open.push({ group, path: pathOf(group), members: 0 })
        continue
      }
      pages.push({ groupId: group.id, members: page.members })
      if (page.nextLink !== null) open.push({ group, path: page.nextLink, members: page.members.length })
      else if (this.#ended(group, page.members.length)) ended.push(group)
    }
    await this.#stage(pages)
    const followed = open.map((one) => this.#follow(one))
    const others = await together(this.#reading, followed, this.#signal)
    const staged = [...ended, ...others.filter((group) => group !== null)]
    await staging.room()
    if (staged.length > 0) staging.put((write) => write.stageGroups(staged))
  }

  /** The list from its path to its end; the group when it is to be staged. */
  async #follow({ group, path, members }: Open): Promise<Group | null> {
    const { graph, staging, watch } = this.#reading
    let count = members
    try {
      for await (const page of graph.list(path, watch, this.#signal)) {
        if (page.restart) staging.put((write) => write.unstageMembers(group.id))
        count = page.restart ? page.value.length : count + page.value.length
        await this.#stage([{ groupId: group.id, members: page.value.map(toMember) }])
      }
      return this.#ended(group, count) ? group : null
    } catch (error) {
      if (!isAppError(error)) throw error
      if (error.code === 'not_found') {
        staging.put((write) => write.unstageMembers(group.id))
        this.#gone++
        this.#reading.progress.add('members', 1)
        return null
      }
      const refusal = refusalFrom(error)
      if (refusal === null) throw error
      return this.#refused(group, refusal) ? group : null
    }
  }

  async #stage(pages: readonly MemberPage[]): Promise<void> {
    const { progress, staging } = this.#reading
    for (const part of parts(pages)) {
      await staging.room()
      staging.put((write) => write.stageMembers(part))
      progress.addMemberships(part.reduce((sum, { members }) => sum + members.length, 0))
    }
  }

  /**
   * Without the role Member.Read.Hidden the list of a group with hidden membership is empty or refused, and nothing tells
   * which groups are empty indeed. Source: Microsoft Graph, list group members. The group is staged either way.
   */
  #ended(group: Group, members: number): true {
    if (group.visibility === 'HiddenMembership' && members === 0) this.#hidden++
    else this.#read++
    this.#reading.progress.add('members', 1)
    return true
  }

  /** Whether the group is staged nevertheless. */
  #refused(group: Group, refusal: ListRefusal): boolean {
    if (group.visibility === 'HiddenMembership') return this.#ended(group, 0)
    this.#failed++
    this.#refusal ??= refusal
    this.#reading.progress.add('members', 1)
    return true
  }
}

/** Null when the answer is no list. */
const firstPage = ({ status, body }: BatchAnswer): { members: readonly Member[]; nextLink: string | null } | null => {
  const { value, '@odata.nextLink': nextLink } = (body ?? {}) as Readonly<Record<string, unknown>>
  if (status !== 200 || !Array.isArray(value)) return null
  return { members: value.map(toMember), nextLink: typeof nextLink === 'string' && nextLink !== '' ? nextLink : null }
}

const refusalOf = ({ status, body, requestId }: BatchAnswer): ListRefusal => ({
  status: String(status),
  graphCode: graphFault(body).code,
  requestId,
})

/** Null for what concerns more than one list: the way there, the sign-in, a Graph that is not available. */
const refusalFrom = ({ code, params }: AppError): ListRefusal | null => {
  if (code !== 'permission_missing' && code !== 'graph_refused') return null
  const { status = '', graphCode = '', requestId = '' } = params
  return { status, graphCode, requestId }
}

/** The pages in parts of bounded size, in their order. */
const parts = (pages: readonly MemberPage[]): readonly MemberPage[][] => {
  const all: MemberPage[][] = []
  let part: MemberPage[] = []
  let size = 0
  for (const page of pages) {
    if (page.members.length === 0) continue
    part.push(page)
    size += page.members.length
    if (size < membersAtOnce) continue
    all.push(part)
    part = []
    size = 0
  }
  return part.length === 0 ? all : [...all, part]
}
