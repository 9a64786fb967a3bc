import { afterAll, beforeAll, expect, it } from 'vitest'
import type { SyncRun } from '../../../shared/domain/sync.ts'
import type { Fault } from '../../tenant/server/faults.ts'
import { type Mirrored, openMirrored } from './sync-tenant.ts'
import { truthOf } from './truth.ts'

const count = 20_000

let tenant: Mirrored['tenant']
let desk: Mirrored['desk']
let mirror: Mirrored['mirror']
let close: Mirrored['close']
let large: string
let ids: readonly string[]

beforeAll(async () => {
  ;({ tenant, desk, mirror, close } = await openMirrored({ users: count + 100, groups: 10, memberships: 200 }))
  ids = truthOf(tenant).users.map(({ id }) => id)
  large = edit().addGroup({ displayName: 'Alle' })
  expect(await desk.run()).toMatchObject({ outcome: 'published' })
})
afterAll(() => close())

const edit = () => tenant.controls.editor
const fill = (group: string) => {
  for (const id of ids.slice(0, count)) edit().addMember(group, id)
}

const expectTruth = async (run: SyncRun, kind: SyncRun['kind']) => {
  expect(run).toMatchObject({ outcome: 'published', kind, error: null, proof: { complete: true } })
  expect(await desk.content()).toEqual(truthOf(tenant))
}

it('a group comes to 20,000 members, as Graph tells of changes', async () => {
  fill(large)
  await expectTruth(await desk.update(), 'delta')
  expect(truthOf(tenant).members[large]).toHaveLength(count)
})

it('a group of 20,000 comes as a whole', async () => {
  const other = edit().addGroup({ displayName: 'Auch alle' })
  fill(other)
  await expectTruth(await desk.update(), 'delta')
  edit().remove(other)
  await expectTruth(await desk.update(), 'delta')
})

it('one of 20,000 goes, one comes, and one has another name', async () => {
  edit().removeMember(large, ids[7_000]!)
  edit().addMember(large, ids[count + 1]!)
  edit().changeUser(ids[12_345]!, { displayName: 'Zwölftausendste' })
  const run = await desk.update()
  await expectTruth(run, 'delta')
  expect(run.requests).toBeLessThan(10)
  expect(await mirror.run()).toMatchObject({ outcome: 'published' })
  expect(await mirror.content()).toEqual(truthOf(tenant))
  const named = { groupId: large, transitive: false, search: 'zwölftausendste', offset: 0, limit: 5 }
  for (const { directory } of [desk, mirror]) expect((await directory.read.members(named)).total).toBe(1)
})

const faults: readonly (readonly [name: string, fault: Fault, outcome: string, code: string])[] = [
  ['Graph is not available', { kind: 'status', status: 503 }, 'failed', 'graph_unavailable'],
  ['the connection breaks off', { kind: 'reset' }, 'failed', 'connection_lost'],
  ['they are refused', { kind: 'status', status: 403 }, 'partial', 'sync_incomplete'],
  ['the group is said to be gone', { kind: 'status', status: 404 }, 'partial', 'sync_incomplete'],
]

it.each(faults)('in the middle of its 20,000 members, %s: the snapshot stays', async (name, fault, outcome, code) => {
  const before = await desk.content()
  edit().removeMember(large, ids[faults.findIndex(([other]) => other === name)]!)
  edit().changeUser(ids[19_000]!, { city: name })
  tenant.faults.add({ match: { path: `${large}/members\\?.*skiptoken`, nth: 10, times: 1_000 }, fault })
  expect(await desk.run()).toMatchObject({ outcome, error: { code } })
  expect(tenant.faults.list()[0]!.hits).toBeGreaterThan(0)
  tenant.faults.clear()
  expect(await desk.content()).toEqual(before)
  // With what there is where the connection was lost, else with what changed.
  await expectTruth(await desk.update(), code === 'connection_lost' ? 'full' : 'delta')
})

it('in the middle of what changed of its members, Graph is too busy: the snapshot stays', async () => {
  const before = await desk.content()
  for (const id of ids.slice(1_000, 4_000)) edit().removeMember(large, id)
  tenant.controls.set({ deltaPageSize: 3, deltaMembers: 100 })
  edit().changeGroup(large, { description: 'Fast alle' })
  const match = { path: 'groups/delta.*skiptoken', nth: 2, times: 1_000 }
  tenant.faults.add({ match, fault: { kind: 'status', status: 429, retryAfter: 1 } })
  expect(await desk.update()).toMatchObject({ outcome: 'failed', kind: 'delta', error: { code: 'throttled' } })
  tenant.faults.clear()
  expect(await desk.content()).toEqual(before)
  await expectTruth(await desk.update(), 'delta')
})
