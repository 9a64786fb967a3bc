/** 'Connect with Microsoft', from an empty profile to a synchronised tenant, on the real pages of both sides. */
import type { Browser, Locator, Page } from '@playwright/test'
import { en } from '../../shared/text/en/index.ts'
import { endOfSync, request } from '../environment/application.ts'
import type { SpawnedTenant } from '../tenant/spawn.ts'
import { look } from './look.ts'
import { follow, startBrowser } from './person.ts'
import { open, titleOf } from './steps.ts'
import { expect, test } from './tenant-fixture.ts'

test.use({ tenantOptions: { users: 120, groups: 12 } })
test.describe.configure({ timeout: 120_000 })

const text = en.connect

let browser: Browser
test.beforeAll(async () => {
  browser = await startBrowser()
})
test.afterAll(() => browser.close())

const button = (page: Page, name: string): Locator => page.getByRole('button', { name, exact: true })
const begin = (page: Page) => page.getByRole('link', { name: en.overview.welcome.connect, exact: true }).click()
const heading = (page: Page, name: string): Locator => page.getByRole('heading', { level: 2, name, exact: true })

/** From the first page to the review, signed in by this account's button. */
const signIn = async (page: Page, opened: () => Promise<string[]>, account: string): Promise<void> => {
  await begin(page)
  await button(page, text.signIn).click()
  const person = await follow(browser, opened, 0)
  await person.getByRole('button', { name: account, exact: true }).click()
  await expect(heading(page, text.stages.review)).toBeVisible()
}

interface Registration {
  readonly appId: string
  readonly deleted: boolean
}

/** As the simulated tenant has them, deleted ones too. */
const registrationsOf = async (tenant: SpawnedTenant): Promise<readonly Registration[]> =>
  (await tenant.control('GET', 'registrations')) as readonly Registration[]

const broken = { kind: 'status', status: 403, code: 'Authorization_RequestDenied', message: 'No' } as const

test('six clicks and one sign-in lead to a synchronised tenant; nothing is typed', async ({
  app,
  page,
  opened,
  tenant,
}) => {
  let clicks = 0
  const click = async (where: Locator) => {
    clicks++
    await where.click()
  }
  await click(page.getByRole('link', { name: en.overview.welcome.connect, exact: true }))
  await expect(heading(page, text.stages.choose)).toBeVisible()
  await look(app, page, 'connect-choose')
  await click(button(page, text.signIn))
  await expect(page.getByText(text.waiting)).toBeVisible()
  await look(app, page, 'connect-waiting')
  const person = await follow(browser, opened, 0)
  await click(person.getByRole('button', { name: 'Global administrator' }))
  await expect(heading(page, text.stages.review)).toBeFocused()
  await expect(page.getByText(text.granted({ count: '2', tenant: tenant.displayName }))).toBeVisible()
  await expect(page.getByText(text.features.smimeFromMail.allows)).toBeVisible()
  await look(app, page, 'connect-review')
  await click(button(page, text.create))
  await expect(page.getByText(text.done({ tenant: tenant.displayName }))).toBeVisible()
  await expect(heading(page, text.stages.done)).toBeFocused()
  const run = await endOfSync(page)
  await expect(page.getByText(text.synced({ users: String(run.users), groups: String(run.groups) }))).toBeVisible()
  await look(app, page, 'connect-done')
  await click(page.getByRole('link', { name: text.overview, exact: true }))
  expect(clicks).toBeLessThanOrEqual(6)
  expect(run).toMatchObject({ outcome: 'published', users: tenant.counts.users })
  const { connection } = await request(page, 'connection.get', {})
  expect(connection).toMatchObject({ tenantId: tenant.tenantId, credential: { kind: 'certificate' } })
  // Exactly what was chosen, no more.
  expect([...(connection?.roles ?? [])].sort()).toEqual(['GroupMember.Read.All', 'User.Read.All'])
  expect(await person.locator('body').textContent()).not.toContain('code=')
})

test('waiting for the browser can be given up and begun again', async ({ page, opened }) => {
  await begin(page)
  await button(page, text.signIn).click()
  await expect.poll(async () => (await opened()).length).toBe(1)
  await button(page, text.stopWaiting).click()
  await expect(button(page, text.signIn)).toBeVisible()
  await button(page, text.signIn).click()
  const person = await follow(browser, opened, 1)
  await person.getByRole('button', { name: 'Cancel' }).click()
  await expect(page.getByRole('alert')).toContainText(text.refused)
  expect(await request(page, 'connection.get', {})).toEqual({ connection: null })
})

test('who may create but not grant is told before, stopped with what exists, and can take it back', async ({
  app,
  page,
  opened,
  tenant,
}) => {
  await signIn(page, opened, 'Application administrator')
  await expect(page.getByText(text.mayNot)).toBeVisible()
  await button(page, text.create).click()
  await expect(page.getByText(text.stopped)).toBeVisible()
  await look(app, page, 'connect-stopped')
  const { status } = await request(page, 'setup.begin', {})
  expect(status).toMatchObject({ state: 'stopped', made: { granted: [] } })
  const made = (await registrationsOf(tenant)).find(({ appId }) => appId === status?.made.clientId)
  expect(made).toMatchObject({ deleted: false })
  await expect(page.getByText(made?.appId ?? 'none')).toBeVisible()
  await expect(button(page, text.goOnSigned)).toBeVisible()
  await button(page, text.remove).click()
  await expect(page.getByText(text.stopped)).toBeHidden()
  const gone = (await registrationsOf(tenant)).filter(({ appId, deleted }) => appId === made?.appId && !deleted)
  expect(gone).toEqual([])
  expect((await request(page, 'setup.begin', {})).status).toBeNull()
  expect(await request(page, 'connection.get', {})).toEqual({ connection: null })
})

test('a set-up that failed halfway goes on where it failed, with what it had made', async ({
  page,
  opened,
  tenant,
}) => {
  await signIn(page, opened, 'Global administrator')
  await tenant.control('POST', 'faults', { match: { path: 'appRoleAssignments', method: 'POST' }, fault: broken })
  await button(page, text.create).click()
  await expect(page.getByText(text.stopped)).toBeVisible()
  await expect(heading(page, text.stages.setup)).toBeFocused()
  const { status } = await request(page, 'setup.begin', {})
  await tenant.control('DELETE', 'faults')
  const signed = (await opened()).length
  await page.getByRole('button', { name: new RegExp(`^(${text.goOn}|${text.goOnSigned})$`) }).click()
  if (status?.error?.code === 'admin_role_missing') {
    const person = await follow(browser, opened, signed)
    await person.getByRole('button', { name: 'Global administrator' }).click()
  }
  await expect(page.getByText(text.done({ tenant: tenant.displayName }))).toBeVisible()
  const { connection } = await request(page, 'connection.get', {})
  expect(connection?.clientId).toBe(status?.made.clientId)
})

test('a set-up that was stopped outlives the program, and is taken up by a fresh sign-in', async ({
  app,
  launch,
  running,
  page,
  opened,
  tenant,
}) => {
  await signIn(page, opened, 'Global administrator')
  await tenant.control('POST', 'faults', { match: { path: 'oauth2/v2.0/token' }, fault: { kind: 'hang' } })
  await button(page, text.create).click()
  await expect(button(page, text.stop)).toBeVisible()
  await expect.poll(async () => (await request(page, 'setup.begin', {})).status?.made.granted.length).toBe(2)
  await expect(page.getByText(text.leave)).toBeVisible()
  await look(app, page, 'connect-running')
  await button(page, text.stop).click()
  await expect(page.getByText(text.stopped)).toBeVisible()
  const { status } = await request(page, 'setup.begin', {})
  expect(status).toMatchObject({ state: 'stopped', error: null })
  await running.stop()
  await tenant.control('DELETE', 'faults')

  const again = await launch()
  await begin(again.page)
  await expect(again.page.getByText(text.stopped)).toBeVisible()
  await button(again.page, text.goOnSigned).click()
  await expect(again.page.getByText(text.waiting)).toBeVisible()
  const person = await follow(browser, again.opened, 0)
  await person.getByRole('button', { name: 'Global administrator' }).click()
  await expect(again.page.getByText(text.done({ tenant: tenant.displayName }))).toBeVisible({ timeout: 60_000 })
  const { connection } = await request(again.page, 'connection.get', {})
  expect(connection?.clientId).toBe(status?.made.clientId)
})

test('what was chosen survives leaving the page; going back forgets the sign-in', async ({ page, opened }) => {
  await signIn(page, opened, 'Global administrator')
  const mail = page.getByRole('checkbox', { name: text.features.smimeFromMail.name })
  await mail.check()
  await open(page, 'users')
  await page.getByRole('main').getByRole('link', { name: en.users.empty.connect }).click()
  await expect(mail).toBeChecked()
  await button(page, text.back).click()
  await expect(heading(page, text.stages.choose)).toBeFocused()
  expect((await request(page, 'setup.begin', {})).admin).toBeNull()
  await button(page, text.cancel).click()
  await expect(titleOf(page)).toHaveText(en.overview.welcome.title)
})

test('the sign-in client is a choice, with the caveat that belongs to it', async ({ app, page, opened }) => {
  const own = '7a51c2de-8f0b-4e6c-9a17-c4b0d3e2f586'
  const { bootstrap } = text
  await open(page, 'settings')
  await page.getByRole('main').getByRole('link', { name: text.title, exact: true }).click()
  await expect(page.getByText(bootstrap.known({ name: 'Microsoft Azure CLI' }))).toBeVisible()
  await page.getByText(text.advanced).click()
  await page.getByRole('radio', { name: bootstrap.own }).check()
  const field = page.getByRole('textbox', { name: bootstrap.clientId })
  await field.fill('not an id')
  await button(page, bootstrap.use).click()
  await expect(page.getByText(en.settings.form.wrong.clientId)).toBeVisible()
  await field.fill(own)
  await button(page, bootstrap.use).click()
  await expect(page.getByText(bootstrap.used)).toBeVisible()
  await expect(page.getByText(`your own client ${own}`)).toBeVisible()
  await look(app, page, 'connect-sign-in-client')
  await button(page, text.signIn).click()
  await expect.poll(async () => (await opened()).at(-1) ?? '').toContain(`client_id=${own}`)
  await button(page, text.stopWaiting).click()
  await page.getByRole('radio', { name: bootstrap.usual({ name: 'Microsoft Azure CLI' }) }).check()
  await expect(page.getByText(bootstrap.known({ name: 'Microsoft Azure CLI' }))).toBeVisible()
})
