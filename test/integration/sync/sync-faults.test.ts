import { describe, expect, it } from 'vitest'
import type { Fault } from '../../tenant/server/faults.ts'
import { openDesk } from './sync-desk.ts'
import { openTenant } from './sync-tenant.ts'
import { syncing } from './syncing.ts'

const usersPath = '^/v1.0/users\\?'
const groupsPath = '^/v1.0/groups\\?'
const listPath = '^/v1.0/groups/[^/]+/members'

const { world, group, expectPublished, snapshotAndChange, expectUntouched, meanwhile } = syncing()

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
    for (const [path, nth, fault] of faults) world.tenant.faults.add({ match: { path, nth }, fault })
    const run = await world.desk.run()
    await expectPublished(run)
    expect(world.tenant.faults.list().every(({ hits }) => hits === 1)).toBe(true)
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
    world.tenant.faults.add({ match: { path }, fault })
    const run = await world.desk.run()
    expect(run).toMatchObject({ outcome, error })
    await expectUntouched(before, run.error?.code === 'connection_lost')
    expect(world.desk.published).toHaveLength(1)
    world.tenant.faults.clear()
    await expectPublished(await world.desk.run())
  })

  it('counts the member lists that were refused', async () => {
    await snapshotAndChange()
    const [one, two] = [group('Zugang Standorte'), group('Zugang Hamburg')]
    const fault = { kind: 'status', status: 403, code: 'Authorization_RequestDenied' } as const
    for (const id of [one, two]) world.tenant.faults.add({ match: { path: `/groups/${id}/members` }, fault })
    expect(await world.desk.run()).toMatchObject({
      outcome: 'partial',
      proof: { complete: false, memberListsFailed: 2 },
      error: { params: { problem: 'members 2 × 403' } },
    })
  })

  it('begins lists anew when their page size is refused', async () => {
    world.tenant.controls.set({ maxPageSize: 300 })
    await expectPublished(await world.desk.run())
  })

  it('begins lists anew when Graph forgets the places in them', async () => {
    const happened = meanwhile(() => world.tenant.controls.expirePageTokens())
    await expectPublished(await world.desk.run())
    happened()
    expect(world.tenant.log.records.some(({ status }) => status === 400)).toBe(true)
  })

  it('goes on when every token ends midway', async () => {
    const happened = meanwhile(() => world.tenant.controls.revokeTokens())
    await expectPublished(await world.desk.run())
    happened()
    expect(world.tenant.log.records.some(({ status }) => status === 401)).toBe(true)
  })

  it('fails when consent is taken back midway, and keeps the snapshot', async () => {
    const { before } = await snapshotAndChange()
    const happened = meanwhile(() => {
      world.tenant.controls.revokeConsent('User.Read.All')
      world.tenant.controls.revokeTokens()
    })
    expect(await world.desk.run()).toMatchObject({ outcome: 'failed', error: { code: 'permission_missing' } })
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
