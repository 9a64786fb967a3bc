import type { Group } from '../../shared/domain/group.ts'
import { eventual } from './licensed-users.ts'
import { groupProperties, idOf, toGroup } from './mapping.ts'
import { type ListsRead, MemberLists } from './member-lists.ts'
import { pagesOf } from './pages.ts'
import type { Reading } from './reading.ts'

/** Security and Microsoft 365 groups: what the distribution lists lack is either of these. */
export const syncedGroups = "/groups?$filter=groupTypes/any(c:c eq 'Unified') or securityEnabled eq true"
export const groupsNeed = ['GroupMember.Read.All']

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
  const { progress, staging } = reading
  // The count is asked for with the list, so that both come from the same index.
  const whole = `${syncedGroups}&$count=true&$select=${groupProperties.join(',')}`
  let lists = new MemberLists(reading, signal)
  let seen = new Set<string>()
  let foreign = 0
  let counted: number | null = null
  const options = { headers: eventual, needs: groupsNeed }
  for await (const page of pagesOf(reading, { path: whole, whole, options }, signal)) {
    if (page.restart) {
      await lists.end()
      lists = new MemberLists(reading, signal)
      seen = new Set()
      foreign = 0
      await staging.put((write) => write.unstage('groups'))
      progress.restart('groups')
    }
    if (page.count !== null) {
      counted = page.count
      progress.total('groups', counted)
    }
    const groups: Group[] = []
    for (const item of page.value) {
      const id = idOf(item, 'group')
      if (seen.has(id)) continue
      seen.add(id)
      const group = toGroup(item)
      if (group === null) foreign++
      else groups.push(group)
    }
    progress.add('groups', groups.length)
    await lists.add(groups)
  }
  return { ...(await lists.end()), counted, foreign }
}
