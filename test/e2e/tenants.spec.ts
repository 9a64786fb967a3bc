/** Several tenants: one looks like one; with two, every page shows the one that was chosen, and nothing of the other. */
import { readdirSync } from 'node:fs'
import type { Locator, Page } from '@playwright/test'
import { en } from '../../shared/text/en/index.ts'
import { endOfSync, request } from '../environment/application.ts'
import type { SpawnedTenant } from '../tenant/spawn.ts'
import { look } from './look.ts'
import { ensureSynchronised, open, rowsOf, searchFor, titleOf } from './steps.ts'
import { expect, sharedRun } from './tenant-fixture.ts'

const test = sharedRun()
test.use({
  tenantOptions: { users: 120, groups: 20 },
  otherTenant: {
    users: 45,
    groups: 12,
    seed: 7,
    cloud: 'usGovL4',
    displayName: 'Südwind Reederei GmbH',
    domain: 'suedwind.example',
  },
})
// Each state is made from the one before it.
test.describe.configure({ mode: 'serial', timeout: 120_000 })

const text = en.tenants
const own = 'Headquarters'

const banner = (page: Page): Locator => page.getByRole('banner')
const button = (page: Page, name: string): Locator => page.getByRole('button', { name, exact: true })
const list = (page: Page): Locator => page.getByRole('table', { name: text.title })
const row = (page: Page, name: string): Locator => list(page).getByRole('row').filter({ hasText: name })
const dialog = (page: Page): Locator => page.getByRole('dialog')
const menuOf = (page: Page, name: string): Locator => banner(page).getByRole('button', { name: text.menu({ name }) })
const acts = async (page: Page, name: string, item: string): Promise<void> => {
  await row(page, name)
    .getByRole('button', { name: text.actsOf({ name }) })
    .click()
  await page.getByRole('menuitem', { name: item, exact: true }).click()
}
const activeId = async (page: Page): Promise<string | null> => (await request(page, 'connection.list', {})).activeId
const command = async (page: Page, typed: string): Promise<Locator> => {
  await page.keyboard.press('ControlOrMeta+k')
  await page.keyboard.type(typed)
  return page.getByRole('option')
}

/** Counts the moments at which the page shows a domain although the bar at the top names another tenant. */
const watchFor = (page: Page, domain: string, under: string): Promise<void> =>
  page.evaluate(
    ([foreign = '', name = '']) => {
      const watched = { moments: 0 }
      Object.assign(window, { watched })
      const look = () => {
        const bar = document.querySelector('header')
        // The open menu names every tenant.
        const offered = bar?.querySelector('[role="menu"]')?.textContent ?? ''
        const isUnder = bar?.textContent?.replace(offered, '').includes(name) === true
        if (isUnder && document.querySelector('main')?.textContent?.includes(foreign)) watched.moments++
      }
      new MutationObserver(look).observe(document.body, { subtree: true, childList: true, characterData: true })
    },
    [domain, under],
  )
const momentsSeen = (page: Page): Promise<number> =>
  page.evaluate(() => (window as unknown as { watched: { moments: number } }).watched.moments)

const expectUsersOf = async (page: Page, tenant: SpawnedTenant): Promise<void> => {
  const { users: count } = tenant.counts
  await expect(page.getByText(en.users.counts.all({ count, text: String(count) }), { exact: true })).toBeVisible()
  await expect(rowsOf(page).nth(2)).toContainText(`@${tenant.domain}`)
}

test('one tenant looks like one: no list, no menu, a quiet way to another, and a name of one’s own', async ({
  app,
  page,
  tenant,
}) => {
  await ensureSynchronised(page, tenant)
  await open(page, 'settings')
  await expect(banner(page).getByRole('link', { name: tenant.displayName })).toBeVisible()
  await expect(banner(page).getByRole('button', { name: new RegExp(tenant.displayName) })).toHaveCount(0)
  await expect(list(page)).toHaveCount(0)
  await expect(page.getByRole('link', { name: text.add })).toHaveAttribute('href', '#/connect')
  await look(app, page, 'tenants-one')
  const found = await command(page, 'tenant')
  await expect(found.filter({ hasText: text.add })).toHaveCount(1)
  await expect(found.filter({ hasText: 'Switch to' })).toHaveCount(0)
  await page.keyboard.press('Escape')

  await button(page, text.rename.item).click()
  const field = dialog(page).getByRole('textbox', { name: text.rename.label })
  await expect(field).toBeFocused()
  await look(app, page, 'tenants-rename')
  await field.fill(own)
  await page.keyboard.press('Enter')
  await expect(dialog(page)).toBeHidden()
  await expect(banner(page).getByRole('link', { name: own })).toBeVisible()
  await expect(page.getByRole('heading', { name: own, level: 2 })).toBeVisible()
  expect((await request(page, 'connection.get', {})).connection).toMatchObject({
    name: own,
    tenantName: tenant.displayName,
  })
})

test('another one that is connected takes the place: what was searched and opened of the first is gone', async ({
  page,
  other,
}) => {
  await open(page, 'users')
  await searchFor(page, en.users.search.label, 'e')
  await rowsOf(page).nth(2).dblclick()
  await expect(page).toHaveURL(/open=/)
  await rowsOf(page).nth(3).click()
  await page.keyboard.press('Space')
  await watchFor(page, 'nordwind.example', other.displayName)
  const { tenantId, clientId, cloud, clientSecret } = other
  const credential = { from: 'paste', text: clientSecret } as const
  await request(page, 'connection.testAndSave', { tenantId, clientId, cloud, credential })
  await endOfSync(page)
  await expect(menuOf(page, other.displayName)).toBeVisible()
  await expectUsersOf(page, other)
  await expect(page.getByRole('searchbox', { name: en.users.search.label })).toHaveValue('')
  await expect(page).toHaveURL(/#\/users$/)
  await expect(page.getByText(/selected/)).toHaveCount(0)
  await expect(page.getByRole('contentinfo')).toContainText('45 users')
  expect(await momentsSeen(page)).toBe(0)
})

test('the menu at the top switches by keyboard, and every page follows', async ({ app, page, tenant, other }) => {
  await searchFor(page, en.users.search.label, 'a')
  await expect(page).toHaveURL(/q=a/)
  await menuOf(page, other.displayName).focus()
  await page.keyboard.press('Enter')
  const shown = page.getByRole('menuitemradio', { name: other.displayName })
  await expect(shown).toHaveAttribute('aria-checked', 'true')
  await look(app, page, 'tenants-menu')
  if (!(await shown.isVisible())) await menuOf(page, other.displayName).press('Enter')
  await watchFor(page, 'suedwind.example', own)
  await page.getByRole('menuitemradio', { name: own }).focus()
  await page.keyboard.press('Enter')
  await expect(menuOf(page, own)).toBeFocused()
  await expectUsersOf(page, tenant)
  await expect(page.getByRole('searchbox', { name: en.users.search.label })).toHaveValue('')
  await expect(page.getByRole('contentinfo')).toContainText('120 users')
  await open(page, 'groups')
  await expect(page.getByText(en.groups.counts.all({ count: 20, text: '20' }), { exact: true })).toBeVisible()
  await open(page, 'overview')
  await expect(page.getByRole('main')).toContainText(tenant.domain)
  await page.goBack()
  await page.goBack()
  await expectUsersOf(page, tenant)
  expect(await momentsSeen(page)).toBe(0)
})

test('a page that stays open shows the other tenant’s figures, and the sync is its own', async ({
  page,
  tenant,
  other,
}) => {
  await open(page, 'overview')
  await watchFor(page, 'nordwind.example', other.displayName)
  const found = await command(page, 'switch')
  await found.filter({ hasText: text.switchTo({ name: other.displayName }) }).click()
  await expect(menuOf(page, other.displayName)).toBeVisible()
  await expect(page.getByRole('main')).toContainText(other.domain)
  await expect(page.getByRole('main')).not.toContainText(tenant.domain)
  const before = (await request(page, 'sync.status', {})).last?.runId
  await banner(page).getByRole('button', { name: en.app.sync.now }).click()
  expect(await endOfSync(page, before)).toMatchObject({ outcome: 'published', users: other.counts.users })
  expect(await momentsSeen(page)).toBe(0)

  await banner(page).getByRole('link', { name: en.app.sync.synchronised }).click()
  const read = (words: string) => page.getByRole('definition').filter({ hasText: words })
  await expect(read('45 users, 12 groups')).toBeVisible()
  await command(page, 'headquarters')
  await page.keyboard.press('Enter')
  await expect(menuOf(page, own)).toBeVisible()
  await expect(read('120 users, 20 groups')).toBeVisible()
  await expect(read('45 users')).toHaveCount(0)
  await menuOf(page, own).click()
  await page.getByRole('menuitemradio', { name: other.displayName }).click()
  await expect(read('45 users, 12 groups')).toBeVisible()
})

test('the list says what there is of each, renames and switches', async ({ app, page, tenant, other }) => {
  await open(page, 'settings')
  await expect(row(page, other.displayName)).toContainText(text.shown)
  await expect(row(page, own)).toContainText(tenant.displayName)
  await expect(row(page, own)).toContainText(tenant.domain)
  await expect(row(page, own).getByRole('time')).toBeVisible()
  await look(app, page, 'tenants-list')
  await acts(page, own, text.rename.item)
  await dialog(page).getByRole('textbox', { name: text.rename.label }).fill('')
  await page.keyboard.press('Enter')
  await expect(row(page, tenant.displayName)).toBeVisible()
  await expect(list(page)).not.toContainText(own)
  await row(page, tenant.displayName)
    .getByRole('button', { name: text.switchTo({ name: tenant.displayName }) })
    .click()
  await expect(row(page, tenant.displayName)).toContainText(text.shown)
  await expect(page.getByRole('region', { name: en.settings.card.label })).toContainText(tenant.tenantId)
})

test('a form that is open is closed by a switch, and what was said of the former is gone', async ({ page, other }) => {
  await button(page, en.settings.card.test).click()
  await expect(page.getByText(en.settings.card.tests)).toBeVisible()
  await page.getByRole('link', { name: en.settings.card.change }).click()
  await expect(button(page, en.settings.form.submit)).toBeVisible()
  await menuOf(page, 'Nordwind Logistik SE').click()
  await page.getByRole('menuitemradio', { name: other.displayName }).click()
  await expect(button(page, en.settings.form.submit)).toHaveCount(0)
  await expect(page.getByText(en.settings.card.tests)).toHaveCount(0)
  await expect(page.getByRole('region', { name: en.settings.card.label })).toContainText(other.tenantId)
})

test('removing one says what goes and what stays; then one looks like one again', async ({
  app,
  page,
  tenant,
  other,
  userData,
}) => {
  const id = (await activeId(page)) ?? ''
  const files = () => readdirSync(userData).filter((name) => name.includes(id))
  expect(files()).not.toEqual([])
  await acts(page, other.displayName, text.remove.item)
  await expect(button(page, text.remove.cancel)).toBeFocused()
  const table = dialog(page).getByRole('table', { name: text.remove.table })
  await expect(table).toContainText('45 users, 12 groups')
  await expect(table).toContainText(text.remove.registrationOwn)
  await expect(dialog(page)).toContainText(text.remove.next)
  await look(app, page, 'tenants-remove')
  await button(page, text.remove.cancel).click()
  expect((await request(page, 'connection.list', {})).connections).toHaveLength(2)

  await acts(page, other.displayName, text.remove.item)
  await button(page, text.remove.confirm).click()
  await expect(
    page.getByRole('status').filter({ hasText: text.remove.done({ name: other.displayName }) }),
  ).toBeVisible()
  await expect(list(page)).toHaveCount(0)
  await expect(banner(page).getByRole('link', { name: tenant.displayName })).toBeVisible()
  await expect(titleOf(page)).toHaveText(en.settings.title)
  expect(files()).toEqual([])
  await open(page, 'users')
  await expectUsersOf(page, tenant)
})
