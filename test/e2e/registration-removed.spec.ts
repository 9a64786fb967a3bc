/** The last step of leaving: an administrator signs in, and the registration that Tenantry made goes at Microsoft as well. */
import type { Browser, Locator, Page } from '@playwright/test'
import { en } from '../../shared/text/en/index.ts'
import { endOfSync, request } from '../environment/application.ts'
import type { SpawnedTenant } from '../tenant/spawn.ts'
import { look } from './look.ts'
import { follow, startBrowser } from './person.ts'
import { open } from './steps.ts'
import { expect, sharedRun } from './tenant-fixture.ts'

const test = sharedRun()
test.use({ tenantOptions: { users: 40, groups: 8 } })
// Each state is made from the one before it.
test.describe.configure({ mode: 'serial', timeout: 120_000 })

const text = en.disconnect
const { removeRegistration: asked } = text

let browser: Browser
test.beforeAll(async () => {
  browser = await startBrowser()
})
test.afterAll(() => browser.close())

const button = (page: Page, name: string): Locator => page.getByRole('button', { name, exact: true })
const dialog = (page: Page): Locator => page.getByRole('dialog')

interface Registered {
  readonly appId: string
  readonly deleted: boolean
  readonly servicePrincipalId: string | null
}
const registered = async (tenant: SpawnedTenant, appId: string): Promise<Registered | undefined> =>
  ((await tenant.control('GET', 'registrations')) as Registered[]).find((known) => known.appId === appId)

test('is not offered while it is in use, and waits for the sign-in in the browser', async ({
  app,
  page,
  opened,
  tenant,
}) => {
  await page.getByRole('link', { name: en.overview.welcome.connect, exact: true }).click()
  await button(page, en.connect.signIn).click()
  const person = await follow(browser, opened, 0)
  await person.getByRole('button', { name: 'Global administrator' }).click()
  await button(page, en.connect.create).click()
  await expect(page.getByText(en.connect.done({ tenant: tenant.displayName }))).toBeVisible({ timeout: 60_000 })
  await endOfSync(page)
  await open(page, 'settings')
  await expect(button(page, text.leave.removeRegistration)).toHaveCount(0)
  await button(page, text.leave.disconnect).click()
  await expect(dialog(page)).toContainText(text.registrationMade)
  await button(page, text.confirm).click()

  await button(page, text.leave.removeRegistration).click()
  await expect(button(page, asked.cancel)).toBeFocused()
  await expect(dialog(page)).toContainText(asked.what)
  const before = (await opened()).length
  await button(page, asked.confirm).click()
  await expect(page.getByText(asked.waiting)).toBeVisible()
  await expect.poll(async () => (await opened()).length).toBeGreaterThan(before)
  await look(app, page, 'remove-registration')
  // Leaving it there ends the wait as well: a sign-in that comes afterwards finds nobody.
  await button(page, asked.cancel).click()
  await expect(dialog(page)).toBeHidden()
  const { connection } = await request(page, 'connection.get', {})
  expect(await registered(tenant, connection?.clientId ?? '')).toMatchObject({ deleted: false })
})

test('stays where the sign-in is declined, and the dialog says why', async ({ app, page, opened, tenant }) => {
  const { connection } = await request(page, 'connection.get', {})
  await button(page, text.leave.removeRegistration).click()
  const before = (await opened()).length
  await button(page, asked.confirm).click()
  const person = await follow(browser, opened, before)
  await person.getByRole('button', { name: 'Cancel' }).click()
  await expect(dialog(page).getByRole('alert')).toContainText(text.refused)
  await look(app, page, 'remove-registration-refused')
  await button(page, asked.cancel).click()
  expect(await registered(tenant, connection?.clientId ?? '')).toMatchObject({ deleted: false })
})

test('goes with its service principal, and the page says so', async ({ app, page, opened, tenant }) => {
  const { connection } = await request(page, 'connection.get', {})
  const clientId = connection?.clientId ?? ''
  await button(page, text.leave.removeRegistration).click()
  const before = (await opened()).length
  await button(page, asked.confirm).click()
  const person = await follow(browser, opened, before)
  await person.getByRole('button', { name: 'Global administrator' }).click()
  await expect(page.getByRole('status').filter({ hasText: asked.done })).toBeVisible()
  await expect(dialog(page)).toBeHidden()
  await expect(button(page, text.leave.removeRegistration)).toHaveCount(0)
  // No credential brings back what is gone: what is left is to remove the data, or to connect anew.
  await expect(page.getByText(text.unregisteredWhy)).toBeVisible()
  await expect(page.getByRole('link', { name: text.reconnectForm, exact: true })).toHaveCount(0)
  await expect(page.getByRole('link', { name: text.connectAnew, exact: true })).toBeVisible()
  await look(app, page, 'remove-registration-done')
  expect(await registered(tenant, clientId)).toMatchObject({ deleted: true, servicePrincipalId: null })
  // One that was there before is not touched.
  expect(await registered(tenant, tenant.clientId)).toMatchObject({ deleted: false })
  // Nobody stays signed in for it.
  expect((await request(page, 'setup.begin', {})).admin).toBeNull()
})

test('is made again by connecting anew, with the data that stayed', async ({ page, opened, tenant }) => {
  const { connection: former } = await request(page, 'connection.get', {})
  await page.getByRole('link', { name: text.connectAnew, exact: true }).click()
  const before = (await opened()).length
  await button(page, en.connect.signIn).click()
  const person = await follow(browser, opened, before)
  await person.getByRole('button', { name: 'Global administrator' }).click()
  await button(page, en.connect.create).click()
  await expect(page.getByText(en.connect.done({ tenant: tenant.displayName }))).toBeVisible({ timeout: 60_000 })
  const { connection } = await request(page, 'connection.get', {})
  expect(connection).toMatchObject({ id: former?.id, state: 'connected' })
  expect(connection?.registrationRemoved).toBeUndefined()
  expect(connection?.clientId).not.toBe(former?.clientId)
})
