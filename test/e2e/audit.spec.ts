/** The audit as an administrator reads, proves and hands it on. */
import { spawnSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Locator, Page } from '@playwright/test'
import { en } from '../../shared/text/en/index.ts'
import { request } from '../environment/application.ts'
import { root } from '../environment/electron.ts'
import { look } from './look.ts'
import { ensureSynchronised, open, rowsOf, titleOf } from './steps.ts'
import { expect, sharedRun } from './tenant-fixture.ts'

const test = sharedRun()
test.use({ tenantOptions: { users: 40, groups: 10 } })
test.describe.configure({ mode: 'serial', timeout: 120_000 })

const text = en.audit

const openAudit = async (page: Page): Promise<void> => {
  const entry = page.getByRole('navigation', { name: en.app.nav.label }).getByRole('link', { name: text.title })
  await entry.click()
  await expect(titleOf(page)).toHaveText(text.title)
}
const rowWith = (page: Page, words: string): Locator => rowsOf(page).filter({ hasText: words })

test('a connection stands there with who, when and what, and the page follows by itself', async ({
  app,
  page,
  tenant,
}) => {
  await openAudit(page)
  await expect(rowWith(page, text.actions.auditStarted).first()).toBeVisible()
  await ensureSynchronised(page, tenant)
  await expect(rowWith(page, text.actions.connect).first()).toContainText(text.outcomes.succeeded)
  await rowWith(page, text.actions.connect).first().dblclick()
  const details = page.getByRole('complementary')
  await expect(details).toContainText(tenant.clientId)
  await expect(details.getByRole('img', { name: text.details.added }).first()).toBeVisible()
  expect(await details.textContent()).not.toContain('PRIVATE KEY')
  await look(app, page, 'audit-details')
  await details.getByRole('button', { name: en.app.panel.close }).click()
  await page.getByRole('searchbox', { name: text.search.label }).fill('tenant conn')
  await expect(rowWith(page, text.actions.settingsChanged)).toHaveCount(0)
  await expect(rowWith(page, text.actions.connect).first()).toBeVisible()
  await page.getByRole('searchbox', { name: text.search.label }).fill('')
})

test('it is proven on demand, and the keychain knows the same end', async ({ app, page }) => {
  await page.getByRole('button', { name: text.verify, exact: true }).click()
  await expect(
    page.getByText(/records, attempts included, are whole, and the keychain knows the same end/),
  ).toBeVisible()
  await look(app, page, 'audit-verified')
})

test('an export is checked by Node alone, which names the first record that was changed', async ({
  app,
  page,
  userData,
}) => {
  for (const [choice, extension] of [
    [text.exportJsonl, 'jsonl'],
    [text.exportCsv, 'csv'],
  ] as const) {
    const file = join(userData, `audit.${extension}`)
    await app.evaluate(({ dialog }, filePath) => {
      dialog.showSaveDialog = async () => ({ canceled: false, filePath })
    }, file)
    await page.getByRole('button', { name: text.export, exact: true }).click()
    await page.getByRole('menuitem', { name: choice }).click()
    await expect(page.getByText(new RegExp(`audit\\.${extension} holds`))).toBeVisible()
    const verify = () =>
      spawnSync(process.execPath, [join(root, 'resources/audit-verify.mjs'), file], { encoding: 'utf8' })
    expect(verify()).toMatchObject({ status: 0 })
    const whole = readFileSync(file, 'utf8')
    writeFileSync(file, whole.replace(/auditStarted/, 'auditStartes'))
    const broken = verify()
    expect(broken.status).toBe(1)
    expect(broken.stdout + broken.stderr).toMatch(/record 1\b/i)
  }
  await openAudit(page)
  await expect(rowWith(page, text.actions.exportMade).first()).toBeVisible()
})

test('changed settings are recorded with what they were before', async ({ page }) => {
  await request(page, 'app.setPreferences', { theme: 'dark' })
  await expect(rowWith(page, text.actions.settingsChanged).first()).toContainText(
    `${text.fields.theme}: ${en.app.themes.dark}`,
  )
  await request(page, 'app.setPreferences', { theme: 'light' })
  await expect(rowWith(page, text.actions.settingsChanged).first()).toContainText(
    `${text.fields.theme}: ${en.app.themes.light}`,
  )
  await open(page, 'overview')
})
