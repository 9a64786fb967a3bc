/** Every page in every state: axe finds nothing, nothing scrolls sideways, and a picture of each is kept for people to look at. */
import type { Page } from '@playwright/test'
import { de } from '../../shared/text/de/index.ts'
import { en } from '../../shared/text/en/index.ts'
import { endOfSync, request } from '../environment/application.ts'
import { forgetAudit } from './audit-file.ts'
import { look } from './look.ts'
import { expectRefusal, lastRun, open, type PageName, press, rowsOf, searchFor, submitConnection } from './steps.ts'
import { expect, sharedRun } from './tenant-fixture.ts'

const test = sharedRun()
test.use({ tenantOptions: { users: 1200, groups: 120, seed: 5 } })
// Each state is made from the one before it.
test.describe.configure({ mode: 'serial', timeout: 180_000 })
test.beforeAll(forgetAudit)

const pages: readonly PageName[] = ['overview', 'users', 'groups', 'changes', 'certificates', 'audit', 'settings']

/** By the address, because no link leads to every page in every state. */
const goTo = async (page: Page, name: PageName | 'sync', { text = en, query = '' } = {}): Promise<void> => {
  await page.evaluate((hash) => {
    location.hash = hash
  }, `#/${name}${query}`)
  await expect(page).toHaveTitle(`${text.app.pages[name]} - Tenantry`)
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
}

const openFirstRow = async (page: Page) => {
  await expect(rowsOf(page).nth(1)).not.toHaveAttribute('aria-busy', 'true')
  await rowsOf(page).nth(1).dblclick()
  await expect(page.getByRole('complementary')).toBeVisible()
}

test('empty: no tenant is connected', async ({ app, page }) => {
  for (const name of pages) {
    await goTo(page, name)
    await look(app, page, `${name}-empty`)
  }
  await goTo(page, 'sync')
  await look(app, page, 'sync-empty')
})

test('the form refuses: at a field, and with what the service said', async ({ app, page, tenant }) => {
  await open(page, 'settings')
  await page.getByRole('button', { name: en.settings.form.submit }).click()
  await look(app, page, 'connect-incomplete')
  await submitConnection(page, { ...tenant, credential: `${tenant.clientSecret.slice(0, -4)}XXXX` })
  await expectRefusal(page, 'Entra refused the client secret', 'Paste the secret’s value')
  await look(app, page, 'connect-refused')
})

test('loading: the first sync runs and nothing is published yet', async ({ app, page, tenant }) => {
  await tenant.control('POST', 'faults', { match: { path: '\\$batch' }, fault: { kind: 'hang' } })
  const { tenantId, clientId, certificatePem, privateKeyPem } = tenant
  const credential = { from: 'paste', text: `${certificatePem}\n${privateKeyPem}` } as const
  await request(page, 'connection.testAndSave', { tenantId, clientId, cloud: 'global', credential })
  await expect.poll(async () => (await request(page, 'sync.status', {})).progress?.phase).toBe('read')
  for (const name of ['overview', 'users', 'sync'] as const) {
    await goTo(page, name)
    await look(app, page, `${name}-loading`)
  }
  await tenant.control('DELETE', 'faults')
  await press(page, en.app.sync.cancel)
  await endOfSync(page)
})

test('full: a synchronised tenant', async ({ app, page, tenant }) => {
  const last = await lastRun(page)
  await press(page, en.app.sync.now)
  expect(await endOfSync(page, last)).toMatchObject({ outcome: 'published' })
  for (const name of pages) {
    await goTo(page, name)
    if (name === 'users' || name === 'groups' || name === 'audit') await expect(rowsOf(page).nth(3)).toContainText(/\S/)
    await look(app, page, `${name}-full`)
  }
  await goTo(page, 'sync')
  await expect(page.getByRole('table').first()).toBeVisible()
  await look(app, page, 'sync-full')
  const first = await lastRun(page)
  await press(page, en.app.sync.now)
  expect(await endOfSync(page, first)).toMatchObject({ outcome: 'published', kind: 'delta' })
  await expect(page.getByText(en.sync.scopes.delta)).toBeVisible()
  await look(app, page, 'sync-changes')
  await page.getByRole('button', { name: en.sync.more }).click()
  await expect(page.getByRole('menuitem', { name: en.sync.full })).toBeVisible()
  await page.screenshot({ path: 'test-results/screenshots/sync-menu.png', animations: 'disabled' })
  await page.keyboard.press('Escape')
  for (const section of ['general', 'certificates', 'about']) {
    await goTo(page, 'settings', { query: `?section=${section}` })
    await look(app, page, `settings-${section}`)
  }
  expect(tenant.isRunning()).toBe(true)
})

test('full: details, filters, nothing found, palette and shortcuts', async ({ app, page }) => {
  await open(page, 'users')
  await openFirstRow(page)
  await look(app, page, 'users-details')
  await page.getByRole('tab', { name: en.users.details.tabs.groups }).click()
  await expect(page.getByRole('complementary').getByRole('listitem').first()).toBeVisible()
  await look(app, page, 'users-details-groups')
  await page.keyboard.press('Escape')
  await searchFor(page, en.users.search.label, 'zzzz')
  await expect(page.getByText(en.users.nothing.searched({ search: 'zzzz' }))).toBeVisible()
  await look(app, page, 'users-nothing')
  await page.getByRole('button', { name: en.users.nothing.clear }).click()
  await page.getByRole('button', { name: en.users.filter.add, exact: true }).click()
  await look(app, page, 'users-filter')
  await page.keyboard.press('Escape')

  await open(page, 'groups')
  await openFirstRow(page)
  await look(app, page, 'groups-details')
  await page.keyboard.press('Escape')

  await page.keyboard.press('ControlOrMeta+k')
  await page.getByRole('combobox').fill('an')
  await expect(page.getByRole('option').first()).toBeVisible()
  await look(app, page, 'palette')
  await page.keyboard.press('Escape')
  await goTo(page, 'overview')
  await page.keyboard.press('?')
  await expect(page.getByRole('dialog', { name: en.app.shortcuts.title })).toBeVisible()
  await look(app, page, 'shortcuts')
  await page.keyboard.press('Escape')
})

test('error: a sync failed, and the last snapshot is shown', async ({ app, page, tenant }) => {
  await tenant.control('POST', 'faults', {
    match: { path: '^/v1.0/users' },
    fault: { kind: 'status', status: 403, code: 'Authorization_RequestDenied', message: 'Insufficient privileges' },
  })
  const last = await lastRun(page)
  await press(page, en.app.sync.now)
  expect(await endOfSync(page, last)).toMatchObject({ outcome: 'failed' })
  for (const name of ['overview', 'users', 'groups', 'sync'] as const) {
    await goTo(page, name)
    await look(app, page, `${name}-error`)
  }
})

test('in German', async ({ app, page }) => {
  await request(page, 'app.setPreferences', { language: 'de' })
  await expect(page.locator('html')).toHaveAttribute('lang', 'de')
  for (const name of pages) {
    await goTo(page, name, { text: de })
    await expect(page.getByRole('heading', { level: 1 })).toHaveText(de.app.pages[name])
    await look(app, page, `${name}-german`)
  }
})
