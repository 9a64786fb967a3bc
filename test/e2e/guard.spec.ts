/** What a sync would change, asked before; and a sync that would remove too much, which waits for a decision. */

import type { Page } from '@playwright/test'
import { en } from '../../shared/text/en/index.ts'
import { endOfSync, request } from '../environment/application.ts'
import { everything } from '../fakes/audit-filter.ts'
import type { SpawnedTenant } from '../tenant/spawn.ts'
import { look } from './look.ts'
import { ensureSynchronised, lastRun, open, press, rowsOf, titleOf } from './steps.ts'
import { expect, sharedRun } from './tenant-fixture.ts'

const test = sharedRun()
test.use({ tenantOptions: { users: 160, groups: 20, seed: 11 } })
test.describe.configure({ mode: 'serial', timeout: 180_000 })

const text = en.sync

const someUsers = async (page: Page, limit: number) => {
  const query = { search: '', filters: [], sort: { column: 'displayName', descending: false } } as const
  return (await request(page, 'directory.users', { query, offset: 0, limit })).rows
}

const showRun = async (page: Page): Promise<void> => {
  await page.evaluate(() => {
    location.hash = '#/sync'
  })
  await expect(titleOf(page)).toHaveText(text.title)
}

const removed = (count: number) => {
  const none = { count: 0, text: '0' }
  return text.guard.title({ users: { count, text: String(count) }, groups: none, lost: none })
}

test('a rehearsal says what would change, and changes nothing', async ({ app, page, tenant }) => {
  await ensureSynchronised(page, tenant)
  const [renamed, gone] = await someUsers(page, 2)
  if (renamed === undefined || gone === undefined) throw new Error('small')
  await tenant.control('POST', 'mutate', { op: 'changeUser', id: renamed.id, properties: { jobTitle: 'Rehearsed' } })
  await tenant.control('POST', 'mutate', { op: 'revokeLicenses', id: gone.id })
  await showRun(page)
  const last = await lastRun(page)
  await page.getByRole('button', { name: text.rehearse }).click()
  expect(await endOfSync(page, last)).toMatchObject({ outcome: 'rehearsed' })
  await expect(page.getByText(text.ended.rehearsed)).toBeVisible()
  await expect(page.getByText(text.ended.rehearsedBeyond)).toHaveCount(0)
  await expect(page.getByRole('table', { name: text.pending.removedTitle })).toContainText(gone.mail)
  await look(app, page, 'sync-rehearsed')
  await page.getByRole('link', { name: text.pending.all }).click()
  await expect(page.getByText(en.changes.pending.rehearsed)).toBeVisible()
  await expect(rowsOf(page).filter({ hasText: 'Rehearsed' })).toBeVisible()
  await expect(page.getByText(en.changes.counts.some({ shown: '2', total: '2' }))).toBeVisible()
  await look(app, page, 'changes-rehearsed')
  expect(await request(page, 'directory.user', { id: renamed.id })).toEqual(renamed)
  expect((await request(page, 'changes.runs', { offset: 0, limit: 9 })).changes).toBe(0)
})

test('a sync that would remove too much waits, with the names', async ({ app, page, tenant }) => {
  for (const { id } of (await someUsers(page, 40)).slice(2))
    await tenant.control('POST', 'mutate', { op: 'revokeLicenses', id })
  await showRun(page)
  const last = await lastRun(page)
  await press(page, en.app.sync.now)
  expect(await endOfSync(page, last)).toMatchObject({ outcome: 'held' })
  await expect(page.getByText(removed(39))).toBeVisible()
  await expect(page.getByRole('table', { name: text.pending.removedTitle }).getByRole('row')).toHaveCount(13)
  await expect(page.getByRole('banner')).toContainText(en.app.sync.held)
  await expect(page.getByText(text.schedule.held)).toBeVisible()
  await expect(page.getByText(text.guard.waits)).toBeVisible()
  await look(app, page, 'sync-held')
  await open(page, 'overview')
  await expect(page.getByText(en.overview.attention.what.syncHeld)).toBeVisible()
  expect((await someUsers(page, 1)).length).toBe(1)
})

test('whoever keeps everything drops what was read', async ({ app, page }) => {
  await showRun(page)
  await page.getByRole('button', { name: text.guard.keep }).click()
  await expect(page.getByText(text.ended.keptBack)).toBeVisible()
  await expect(page.getByText(text.ended.keptOn)).toBeVisible()
  await look(app, page, 'sync-kept')
  expect((await request(page, 'directory.overview', {})).snapshot?.users).toBe(160)
})

test('whoever applies it is asked once, and everything is on record', async ({ app, page }) => {
  const last = await lastRun(page)
  await press(page, en.app.sync.now)
  expect(await endOfSync(page, last)).toMatchObject({ outcome: 'held' })
  await page.getByRole('button', { name: text.guard.apply }).click()
  const dialog = page.getByRole('dialog', { name: text.guard.confirmTitle })
  await expect(dialog).toContainText(removed(39))
  await expect(dialog.getByRole('button', { name: text.guard.stay })).toBeFocused()
  await look(app, page, 'sync-held-confirm')
  await dialog.getByRole('button', { name: text.guard.confirm, exact: true }).click()
  await expect(page.getByText(text.ended.updated)).toBeVisible()
  expect((await request(page, 'directory.overview', {})).snapshot?.users).toBe(121)
  const { rows } = await request(page, 'audit.list', {
    filter: { ...everything, actions: ['guardApplied', 'guardKept'] },
    offset: 0,
    limit: 9,
  })
  expect(rows.map(({ action, outcome, before }) => [action, outcome, before?.['usersRemoved']])).toEqual([
    ['guardApplied', 'succeeded', 39],
    ['guardKept', 'succeeded', 39],
  ])
})

test('both bounds are chosen here, and the next sync keeps to them', async ({ app, page, tenant }) => {
  await page.getByRole('button', { name: text.guard.setting({ part: '10', least: '20' }) }).click()
  await page.getByRole('menuitemradio', { name: text.guard.choices.least({ bound: '50' }), exact: true }).click()
  await expect(page.getByRole('button', { name: text.guard.setting({ part: '10', least: '50' }) })).toBeVisible()
  expect(await request(page, 'changes.guard', {})).toEqual({ part: 10, least: 50 })
  await look(app, page, 'sync-guard')
  for (const { id } of await someUsers(page, 25)) await tenant.control('POST', 'mutate', { op: 'revokeLicenses', id })
  const last = await lastRun(page)
  await press(page, en.app.sync.now)
  expect(await endOfSync(page, last)).toMatchObject({ outcome: 'published' })
  expect((await request(page, 'directory.overview', {})).snapshot?.users).toBe(96)
})

/** Everyone leaves every group. */
const emptyGroups = async (page: Page, tenant: SpawnedTenant): Promise<void> => {
  const sort = { column: 'displayName', descending: false } as const
  const { rows } = await request(page, 'directory.groups', {
    query: { search: '', kinds: [], sort },
    offset: 0,
    limit: 50,
  })
  for (const group of rows) {
    const query = { groupId: group.id, transitive: false, search: '', offset: 0, limit: 200 }
    for (const { id } of (await request(page, 'directory.members', query)).rows)
      await tenant.control('POST', 'mutate', { op: 'removeMember', group: group.id, member: id })
  }
}

test('a rehearsal says that the guard would hold the sync', async ({ app, page, tenant }) => {
  await request(page, 'changes.setGuard', { part: 100, least: 0 })
  await emptyGroups(page, tenant)
  await showRun(page)
  const last = await lastRun(page)
  await page.getByRole('button', { name: text.rehearse }).click()
  expect(await endOfSync(page, last)).toMatchObject({ outcome: 'rehearsed' })
  await expect(page.getByText(text.ended.rehearsedBeyond)).toBeVisible()
  await expect(page.getByRole('button', { name: text.guard.apply })).toHaveCount(0)
  await look(app, page, 'sync-rehearsed-beyond')
  await page.getByRole('link', { name: text.pending.all }).click()
  await expect(page.getByText(en.changes.pending.beyondGuard)).toBeVisible()
  await look(app, page, 'changes-rehearsed-beyond')
})

test('a sync that is held for lost memberships says who would leave which group', async ({ app, page }) => {
  await showRun(page)
  const last = await lastRun(page)
  await press(page, en.app.sync.now)
  expect(await endOfSync(page, last)).toMatchObject({ outcome: 'held' })
  const lost = page.getByRole('region', { name: text.pending.lostTitle })
  await expect(lost.getByRole('row')).toHaveCount(13)
  await expect(page.getByRole('table', { name: text.pending.removedTitle })).toHaveCount(0)
  const [, row] = await lost.getByRole('row').all()
  const [member = '', , group = ''] = (await row?.getByRole('cell').allTextContents()) ?? []
  await look(app, page, 'sync-held-memberships')
  await lost.getByRole('link', { name: text.pending.removedAll }).click()
  await expect(
    rowsOf(page)
      .filter({ hasText: member })
      .filter({ hasText: en.changes.memberOf({ group }) })
      .first(),
  ).toContainText(en.changes.happened.membership.removed)
})

test('a sync of one user that is held is told on the overview, with the way to the question', async ({
  app,
  page,
  tenant,
}) => {
  await page.evaluate(() => {
    location.hash = '#/sync'
  })
  await page.getByRole('button', { name: text.guard.keep }).click()
  await expect.poll(async () => (await request(page, 'changes.pending', {})).pending).toBeNull()
  await request(page, 'changes.setGuard', { part: 1, least: 0 })
  const [gone] = await someUsers(page, 1)
  if (gone === undefined) throw new Error('nobody')
  await tenant.control('POST', 'mutate', { op: 'revokeLicenses', id: gone.id })
  const { runId } = await request(page, 'sync.one', { kind: 'user', id: gone.id })
  await expect
    .poll(async () => (await request(page, 'changes.pending', {})).pending)
    .toMatchObject({ runId, held: true })
  await open(page, 'overview')
  const row = page.getByRole('row').filter({ hasText: en.overview.attention.what.oneHeld })
  await expect(row).toBeVisible()
  await look(app, page, 'overview-one-held')
  await row.getByRole('link').click()
  await expect.poll(() => page.evaluate(() => location.hash)).toBe(`#/sync?run=${runId}`)
  await page.getByRole('button', { name: text.guard.keep }).click()
  await open(page, 'overview')
  await expect(row).toHaveCount(0)
})
