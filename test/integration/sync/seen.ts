import type { Directory } from '../../../electron/directory/directory.ts'
import { fold } from '../../../electron/directory/fold.ts'
import type { GroupKind } from '../../../shared/domain/group.ts'
import { everything } from './everything.ts'
import { byId } from './truth.ts'

const sort = { column: 'displayName', descending: false } as const

/** All that the pages show of a snapshot, names of members, counts and figures included, whatever the order it came in. */
export const seenIn = async ({ read }: Pick<Directory, 'read'>) => {
  const users = await everything((offset, limit) => read.users({ search: '', filters: [], sort }, offset, limit))
  const kinds: GroupKind[] = []
  const groups = await everything((offset, limit) => read.groups({ search: '', kinds, sort }, offset, limit))
  const members: [string, unknown][] = []
  for (const { id } of groups) {
    const query = { groupId: id, transitive: false, search: '' }
    members.push([id, byId(await everything((offset, limit) => read.members({ ...query, offset, limit })))])
  }
  const { snapshot, departments, ...figures } = await read.overview()
  const { users: userCount, groups: groupCount, memberships, proof } = snapshot ?? {}
  return {
    users: byId(users),
    groups: byId(groups),
    members: Object.fromEntries(members),
    // Of two spellings that count as one, the older row's is shown.
    departments: departments.map(({ name, users: count }) => [name === null ? null : fold(name), count]),
    figures: { ...figures, userCount, groupCount, memberships, proof },
  }
}
