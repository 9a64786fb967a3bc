import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { FullReason, SyncRun } from '../../../shared/domain/sync.ts'
import { seenIn } from './seen.ts'
import { type Mirrored, openMirrored } from './sync-tenant.ts'
import { truthOf } from './truth.ts'

const roles = ['User.Read.All', 'Group.Read.All']
const day = 24 * 3_600_000

let tenant: Mirrored['tenant']
let clock: Mirrored['clock']
let desk: Mirrored['desk']
let mirror: Mirrored['mirror']
let close: Mirrored['close']

beforeAll(async () => {
  ;({ tenant, clock, desk, mirror, close } = await openMirrored({ users: 260, groups: 60, memberships: 1_500 }))
})
afterAll(() => close())
beforeEach(async () => {
  expect(await desk.run()).toMatchObject({ outcome: 'published', kind: 'full', fullReason: 'asked' })
  tenant.log.clear()
})
afterEach(async () => {
  tenant.faults.clear()
  tenant.controls.set({ roles, deltaPageSize: 200, deltaMembers: 500, deltaOddities: [], clockSkewSeconds: 0 })
  tenant.controls.revokeTokens()
})

const edit = () => tenant.controls.editor
const users = () => truthOf(tenant).users
const someUser = (at = 3) => users()[at]!.id
const holderOf = (type: string) =>
  Object.entries(truthOf(tenant).members).find(([, list]) => list.some((one) => one.startsWith(type)))![0]
const plainGroup = (at = 0) =>
  truthOf(tenant).groups.filter(({ id, visibility }) => visibility === null && membersOf(id).length > 2)[at]!.id
const membersOf = (group: string) => truthOf(tenant).members[group]!
const memberOf = (group: string, type = 'user') =>
  membersOf(group)
    .find((one) => one.startsWith(`${type} `))!
    .split(' ')[1]!
const asked = (path: RegExp) => tenant.log.records.filter((record) => path.test(record.path))

/** What reads the tenant from the beginning sees just the same. */
const expectFresh = async () => {
  expect(await mirror.run()).toMatchObject({ outcome: 'published' })
  expect(await seenIn(desk.directory)).toEqual(await seenIn(mirror.directory))
}

const expectUpdated = async (): Promise<SyncRun> => {
  const run = await desk.update()
  expect(run).toMatchObject({ outcome: 'published', kind: 'delta', fullReason: null, proof: { complete: true } })
  await expectFresh()
  return run
}

const expectFull = async (fullReason: FullReason): Promise<void> => {
  const run = await desk.update()
  expect(run).toMatchObject({ outcome: 'published', kind: 'full', fullReason, error: null })
  expect(await desk.content()).toEqual(truthOf(tenant))
  // And from there the changes are followed again.
  edit().changeUser(someUser(9), { city: `Kiel ${fullReason}` })
  await expectUpdated()
}

describe('a run over what changed', () => {
  const changes: readonly (readonly [string, () => void])[] = [
    ['nothing', () => undefined],
    ['a name, which its groups show', () => edit().changeUser(memberOf(plainGroup()), { displayName: 'Ümit Çelik' })],
    [
      'several attributes',
      () => edit().changeUser(someUser(), { department: 'Einkauf', businessPhones: ['+49 30 1'] }),
    ],
    ['an attribute that is cleared', () => edit().changeUser(someUser(), { department: null, city: null })],
    ['an account that is disabled', () => edit().changeUser(someUser(), { accountEnabled: false })],
    ['the name of a member without licence', () => edit().changeUser(unlicensedMember(), { displayName: 'Gast Neu' })],
    ['a guest', () => edit().changeUser(someUser(), { userType: 'Guest' })],
    ['a user principal name', () => edit().changeUser(someUser(), { userPrincipalName: 'new@nordwind.example' })],
    ['a mail address to another user’s', () => edit().changeUser(someUser(), { mail: users()[8]!.mail })],
    ['a mail address that is cleared', () => edit().changeUser(memberOf(plainGroup()), { mail: null })],
    ['a licence lost', () => edit().revokeLicenses(memberOf(plainGroup()))],
    ['a new user', () => edit().addUser({ department: 'Nur hier' })],
    [
      'a licence gained',
      () => {
        const id = edit().addUser({ assignedLicenses: [], displayName: 'Später' })
        edit().addMember(plainGroup(), id)
        edit().changeUser(id, { assignedLicenses: [{ disabledPlans: [], skuId: 'e5' }] })
      },
    ],
    ['a user removed', () => edit().remove(memberOf(plainGroup()))],
    ['a user removed for good', () => edit().remove(memberOf(plainGroup()), true)],
    [
      'a user removed and restored',
      () => {
        const id = memberOf(plainGroup())
        edit().remove(id)
        edit().restore(id)
      },
    ],
    ['a new group with members', () => void withMembers(edit().addGroup({ displayName: 'Neu' }), 5)],
    ['a group renamed, which the groups that hold it show', () => renameHeldGroup()],
    ['a group removed', () => edit().remove(plainGroup())],
    ['a nested group removed', () => edit().remove(heldGroup())],
    [
      'a group removed and restored',
      () => {
        const id = heldGroup()
        edit().remove(id)
        edit().restore(id)
      },
    ],
    ['a group that is synchronised no more', () => edit().changeGroup(plainGroup(), { securityEnabled: false })],
    [
      'a distribution list that becomes a security group',
      () => withMembers(edit().addGroup({ securityEnabled: false, mailEnabled: true }), 3, { securityEnabled: true }),
    ],
    ['a rule', () => edit().changeGroup(plainGroup(), { groupTypes: ['DynamicMembership'], membershipRule: 'x' })],
    ['a member added', () => edit().addMember(plainGroup(), users().find(({ id }) => !isIn(id))!.id)],
    ['an unlicensed member', () => edit().addMember(plainGroup(), edit().addUser({ assignedLicenses: [] }))],
    ['a member removed', () => edit().removeMember(plainGroup(), memberOf(plainGroup()))],
    ['a member that came and went', () => comeAndGo()],
    ['a device added', () => edit().addMember(plainGroup(), memberOf(holderOf('device'), 'device'))],
    ['a group put into a group', () => edit().addMember(plainGroup(1), plainGroup(0))],
    ['a circle of groups', () => circle()],
    ['members of a group that hides them', () => edit().addMember(hiddenGroup(), someUser())],
    [
      'what a full run would have found gone meanwhile',
      () => {
        edit().remove(edit().addUser())
        edit().remove(edit().addGroup())
      },
    ],
  ]

  it.each(changes)('ends as a run over everything would: %s', async (_name, change) => {
    change()
    await expectUpdated()
  })

  it('asks for little', async () => {
    edit().changeUser(someUser(), { city: 'Kiel' })
    edit().removeMember(plainGroup(), memberOf(plainGroup()))
    const run = await desk.update()
    expect(run).toMatchObject({ kind: 'delta', outcome: 'published' })
    expect(run.requests).toBe(6)
    expect(asked(/\/users\?/)).toEqual([])
  })

  it.each([404, 500])('does without the number of all users when the answer is %i', async (status) => {
    tenant.faults.add({ match: { path: 'users/\\$count$' }, fault: { kind: 'status', status } })
    edit().changeUser(someUser(), { city: 'Kiel' })
    expect((await expectUpdated()).proof).toMatchObject({ tenantUsers: null })
  })

  it('goes on from run to run', async () => {
    for (let round = 0; round < 4; round++) {
      edit().changeUser(someUser(round), { city: `Ort ${round}` })
      const group = edit().addGroup({ displayName: `Gruppe ${round}` })
      edit().addMember(group, someUser(round))
      expect(await desk.update()).toMatchObject({ kind: 'delta', outcome: 'published' })
    }
    await expectFresh()
  })

  it('takes up what changed while everything was read', async () => {
    tenant.faults.add({ match: { path: '/v1.0/\\$batch', nth: 1 }, fault: { kind: 'latency', ms: 200 } })
    const running = desk.run()
    await expect.poll(() => tenant.faults.list()[0]?.hits, { timeout: 10_000 }).toBe(1)
    edit().changeUser(someUser(), { city: 'Unterwegs' })
    edit().removeMember(plainGroup(), memberOf(plainGroup()))
    expect(await running).toMatchObject({ outcome: 'published' })
    await expectUpdated()
  })

  it('follows once more what changes while it reads', async () => {
    edit().changeUser(someUser(), { city: 'Kiel' })
    const group = edit().addGroup()
    tenant.faults.add({ match: { path: '/v1.0/\\$batch', nth: 1 }, fault: { kind: 'latency', ms: 200 } })
    const running = desk.update()
    await expect.poll(() => tenant.faults.list()[0]?.hits, { timeout: 10_000 }).toBe(1)
    edit().addUser()
    edit().addMember(group, someUser())
    expect(await running).toMatchObject({ kind: 'delta', outcome: 'published' })
    await expectFresh()
  })

  it('keeps the members that a group begins to hide, and reads those that it has hidden until now', async () => {
    const id = plainGroup()
    const known = membersOf(id)
    expect(known.length).toBeGreaterThan(0)
    edit().changeGroup(id, { visibility: 'HiddenMembership' })
    await expectUpdated()
    expect((await desk.content()).members[id]).toEqual(known)
    edit().changeGroup(id, { visibility: 'Public' })
    await expectUpdated()
  })

  const heldGroup = () => memberOf(holderOf('group'), 'group')
  const renameHeldGroup = () => edit().changeGroup(heldGroup(), { displayName: 'Anders als zuvor' })
  const unlicensedMember = () => {
    const known = new Set(users().map(({ id }) => `user ${id}`))
    const members = Object.values(truthOf(tenant).members).flat()
    return members.find((one) => one.startsWith('user') && !known.has(one))!.split(' ')[1]!
  }
  const hiddenGroup = () => truthOf(tenant).groups.find(({ visibility }) => visibility === 'HiddenMembership')!.id
  const isIn = (id: string) => membersOf(plainGroup()).includes(`user ${id}`)
  const withMembers = (group: string, count: number, then = {}) => {
    for (const { id } of users().slice(0, count)) edit().addMember(group, id)
    edit().changeGroup(group, then)
  }
  const comeAndGo = () => {
    const id = users().find((user) => !isIn(user.id))!.id
    edit().addMember(plainGroup(), id)
    edit().removeMember(plainGroup(), id)
  }
  const circle = () => {
    const [one, two] = [edit().addGroup(), edit().addGroup()]
    edit().addMember(one, two)
    edit().addMember(two, one)
    edit().addMember(two, someUser())
    edit().addMember(plainGroup(), one)
  }
})

describe('what Graph does to those who follow a delta', () => {
  const muchHappens = () => {
    const [gone, back, licence, group] = [someUser(0), someUser(1), someUser(2), edit().addGroup()]
    for (const { id } of users().slice(4, 60)) edit().addMember(group, id)
    for (const { id } of users().slice(20, 45)) edit().changeUser(id, { department: 'Umzug' })
    edit().remove(gone)
    edit().remove(back)
    edit().restore(back)
    edit().revokeLicenses(licence)
    const large = plainGroup(2)
    for (const { id } of users().slice(60, 110)) edit().addMember(large, id)
    edit().removeMember(large, memberOf(large))
  }

  it.each([
    ['small pages, members in parts', [], 3, 4],
    ['entries twice', ['duplicate'], 5, 7],
    ['another order', ['reorder'], 5, 7],
    ['only what changed', ['partial'], 5, 7],
    ['empty pages between', ['emptyPage'], 5, 7],
    ['entries of long ago', ['replay'], 200, 500],
    ['everything at once', ['duplicate', 'reorder', 'partial', 'emptyPage', 'replay'], 3, 4],
  ] as const)('makes no difference: %s', async (_name, deltaOddities, deltaPageSize, deltaMembers) => {
    muchHappens()
    expect(await desk.update()).toMatchObject({ kind: 'delta' })
    tenant.controls.set({ deltaOddities: [...deltaOddities], deltaPageSize, deltaMembers })
    muchHappens()
    await expectUpdated()
  })
})

describe('where the changes alone will not do', () => {
  it.each(['syncStateNotFound', 'gone'] as const)('everything is read: links answered as %s', async (form) => {
    tenant.controls.expireDeltaTokens(form)
    edit().remove(someUser())
    await expectFull('expired')
  })

  it('everything is read: Graph wants a resync in the middle', async () => {
    tenant.controls.set({ deltaPageSize: 2 })
    for (const { id } of users().slice(0, 9)) edit().changeUser(id, { city: 'Kiel' })
    const fault = { kind: 'status', status: 400, code: 'resyncRequired' } as const
    tenant.faults.add({ match: { path: 'users/delta.*skiptoken', nth: 3 }, fault })
    await expectFull('expired')
  })

  it('everything is read: a link leads to itself', async () => {
    tenant.controls.set({ deltaOddities: ['loop'] })
    edit().remove(someUser())
    expect(await desk.update()).toMatchObject({ outcome: 'published', kind: 'full', fullReason: 'unreadable' })
    expect(await desk.content()).toEqual(truthOf(tenant))
    // It could not take links either, so the next one reads everything again.
    tenant.controls.set({ deltaOddities: [] })
    await expectFull('noLinks')
  })

  it('everything is read: an answer cannot be read', async () => {
    tenant.faults.add({ match: { path: 'groups/delta', times: 2 }, fault: { kind: 'invalidJson' } })
    edit().remove(someUser())
    await expectFull('unreadable')
  })

  it('everything is read: the delta is refused', async () => {
    const fault = { kind: 'status', status: 400, code: 'Request_UnsupportedQuery' } as const
    tenant.faults.add({ match: { path: 'groups/delta.*deltatoken=(?!latest)' }, fault })
    edit().remove(someUser())
    const run = await desk.update()
    expect(run).toMatchObject({ outcome: 'published', kind: 'full', fullReason: 'refused' })
    tenant.faults.clear()
    await expectUpdated()
  })

  it.each([
    [500, 'users'],
    [504, 'groups'],
  ])('everything is read: links fail with %i again and again', async (status, stream) => {
    const fault = { kind: 'status', status } as const
    tenant.faults.add({ match: { path: `${stream}/delta.*deltatoken=(?!latest)` }, fault })
    edit().remove(someUser())
    expect(await desk.update()).toMatchObject({ outcome: 'published', kind: 'full', fullReason: 'refused' })
    expect(await desk.content()).toEqual(truthOf(tenant))
    tenant.faults.clear()
    await expectUpdated()
  })

  it('everything is read: Graph counts what delta did not tell', async () => {
    const id = someUser()
    const { model } = tenant
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
    await clock.advance(day - 3_600_000)
    edit().remove(someUser())
    await expectUpdated()
    await clock.advance(3_600_000)
    await expectFull('daily')
  })

  it('everything is read where the clock was set back, and tells nothing of how old the links are', async () => {
    clock.set(-13 * day)
    edit().remove(someUser())
    await expectFull('aged')
    clock.set(13 * day)
    await expectFull('aged')
  })

  it('everything is read when the links are older than six days', async () => {
    await clock.advance(6 * day)
    await expectFull('aged')
  })

  it('everything is read after a run that could not take links', async () => {
    const fault = { kind: 'status', status: 403, code: 'Authorization_RequestDenied' } as const
    tenant.faults.add({ match: { path: 'groups/delta' }, fault })
    expect(await desk.run()).toMatchObject({ outcome: 'published' })
    tenant.faults.clear()
    await expectFull('noLinks')
  })
})

describe('a run over what changed that fails', () => {
  it.each([
    ['users are throttled', 'users/delta', { kind: 'status', status: 429, retryAfter: 1 }, 'throttled'],
    ['Graph is not available', 'groups/\\$count', { kind: 'status', status: 503 }, 'graph_unavailable'],
    ['the connection breaks off', 'users/\\$count', { kind: 'reset' }, 'connection_lost'],
  ] as const)('leaves everything as it was, and the next one goes on: %s', async (_name, path, fault, code) => {
    const before = await seenIn(desk.directory)
    edit().remove(memberOf(plainGroup()))
    edit().addUser()
    tenant.faults.add({ match: { path }, fault })
    expect(await desk.update()).toMatchObject({ outcome: 'failed', kind: 'delta', error: { code } })
    expect(await seenIn(desk.directory)).toEqual(before)
    tenant.faults.clear()
    await expectUpdated()
  })

  it('or is cancelled leaves everything as it was, and the next one goes on', async () => {
    const before = await seenIn(desk.directory)
    edit().remove(memberOf(plainGroup()))
    tenant.faults.add({ match: { path: 'groups/\\$count' }, fault: { kind: 'hang' } })
    const running = desk.update()
    await expect.poll(() => tenant.faults.list()[0]?.hits, { timeout: 10_000 }).toBe(1)
    desk.sync.cancel((await desk.sync.status()).progress!.runId)
    expect(await running).toMatchObject({ outcome: 'cancelled', kind: 'delta', error: null })
    expect(await seenIn(desk.directory)).toEqual(before)
    tenant.faults.clear()
    await expectUpdated()
  })

  it('keeps no token in the ledger', async () => {
    const { runId } = await desk.update()
    const { rows } = await desk.directory.read.ledger(runId, 0, 200)
    const deltas = rows.filter(({ path }) => path.includes('/delta'))
    expect(deltas.map(({ path }) => path.split('?')[1])).toEqual(['$deltatoken=…', '$deltatoken=…'])
  })
})
