import type { Group } from '../../shared/domain/group.ts'
import type { ListPlace, StagedReading } from '../directory/directory-api.ts'
import type { GraphPage } from '../graph/graph.ts'
import { groupProperties, idOf, toGroup } from '../graph/mapping.ts'
import { seesHidden } from './hidden-members.ts'
import { eventual } from './licensed-users.ts'
import { type ListsRead, MemberLists } from './member-lists.ts'
import { pagesOf } from './pages.ts'
import type { Reading } from './reading.ts'
import { groupsNeed, syncedGroups } from './synced-groups.ts'

/** The count is asked for with the list, so that both come from the same index. */
const whole = `${syncedGroups}&$count=true&$select=${groupProperties.join(',')}`
const options = { headers: eventual, needs: groupsNeed }
const beginning: ListPlace = { stream: 'groups', list: whole, link: whole, read: 0, aside: 0 }

export interface GroupsRead extends ListsRead {
  /** What Graph counted with the list's first page; null when it did not. */
  readonly counted: number | null
  /** Groups that the filter let through and that are none of ours. */
  readonly foreign: number
}

/**
 * Reads all groups and their members to the staging: member lists are read while groups still come.
 *
 * @throws AppError of Graph; answer_unreadable for a group or member without id.
 */
export const readGroups = async (reading: Reading, signal: AbortSignal): Promise<GroupsRead> => {
  const intake = new GroupIntake(reading, signal)
  return withLists(reading, intake, () => readRest(reading, intake, signal))
}

/**
 * Reads what is left of them after another run. How many there are is counted anew, which its pages cannot tell.
 * @throws as readGroups
 */
export const readGroupsOn = async (reading: Reading, left: StagedReading, signal: AbortSignal): Promise<GroupsRead> => {
  const intake = new GroupIntake(reading, signal)
  return withLists(reading, intake, async () => {
    const place = left.places.find(({ list }) => list === whole)
    // Otherwise it ended before the first page, or asked for something else.
    if (place === undefined) await intake.restart()
    else {
      intake.goOn(place, left, await seesHidden(reading.graph, signal))
      intake.count(await reading.graph.count(syncedGroups, { needs: groupsNeed, ...reading.watch }, signal))
      await intake.lists.add(left.open)
    }
    return readRest(reading, intake, signal)
  })
}

/** What fails ends the lists that are read meanwhile: nothing of them may come once the run is over. */
const withLists = async <Value>(
  reading: Reading,
  intake: { readonly lists: MemberLists },
  read: () => Promise<Value>,
): Promise<Value> => {
  try {
    return await read()
  } catch (error) {
    reading.fail(error)
    await intake.lists.end().catch(() => undefined)
    throw error
  }
}

const readRest = async (reading: Reading, intake: GroupIntake, signal: AbortSignal): Promise<GroupsRead> => {
  const { link } = intake.place
  if (link !== null)
    for await (const page of pagesOf(reading, { path: link, whole, options, old: link !== whole }, signal))
      await intake.take(page)
  return intake.end()
}

/** Where the pages of groups go. */
class GroupIntake {
  readonly #reading: Reading
  readonly #signal: AbortSignal
  #place = beginning
  #lists: MemberLists
  #seen = new Set<string>()
  #counted: number | null = null

  constructor(reading: Reading, signal: AbortSignal) {
    this.#reading = reading
    this.#signal = signal
    this.#lists = new MemberLists(reading, signal)
  }

  get place(): ListPlace {
    return this.#place
  }

  get lists(): MemberLists {
    return this.#lists
  }

  goOn(place: ListPlace, { groupIds, hiding, open }: StagedReading, isSeen: boolean): void {
    const hidden = isSeen ? 0 : hiding
    this.#place = place
    this.#seen = new Set([...groupIds, ...open.map(({ id }) => id)])
    this.#lists.goOn({ read: groupIds.length - hidden, hidden })
  }

  count(count: number | null): void {
    if (count === null) return
    this.#counted = count
    this.#reading.progress.total('groups', count)
  }

  async restart(): Promise<void> {
    await this.#lists.end()
    this.#place = beginning
    this.#seen = new Set()
    this.#lists = new MemberLists(this.#reading, this.#signal)
    await this.#reading.staging.put((write) => write.unstage('groups'))
    this.#reading.progress.restart('groups')
  }

  async take(page: GraphPage<unknown>): Promise<void> {
    if (page.restart) await this.restart()
    this.count(page.count)
    const groups: Group[] = []
    let { aside } = this.#place
    for (const item of page.value) {
      const id = idOf(item, 'group')
      if (this.#seen.has(id)) continue
      this.#seen.add(id)
      const group = toGroup(item)
      if (group === null) aside++
      else groups.push(group)
    }
    const place = { ...this.#place, link: page.nextLink, read: this.#place.read + page.value.length, aside }
    this.#place = place
    this.#reading.progress.add('groups', groups.length)
    await this.#reading.staging.put((write) => write.stageListed(groups, place))
    await this.#lists.add(groups)
  }

  async end(): Promise<GroupsRead> {
    return { ...(await this.#lists.end()), counted: this.#counted, foreign: this.#place.aside }
  }
}
