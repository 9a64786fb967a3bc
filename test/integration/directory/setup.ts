import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import { type Directory, openDirectory } from '../../../electron/directory/directory.ts'
import type { MemberPage, RunProof } from '../../../electron/directory/directory-api.ts'
import type { Group } from '../../../shared/domain/group.ts'
import type { SyncProof } from '../../../shared/domain/sync.ts'
import type { User } from '../../../shared/domain/user.ts'
import type { GroupQuery, UserQuery } from '../../../shared/ipc/directory.ts'

export const script = new URL('../../../electron/directory/thread.ts', import.meta.url)
export const key = Buffer.alloc(32, 7)

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

export const end: RunProof = { finishedAt: '2026-01-02T03:05:00.000Z', requests: 3, retries: 1, proof }

export const newFolder = (): string => {
  const folder = mkdtempSync(join(tmpdir(), 'tenantry-directory-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}

export const open = async (file = join(newFolder(), 'directory.db'), withKey: Uint8Array = key): Promise<Directory> => {
  const directory = await openDirectory({ script, file, key: withKey })
  onTestFinished(() => directory.close())
  return directory
}

export const user = (id: string, values: Partial<User> = {}): User => ({
  id,
  displayName: `User ${id}`,
  mail: `${id}@example.com`,
  userPrincipalName: `${id}@example.com`,
  mobilePhone: null,
  jobTitle: null,
  department: null,
  officeLocation: null,
  companyName: null,
  city: null,
  country: null,
  postalCode: null,
  streetAddress: null,
  businessPhones: [],
  accountEnabled: true,
  userType: 'Member',
  assignedLicenses: ['e5'],
  ...values,
})

export const group = (id: string, values: Partial<Group> = {}): Group => ({
  id,
  displayName: `Group ${id}`,
  description: null,
  mail: null,
  kind: 'security',
  dynamic: false,
  membershipRule: null,
  visibility: null,
  ...values,
})

/** What a tenant holds: members by group, as ids; one that is the id of a group is a group. */
export interface World {
  readonly users: readonly User[]
  readonly groups: readonly Group[]
  readonly members: Readonly<Record<string, readonly string[]>>
}

export const pagesOf = ({ groups, members }: World): readonly MemberPage[] => {
  const ids = new Set(groups.map(({ id }) => id))
  return Object.entries(members).map(([groupId, list]) => ({
    groupId,
    members: list.map((id) => ({ id, type: ids.has(id) ? 'group' : 'user', displayName: `Graph's ${id}` })),
  }))
}

let runs = 0

export const stage = async ({ write }: Directory, world: World): Promise<string> => {
  const runId = `run-${runs++}`
  await write.beginRun({ runId, trigger: 'manual', startedAt: '2026-01-02T03:04:00.000Z' })
  await write.stageUsers(world.users)
  await write.stageGroups(world.groups)
  await write.stageMembers(pagesOf(world))
  return runId
}

export const publish = async (directory: Directory, world: World): Promise<string> => {
  const runId = await stage(directory, world)
  await directory.write.publish(runId, end)
  return runId
}

export const userQuery = (values: Partial<UserQuery> = {}): UserQuery => ({
  search: '',
  filters: [],
  sort: { column: 'displayName', descending: false },
  ...values,
})

export const groupQuery = (values: Partial<GroupQuery> = {}): GroupQuery => ({
  search: '',
  kinds: [],
  sort: { column: 'displayName', descending: false },
  ...values,
})

/** Every row of a list, window by window. */
export const everyRow = async <Row>(
  read: (offset: number, limit: number) => Promise<{ readonly total: number; readonly rows: readonly Row[] }>,
): Promise<readonly Row[]> => {
  const rows: Row[] = []
  for (;;) {
    const window = await read(rows.length, 200)
    rows.push(...window.rows)
    if (window.rows.length === 0) return rows
  }
}

export const ids = (rows: readonly { readonly id: string }[]): readonly string[] => rows.map(({ id }) => id)
