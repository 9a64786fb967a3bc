import { type Directory, openDirectory } from '../../../electron/directory/directory.ts'
import type { MemberPage, RunProof } from '../../../electron/directory/directory-api.ts'
import type { Group } from '../../../shared/domain/group.ts'
import type { SyncProof, SyncTrigger } from '../../../shared/domain/sync.ts'
import type { User } from '../../../shared/domain/user.ts'
import { rawMembers } from '../../fakes/raw-members.ts'
import { rawUsers } from '../../fakes/raw-users.ts'

const script = new URL('../../../electron/directory/thread.ts', import.meta.url)
export const key = Buffer.alloc(32, 7)

export const openAt = (file: string, withKey: Uint8Array = key): Promise<Directory> =>
  openDirectory({ script, file, key: withKey })

export const proof: SyncProof = {
  complete: true,
  usersCounted: 1,
  usersRead: 1,
  usersWithoutMail: 0,
  groupsCounted: 1,
  groupsRead: 1,
  memberListsRead: 1,
  memberListsFailed: 0,
  memberListsHidden: 0,
  tenantUsers: 1,
}

export const end: RunProof = {
  finishedAt: '2026-01-02T03:05:00.000Z',
  requests: 3,
  retries: 1,
  proof,
  historyDays: 90,
  guard: { part: 100, least: 100_000 },
}

/** What a tenant holds: members by group, as ids; one that is the id of a group is a group. */
export interface World {
  readonly users: readonly User[]
  readonly groups: readonly Group[]
  readonly members: Readonly<Record<string, readonly string[]>>
}

const pagesOf = ({ groups, members }: World): readonly MemberPage[] => {
  const ids = new Set(groups.map(({ id }) => id))
  return Object.entries(members).map(([groupId, list]) => ({
    groupId,
    members: rawMembers(list.map((id) => ({ id, type: ids.has(id) ? 'group' : 'user', displayName: `Graph's ${id}` }))),
  }))
}

let runs = 0

export const stage = async (
  { write }: Directory,
  world: World,
  runId = `run-${runs++}`,
  trigger: SyncTrigger = 'manual',
): Promise<string> => {
  await write.beginRun({
    runId,
    trigger,
    kind: 'full',
    fullReason: null,
    startedAt: '2026-01-02T03:04:00.000Z',
  })
  await write.stageUsers(rawUsers(world.users))
  await write.stageLists({ pages: pagesOf(world), ended: world.groups, refused: [], hidden: [] })
  return runId
}

export const publish = async (directory: Directory, world: World, name?: string): Promise<string> => {
  const runId = await stage(directory, world, name)
  await directory.write.publish(runId, end)
  return runId
}
