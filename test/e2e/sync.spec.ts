/** Runs that do not go as wished: whatever happens, the last proven snapshot stays whole. */
import { readdirSync } from 'node:fs'
import type { Page } from '@playwright/test'
import { en } from '../../shared/text/en/index.ts'
import { connectAndSync, endOfSync, request } from '../environment/application.ts'
import { open, rowsOf } from './steps.ts'
import { expect, test } from './tenant-fixture.ts'

test.use({ tenantOptions: { users: 400, groups: 50 } })

const { sync } = en.app
const lastRun = async (page: Page) => (await request(page, 'sync.status', {})).last?.runId
const snapshotOf = async (page: Page) => (await request(page, 'directory.overview', {})).snapshot
const press = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).click()

/** Waits until a run is in the middle of reading. */
const reading = (page: Page) =>
  expect.poll(async () => (await request(page, 'sync.status', {})).progress?.phase).toBe('read')

test('a run is cancelled while it reads: it ends at once, and the snapshot stays', async ({ page, tenant }) => {
  await connectAndSync(page, tenant)
  const before = await snapshotOf(page)
  await tenant.control('POST', 'set', { latencyMs: 400 })
  await tenant.control('POST', 'mutate', { op: 'addUser' })
  const last = await lastRun(page)
  await press(page, sync.now)
  await reading(page)
  await press(page, sync.cancel)
  expect(await endOfSync(page, last)).toMatchObject({ outcome: 'cancelled' })
  await expect(page.getByText(sync.cancelled)).toBeVisible()
  await expect(page.getByRole('button', { name: sync.now })).toBeEnabled()
  expect(await snapshotOf(page)).toEqual(before)
})

test('killed in the middle of a run, the next start has the last snapshot whole and says what happened', async ({
  launch,
  tenant,
  userData,
}) => {
  const first = await launch()
  await connectAndSync(first.page, tenant)
  const before = await snapshotOf(first.page)
  await tenant.control('POST', 'set', { latencyMs: 400 })
  await press(first.page, sync.now)
  await reading(first.page)
  await first.kill()

  await tenant.control('POST', 'set', { latencyMs: 0 })
  const { page } = await launch()
  await expect(page.getByText(sync.interrupted)).toBeVisible()
  expect((await request(page, 'sync.status', {})).last).toMatchObject({ outcome: 'interrupted' })
  expect(await snapshotOf(page)).toEqual(before)
  await open(page, 'users')
  await expect(page.getByRole('grid')).toHaveAttribute('aria-rowcount', String((before?.users ?? 0) + 1))
  await expect(rowsOf(page).nth(1)).toBeVisible()

  const last = await lastRun(page)
  await press(page, sync.now)
  expect(await endOfSync(page, last)).toMatchObject({ outcome: 'published', proof: { complete: true } })
  expect(
    readdirSync(userData).filter((name) => name.startsWith('directory-') && !/\.db(-wal|-shm)?$/.test(name)),
  ).toEqual([])
})

test('a storm of 429 is waited out as Microsoft asks, and the run is complete', async ({ page, tenant }) => {
  await tenant.control('POST', 'faults', {
    match: { path: '^/v1.0/(users|groups|\\$batch)', times: 6 },
    fault: { kind: 'status', status: 429, code: 'TooManyRequests', retryAfter: 1 },
  })
  const { tenantId, clientId, clientSecret } = tenant
  const credential = { from: 'paste', text: clientSecret } as const
  await request(page, 'connection.testAndSave', { tenantId, clientId, cloud: 'global', credential })
  const run = await endOfSync(page)
  expect(run).toMatchObject({ outcome: 'published', proof: { complete: true } })
  expect(run.retries).toBeGreaterThan(0)
  const { users, groups, memberships } = (await tenant.control('GET', 'counts')) as Record<string, number>
  expect(await snapshotOf(page)).toMatchObject({ users, groups, memberships })
})

test('a run that cannot read everything publishes nothing and says why', async ({ page, tenant }) => {
  await connectAndSync(page, tenant)
  const before = await snapshotOf(page)
  await tenant.control('POST', 'faults', {
    match: { path: '^/v1.0/users\\?' },
    fault: { kind: 'status', status: 503, code: 'ServiceUnavailable', retryAfter: 0 },
  })
  const last = await lastRun(page)
  await press(page, sync.now)
  const run = await endOfSync(page, last)
  expect(run).toMatchObject({ outcome: 'failed', error: { code: 'graph_unavailable' } })
  expect(await snapshotOf(page)).toEqual(before)
  await open(page, 'users')
  await expect(page.getByRole('alert')).toContainText('Microsoft Graph is not available at the moment (HTTP 503).')
})
