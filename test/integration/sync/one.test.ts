import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { OneFound, OneKind, SyncRun } from '../../../shared/domain/sync.ts'
import { seenIn } from './seen.ts'
import { type Mirrored, openMirrored } from './sync-tenant.ts'
import { truthOf } from './truth.ts'

let tenant: Mirrored['tenant']
let clock: Mirrored['clock']
let desk: Mirrored['desk']
let mirror: Mirrored['mirror']
let close: Mirrored['close']

beforeAll(async () => {
  ;({ tenant, clock, desk, mirror, close } = await openMirrored({ users: 120, groups: 30, memberships: 500 }))
})
afterAll(() => close())
beforeEach(async () => {
  expect(await desk.run()).toMatchObject({ outcome: 'published', kind: 'full' })
  tenant.log.clear()
})
afterEach(() => tenant.faults.clear())

const edit = () => tenant.controls.editor
const users = () => truthOf(tenant).users
const membersOf = (group: string) => truthOf(tenant).members[group]!
const plainGroup = () =>
  truthOf(tenant).groups.find(({ id, visibility }) => visibility === null && membersOf(id).length > 4)!.id
const memberOf = (group: string) =>
  membersOf(group)
    .find((one) => one.startsWith('user ') && users().some(({ id }) => one === `user ${id}`))!
    .split(' ')[1]!
const outsider = (group: string) => users().find(({ id }) => !membersOf(group).includes(`user ${id}`))!.id

const syncOne = async (kind: OneKind, id: string): Promise<SyncRun> => {
  const { runId } = await desk.sync.start('manual', { one: { kind, id } })
  await desk.sync.ended()
  return desk.directory.read.run(runId)
}

const expectPublished = async (kind: OneKind, id: string, found: OneFound['found']): Promise<SyncRun> => {
  const run = await syncOne(kind, id)
  expect(run).toMatchObject({ outcome: 'published', kind, trigger: 'manual', fullReason: null, error: null })
  expect(run.proof).toMatchObject({ complete: true, usersCounted: null, groupsCounted: null, one: { kind, id, found } })
  return run
}

/** The next run goes on from the links of the full one, and ends where reading everything would. */
const expectNextIsWhole = async () => {
  expect(await desk.update()).toMatchObject({ outcome: 'published', kind: 'delta', proof: { complete: true } })
  expect(await mirror.run()).toMatchObject({ outcome: 'published' })
  expect(await seenIn(desk.directory)).toEqual(await seenIn(mirror.directory))
}

const changesOf = async ({ runId }: SyncRun) => {
  const query = { search: '', kinds: [], whats: [], attributes: [], runId, from: null, to: null }
  return (await desk.directory.read.changes(query, 0, 100)).rows
}

describe('a run over one user', () => {
  it('publishes what changed of that user alone, in every list that names the user', async () => {
    const group = plainGroup()
    const id = memberOf(group)
    edit().changeUser(id, { displayName: 'Ümit Çelik', city: null })
    edit().changeUser(outsider(group), { city: 'Nicht gefragt' })
    const other = outsider(group)
    const run = await expectPublished('user', id, 'read')
    expect(await desk.directory.read.user(id)).toMatchObject({ displayName: 'Ümit Çelik', city: null })
    expect((await desk.directory.read.user(other)).city).not.toBe('Nicht gefragt')
    const query = { groupId: group, transitive: false, search: '', offset: 0, limit: 200 }
    const { rows } = await desk.directory.read.members(query)
    expect(rows.find((row) => row.id === id)).toMatchObject({ displayName: 'Ümit Çelik' })
    const search = { search: 'umit celik', filters: [], sort: { column: 'displayName', descending: false } } as const
    expect((await desk.directory.read.users(search, 0, 9)).rows.map((row) => row.id)).toContain(id)
    const changes = await changesOf(run)
    expect(new Set(changes.map((change) => change.object.id))).toEqual(new Set([id]))
    await expectNextIsWhole()
  })

  it('asks for that user and nothing else, and keeps it in its ledger', async () => {
    const id = users()[3]!.id
    const run = await expectPublished('user', id, 'read')
    expect(run.requests).toBe(1)
    const { rows } = await desk.directory.read.ledger(run.runId, 0, 10)
    expect(rows).toMatchObject([{ status: 200, path: expect.stringContaining(`/users/${id}`) }])
    expect(await changesOf(run)).toEqual([])
  })

  it('leaves the age and the proof of the rest as they were, and what the tenant’s last run was', async () => {
    const before = (await desk.directory.read.overview()).snapshot!
    const last = await desk.directory.read.lastRun()
    await clock.advance(60_000)
    const id = users()[3]!.id
    edit().revokeLicenses(id)
    await expectPublished('user', id, 'left')
    const { users: count, ...rest } = before
    expect((await desk.directory.read.overview()).snapshot).toEqual({ ...rest, users: count - 1 })
    expect(await desk.directory.read.lastRun()).toEqual(last)
    expect((await desk.sync.status()).last).toEqual(last)
  })

  it.each([
    ['lost the licence', 'left', (id: string) => edit().revokeLicenses(id)],
    ['lost the mail address', 'left', (id: string) => edit().changeUser(id, { mail: null })],
    ['was deleted', 'gone', (id: string) => edit().remove(id)],
  ] as const)('removes one who %s', async (_name, found, change) => {
    const id = memberOf(plainGroup())
    change(id)
    const run = await expectPublished('user', id, found)
    await expect(desk.directory.read.user(id)).rejects.toMatchObject({ code: 'not_found' })
    expect(await changesOf(run)).toMatchObject([{ object: { id }, what: 'removed' }])
    await expectNextIsWhole()
  })
})

describe('a run over one group', () => {
  it('publishes its attributes and who came and went', async () => {
    const group = plainGroup()
    const [gone, came] = [memberOf(group), outsider(group)]
    edit().changeGroup(group, { displayName: 'Anders als zuvor' })
    edit().removeMember(group, gone)
    edit().addMember(group, came)
    const run = await expectPublished('group', group, 'read')
    const { members, groups } = await desk.content()
    expect(members[group]).toEqual(membersOf(group))
    expect(groups.find(({ id }) => id === group)).toMatchObject({ displayName: 'Anders als zuvor' })
    expect(run.proof).toMatchObject({ memberListsRead: 1, one: { members: membersOf(group).length } })
    await expectNextIsWhole()
  })

  it('that lost its last member has none', async () => {
    const group = edit().addGroup()
    edit().addMember(group, users()[5]!.id)
    expect(await desk.update()).toMatchObject({ outcome: 'published' })
    edit().removeMember(group, users()[5]!.id)
    await expectPublished('group', group, 'read')
    expect((await desk.directory.read.group(group)).direct).toBe(0)
    await expectNextIsWhole()
  })

  it.each([
    ['was deleted', 'gone', (id: string) => edit().remove(id)],
    ['is synchronised no more', 'left', (id: string) => edit().changeGroup(id, { securityEnabled: false })],
  ] as const)('removes one that %s', async (_name, found, change) => {
    const group = edit().addGroup({ securityEnabled: true })
    edit().addMember(group, users()[5]!.id)
    expect(await desk.update()).toMatchObject({ outcome: 'published' })
    change(group)
    await expectPublished('group', group, found)
    await expect(desk.directory.read.group(group)).rejects.toMatchObject({ code: 'not_found' })
    await expectNextIsWhole()
  })
})

describe('a run over a single object that fails', () => {
  const denied = { kind: 'status', status: 403, code: 'Authorization_RequestDenied' } as const

  it.each([
    ['the user is denied', 'user', '/users/[^?]*\\?', denied, 'permission_missing', 'failed'],
    ['it is throttled', 'user', '/users/', { kind: 'status', status: 429, retryAfter: 1 }, 'throttled', 'failed'],
    ['the members are denied', 'group', '/members', denied, 'sync_incomplete', 'partial'],
  ] as const)('publishes nothing: %s', async (_name, kind, path, fault, code, outcome) => {
    const group = plainGroup()
    const before = await seenIn(desk.directory)
    edit().changeUser(memberOf(group), { city: 'Ungelesen' })
    edit().removeMember(group, memberOf(group))
    tenant.faults.add({ match: { path }, fault })
    const run = await syncOne(kind, kind === 'user' ? memberOf(group) : group)
    expect(run).toMatchObject({ outcome, kind, error: { code } })
    if (outcome === 'partial') expect(run.error?.params).toMatchObject({ problem: 'members 1 × 403', status: '403' })
    expect(await seenIn(desk.directory)).toEqual(before)
    tenant.faults.clear()
    await expectNextIsWhole()
  })

  it('publishes nothing when it is cancelled, and no other run begins beside it', async () => {
    const id = users()[3]!.id
    edit().changeUser(id, { city: 'Ungelesen' })
    tenant.faults.add({ match: { path: '/users/' }, fault: { kind: 'hang' } })
    const { runId } = await desk.sync.start('manual', { one: { kind: 'user', id } })
    await expect(desk.sync.start('manual')).rejects.toMatchObject({ code: 'sync_running' })
    const another = desk.sync.start('manual', { one: { kind: 'user', id } })
    await expect(another).rejects.toMatchObject({ code: 'sync_running' })
    desk.sync.cancel(runId)
    await desk.sync.ended()
    expect(await desk.directory.read.run(runId)).toMatchObject({ outcome: 'cancelled', kind: 'user' })
    expect((await desk.directory.read.user(id)).city).not.toBe('Ungelesen')
    tenant.faults.clear()
    await expectNextIsWhole()
  })
})
