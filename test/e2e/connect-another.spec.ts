/** Connecting while a tenant is connected: another one comes beside it, from another cloud as well. */
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Browser, Locator, Page } from '@playwright/test'
import { en } from '../../shared/text/en/index.ts'
import { connectAndSync, endOfSync, request } from '../environment/application.ts'
import { type SpawnedTenant, spawnTenant } from '../tenant/spawn.ts'
import { look } from './look.ts'
import { follow, startBrowser } from './person.ts'
import { expect, test } from './tenant-fixture.ts'

test.use({ tenantOptions: { users: 120, groups: 12 } })
test.describe.configure({ timeout: 120_000 })

const text = en.connect

let browser: Browser
let second: SpawnedTenant
test.beforeAll(async () => {
  browser = await startBrowser()
  const named = { displayName: 'Südwind Behörde', domain: 'suedwind-behoerde.example' }
  second = await spawnTenant({ users: 60, groups: 10, seed: 9, cloud: 'usGovL4', ...named })
})
test.afterAll(async () => {
  await second.stop()
  await browser.close()
})

const button = (page: Page, name: string): Locator => page.getByRole('button', { name, exact: true })
const heading = (page: Page, name: string): Locator => page.getByRole('heading', { level: 2, name, exact: true })
const addressesOf = ({ authority, graph, caPem }: SpawnedTenant) => ({ authority, graph, ca: caPem })

/** By the palette, as somebody does who is on another page. */
const enter = async (page: Page): Promise<void> => {
  await page.keyboard.press('ControlOrMeta+k')
  const palette = page.getByRole('dialog', { name: en.app.palette.label })
  await palette.getByRole('combobox').fill(en.app.pages.connect)
  await palette.getByRole('option', { name: en.app.pages.connect }).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(text.titleAnother)
}

const signInAndCreate = async (page: Page, opened: () => Promise<string[]>, before: number): Promise<void> => {
  await button(page, text.signIn).click()
  const person = await follow(browser, opened, before)
  await person.getByRole('button', { name: 'Global administrator' }).click()
  await button(page, text.create).click()
}

test('a tenant of another cloud comes beside the one there is, which keeps its connection and its data', async ({
  launch,
  tenant,
  userData,
}) => {
  const cloud = join(userData, 'clouds.json')
  const others = [{ ...addressesOf(second), cloud: second.cloud }]
  writeFileSync(cloud, JSON.stringify({ ...addressesOf(tenant), others }))
  const { app, page, opened } = await launch({ cloud })
  expect(await connectAndSync(page, tenant)).toMatchObject({ outcome: 'published' })
  const last = (await request(page, 'sync.status', {})).last?.runId
  const first = (await request(page, 'connection.get', {})).connection

  await enter(page)
  await expect(page.getByText(text.another({ tenant: tenant.displayName }))).toBeVisible()
  await look(app, page, 'connect-another')
  await page.getByText(text.advanced).click()
  await page.getByRole('combobox', { name: text.cloud }).click()
  await page.getByRole('option', { name: en.app.clouds.usGovL4 }).click()
  await signInAndCreate(page, opened, 0)
  await expect(page.getByText(text.done({ tenant: second.displayName }))).toBeVisible()
  expect(await endOfSync(page, last)).toMatchObject({ outcome: 'published', users: second.counts.users })
  await expect(page.getByRole('banner')).toContainText(second.displayName)

  const { connections, activeId } = await request(page, 'connection.list', {})
  expect(connections.map(({ tenantId, cloud: of, state }) => [tenantId, of, state]).sort()).toEqual(
    [
      [tenant.tenantId, 'global', 'connected'],
      [second.tenantId, 'usGovL4', 'connected'],
    ].sort(),
  )
  expect(activeId).not.toBe(first?.id)
  await request(page, 'connection.switch', { id: first?.id ?? '' })
  const { snapshot } = await request(page, 'directory.overview', {})
  expect(snapshot?.users).toBe(tenant.counts.users)
})

test('the same tenant by another registration stays one connection; what was finished is shown once', async ({
  page,
  opened,
  tenant,
}) => {
  await connectAndSync(page, tenant)
  const before = (await request(page, 'connection.get', {})).connection
  await enter(page)
  await signInAndCreate(page, opened, 0)
  await expect(page.getByText(text.done({ tenant: tenant.displayName }))).toBeVisible()
  const after = (await request(page, 'connection.get', {})).connection
  expect(after).toMatchObject({ id: before?.id, tenantId: tenant.tenantId, state: 'connected' })
  expect(after?.clientId).not.toBe(tenant.clientId)
  await page.getByRole('link', { name: text.overview, exact: true }).click()
  // Opened again it begins anew, and does not tell of the last time.
  await enter(page)
  await expect(heading(page, text.stages.choose)).toBeVisible()
  await button(page, text.cancel).click()
  expect((await request(page, 'connection.get', {})).connection?.id).toBe(before?.id)
})
