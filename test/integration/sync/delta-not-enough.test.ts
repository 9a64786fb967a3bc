import { describe, expect, it } from 'vitest'
import { following } from './following.ts'
import { seenIn } from './seen.ts'
import { truthOf } from './truth.ts'

const day = 24 * 3_600_000

const { world, edit, users, someUser, plainGroup, memberOf, expectUpdated, expectFull } = following()

describe('where the changes alone will not do', () => {
  it.each(['syncStateNotFound', 'gone'] as const)('everything is read: links answered as %s', async (form) => {
    world.tenant.controls.expireDeltaTokens(form)
    edit().remove(someUser())
    await expectFull('expired')
  })

  it('everything is read: Graph wants a resync in the middle', async () => {
    world.tenant.controls.set({ deltaPageSize: 2 })
    for (const { id } of users().slice(0, 9)) edit().changeUser(id, { city: 'Kiel' })
    const fault = { kind: 'status', status: 400, code: 'resyncRequired' } as const
    world.tenant.faults.add({ match: { path: 'users/delta.*skiptoken', nth: 3 }, fault })
    await expectFull('expired')
  })

  it('everything is read: a link leads to itself', async () => {
    world.tenant.controls.set({ deltaOddities: ['loop'] })
    edit().remove(someUser())
    expect(await world.desk.update()).toMatchObject({ outcome: 'published', kind: 'full', fullReason: 'unreadable' })
    expect(await world.desk.content()).toEqual(truthOf(world.tenant))
    // It could not take links either, so the next one reads everything again.
    world.tenant.controls.set({ deltaOddities: [] })
    await expectFull('noLinks')
  })

  it('everything is read: an answer cannot be read', async () => {
    world.tenant.faults.add({ match: { path: 'groups/delta', times: 2 }, fault: { kind: 'invalidJson' } })
    edit().remove(someUser())
    await expectFull('unreadable')
  })

  it('everything is read: the delta is refused', async () => {
    const fault = { kind: 'status', status: 400, code: 'Request_UnsupportedQuery' } as const
    world.tenant.faults.add({ match: { path: 'groups/delta.*deltatoken=(?!latest)' }, fault })
    edit().remove(someUser())
    const run = await world.desk.update()
    expect(run).toMatchObject({ outcome: 'published', kind: 'full', fullReason: 'refused' })
    world.tenant.faults.clear()
    await expectUpdated()
  })

  it.each([
    [500, 'users'],
    [504, 'groups'],
  ])('everything is read: links fail with %i again and again', async (status, stream) => {
    const fault = { kind: 'status', status } as const
    world.tenant.faults.add({ match: { path: `${stream}/delta.*deltatoken=(?!latest)` }, fault })
    edit().remove(someUser())
    expect(await world.desk.update()).toMatchObject({ outcome: 'published', kind: 'full', fullReason: 'refused' })
    expect(await world.desk.content()).toEqual(truthOf(world.tenant))
    world.tenant.faults.clear()
    await expectUpdated()
  })

  it('everything is read: Graph counts what delta did not tell', async () => {
    const id = someUser()
    const { model } = world.tenant
    const ref = model.find(id, 'user')!
    // A licence that is taken away without a word.
    model.store(ref, { ...model.user(Math.floor(ref / 8)), assignedLicenses: [] })
    edit().changeUser(someUser(9), { city: 'Kiel' })
    await expectFull('counts')
  })

  it('everything is read: so much is new that lists are quicker', async () => {
    for (let at = 0; at < 201; at++) edit().addUser()
    await expectFull('large')
  })

  it('everything is read once a day', async () => {
    await world.clock.advance(day - 3_600_000)
    edit().remove(someUser())
    await expectUpdated()
    await world.clock.advance(3_600_000)
    await expectFull('daily')
  })

  it('everything is read where the clock was set back, and tells nothing of how old the links are', async () => {
    world.clock.set(-13 * day)
    edit().remove(someUser())
    await expectFull('aged')
    world.clock.set(13 * day)
    await expectFull('aged')
  })

  it('everything is read when the links are older than six days', async () => {
    await world.clock.advance(6 * day)
    await expectFull('aged')
  })

  it('everything is read after a run that could not take links', async () => {
    const fault = { kind: 'status', status: 403, code: 'Authorization_RequestDenied' } as const
    world.tenant.faults.add({ match: { path: 'groups/delta' }, fault })
    expect(await world.desk.run()).toMatchObject({ outcome: 'published' })
    world.tenant.faults.clear()
    await expectFull('noLinks')
  })
})

describe('a run over what changed that fails', () => {
  it.each([
    ['users are throttled', 'users/delta', { kind: 'status', status: 429, retryAfter: 1 }, 'throttled'],
    ['Graph is not available', 'groups/\\$count', { kind: 'status', status: 503 }, 'graph_unavailable'],
    ['the connection breaks off', 'users/\\$count', { kind: 'reset' }, 'connection_lost'],
  ] as const)('leaves everything as it was, and the next one goes on: %s', async (_name, path, fault, code) => {
    const before = await seenIn(world.desk.directory)
    edit().remove(memberOf(plainGroup()))
    edit().addUser()
    world.tenant.faults.add({ match: { path }, fault })
    expect(await world.desk.update()).toMatchObject({ outcome: 'failed', kind: 'delta', error: { code } })
    expect(await seenIn(world.desk.directory)).toEqual(before)
    world.tenant.faults.clear()
    await expectUpdated()
  })

  it('or is cancelled leaves everything as it was, and the next one goes on', async () => {
    const before = await seenIn(world.desk.directory)
    edit().remove(memberOf(plainGroup()))
    world.tenant.faults.add({ match: { path: 'groups/\\$count' }, fault: { kind: 'hang' } })
    const running = world.desk.update()
    await expect.poll(() => world.tenant.faults.list()[0]?.hits, { timeout: 10_000 }).toBe(1)
    world.desk.sync.cancel((await world.desk.sync.status()).progress!.runId)
    expect(await running).toMatchObject({ outcome: 'cancelled', kind: 'delta', error: null })
    expect(await seenIn(world.desk.directory)).toEqual(before)
    world.tenant.faults.clear()
    await expectUpdated()
  })

  it('keeps no token in the ledger', async () => {
    const { runId } = await world.desk.update()
    const { rows } = await world.desk.directory.read.ledger(runId, 0, 200)
    const deltas = rows.filter(({ path }) => path.includes('/delta'))
    expect(deltas.map(({ path }) => path.split('?')[1])).toEqual(['$deltatoken=…', '$deltatoken=…'])
  })
})
