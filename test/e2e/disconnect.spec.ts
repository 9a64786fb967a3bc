/** Leaving a tenant: the rehearsal, what stays readable, the way back, and removing what was read. */
import type { Locator, Page } from '@playwright/test'
import { en } from '../../shared/text/en/index.ts'
import { endOfSync, request } from '../environment/application.ts'
import { look } from './look.ts'
import { ensureSynchronised, lastRun, open, rowsOf, submitConnection } from './steps.ts'
import { expect, sharedRun } from './tenant-fixture.ts'

const test = sharedRun()
test.use({ tenantOptions: { users: 300, groups: 40 } })
// Each state is made from the one before it.
test.describe.configure({ mode: 'serial', timeout: 120_000 })

const text = en.disconnect

const button = (page: Page, name: string): Locator => page.getByRole('button', { name, exact: true })
const dialog = (page: Page): Locator => page.getByRole('dialog')
const state = async (page: Page): Promise<string | undefined> =>
  (await request(page, 'connection.get', {})).connection?.state

test('the toggle rehearses first, and staying changes nothing', async ({ app, page, tenant }) => {
  await ensureSynchronised(page, tenant)
  await open(page, 'settings')
  await page.getByRole('switch', { name: text.toggle }).click()
  await expect(button(page, text.cancel)).toBeFocused()
  await expect(dialog(page).getByRole('table')).toContainText('300 users, 40 groups')
  await expect(dialog(page)).toContainText(text.staysWhy)
  await look(app, page, 'disconnect-pause')
  await page.keyboard.press('Enter')
  await expect(dialog(page)).toBeHidden()
  expect(await state(page)).toBe('connected')
})

test('a pause keeps the credentials, refuses to sync, and one press ends it', async ({ app, page }) => {
  await page.getByRole('switch', { name: text.toggle }).click()
  await button(page, text.pause).click()
  await expect(page.getByText(text.pausedWhy)).toBeVisible()
  expect(await state(page)).toBe('paused')
  await expect(page.getByRole('banner').getByRole('button', { name: en.app.sync.now })).toBeHidden()
  await expect(request(page, 'sync.start', {})).rejects.toThrow(/disconnect|paus|reconnect/i)
  await look(app, page, 'disconnect-paused')
  await open(page, 'overview')
  await look(app, page, 'overview-paused')
  await open(page, 'settings')
  const last = await lastRun(page)
  await button(page, text.reconnect).click()
  await expect(page.getByText(text.pausedWhy)).toBeHidden()
  expect(await endOfSync(page, last)).toMatchObject({ outcome: 'published' })
})

test('after disconnecting the data is still searched, and a credential brings everything back', async ({
  app,
  page,
  tenant,
}) => {
  const before = await request(page, 'connection.get', {})
  await button(page, text.leave.disconnect).click()
  await expect(dialog(page)).toContainText(text.leavesWhy)
  await look(app, page, 'disconnect')
  await button(page, text.confirm).click()
  await expect(page.getByText(text.disconnectedWhy)).toBeVisible()
  await expect(page.getByRole('contentinfo')).toContainText('Disconnected, data of')
  await look(app, page, 'disconnect-done')
  await expect(request(page, 'sync.start', {})).rejects.toThrow(/disconnect|reconnect/i)
  await open(page, 'users')
  await expect(rowsOf(page).nth(3)).toContainText(/\S/)

  await open(page, 'settings')
  await page.getByRole('link', { name: text.reconnectForm }).click()
  await submitConnection(page, { ...tenant, credential: `${tenant.certificatePem}\n${tenant.privateKeyPem}` })
  await expect.poll(() => state(page)).toBe('connected')
  const after = await request(page, 'connection.get', {})
  expect(after.connection?.id).toBe(before.connection?.id)
})

test('the data goes when it is asked for, and only then', async ({ app, page }) => {
  await endOfSync(page)
  await expect(button(page, text.leave.removeData)).toBeHidden()
  await button(page, text.leave.disconnect).click()
  await button(page, text.confirm).click()
  await button(page, text.leave.removeData).click()
  await expect(button(page, text.removeData.cancel)).toBeFocused()
  await look(app, page, 'disconnect-remove')
  await button(page, text.removeData.confirm).click()
  await expect(page.getByText(text.removeData.done)).toBeVisible()
  expect((await request(page, 'directory.overview', {})).snapshot).toBeNull()
  await look(app, page, 'disconnect-removed')
  await open(page, 'overview')
  await expect(page.getByText(text.noDataWhy)).toBeVisible()
  await expect(page.getByRole('region', { name: en.overview.lastRun.title })).toHaveCount(0)
  await look(app, page, 'overview-removed')
})
