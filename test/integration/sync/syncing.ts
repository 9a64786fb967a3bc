import { afterAll, afterEach, beforeAll, beforeEach, expect } from 'vitest'
import type { SyncRun } from '../../../shared/domain/sync.ts'
import { openDesk, type SyncDesk } from './sync-desk.ts'
import { openTenant, type SyncTenant } from './sync-tenant.ts'
import { type Content, truthOf } from './truth.ts'

export const roles = ['User.Read.All', 'Group.Read.All']

/** A tenant for all tests of the file, and a new desk for each. */
export const syncing = () => {
  const world = {} as SyncTenant & { desk: SyncDesk }

  beforeAll(async () => {
    Object.assign(world, await openTenant({ users: 1_300, groups: 90, memberships: 4_000 }))
  })
  afterAll(() => world.close())
  beforeEach(async () => {
    world.desk = await openDesk(world.tenant, world.line)
  })
  afterEach(async () => {
    const { tenant } = world
    await world.desk.close()
    tenant.faults.clear()
    tenant.log.clear()
    tenant.controls.set({ maxPageSize: 999, latencyMs: 0, roles })
    tenant.controls.revokeTokens()
  })

  const group = (name: string) => truthOf(world.tenant).groups.find(({ displayName }) => displayName === name)!.id
  const newUser = () => String(world.tenant.controls.mutate({ op: 'addUser' }))
  const newGroup = () => String(world.tenant.controls.mutate({ op: 'addGroup', properties: { securityEnabled: true } }))
  const remove = (id: string) => world.tenant.controls.mutate({ op: 'remove', id })

  const expectPublished = async (run: SyncRun) => {
    const { users, groups, memberships } = world.tenant.counts
    expect(run).toMatchObject({
      outcome: 'published',
      users,
      groups,
      memberships,
      error: null,
      proof: { complete: true },
    })
    expect(await world.desk.content()).toEqual(truthOf(world.tenant))
  }

  /** A clean run, then a change that only a further run can know. */
  const snapshotAndChange = async (): Promise<{ readonly before: Content; readonly user: string }> => {
    expect(await world.desk.run()).toMatchObject({ outcome: 'published' })
    const before = await world.desk.content()
    return { before, user: newUser() }
  }

  /** `isLeft`: what was read stays for the next run to go on with. */
  const expectUntouched = async (before: Content, isLeft = false) => {
    expect(await world.desk.content()).toEqual(before)
    expect((await world.desk.directory.write.leftReading()) !== null).toBe(isLeft)
    if (!isLeft)
      expect(await world.desk.directory.write.staged()).toEqual({ users: 0, groups: 0, memberships: 0, withoutMail: 0 })
  }

  /** Changes the tenant once, when the first users and groups have been read and more is on its way. */
  const meanwhile = (change: () => void) => {
    let done = false
    world.tenant.faults.add({ match: { path: '/v1.0/\\$batch', nth: 1 }, fault: { kind: 'latency', ms: 300 } })
    world.tenant.faults.add({ match: { path: 'users\\?.*skiptoken', nth: 1 }, fault: { kind: 'latency', ms: 300 } })
    world.desk.onProgress = ({ streams }) => {
      if (done || streams.groups.done === 0 || streams.users.done === 0) return
      done = true
      change()
    }
    return () => expect(done).toBe(true)
  }

  return { world, group, newUser, newGroup, remove, expectPublished, snapshotAndChange, expectUntouched, meanwhile }
}
