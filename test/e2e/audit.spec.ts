/** The audit as an administrator reads, proves and hands it on. */
import { spawnSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Locator, Page } from '@playwright/test'
import { de } from '../../shared/text/de/index.ts'
import { en } from '../../shared/text/en/index.ts'
import { explain } from '../../shared/text/explain.ts'
import { request } from '../environment/application.ts'
import { root } from '../environment/electron.ts'
import { forgetAudit } from './audit-file.ts'
import { look } from './look.ts'
import { answerSaveDialog, ensureSynchronised, open, rowsOf, searchFor } from './steps.ts'
import { expect, sharedRun } from './tenant-fixture.ts'

const test = sharedRun()
test.use({ tenantOptions: { users: 40, groups: 10 } })
test.describe.configure({ mode: 'serial', timeout: 120_000 })
test.beforeAll(forgetAudit)

const text = en.audit

const rowWith = (page: Page, words: string): Locator => rowsOf(page).filter({ hasText: words })

test('a connection stands there with who, when and what, and the page follows by itself', async ({
  app,
  page,
  tenant,
}) => {
  await open(page, 'audit')
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
    await answerSaveDialog(app, file)
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
  await open(page, 'audit')
  await expect(rowWith(page, text.actions.exportMade).first()).toBeVisible()
})

test('filters by action, outcome and time stand in the address, and come off again', async ({ app, page }) => {
  /** Some columns have the same name. */
  const filterButton = (name: string) =>
    page.locator('[aria-haspopup], [aria-expanded]').and(page.getByRole('button', { name, exact: true }))
  const choose = async (filter: string, choice: string) => {
    await filterButton(filter).click()
    await page.getByRole('menuitemcheckbox', { name: choice, exact: true }).click()
    await page.keyboard.press('Escape')
  }
  await choose(text.actionFilter, text.actions.connect)
  await choose(text.outcomeFilter, text.outcomes.succeeded)
  await expect(rowsOf(page)).toHaveCount(2)
  await filterButton(en.period.label).click()
  await page.getByRole('radio', { name: en.period.spans['24h'] }).check()
  await look(app, page, 'audit-when')
  await page.keyboard.press('Escape')
  await expect(rowsOf(page)).toHaveCount(2)
  await expect.poll(() => page.evaluate(() => location.hash)).toBe('#/audit?action=connect&outcome=succeeded&last=24h')
  await page.evaluate(() => {
    location.hash = '#/audit?action=connect&from=2021-01-01&to=2021-12-31'
  })
  await expect(page.getByText(text.nothing.filtered)).toBeVisible()
  await expect(page.getByRole('button', { name: /^When: 1 Jan 2021|^When: Jan 1, 2021/ })).toBeVisible()
  await searchFor(page, text.search.label, 'zzzz')
  await expect(page.getByText(text.nothing.both({ search: 'zzzz' }))).toBeVisible()
  await look(app, page, 'audit-nothing')
  await page.getByRole('button', { name: text.clear, exact: true }).click()
  await expect(rowWith(page, text.actions.auditStarted)).toBeVisible()
  await expect.poll(() => page.evaluate(() => location.hash)).toBe('#/audit')
})

test('a refused attempt says why, what to do, what stayed, and by which ids Microsoft finds it', async ({
  app,
  page,
  tenant,
}) => {
  const { tenantId, clientId, clientSecret } = tenant
  const credential = { from: 'paste', text: `${clientSecret.slice(0, -4)}XXXX` } as const
  const wrong = request(page, 'connection.testAndSave', { tenantId, clientId, cloud: 'global', credential })
  await expect(wrong).rejects.toThrow('secret_wrong')
  await rowWith(page, text.outcomes.refused).first().dblclick()
  const details = page.getByRole('complementary')
  const { message, remedy = '' } = explain({ code: 'secret_wrong', params: {} }, 'en')
  await expect(details).toContainText(message.slice(0, 30))
  await expect(details).toContainText(remedy)
  await expect(details).toContainText(text.triggers.person)
  await expect(details.getByRole('region', { name: text.details.stayed })).toContainText(tenantId)
  await expect(details).toContainText(text.details.requests)
  await look(app, page, 'audit-refused')
  await details.getByRole('button', { name: en.app.panel.close }).click()
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
  const { records } = await request(page, 'audit.status', {})
  await request(page, 'app.setPreferences', { theme: 'light' })
  expect((await request(page, 'audit.status', {})).records).toBe(records)
})

test('in German', async ({ app, page }) => {
  await request(page, 'app.setPreferences', { language: 'de' })
  await rowWith(page, de.audit.actions.connect).first().dblclick()
  await expect(page.getByRole('complementary')).toContainText(de.audit.fields.roles)
  await look(app, page, 'audit-details-german')
})
