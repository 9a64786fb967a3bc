/** 'Sync this user now' and 'Sync this group now', in the details of a user and of a group. */
import type { Locator, Page } from '@playwright/test'
import { en } from '../../shared/text/en/index.ts'
import { request } from '../environment/application.ts'
import type { SpawnedTenant } from '../tenant/spawn.ts'
import { look } from './look.ts'
import { ensureSynchronised, open, rowsOf, searchFor } from './steps.ts'
import { expect, sharedRun } from './tenant-fixture.ts'

const test = sharedRun()
test.use({ tenantOptions: { users: 120, groups: 20, seed: 7 } })
test.describe.configure({ mode: 'serial', timeout: 120_000 })

const text = en.sync.one
const sort = { column: 'displayName', descending: false } as const

const mutate = (tenant: SpawnedTenant, change: object) => tenant.control('POST', 'mutate', change)
const panelOf = (page: Page): Locator => page.getByRole('complementary')

const openDetails = async (page: Page, name: 'users' | 'groups', search: string): Promise<Locator> => {
  await open(page, name)
  await searchFor(page, en[name].search.label, search)
  await expect(rowsOf(page).nth(1)).toContainText(search)
  await rowsOf(page).nth(1).click()
  await page.keyboard.press('Enter')
  await expect(panelOf(page)).toContainText(search)
  return panelOf(page)
}

const someUser = async (page: Page) => {
  const query = { search: '', filters: [], sort }
  const { rows } = await request(page, 'directory.users', { query, offset: 0, limit: 8 })
  const user = rows[3]
  if (user === undefined) throw new Error('small')
  return user
}

test('one user is read alone: the panel shows the progress, the end, and what is new', async ({
  app,
  page,
  tenant,
}) => {
  await ensureSynchronised(page, tenant)
  const { snapshot } = await request(page, 'directory.overview', {})
  const user = await someUser(page)
  const panel = await openDetails(page, 'users', user.mail)
  await mutate(tenant, { op: 'changeUser', id: user.id, properties: { displayName: 'Ännchen Änderung', city: 'Kiel' } })
  await tenant.control('POST', 'set', { latencyMs: 700 })
  await panel.getByRole('button', { name: text.now.user }).click()
  await expect(panel.getByRole('status').first()).toHaveText(text.ends.running)
  await expect(panel.getByRole('button', { name: text.now.user })).toBeDisabled()
  await expect(page.getByRole('banner')).toContainText(en.app.sync.reads.user)
  await expect(panel.getByRole('status').first()).toHaveText(text.ends.published)
  await tenant.control('POST', 'set', { latencyMs: 0 })
  await expect(panel.getByRole('heading', { name: 'Ännchen Änderung' })).toBeVisible()
  await expect(panel).toContainText('Kiel')
  await look(app, page, 'one-user-published')
  // The rest is as old as it was.
  expect((await request(page, 'directory.overview', {})).snapshot).toEqual(snapshot)
  await panel.getByRole('link', { name: text.show }).click()
  await expect(page.getByText(en.sync.scopes.user, { exact: true })).toBeVisible()
  await expect(page.getByText(en.sync.proof.one.found.user.read)).toBeVisible()
  await look(app, page, 'one-user-run')
})

test('a run over one user can be cancelled where it was begun, and nothing changes', async ({ app, page, tenant }) => {
  const user = await someUser(page)
  const panel = await openDetails(page, 'users', user.mail)
  const now = panel.getByRole('button', { name: text.now.user })
  const cancel = panel.getByRole('button', { name: en.app.sync.cancel, exact: true })
  await expect(cancel).toHaveCount(0)
  await mutate(tenant, { op: 'changeUser', id: user.id, properties: { city: 'Abgebrochen' } })
  await tenant.control('POST', 'set', { latencyMs: 20_000 })
  await now.click()
  await expect(cancel).toBeVisible()
  await look(app, page, 'one-user-running')
  await cancel.press('Enter')
  await expect(panel.getByRole('status').first()).toHaveText(text.ends.cancelled)
  await tenant.control('POST', 'set', { latencyMs: 0 })
  await expect(cancel).toHaveCount(0)
  await expect(now).toBeFocused()
  await expect(panel).not.toContainText('Abgebrochen')
})

test('one group is read with its members', async ({ app, page, tenant }) => {
  const query = { search: '', kinds: [], sort }
  const { rows } = await request(page, 'directory.groups', { query, offset: 0, limit: 20 })
  const group = rows.find(({ direct, dynamic, visibility }) => direct > 2 && !dynamic && visibility === null)
  if (group === undefined) throw new Error('small')
  const asked = { groupId: group.id, transitive: false, search: '', offset: 0, limit: 1 }
  const [member] = (await request(page, 'directory.members', asked)).rows
  const panel = await openDetails(page, 'groups', group.displayName ?? '')
  await mutate(tenant, { op: 'removeMember', group: group.id, member: member?.id })
  await panel.getByRole('button', { name: text.now.group }).click()
  await expect(panel.getByRole('status').first()).toHaveText(text.ends.published)
  expect((await request(page, 'directory.group', { id: group.id })).direct).toBe(group.direct - 1)
  await look(app, page, 'one-group-published')
})

test('a refusal is told with its cure, and nothing changes', async ({ app, page, tenant }) => {
  const user = await someUser(page)
  const panel = await openDetails(page, 'users', user.mail)
  await mutate(tenant, { op: 'changeUser', id: user.id, properties: { city: 'Ungelesen' } })
  const fault = { kind: 'status', status: 403, code: 'Authorization_RequestDenied' }
  await tenant.control('POST', 'faults', { match: { path: `/users/${user.id}` }, fault })
  await panel.getByRole('button', { name: text.now.user }).click()
  await expect(panel.getByRole('status').first()).toHaveText(text.ends.failed)
  await expect(panel).toContainText(/User\.Read\.All/)
  await expect(panel).not.toContainText('Ungelesen')
  await look(app, page, 'one-user-refused')
})

test('somebody who is gone leaves the list, and the panel says so', async ({ app, page, tenant }) => {
  const user = await someUser(page)
  const panel = await openDetails(page, 'users', user.mail)
  await mutate(tenant, { op: 'revokeLicenses', id: user.id })
  await panel.getByRole('button', { name: text.now.user }).click()
  await expect(panel).toContainText(en.users.details.gone)
  await expect(panel.getByRole('status').first()).toHaveText(en.sync.proof.one.found.user.left)
  await look(app, page, 'one-user-gone')
})

test('without a network it cannot be pressed, and says why', async ({ page }) => {
  const user = await someUser(page)
  const panel = await openDetails(page, 'users', user.mail)
  await page.context().setOffline(true)
  const now = panel.getByRole('button', { name: text.now.user })
  await expect(now).toBeDisabled()
  await expect(now).toHaveAttribute('title', en.app.foot.offlineWhy)
  await page.context().setOffline(false)
  await expect(now).toBeEnabled()
})
