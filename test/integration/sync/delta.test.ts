import { describe, expect, it } from 'vitest'
import { following } from './following.ts'
import { truthOf } from './truth.ts'

const { world, edit, users, someUser, holderOf, plainGroup, membersOf, memberOf, asked, expectFresh, expectUpdated } =
  following()

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
    const run = await world.desk.update()
    expect(run).toMatchObject({ kind: 'delta', outcome: 'published' })
    expect(run.requests).toBe(6)
    expect(asked(/\/users\?/)).toEqual([])
  })

  it.each([404, 500])('does without the number of all users when the answer is %i', async (status) => {
    world.tenant.faults.add({ match: { path: 'users/\\$count$' }, fault: { kind: 'status', status } })
    edit().changeUser(someUser(), { city: 'Kiel' })
    expect((await expectUpdated()).proof).toMatchObject({ tenantUsers: null })
  })

  it('goes on from run to run', async () => {
    for (let round = 0; round < 4; round++) {
      edit().changeUser(someUser(round), { city: `Ort ${round}` })
      const group = edit().addGroup({ displayName: `Gruppe ${round}` })
      edit().addMember(group, someUser(round))
      expect(await world.desk.update()).toMatchObject({ kind: 'delta', outcome: 'published' })
    }
    await expectFresh()
  })

  it('takes up what changed while everything was read', async () => {
    world.tenant.faults.add({ match: { path: '/v1.0/\\$batch', nth: 1 }, fault: { kind: 'latency', ms: 200 } })
    const running = world.desk.run()
    await expect.poll(() => world.tenant.faults.list()[0]?.hits, { timeout: 10_000 }).toBe(1)
    edit().changeUser(someUser(), { city: 'Unterwegs' })
    edit().removeMember(plainGroup(), memberOf(plainGroup()))
    expect(await running).toMatchObject({ outcome: 'published' })
    await expectUpdated()
  })

  it('follows once more what changes while it reads', async () => {
    edit().changeUser(someUser(), { city: 'Kiel' })
    const group = edit().addGroup()
    world.tenant.faults.add({ match: { path: '/v1.0/\\$batch', nth: 1 }, fault: { kind: 'latency', ms: 200 } })
    const running = world.desk.update()
    await expect.poll(() => world.tenant.faults.list()[0]?.hits, { timeout: 10_000 }).toBe(1)
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
    expect((await world.desk.content()).members[id]).toEqual(known)
    edit().changeGroup(id, { visibility: 'Public' })
    await expectUpdated()
  })

  const heldGroup = () => memberOf(holderOf('group'), 'group')
  const renameHeldGroup = () => edit().changeGroup(heldGroup(), { displayName: 'Anders als zuvor' })
  const unlicensedMember = () => {
    const known = new Set(users().map(({ id }) => `user ${id}`))
    const members = Object.values(truthOf(world.tenant).members).flat()
    return members.find((one) => one.startsWith('user') && !known.has(one))!.split(' ')[1]!
  }
  const hiddenGroup = () => truthOf(world.tenant).groups.find(({ visibility }) => visibility === 'HiddenMembership')!.id
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
    expect(await world.desk.update()).toMatchObject({ kind: 'delta' })
    world.tenant.controls.set({ deltaOddities: [...deltaOddities], deltaPageSize, deltaMembers })
    muchHappens()
    await expectUpdated()
  })
})
