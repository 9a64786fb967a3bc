import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import { explain } from '../../../shared/text/explain.ts'
import { FakeClock } from '../../fakes/fake-clock.ts'
import { liveOn } from './live-on.ts'
import { openDesk, type SyncDesk } from './sync-desk.ts'
import { openTenant, type SyncTenant } from './sync-tenant.ts'
import { truthOf } from './truth.ts'

/** The time limit of one request, its body included. */
const deadline = 100_000

let opened: SyncTenant
let tenant: SyncTenant['tenant']
let clock: FakeClock
let desk: SyncDesk
/** So many of the next bodies of these addresses are still on their way when their time is over. */
let late: { readonly path: RegExp; times: number } | null = null

beforeAll(async () => {
  opened = await openTenant({ users: 230, groups: 104, memberships: 300 })
  tenant = opened.tenant
  tenant.controls.set({ maxPageSize: 100 })
  const large = tenant.controls.editor.addGroup({ displayName: 'Groß' })
  for (const { id } of truthOf(tenant).users.slice(0, 150)) tenant.controls.editor.addMember(large, id)
})
afterAll(() => opened.close())
beforeEach(async () => {
  clock = new FakeClock(new Date(), { skip: 25_000 })
  const line: SyncTenant['line'] = {
    ...opened.line,
    fetch: async (url, init) => {
      const response = await opened.line.fetch(url, init)
      // Whoever asked has the headers by then, and reads.
      if (late?.path.test(decodeURIComponent(String(url))) === true && late.times-- > 0)
        setImmediate(() => void clock.advance(deadline))
      return response
    },
  }
  desk = await openDesk(tenant, line, { clock })
  expect(await desk.run()).toMatchObject({ outcome: 'published' })
  return async () => {
    late = null
    tenant.faults.clear()
    await desk.close()
  }
})

const runs = ['run', 'update'] as const
const expectTruth = async (run: 'run' | 'update') => {
  expect(await desk[run]()).toMatchObject({ outcome: 'published', error: null, proof: { complete: true } })
  expect(await desk.content()).toEqual(truthOf(tenant))
}

it.each(runs)('bodies that come bit by bit, but in time, end in the truth: %s', async (run) => {
  liveOn(tenant)
  // Some kilobytes at a time, so that what is broken off is a name as well as a number or a character.
  tenant.faults.add({ match: { path: '^/v1.0/' }, fault: { kind: 'drip', bytesPerSecond: 70_003 } })
  await expectTruth(run)
})

const places = [
  ['run', 'page 1 of the users', '/users\\?(?!.*skiptoken)'],
  ['run', 'page 2 of the users', '/users\\?.*skiptoken'],
  ['run', 'page 1 of the groups', '/groups\\?(?!.*skiptoken)'],
  ['run', 'page 2 of the groups', '/groups\\?.*skiptoken'],
  ['run', 'a batch of member lists', '/\\$batch'],
  ['run', 'page 2 of a member list', '/members\\?.*skiptoken'],
  ['update', 'what changed of users', '/users/delta'],
  ['update', 'what changed of groups', '/groups/delta'],
  ['update', 'those who are new', '/\\$batch'],
] as const

it.each(places)(
  'a body that lasts too long ends the %s with that reason, and the snapshot stays: %s',
  async (run, _place, path) => {
    const before = await desk.content()
    liveOn(tenant)
    tenant.faults.add({ match: { path }, fault: { kind: 'drip', bytesPerSecond: 100 } })
    late = { path: new RegExp(path), times: Number.POSITIVE_INFINITY }
    const { outcome, error } = await desk[run]()
    expect({ outcome, code: error?.code }).toEqual({ outcome: 'failed', code: 'timeout' })
    expect(explain(error!, 'en').message).toBe(`${new URL(tenant.url).host} did not answer in time.`)
    expect(await desk.content()).toEqual(before)
    tenant.faults.clear()
    late = null
    await expectTruth('update')
  },
)

it.each(places)('a body that lasts too long once is asked for again in the %s: %s', async (run, _place, path) => {
  liveOn(tenant)
  tenant.faults.add({ match: { path, nth: 1 }, fault: { kind: 'drip', bytesPerSecond: 100 } })
  late = { path: new RegExp(path), times: 1 }
  await expectTruth(run)
  expect(late.times).toBeLessThan(1)
})
