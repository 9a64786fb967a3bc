/** What a list shows, written to a file: filtered as on the page, and told of. */
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { ElectronApplication, Page } from '@playwright/test'
import { en } from '../../shared/text/en/index.ts'
import { request } from '../environment/application.ts'
import { look } from './look.ts'
import { answerSaveDialog, ensureSynchronised, open, rowsOf, searchFor } from './steps.ts'
import { expect, sharedRun } from './tenant-fixture.ts'

const test = sharedRun()
test.use({ tenantOptions: { users: 60, groups: 12 } })
test.describe.configure({ mode: 'serial', timeout: 120_000 })

const text = en.exporting

const exportAs = async (page: Page, item: string): Promise<void> => {
  await page.getByRole('button', { name: text.open, exact: true }).first().click()
  await page.getByRole('menuitem', { name: item }).first().click()
}

/** A dialog that stays open: the export is under way until the function that is returned answers for it. */
const openSaveDialog = async (app: ElectronApplication, file: string): Promise<() => Promise<void>> => {
  await app.evaluate(({ dialog }, filePath) => {
    const { promise, resolve } = Promise.withResolvers<void>()
    Object.assign(globalThis, { chooseFile: resolve })
    dialog.showSaveDialog = async () => {
      await promise
      return { canceled: false, filePath }
    }
  }, file)
  return () => app.evaluate(() => (globalThis as unknown as { chooseFile: () => void }).chooseFile())
}

const jsonOf = (file: string): readonly Record<string, unknown>[] => JSON.parse(readFileSync(file, 'utf8'))

test('users are exported as they are filtered', async ({ app, page, tenant, userData }) => {
  await ensureSynchronised(page, tenant)
  await open(page, 'users')
  await expect(rowsOf(page).nth(1)).toBeVisible()
  const name = (await rowsOf(page).nth(1).getByRole('gridcell').nth(1).textContent()) ?? ''
  await searchFor(page, en.users.search.label, name)
  await expect(rowsOf(page)).toHaveCount(2)
  const file = join(userData, 'users.json')
  await answerSaveDialog(app, file)
  await exportAs(page, text.formats.json)
  await expect(page.getByText(text.written({ count: 1, text: '1', name: 'users.json' }))).toBeVisible()
  expect(jsonOf(file).map(({ displayName }) => displayName)).toEqual([name])
  await look(app, page, 'users-exported')
})

test('a cancelled dialog writes nothing and says nothing', async ({ app, page }) => {
  await answerSaveDialog(app, null)
  await exportAs(page, text.formats.csv)
  await expect(page.getByRole('button', { name: text.open, exact: true })).toBeVisible()
  await expect(page.getByRole('alert')).toHaveCount(0)
})

test('groups, their memberships and the members of one are exported, and what cannot be written is said', async ({
  app,
  page,
  userData,
}) => {
  await open(page, 'groups')
  const workbook = join(userData, 'groups.xlsx')
  await answerSaveDialog(app, workbook)
  await exportAs(page, text.formats.xlsx)
  await expect(page.getByText('groups.xlsx')).toBeVisible()
  expect(readFileSync(workbook).subarray(0, 2).toString('latin1')).toBe('PK')
  const all = join(userData, 'memberships.json')
  await answerSaveDialog(app, all)
  await page.getByRole('button', { name: text.open, exact: true }).click()
  await page.getByRole('menuitem', { name: text.formats.json }).nth(1).click()
  await expect(page.getByText('memberships.json')).toBeVisible()
  const { snapshot } = await request(page, 'directory.overview', {})
  expect(jsonOf(all)).toHaveLength(snapshot?.memberships ?? 0)
  await answerSaveDialog(app, join(userData, 'no', 'folder', 'list.csv'))
  await exportAs(page, text.formats.csv)
  await expect(page.getByRole('alert').filter({ hasText: 'list.csv' })).toBeVisible()
  await look(app, page, 'groups-export-failed')
})

test('an export goes on while another page is shown, which one comes back to, with its end', async ({
  app,
  page,
  userData,
}) => {
  await open(page, 'users')
  const choose = await openSaveDialog(app, join(userData, 'later.csv'))
  await exportAs(page, text.formats.csv)
  await expect(page.getByText(text.choosing)).toBeVisible()
  await open(page, 'groups')
  await expect(page.getByRole('button', { name: text.open, exact: true })).toBeVisible()
  await open(page, 'users')
  await expect(page.getByText(text.choosing)).toBeVisible()
  await look(app, page, 'users-exporting')
  await open(page, 'overview')
  await choose()
  await expect.poll(() => existsSync(join(userData, 'later.csv'))).toBe(true)
  await open(page, 'users')
  await expect(page.getByText('later.csv')).toBeVisible()
  await open(page, 'groups')
  await open(page, 'users')
  await expect(page.getByRole('button', { name: text.open, exact: true })).toBeVisible()
  await expect(page.getByText('later.csv')).toHaveCount(0)
})

test('an export from the details of a group is cancelled after they were closed, and leaves no file', async ({
  app,
  page,
  userData,
}) => {
  await open(page, 'groups')
  await rowsOf(page).nth(1).click()
  await page.keyboard.press('Enter')
  const details = page.getByRole('complementary')
  const file = join(userData, 'members.csv')
  const choose = await openSaveDialog(app, file)
  await details.getByRole('button', { name: text.open, exact: true }).click()
  await page.getByRole('menuitem', { name: text.formats.csv }).click()
  await expect(details.getByText(text.choosing)).toBeVisible()
  await look(app, page, 'group-exporting')
  await details.getByRole('button', { name: en.app.panel.close }).click()
  await expect(details).toHaveCount(0)
  await rowsOf(page).nth(1).click()
  await page.keyboard.press('Enter')
  await details.getByRole('button', { name: text.cancel }).click()
  await choose()
  await expect(details.getByRole('button', { name: text.open, exact: true })).toBeVisible()
  await expect(details.getByText('members.csv')).toHaveCount(0)
  expect(existsSync(file)).toBe(false)
})
