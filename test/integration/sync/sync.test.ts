import { describe, expect, it } from 'vitest'
import { openDesk } from './sync-desk.ts'
import { roles, syncing } from './syncing.ts'
import { truthOf } from './truth.ts'

const groupsPath = '^/v1.0/groups\\?'

const { world, newUser, newGroup, remove, expectPublished, snapshotAndChange, expectUntouched, meanwhile } = syncing()

describe('a first sync', () => {
  it('ends with exactly what the tenant holds, users, groups and members of every type', async () => {
    const run = await world.desk.run()
    await expectPublished(run)
    const types = new Set(
      Object.values((await world.desk.content()).members).flatMap((list) => list.map((one) => one.split(' ')[0])),
    )
    expect(types).toEqual(new Set(['user', 'group', 'device', 'orgContact', 'servicePrincipal']))
    const { licensed, users, allUsers, groups } = world.tenant.counts
    expect(run.proof).toMatchObject({
      ...{ usersCounted: licensed, usersRead: licensed, usersWithoutMail: licensed - users, tenantUsers: allUsers },
      ...{ groupsCounted: groups, groupsRead: groups, memberListsHidden: 1, memberListsFailed: 0 },
      memberListsRead: groups - 1,
    })
    expect(world.desk.published).toHaveLength(1)
  })

  it('notes every request, and needs few', async () => {
    const { runId, requests } = await world.desk.run()
    const { total, rows } = await world.desk.directory.read.ledger(runId, 0, 200)
    expect(total).toBe(requests)
    const sent = world.tenant.log.records.filter(({ path, inBatch }) => path.startsWith('/v1.0') && !inBatch)
    expect(rows.map(({ requestId }) => requestId).sort()).toEqual(sent.map(({ requestId }) => requestId).sort())
    expect(requests).toBeLessThan(15)
    expect(Math.max(...sent.map(({ concurrent }) => concurrent))).toBeGreaterThan(1)
  })

  it('sees hidden members with the role for them', async () => {
    world.tenant.controls.set({ roles: [...roles, 'Member.Read.Hidden'] })
    world.tenant.controls.revokeTokens()
    const { memberships, hiddenMemberships } = world.tenant.counts
    expect(await world.desk.run()).toMatchObject({
      outcome: 'published',
      memberships: memberships + hiddenMemberships,
      proof: { memberListsHidden: 0 },
    })
  })

  it('tells how far it is', async () => {
    world.tenant.controls.set({ maxPageSize: 100 })
    await world.desk.run()
    const phases = [...new Set(world.desk.progress.map(({ phase }) => phase))]
    expect(phases.slice(0, 3)).toEqual(['signIn', 'count', 'read'])
    const most = world.desk.progress.at(-1)!
    expect(most.streams.users.total).toBe(world.tenant.counts.licensed)
    expect(most.requests).toBeGreaterThan(10)
  })
})

describe('a tenant that changes while it is read', () => {
  it('by a user more is proven by counting again', async () => {
    const happened = meanwhile(newUser)
    await expectPublished(await world.desk.run())
    happened()
  })

  it('by a user less is proven by counting again', async () => {
    const user = newUser()
    const happened = meanwhile(() => world.tenant.controls.mutate({ op: 'revokeLicenses', id: user }))
    await expectPublished(await world.desk.run())
    happened()
  })

  it('by a group that is deleted between list and members loses just that group', async () => {
    const id = newGroup()
    world.tenant.controls.mutate({ op: 'addMember', group: id, member: truthOf(world.tenant).users[0]!.id })
    const happened = meanwhile(() => remove(id))
    const run = await world.desk.run()
    await expectPublished(run)
    expect(run.proof).toMatchObject({ groupsCounted: world.tenant.counts.groups })
    happened()
  })

  it('by a large group that is deleted while its members are paged loses just that group', async () => {
    const id = newGroup()
    for (const user of truthOf(world.tenant).users.slice(0, 1_100))
      world.tenant.controls.mutate({ op: 'addMember', group: id, member: user.id })
    world.tenant.faults.add({
      match: { path: `${id}/members.*skiptoken`, nth: 1 },
      fault: { kind: 'latency', ms: 300 },
    })
    const running = world.desk.run()
    await expect.poll(() => world.tenant.faults.list()[0]?.hits, { timeout: 15_000 }).toBe(1)
    remove(id)
    const run = await running
    await expectPublished(run)
    expect(run.proof).toMatchObject({ groupsCounted: world.tenant.counts.groups })
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
    await world.desk.close()
    world.desk = await openDesk(world.tenant, world.line)
    await world.desk.run()
    newUser()
    if (phase === 'signIn') world.desk = await signedOut()
    if (phase === 'prove') addWhileReading()
    world.tenant.faults.add({ match: { path }, fault: { kind: 'hang' } })
    const running = world.desk.run()
    await expect.poll(async () => (await world.desk.sync.status()).progress?.phase, { timeout: 15_000 }).toBe(phase)
    await expect.poll(() => world.tenant.faults.list().at(-1)?.hits, { timeout: 15_000 }).toBeGreaterThan(0)
    const now = await world.desk.content()
    world.desk.sync.cancel((await world.desk.sync.status()).progress!.runId)
    expect(await running).toMatchObject({ outcome: 'cancelled', error: null })
    await expectUntouched(now)
    expect(before.users.some(({ id }) => id === user)).toBe(false)
  })

  const signedOut = async () => {
    await world.desk.close()
    return openDesk(world.tenant, world.line)
  }
  /** So that the first count does not fit. */
  const addWhileReading = () => {
    world.tenant.faults.add({ match: { path: 'users\\?.*skiptoken', nth: 1 }, fault: { kind: 'latency', ms: 300 } })
    let done = false
    world.desk.onProgress = ({ streams }) => {
      if (done || streams.users.done === 0) return
      done = true
      newUser()
    }
  }

  it('at any moment ends with the old snapshot or the new one, never between', async () => {
    const { before } = await snapshotAndChange()
    const truth = truthOf(world.tenant)
    for (let at = 1; at < 40; at += 3) {
      let asked = 0
      world.desk.onProgress = ({ runId }) => ++asked === at && world.desk.sync.cancel(runId)
      const { outcome } = await world.desk.run()
      expect(await world.desk.content()).toEqual(outcome === 'published' ? truth : before)
      if (outcome === 'published') break
    }
  })
})
