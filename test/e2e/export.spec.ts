/** What a list shows, written to a file: filtered as on the page, and told of. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
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
