/** No network: everything synchronised is there and says its age; what needs the network says so. */
import type { Locator, Page } from '@playwright/test'
import { en } from '../../shared/text/en/index.ts'
import { explain } from '../../shared/text/explain.ts'
import { endOfSync, request } from '../environment/application.ts'
import { look } from './look.ts'
import { ensureSynchronised, lastRun, open, press, rowsOf, titleOf } from './steps.ts'
import { expect, sharedRun } from './tenant-fixture.ts'

const test = sharedRun()
test.use({ tenantOptions: { users: 60, groups: 12 } })
test.describe.configure({ mode: 'serial', timeout: 180_000 })

const go = async (page: Page, hash: string, title: string): Promise<void> => {
  await page.evaluate((address) => {
    location.hash = address
  }, hash)
  await expect(titleOf(page)).toHaveText(title)
}

const expectOffline = async (button: Locator): Promise<void> => {
  await expect(button).toBeDisabled()
  await expect(button).toHaveAttribute('title', en.app.foot.offlineWhy)
}

test('without a network every page of synchronised data works, and a sync says why it cannot begin', async ({
  app,
  page,
  tenant,
}) => {
  await ensureSynchronised(page, tenant)
  const query = { search: '', filters: [], sort: { column: 'displayName', descending: false } } as const
  const [someone] = (await request(page, 'directory.users', { query, offset: 0, limit: 1 })).rows
  const properties = { jobTitle: 'Moved' }
  await tenant.control('POST', 'mutate', { op: 'changeUser', id: someone?.id, properties })
  const first = await lastRun(page)
  await press(page, en.app.sync.now)
  await endOfSync(page, first)
  // The pages' own scripts come by what the emulation cuts off as well; in the packaged program they are on the disk.
  for (const name of ['users', 'groups', 'changes', 'audit', 'settings', 'overview'] as const) await open(page, name)
  await go(page, '#/connect', en.connect.titleAnother)
  await go(page, '#/sync', en.sync.title)
  await page.context().setOffline(true)
  const foot = page.getByRole('contentinfo')
  await expect(foot).toContainText(en.app.foot.offline)
  await expect(foot).toContainText(/^Snapshot of .*, complete/)
  await expectOffline(page.getByRole('banner').getByRole('button', { name: en.app.sync.now }))
  for (const name of ['users', 'groups'] as const) {
    await open(page, name)
    await expect(rowsOf(page).nth(1)).toBeVisible()
    await rowsOf(page).nth(1).click()
    await page.keyboard.press('Enter')
    await expect(page.getByRole('complementary')).toBeVisible()
    await page.keyboard.press('Escape')
  }
  await open(page, 'changes')
  await expect(rowsOf(page).filter({ hasText: 'Moved' })).toBeVisible()
  await go(page, `#/changes?asOf=${first}`, en.changes.title)
  await expect(page.getByText(en.changes.asOf.bannerWhy)).toBeVisible()
  await expect(rowsOf(page).nth(1)).toBeVisible()
  await open(page, 'audit')
  await expect(page.getByRole('grid', { name: en.audit.title })).toBeVisible()
  await expect(rowsOf(page).nth(1)).toBeVisible()
  await open(page, 'overview')
  await look(app, page, 'overview-offline')
})

test('a run is shown, and every way to another one says why it cannot begin', async ({ app, page }) => {
  await go(page, '#/sync', en.sync.title)
  await expect(page.getByRole('table', { name: en.sync.runs.title }).getByRole('row')).toHaveCount(3)
  const main = page.getByRole('main')
  for (const name of [en.app.sync.now, en.sync.more, en.sync.rehearse])
    await expectOffline(main.getByRole('button', { name, exact: true }))
  await look(app, page, 'sync-offline')
  const last = await lastRun(page)
  const refusal = page.getByRole('alert').filter({ hasText: en.app.sync.notStarted })
  await page.keyboard.press('ControlOrMeta+r')
  await expect(refusal).toContainText(explain({ code: 'network_unavailable', params: {} }, 'en').message)
  await look(app, page, 'sync-not-started-offline')
  await refusal.getByRole('button', { name: en.app.dismiss }).click()
  await page.keyboard.press('ControlOrMeta+k')
  const entry = page.getByRole('option', { name: en.app.sync.now })
  await expect(entry).toContainText(en.app.foot.offline)
  await entry.click()
  await expect(refusal).toBeVisible()
  expect(await request(page, 'sync.status', {})).toMatchObject({ progress: null, last: { runId: last } })
})

test('settings and connecting say what waits for the network', async ({ app, page }) => {
  await open(page, 'settings')
  await expectOffline(page.getByRole('button', { name: en.settings.card.test }))
  await look(app, page, 'settings-offline')
  await go(page, '#/connect', en.connect.titleAnother)
  await expectOffline(page.getByRole('button', { name: en.connect.signIn }))
  await look(app, page, 'connect-offline')
  const refusal = page.getByRole('alert').filter({ hasText: en.app.sync.notStarted })
  await expect(refusal).toBeVisible()
  await page.context().setOffline(false)
  await expect(refusal).toHaveCount(0)
  await expect(page.getByRole('button', { name: en.connect.signIn })).toBeEnabled()
  await expect(page.getByRole('contentinfo')).not.toContainText(en.app.foot.offline)
  await expect(page.getByRole('banner').getByRole('button', { name: en.app.sync.now })).toBeEnabled()
})
