import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { hiddenMembership, hiddenMembersRole } from '../../../shared/domain/group.ts'
import { indexOf, kindOf } from '../../tenant/model/ids.ts'
import { openDesk, type SyncDesk } from './sync-desk.ts'
import { openTenant, type SyncTenant } from './sync-tenant.ts'
import { memberLine, truthOf } from './truth.ts'

const roles = ['User.Read.All', 'Group.Read.All']

let tenant: SyncTenant['tenant']
let line: SyncTenant['line']
let close: SyncTenant['close']
let desk: SyncDesk

beforeAll(async () => {
  ;({ tenant, line, close } = await openTenant({ users: 400, groups: 30, memberships: 400 }))
})
afterAll(() => close())
beforeEach(async () => {
  grant(hiddenMembersRole)
  desk = await openDesk(tenant, line)
})
afterEach(async () => {
  await desk.close()
  tenant.faults.clear()
  tenant.controls.set({ maxPageSize: 999 })
})

const grant = (...more: readonly string[]) => {
  tenant.controls.set({ roles: [...roles, ...more] })
  tenant.controls.revokeTokens()
}
const hiding = () => truthOf(tenant).groups.find(({ visibility }) => visibility === hiddenMembership)!.id
/** Of the group that hides them, whoever may see them. */
const members = (): readonly string[] => {
  const { model } = tenant
  return model
    .members(indexOf(model.find(hiding(), 'group')!))
    .filter((ref) => ref !== null)
    .map((ref) => memberLine({ type: kindOf(ref), id: model.ids.of(ref) }))
    .sort()
}
const kept = async () => (await desk.content()).members[hiding()]
const outsider = () => truthOf(tenant).users.find(({ id }) => !members().includes(`user ${id}`))!.id
const change = () => tenant.controls.editor.addMember(hiding(), outsider())
/** More members than a page may hold. */
const fill = () => {
  const known = new Set(members())
  const outsiders = truthOf(tenant).users.filter(({ id }) => !known.has(`user ${id}`))
  for (const { id } of outsiders.slice(0, Math.max(0, 150 - known.size))) tenant.controls.editor.addMember(hiding(), id)
}
const published = { outcome: 'published', error: null, proof: { complete: true } }
const ways = [
  ['a run over everything', () => desk.run()],
  ['an incremental run', () => desk.update()],
] as const

describe('members of a group that hides them', () => {
  it.each(ways)('stay as they were known when the permission is taken back, after %s', async (_name, run) => {
    await desk.run()
    const before = members()
    expect(await kept()).toEqual(before)
    grant()
    change()
    const ended = await run()
    expect(ended).toMatchObject({ ...published, proof: { complete: true, memberListsHidden: 1 } })
    expect(await kept()).toEqual(before)
    const { rows } = await desk.directory.read.changeRuns(0, 1)
    expect(rows[0]?.counts ?? { lost: 0 }).toMatchObject({ lost: 0 })
    grant(hiddenMembersRole)
    change()
    expect(await run()).toMatchObject({ ...published, proof: { complete: true, memberListsHidden: 0 } })
    expect(await kept()).toEqual(members())
  })

  it.each(ways)('go when the group is seen to be empty, after %s', async (_name, run) => {
    await desk.run()
    const before = members()
    const { editor } = tenant.controls
    for (const one of before) editor.removeMember(hiding(), one.split(' ')[1]!)
    expect(await run()).toMatchObject({ ...published, proof: { complete: true, memberListsHidden: 0 } })
    expect(await kept()).toEqual([])
    for (const one of before) editor.addMember(hiding(), one.split(' ')[1]!)
  })

  it.each([
    ['a run over everything', 400, () => desk.run()],
    ['a run over everything', 403, () => desk.run()],
    ['an incremental run', 501, () => desk.update()],
  ])('are not half of them when a page of %s is refused with %i', async (_name, status, run) => {
    fill()
    await desk.run()
    const before = await desk.content()
    change()
    tenant.controls.set({ maxPageSize: 100 })
    const path = `groups/${hiding()}/members.*skiptoken`
    tenant.faults.add({ match: { path }, fault: { kind: 'status', status, code: 'Fault' } })
    expect(await run()).toMatchObject({ outcome: 'partial', proof: { complete: false, memberListsFailed: 1 } })
    expect(await desk.content()).toEqual(before)
    tenant.faults.clear()
    expect(await run()).toMatchObject(published)
    expect(await kept()).toEqual(members())
  })

  it('of which a page is refused stay as they were known where they may be hidden', async () => {
    fill()
    await desk.run()
    const before = members()
    grant()
    change()
    tenant.faults.add({
      match: { path: `groups/${hiding()}/members` },
      fault: { kind: 'status', status: 403, code: 'Authorization_RequestDenied' },
    })
    expect(await desk.run()).toMatchObject({ ...published, proof: { memberListsHidden: 1, memberListsFailed: 0 } })
    expect(await kept()).toEqual(before)
  })
})

describe('a group whose members Graph denies', () => {
  const other = () => Object.entries(truthOf(tenant).members).find(([, list]) => list.length > 3)![0]

  it.each(ways)('stays with them while it is there, after %s', async (_name, run) => {
    await desk.run()
    const before = await desk.content()
    tenant.faults.add({ match: { path: `groups/${other()}/members` }, fault: { kind: 'status', status: 404 } })
    tenant.controls.editor.changeGroup(hiding(), { displayName: `Anders ${Math.random()}` })
    const { proof, ...ended } = await desk.run()
    expect(ended).toMatchObject({ outcome: 'partial', error: { code: 'sync_incomplete', params: { status: '404' } } })
    expect(proof).toMatchObject({ memberListsFailed: 1, groupsRead: before.groups.length })
    expect(await desk.content()).toEqual(before)
    tenant.faults.clear()
    expect(await run()).toMatchObject(published)
  })

  it('is found in the ledger by the id of the answer within the batch', async () => {
    tenant.log.clear()
    tenant.faults.add({
      match: { path: `groups/${other()}/members` },
      fault: { kind: 'status', status: 403, code: 'Authorization_RequestDenied' },
    })
    const { runId, requests } = await desk.run()
    const denied = tenant.log.records.filter(({ status, inBatch }) => inBatch && status === 403)
    expect(denied).toHaveLength(1)
    const { rows } = await desk.directory.read.ledger(runId, 0, 200)
    const within = rows.filter(({ path }) => path.startsWith('/v1.0/$batch › '))
    expect(within).toMatchObject([{ status: 403, requestId: denied[0]?.requestId, items: null, attempt: 1 }])
    expect(within[0]?.path).toContain(`/groups/${other()}/members`)
    expect(requests).toBe(rows.length - 1)
  })
})
