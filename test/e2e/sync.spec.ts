/** Runs that do not go as wished: whatever happens, the last proven snapshot stays whole. */
import { readdirSync } from 'node:fs'
import type { Page } from '@playwright/test'
import { en } from '../../shared/text/en/index.ts'
import { connectAndSync, endOfSync, request } from '../environment/application.ts'
import type { SpawnedTenant } from '../tenant/spawn.ts'
import { look } from './look.ts'
import { lastRun, open, press, rowsOf } from './steps.ts'
import { expect, test } from './tenant-fixture.ts'

test.use({ tenantOptions: { users: 400, groups: 50 } })

const { sync } = en.app
const snapshotOf = async (page: Page) => (await request(page, 'directory.overview', {})).snapshot
const toSync = (page: Page): Promise<void> =>
  page.evaluate(() => {
    location.hash = '#/sync'
  })
/** Starts a run over everything that stands still in the middle: everything is read but the members, on which no answer comes. */
const startHanging = async (page: Page, tenant: SpawnedTenant): Promise<void> => {
  await tenant.control('POST', 'faults', { match: { path: '\\$batch' }, fault: { kind: 'hang' } })
  await toSync(page)
  await page.getByRole('button', { name: en.sync.more }).click()
  await page.getByRole('menuitem', { name: en.sync.full }).click()
  const areUsersRead = async () => {
    const { progress } = await request(page, 'sync.status', {})
    return progress?.phase === 'read' && progress.streams.users.done === progress.streams.users.total
  }
  await expect.poll(areUsersRead).toBe(true)
}

test('a run says that it reads everything, and is cancelled meanwhile: it ends at once, and the snapshot stays', async ({
  app,
  page,
  tenant,
}) => {
  await connectAndSync(page, tenant)
  const before = await snapshotOf(page)
  const last = await lastRun(page)
  await startHanging(page, tenant)
  await expect(page.getByRole('banner')).toContainText(sync.reads.full)
  await expect(page.getByText(en.sync.scopes.asked)).toBeVisible()
  await look(app, page, 'sync-running')
  await open(page, 'overview')
  await expect(page.getByText(en.sync.progress.scopes.full)).toBeVisible()
  await look(app, page, 'overview-running')
  await press(page, sync.cancel)
  expect(await endOfSync(page, last)).toMatchObject({ outcome: 'cancelled' })
  await expect(page.getByRole('link', { name: sync.cancelled })).toBeVisible()
  await expect(page.getByRole('banner').getByRole('button', { name: sync.now })).toBeEnabled()
  expect(await snapshotOf(page)).toEqual(before)
})

test('killed in the middle of a run, the next start has the last snapshot whole, goes on and says so', async ({
  launch,
  tenant,
  userData,
}) => {
  const first = await launch()
  await connectAndSync(first.page, tenant)
  const before = await snapshotOf(first.page)
  await startHanging(first.page, tenant)
  const killed = (await request(first.page, 'sync.status', {})).progress?.runId ?? ''
  await first.kill()

  await tenant.control('DELETE', 'faults')
  // Until there was a look at the run while it goes on.
  await tenant.control('POST', 'faults', {
    match: { path: '\\$batch', times: 1 },
    fault: { kind: 'latency', ms: 60_000 },
  })
  const { app, page } = await launch()
  expect(await request(page, 'sync.run', { runId: killed })).toMatchObject({ outcome: 'interrupted' })
  await toSync(page)
  await expect(page.getByText(/^Goes on with 4\d\d users that an interrupted run had read$/)).toBeVisible()
  await look(app, page, 'sync-goes-on')
  const { users, groups, memberships } = before ?? {}
  expect(await snapshotOf(page)).toMatchObject({ users, groups, memberships })
  await open(page, 'users')
  await expect(page.getByRole('grid')).toHaveAttribute('aria-rowcount', String((before?.users ?? 0) + 1))
  await expect(rowsOf(page).nth(1)).toBeVisible()
  await tenant.control('DELETE', 'faults')

  // The program's start began a run of its own, which goes on where the one ended that was killed.
  const made = await endOfSync(page, killed)
  expect(made).toMatchObject({ trigger: 'start', outcome: 'published', proof: { complete: true } })
  expect(made.resumed?.users).toBeGreaterThanOrEqual(users ?? 0)
  await toSync(page)
  await expect(page.getByText(en.sync.facts.resumed)).toBeVisible()
  await look(app, page, 'sync-went-on')
  expect(
    readdirSync(userData).filter((name) => name.startsWith('directory-') && !/\.db(-wal|-shm)?$/.test(name)),
  ).toEqual([])
})

test('a storm of 429 is waited out as Microsoft asks, and the run is complete', async ({ page, tenant }) => {
  await connectAndSync(page, tenant)
  const before = await snapshotOf(page)
  await tenant.control('POST', 'faults', {
    match: { path: '^/v1.0/(users|groups|\\$batch)', times: 6 },
    fault: { kind: 'status', status: 429, code: 'TooManyRequests', retryAfter: 1 },
  })
  const last = await lastRun(page)
  await press(page, sync.now)
  await expect(page.getByRole('banner')).toContainText(sync.waiting({ until: '' }).trim())
  const run = await endOfSync(page, last)
  expect(run).toMatchObject({ outcome: 'published', kind: 'delta', proof: { complete: true } })
  expect(run.retries).toBeGreaterThanOrEqual(6)
  const { users, groups, memberships } = before ?? {}
  expect(await snapshotOf(page)).toMatchObject({ runId: run.runId, users, groups, memberships })
})

test('a run that cannot read everything publishes nothing and says why', async ({ page, tenant }) => {
  await connectAndSync(page, tenant)
  const before = await snapshotOf(page)
  await tenant.control('POST', 'faults', {
    match: { path: '^/v1.0/users' },
    // No try is worth repeating after it.
    fault: { kind: 'status', status: 507, code: 'InsufficientStorage' },
  })
  const last = await lastRun(page)
  await press(page, sync.now)
  const run = await endOfSync(page, last)
  expect(run).toMatchObject({ outcome: 'failed', error: { code: 'graph_unavailable' } })
  expect(await snapshotOf(page)).toEqual(before)
  await open(page, 'users')
  await expect(page.getByRole('alert')).toContainText('Microsoft Graph is not available at the moment (HTTP 507).')
})
