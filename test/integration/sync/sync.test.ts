import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { SyncRun } from '../../../shared/domain/sync.ts'
import type { Fault } from '../../tenant/server/faults.ts'
import { openDesk, type SyncDesk } from './sync-desk.ts'
import { openTenant, type SyncTenant } from './sync-tenant.ts'
import { type Content, truthOf } from './truth.ts'

const roles = ['User.Read.All', 'Group.Read.All']
const usersPath = '^/v1.0/users\\?'
const groupsPath = '^/v1.0/groups\\?'
const listPath = '^/v1.0/groups/[^/]+/members'

let tenant: SyncTenant['tenant']
let line: SyncTenant['line']
let close: SyncTenant['close']
let desk: SyncDesk

beforeAll(async () => {
  ;({ tenant, line, close } = await openTenant({ users: 1_300, groups: 90, memberships: 4_000 }))
})
afterAll(() => close())
beforeEach(async () => {
  desk = await openDesk(tenant, line)
})
afterEach(async () => {
  await desk.close()
  tenant.faults.clear()
  tenant.log.clear()
  tenant.controls.set({ maxPageSize: 999, latencyMs: 0, roles })
  tenant.controls.revokeTokens()
})

const group = (name: string) => truthOf(tenant).groups.find(({ displayName }) => displayName === name)!.id
const newUser = () => String(tenant.controls.mutate({ op: 'addUser' }))
const newGroup = () => String(tenant.controls.mutate({ op: 'addGroup', properties: { securityEnabled: true } }))
const remove = (id: string) => tenant.controls.mutate({ op: 'remove', id })

const expectPublished = async (run: SyncRun) => {
  const { users, groups, memberships } = tenant.counts
  expect(run).toMatchObject({
    outcome: 'published',
    users,
    groups,
    memberships,
    error: null,
    proof: { complete: true },
  })
  expect(await desk.content()).toEqual(truthOf(tenant))
}

/** A clean run, then a change that only a further run can know. */
const snapshotAndChange = async (): Promise<{ readonly before: Content; readonly user: string }> => {
  expect(await desk.run()).toMatchObject({ outcome: 'published' })
  const before = await desk.content()
  return { before, user: newUser() }
}

/** `isLeft`: what was read stays for the next run to go on with. */
const expectUntouched = async (before: Content, isLeft = false) => {
  expect(await desk.content()).toEqual(before)
  expect((await desk.directory.write.leftReading()) !== null).toBe(isLeft)
  if (!isLeft)
    expect(await desk.directory.write.staged()).toEqual({ users: 0, groups: 0, memberships: 0, withoutMail: 0 })
}

/** Changes the tenant once, when the first users and groups have been read and more is on its way. */
const meanwhile = (change: () => void) => {
  let done = false
  tenant.faults.add({ match: { path: '/v1.0/\\$batch', nth: 1 }, fault: { kind: 'latency', ms: 300 } })
  tenant.faults.add({ match: { path: 'users\\?.*skiptoken', nth: 1 }, fault: { kind: 'latency', ms: 300 } })
  desk.onProgress = ({ streams }) => {
    if (done || streams.groups.done === 0 || streams.users.done === 0) return
    done = true
    change()
  }
  return () => expect(done).toBe(true)
}

describe('a first sync', () => {
  it('ends with exactly what the tenant holds, users, groups and members of every type', async () => {
    const run = await desk.run()
    await expectPublished(run)
    const types = new Set(
      Object.values((await desk.content()).members).flatMap((list) => list.map((one) => one.split(' ')[0])),
    )
    expect(types).toEqual(new Set(['user', 'group', 'device', 'orgContact', 'servicePrincipal']))
    const { licensed, users, allUsers, groups } = tenant.counts
    expect(run.proof).toMatchObject({
      ...{ usersCounted: licensed, usersRead: licensed, usersWithoutMail: licensed - users, tenantUsers: allUsers },
      ...{ groupsCounted: groups, groupsRead: groups, memberListsHidden: 1, memberListsFailed: 0 },
      memberListsRead: groups - 1,
    })
    expect(desk.published).toHaveLength(1)
  })

  it('notes every request, and needs few', async () => {
    const { runId, requests } = await desk.run()
    const { total, rows } = await desk.directory.read.ledger(runId, 0, 200)
    expect(total).toBe(requests)
    const sent = tenant.log.records.filter(({ path, inBatch }) => path.startsWith('/v1.0') && !inBatch)
    expect(rows.map(({ requestId }) => requestId).sort()).toEqual(sent.map(({ requestId }) => requestId).sort())
    expect(requests).toBeLessThan(15)
    expect(Math.max(...sent.map(({ concurrent }) => concurrent))).toBeGreaterThan(1)
  })

  it('sees hidden members with the role for them', async () => {
    tenant.controls.set({ roles: [...roles, 'Member.Read.Hidden'] })
    tenant.controls.revokeTokens()
    const { memberships, hiddenMemberships } = tenant.counts
    expect(await desk.run()).toMatchObject({
      outcome: 'published',
      memberships: memberships + hiddenMemberships,
      proof: { memberListsHidden: 0 },
    })
  })

  it('tells how far it is', async () => {
    tenant.controls.set({ maxPageSize: 100 })
    await desk.run()
    const phases = [...new Set(desk.progress.map(({ phase }) => phase))]
    expect(phases.slice(0, 3)).toEqual(['signIn', 'count', 'read'])
    const most = desk.progress.at(-1)!
    expect(most.streams.users.total).toBe(tenant.counts.licensed)
    expect(most.requests).toBeGreaterThan(10)
  })
})

describe('a sync under faults', () => {
  it.each<[string, readonly (readonly [string, number, Fault])[]]>([
    [
      '429 in seconds',
      [
        [usersPath, 2, { kind: 'status', status: 429, retryAfter: 7 }],
        ['batch', 1, { kind: 'status', status: 429, retryAfter: 3 }],
      ],
    ],
    [
      '429 as a date',
      [
        [usersPath, 1, { kind: 'status', status: 429, retryAfter: 7, retryAfterForm: 'date' }],
        [groupsPath, 1, { kind: 'status', status: 429, retryAfter: 5, retryAfterForm: 'date' }],
      ],
    ],
    [
      '429 within batches',
      [
        [listPath, 3, { kind: 'status', status: 429, retryAfter: 4 }],
        [listPath, 30, { kind: 'status', status: 429 }],
      ],
    ],
    [
      '5xx bursts',
      [
        [usersPath, 1, { kind: 'status', status: 503 }],
        [groupsPath, 1, { kind: 'status', status: 500 }],
        ['batch', 2, { kind: 'status', status: 504 }],
        [listPath, 5, { kind: 'status', status: 502 }],
      ],
    ],
    [
      'truncated JSON',
      [
        [usersPath, 1, { kind: 'truncate' }],
        [groupsPath, 1, { kind: 'invalidJson' }],
        ['batch', 1, { kind: 'truncate' }],
      ],
    ],
    [
      'resets',
      [
        [usersPath, 2, { kind: 'reset' }],
        [groupsPath, 1, { kind: 'reset' }],
        ['batch', 3, { kind: 'reset' }],
      ],
    ],
  ])('reads everything through %s', async (_name, faults) => {
    await snapshotAndChange()
    for (const [path, nth, fault] of faults) tenant.faults.add({ match: { path, nth }, fault })
    const run = await desk.run()
    await expectPublished(run)
    expect(tenant.faults.list().every(({ hits }) => hits === 1)).toBe(true)
  })

  it.each<[string, string, Fault, string, object]>([
    [
      'users are refused',
      usersPath,
      { kind: 'status', status: 403, code: 'Authorization_RequestDenied' },
      'failed',
      { code: 'permission_missing', params: { roles: 'User.Read.All' } },
    ],
    [
      'groups are refused',
      groupsPath,
      { kind: 'status', status: 403, code: 'Authorization_RequestDenied' },
      'failed',
      { code: 'permission_missing', params: { roles: 'GroupMember.Read.All' } },
    ],
    [
      'the storm does not end',
      usersPath,
      { kind: 'status', status: 429, retryAfter: 1 },
      'failed',
      { code: 'throttled' },
    ],
    [
      'one list’s storm does not end',
      `${listPath}`,
      { kind: 'status', status: 429, retryAfter: 1 },
      'failed',
      { code: 'throttled' },
    ],
    ['Graph is not available', groupsPath, { kind: 'status', status: 503 }, 'failed', { code: 'graph_unavailable' }],
    ['the connection breaks off', 'batch', { kind: 'reset' }, 'failed', { code: 'connection_lost' }],
    ['answers are cut short', usersPath, { kind: 'truncate' }, 'failed', { code: 'answer_unreadable' }],
    [
      'members are refused',
      listPath,
      { kind: 'status', status: 403, code: 'Authorization_RequestDenied' },
      'partial',
      { code: 'sync_incomplete', params: { status: '403', graphCode: 'Authorization_RequestDenied' } },
    ],
  ])('keeps the snapshot when %s, and the next run is whole', async (_name, path, fault, outcome, error) => {
    const { before } = await snapshotAndChange()
    tenant.faults.add({ match: { path }, fault })
    const run = await desk.run()
    expect(run).toMatchObject({ outcome, error })
    await expectUntouched(before, run.error?.code === 'connection_lost')
    expect(desk.published).toHaveLength(1)
    tenant.faults.clear()
    await expectPublished(await desk.run())
  })

  it('counts the member lists that were refused', async () => {
    await snapshotAndChange()
    const [one, two] = [group('Zugang Standorte'), group('Zugang Hamburg')]
    const fault = { kind: 'status', status: 403, code: 'Authorization_RequestDenied' } as const
    for (const id of [one, two]) tenant.faults.add({ match: { path: `/groups/${id}/members` }, fault })
    expect(await desk.run()).toMatchObject({
      outcome: 'partial',
      proof: { complete: false, memberListsFailed: 2 },
      error: { params: { problem: 'members 2 × 403' } },
    })
  })

  it('begins lists anew when their page size is refused', async () => {
    tenant.controls.set({ maxPageSize: 300 })
    await expectPublished(await desk.run())
  })

  it('begins lists anew when Graph forgets the places in them', async () => {
    const happened = meanwhile(() => tenant.controls.expirePageTokens())
    await expectPublished(await desk.run())
    happened()
    expect(tenant.log.records.some(({ status }) => status === 400)).toBe(true)
  })

  it('goes on when every token ends midway', async () => {
    const happened = meanwhile(() => tenant.controls.revokeTokens())
    await expectPublished(await desk.run())
    happened()
    expect(tenant.log.records.some(({ status }) => status === 401)).toBe(true)
  })

  it('fails when consent is taken back midway, and keeps the snapshot', async () => {
    const { before } = await snapshotAndChange()
    const happened = meanwhile(() => {
      tenant.controls.revokeConsent('User.Read.All')
      tenant.controls.revokeTokens()
    })
    expect(await desk.run()).toMatchObject({ outcome: 'failed', error: { code: 'permission_missing' } })
    await expectUntouched(before)
    happened()
  })

  it('fails when the secret has expired', async () => {
    const other = await openTenant({ users: 20, groups: 10, memberships: 20 })
    const otherDesk = await openDesk(other.tenant, other.line)
    other.tenant.controls.expireSecret()
    expect(await otherDesk.run()).toMatchObject({ outcome: 'failed', error: { code: 'secret_expired' }, requests: 0 })
    await otherDesk.close()
    await other.close()
  })
})

describe('a tenant that changes while it is read', () => {
  it('by a user more is proven by counting again', async () => {
    const happened = meanwhile(newUser)
    await expectPublished(await desk.run())
    happened()
  })

  it('by a user less is proven by counting again', async () => {
    const user = newUser()
    const happened = meanwhile(() => tenant.controls.mutate({ op: 'revokeLicenses', id: user }))
    await expectPublished(await desk.run())
    happened()
  })

  it('by a group that is deleted between list and members loses just that group', async () => {
    const id = newGroup()
    tenant.controls.mutate({ op: 'addMember', group: id, member: truthOf(tenant).users[0]!.id })
    const happened = meanwhile(() => remove(id))
    const run = await desk.run()
    await expectPublished(run)
    expect(run.proof).toMatchObject({ groupsCounted: tenant.counts.groups })
    happened()
  })

  it('by a large group that is deleted while its members are paged loses just that group', async () => {
    const id = newGroup()
    for (const user of truthOf(tenant).users.slice(0, 1_100))
      tenant.controls.mutate({ op: 'addMember', group: id, member: user.id })
    tenant.faults.add({ match: { path: `${id}/members.*skiptoken`, nth: 1 }, fault: { kind: 'latency', ms: 300 } })
    const running = desk.run()
    await expect.poll(() => tenant.faults.list()[0]?.hits, { timeout: 15_000 }).toBe(1)
    remove(id)
    const run = await running
    await expectPublished(run)
    expect(run.proof).toMatchObject({ groupsCounted: tenant.counts.groups })
  })
})

describe('cancelling a sync', () => {
  it.each<[string, string]>([
    ['signIn', '/oauth2/v2.0/token'],
    ['count', groupsPath],
    ['read', '/v1.0/\\$batch'],
    ['read', 'users\\?.*skiptoken'],
    ['prove', 'users/\\$count\\?'],
  ])('in phase %s down to the socket keeps the snapshot', async (phase, path) => {
    const { before, user } = await snapshotAndChange()
    await desk.close()
    desk = await openDesk(tenant, line)
    await desk.run()
    newUser()
    if (phase === 'signIn') desk = await signedOut()
    if (phase === 'prove') addWhileReading()
    tenant.faults.add({ match: { path }, fault: { kind: 'hang' } })
    const running = desk.run()
    await expect.poll(async () => (await desk.sync.status()).progress?.phase, { timeout: 15_000 }).toBe(phase)
    await expect.poll(() => tenant.faults.list().at(-1)?.hits, { timeout: 15_000 }).toBeGreaterThan(0)
    const now = await desk.content()
    desk.sync.cancel((await desk.sync.status()).progress!.runId)
    expect(await running).toMatchObject({ outcome: 'cancelled', error: null })
    await expectUntouched(now)
    expect(before.users.some(({ id }) => id === user)).toBe(false)
  })

  const signedOut = async () => {
    await desk.close()
    return openDesk(tenant, line)
  }
  /** So that the first count does not fit. */
  const addWhileReading = () => {
    tenant.faults.add({ match: { path: 'users\\?.*skiptoken', nth: 1 }, fault: { kind: 'latency', ms: 300 } })
    let done = false
    desk.onProgress = ({ streams }) => {
      if (done || streams.users.done === 0) return
      done = true
      newUser()
    }
  }

  it('at any moment ends with the old snapshot or the new one, never between', async () => {
    const { before } = await snapshotAndChange()
    const truth = truthOf(tenant)
    for (let at = 1; at < 40; at += 3) {
      let asked = 0
      desk.onProgress = ({ runId }) => ++asked === at && desk.sync.cancel(runId)
      const { outcome } = await desk.run()
      expect(await desk.content()).toEqual(outcome === 'published' ? truth : before)
      if (outcome === 'published') break
    }
  })
})
