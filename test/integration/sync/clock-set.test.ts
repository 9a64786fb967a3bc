import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { SyncRun } from '../../../shared/domain/sync.ts'
import { FakeClock } from '../../fakes/fake-clock.ts'
import { EventfulLine } from './eventful-line.ts'
import { liveOn } from './live-on.ts'
import { openDesk, type SyncDesk } from './sync-desk.ts'
import { openTenant, type SyncTenant } from './sync-tenant.ts'
import { truthOf } from './truth.ts'

const day = 24 * 3_600_000

let opened: SyncTenant
let tenant: SyncTenant['tenant']
let line: EventfulLine
let clock: FakeClock
let desk: SyncDesk

beforeAll(async () => {
  opened = await openTenant({ users: 230, groups: 40, memberships: 300 })
  tenant = opened.tenant
  tenant.controls.set({ maxPageSize: 100 })
})
afterAll(() => opened.close())
beforeEach(async () => {
  clock = new FakeClock(new Date(), { skip: 25_000 })
  line = new EventfulLine(opened.line)
  desk = await openDesk(tenant, line, { clock })
  expect(await desk.run()).toMatchObject({ outcome: 'published' })
  liveOn(tenant)
  expect(await desk.update()).toMatchObject({ outcome: 'published', kind: 'delta' })
  return () => desk.close()
})

/** The snapshot is the tenant, whatever the time of the run. */
const expectTruth = async (run: SyncRun) => {
  expect(run).toMatchObject({ outcome: 'published', error: null, proof: { complete: true } })
  expect(await desk.content()).toEqual(truthOf(tenant))
}

const jumps = [
  ['set forward by 400 days', 400 * day],
  ['set back by 13 days', -13 * day],
  ['set forward by two hours', day / 12],
  ['set back by two hours', -day / 12],
] as const
const runs = [
  ['over everything', 'run'],
  ['over what changed', 'update'],
] as const
const each = jumps.flatMap(([name, by]) => runs.map(([what, run]) => ({ name, by, what, run })))

describe('a clock', () => {
  it.each(each)('$name between two runs: the next one $what is whole, and so is that after it', async ({ by, run }) => {
    clock.set(by)
    liveOn(tenant)
    await expectTruth(await desk[run]())
    liveOn(tenant)
    await expectTruth(await desk.update())
    clock.set(-by)
    liveOn(tenant)
    await expectTruth(await desk.update())
  })

  it.each(each)('$name in the middle of a run $what: it ends whole, and so does the next', async ({ by, run }) => {
    liveOn(tenant)
    line.before(run === 'run' ? /\/users\?.*skiptoken/ : /\/users\/\$count/, () => clock.set(by))
    await expectTruth(await desk[run]())
    expect(line.isDue).toBe(false)
    liveOn(tenant)
    await expectTruth(await desk.update())
  })

  it.each(jumps)('%s while Graph wants to be left alone does not change for how long', async (_name, by) => {
    liveOn(tenant)
    const fault = { kind: 'status', status: 429, retryAfter: 60 } as const
    tenant.faults.add({ match: { path: '^/v1.0/groups\\?', nth: 1 }, fault })
    const running = desk.run()
    await expect.poll(() => clock.sleeps).toContain(60_000)
    clock.set(by)
    await clock.advance(59_999)
    expect((await desk.sync.status()).progress).not.toBe(null)
    await clock.advance(1)
    await expectTruth(await running)
    tenant.faults.clear()
  })
})
