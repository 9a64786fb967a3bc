/** What an administrator sees of an audit that somebody has touched, that a kill has torn, or that is long. */
import type { Page } from '@playwright/test'
import { de } from '../../shared/text/de/index.ts'
import { en } from '../../shared/text/en/index.ts'
import { request } from '../environment/application.ts'
import { alterAudit, fillAudit, forgetAudit } from './audit-file.ts'
import type { Running } from './launcher.ts'
import { look } from './look.ts'
import { open, rowsOf } from './steps.ts'
import { expect, test } from './tenant-fixture.ts'

const text = en.audit

test.use({ tenantOptions: { users: 20, groups: 10 } })
test.describe.configure({ timeout: 180_000 })
test.beforeEach(forgetAudit)

/** Some records: each change is an attempt and its outcome, after the one that the audit began with. */
const makeRecords = async (page: Page): Promise<void> => {
  for (const theme of ['dark', 'light', 'dark', 'light'] as const) await request(page, 'app.setPreferences', { theme })
  expect(await request(page, 'audit.status', {})).toMatchObject({ records: 9, headMatches: true, fault: null })
}

type Launch = () => Promise<Running>

/** Closes, lets somebody at the file, and opens the page again. */
const afterwards = async (launch: Launch, running: Running, between: () => Promise<void>): Promise<Running> => {
  await running.stop()
  await between()
  const next = await launch()
  await open(next.page, 'audit')
  return next
}

const verify = (page: Page, words = text): Promise<void> =>
  page.getByRole('button', { name: words.verify, exact: true }).click()

test('a record that was changed while the program was closed is named', async ({ launch, userData }) => {
  const first = await launch()
  await makeRecords(first.page)
  const { app, page } = await afterwards(launch, first, () =>
    alterAudit(userData, `UPDATE records SET body = replace(body, '"dark"', '"DARK"') WHERE sequence = 3`),
  )
  await verify(page)
  const alert = page.getByRole('alert').filter({ hasText: text.broken({ sequence: '3', reason: 'changed' }) })
  await expect(alert).toContainText(text.brokenWhy)
  await look(app, page, 'audit-broken')
})

test('damage that an earlier start found stands beside every later verdict', async ({ launch, userData }) => {
  const first = await launch()
  await makeRecords(first.page)
  const second = await afterwards(launch, first, () => alterAudit(userData, 'DELETE FROM records WHERE sequence > 7'))
  await expect(second.page.getByRole('alert').filter({ hasText: text.fault })).toContainText(
    'The last ones are missing',
  )
  await look(second.app, second.page, 'audit-fault')
  const { app, page } = await afterwards(launch, second, async () => undefined)
  await expect(page.getByRole('alert')).toHaveCount(0)
  await verify(page)
  const alert = page.getByRole('alert')
  await expect(alert).toContainText('but 1 start of the program found the file damaged')
  await expect(alert.getByRole('listitem')).toContainText(/2026.*record 8: The audit file holds 7 records/)
  await expect(page.getByText(/are whole/)).toHaveCount(0)
  await look(app, page, 'audit-faulty')
  await alert.getByRole('button', { name: text.showFaults }).click()
  await expect(rowsOf(page)).toHaveCount(2)
  await expect(rowsOf(page).nth(1)).toContainText(text.actions.auditHeadChecked)
  await request(page, 'app.setPreferences', { language: 'de' })
  await verify(page, de.audit)
  await expect(page.getByRole('alert')).toContainText('aber ein Programmstart fand die Datei beschädigt vor')
  await look(app, page, 'audit-faulty-german')
})

test('a change whose end nobody saw is told of, and shown', async ({ launch, tenant }) => {
  const first = await launch()
  await tenant.control('POST', 'faults', { match: { path: '/token' }, fault: { kind: 'hang' } })
  const { tenantId, clientId, clientSecret } = tenant
  const credential = { from: 'paste', text: clientSecret } as const
  request(first.page, 'connection.testAndSave', { tenantId, clientId, cloud: 'global', credential }).catch(() => {})
  await expect.poll(async () => (await request(first.page, 'audit.status', {})).unsettled).toBe(1)
  await first.kill()
  await tenant.control('DELETE', 'faults')
  const { app, page } = await launch()
  await open(page, 'audit')
  await expect(page.getByText(text.unsettled({ count: 1, text: '1' }))).toBeVisible()
  await page.getByRole('button', { name: text.showUnsettled }).click()
  await expect(rowsOf(page)).toHaveCount(2)
  await expect(rowsOf(page).nth(1)).toContainText(text.actions.connect)
  await rowsOf(page).nth(1).dblclick()
  await expect(page.getByRole('complementary')).toContainText(text.details.intended)
  await expect(page.getByRole('complementary')).toContainText(tenantId)
  await look(app, page, 'audit-unsettled')
})

/** Clicks the button within the page as soon as progress is told: a click from outside might come when it is over. */
const cancelAtProgress = (page: Page): Promise<string> =>
  page.evaluate(
    (name) =>
      new Promise<string>((resolve) => {
        const watch = new MutationObserver(() => {
          const told = [...document.querySelectorAll('[role=status]')].map(({ textContent }) => textContent)
          const button = [...document.querySelectorAll('button')].find(({ textContent }) => textContent === name)
          const progress = told.find((line) => /^Verifying: [1-9]/.test(line ?? ''))
          if (button === undefined || progress == null) return
          watch.disconnect()
          button.click()
          resolve(progress)
        })
        watch.observe(document.body, { subtree: true, childList: true, characterData: true })
      }),
    text.cancel,
  )

test('a long audit opens unverified; its verification is shown, cancelled, and done again', async ({
  launch,
  userData,
}) => {
  const first = await launch()
  await expect.poll(async () => (await request(first.page, 'audit.status', {})).records).toBe(1)
  await first.stop()
  await fillAudit(userData, 99_999)
  const { app, page } = await launch()
  await open(page, 'audit')
  await expect(rowsOf(page).nth(5)).toContainText(text.actions.permissionsChanged)
  const cancelled = cancelAtProgress(page)
  await verify(page)
  expect(await cancelled).toMatch(/^Verifying: .* of 100,000$/)
  await expect(page.getByRole('button', { name: text.verify, exact: true })).toBeVisible()
  await expect(page.getByText(/are whole/)).toHaveCount(0)
  await expect(page.getByRole('alert')).toHaveCount(0)
  await verify(page)
  await expect(page.getByText('All 100,000 records, attempts included, are whole')).toBeVisible()
  await look(app, page, 'audit-long')
})
