import { afterAll, afterEach, beforeAll, beforeEach, expect } from 'vitest'
import type { FullReason, SyncRun } from '../../../shared/domain/sync.ts'
import { seenIn } from './seen.ts'
import { type Mirrored, openMirrored } from './sync-tenant.ts'
import { truthOf } from './truth.ts'

const roles = ['User.Read.All', 'Group.Read.All']

/** A tenant for all tests of the file, whose changes are followed from one to the next. */
export const following = () => {
  const world = {} as Mirrored

  beforeAll(async () => {
    Object.assign(world, await openMirrored({ users: 260, groups: 60, memberships: 1_500 }))
  })
  afterAll(() => world.close())
  beforeEach(async () => {
    expect(await world.desk.run()).toMatchObject({ outcome: 'published', kind: 'full', fullReason: 'asked' })
    world.tenant.log.clear()
  })
  afterEach(() => {
    const { tenant } = world
    tenant.faults.clear()
    tenant.controls.set({ roles, deltaPageSize: 200, deltaMembers: 500, deltaOddities: [], clockSkewSeconds: 0 })
    tenant.controls.revokeTokens()
  })

  const edit = () => world.tenant.controls.editor
  const users = () => truthOf(world.tenant).users
  const someUser = (at = 3) => users()[at]!.id
  const holderOf = (type: string) =>
    Object.entries(truthOf(world.tenant).members).find(([, list]) => list.some((one) => one.startsWith(type)))![0]
  const plainGroup = (at = 0) =>
    truthOf(world.tenant).groups.filter(({ id, visibility }) => visibility === null && membersOf(id).length > 2)[at]!.id
  const membersOf = (group: string) => truthOf(world.tenant).members[group]!
  const memberOf = (group: string, type = 'user') =>
    membersOf(group)
      .find((one) => one.startsWith(`${type} `))!
      .split(' ')[1]!
  const asked = (path: RegExp) => world.tenant.log.records.filter((record) => path.test(record.path))

  /** What reads the tenant from the beginning sees just the same. */
  const expectFresh = async () => {
    expect(await world.mirror.run()).toMatchObject({ outcome: 'published' })
    expect(await seenIn(world.desk.directory)).toEqual(await seenIn(world.mirror.directory))
  }

  const expectUpdated = async (): Promise<SyncRun> => {
    const run = await world.desk.update()
    expect(run).toMatchObject({ outcome: 'published', kind: 'delta', fullReason: null, proof: { complete: true } })
    await expectFresh()
    return run
  }

  const expectFull = async (fullReason: FullReason): Promise<void> => {
    const run = await world.desk.update()
    expect(run).toMatchObject({ outcome: 'published', kind: 'full', fullReason, error: null })
    expect(await world.desk.content()).toEqual(truthOf(world.tenant))
    // And from there the changes are followed again.
    edit().changeUser(someUser(9), { city: `Kiel ${fullReason}` })
    await expectUpdated()
  }

  return {
    world,
    edit,
    users,
    someUser,
    holderOf,
    plainGroup,
    membersOf,
    memberOf,
    asked,
    expectFresh,
    expectUpdated,
    expectFull,
  }
}
