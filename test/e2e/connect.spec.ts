/** 'Connect with Microsoft', from an empty profile to a synchronised tenant, on the real pages of both sides. */
import type { Browser, Locator, Page } from '@playwright/test'
import { en } from '../../shared/text/en/index.ts'
import { endOfSync, request } from '../environment/application.ts'
import { look } from './look.ts'
import { follow, startBrowser } from './person.ts'
import { expect, test } from './tenant-fixture.ts'

test.use({ tenantOptions: { users: 120, groups: 12 } })

const text = en.connect

let browser: Browser
test.beforeAll(async () => {
  browser = await startBrowser()
})
test.afterAll(() => browser.close())

const button = (page: Page, name: string): Locator => page.getByRole('button', { name, exact: true })
const begin = (page: Page) => page.getByRole('link', { name: en.overview.welcome.connect, exact: true }).click()

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
  await look(app, page, 'connect-choose')
  await click(button(page, text.signIn))
  await expect(page.getByText(text.waiting)).toBeVisible()
  const person = await follow(browser, opened, 0)
  await click(person.getByRole('button', { name: 'Global administrator' }))
  await expect(button(page, text.create)).toBeVisible()
  await expect(page.getByText(tenant.displayName, { exact: true }).first()).toBeVisible()
  await look(app, page, 'connect-review')
  await click(button(page, text.create))
  await expect(page.getByText(text.done({ tenant: tenant.displayName }))).toBeVisible()
  await look(app, page, 'connect-done')
  await click(page.getByRole('link', { name: text.overview, exact: true }))
  expect(clicks).toBeLessThanOrEqual(6)
  expect(await endOfSync(page)).toMatchObject({ outcome: 'published', users: tenant.counts.users })
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
  await button(page, text.cancel).click()
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
  const registrations = async () => JSON.stringify(await tenant.control('GET', 'registrations'))
  await begin(page)
  await button(page, text.signIn).click()
  const person = await follow(browser, opened, 0)
  await person.getByRole('button', { name: 'Application administrator' }).click()
  await expect(page.getByText(text.mayNot)).toBeVisible()
  await button(page, text.create).click()
  await expect(page.getByText(text.stopped)).toBeVisible()
  await look(app, page, 'connect-stopped')
  const { status } = await request(page, 'setup.begin', {})
  expect(status).toMatchObject({ state: 'stopped', made: { granted: [] } })
  expect(await registrations()).toContain(status?.made.clientId)
  await expect(page.getByText(status?.made.clientId ?? 'none')).toBeVisible()
  await expect(button(page, text.goOnSigned)).toBeVisible()
  await button(page, text.remove).click()
  await expect(page.getByText(text.stopped)).toBeHidden()
  expect((await request(page, 'setup.begin', {})).status).toBeNull()
  expect(await request(page, 'connection.get', {})).toEqual({ connection: null })
})
