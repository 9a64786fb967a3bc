/** Settings, Integrations, Entra ID: both modes, renewing a certificate, and its way by hand. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Locator, Page } from '@playwright/test'
import { en } from '../../shared/text/en/index.ts'
import { endOfSync, request } from '../environment/application.ts'
import { look } from './look.ts'
import { answerSaveDialog, ensureSynchronised, lastRun, open, press } from './steps.ts'
import { expect, sharedRun } from './tenant-fixture.ts'

const test = sharedRun()
test.use({
  // The last one is for finding the registration that the new certificate is added to.
  tenantOptions: { users: 300, groups: 40, roles: ['User.Read.All', 'GroupMember.Read.All', 'Application.Read.All'] },
})
// Each state is made from the one before it.
test.describe.configure({ mode: 'serial', timeout: 120_000 })

const text = en.credentials
const { rotation } = text

const button = (page: Page, name: string): Locator => page.getByRole('button', { name, exact: true })
const table = (page: Page): Locator => page.getByRole('table', { name: text.title })
const row = (page: Page, words: string): Locator => table(page).getByRole('row').filter({ hasText: words })

const menu = async (of: Locator, item: string): Promise<void> => {
  await of.getByRole('button', { name: /^More for / }).click()
  await of.page().getByRole('menuitem', { name: item, exact: true }).click()
}

const thumbprint = async (page: Page): Promise<string> => {
  const { connection } = await request(page, 'connection.get', {})
  return connection?.credential.kind === 'certificate' ? connection.credential.thumbprint : ''
}

test('the certificate in use stands beside the mode that is not used', async ({ app, page, tenant, opened }) => {
  await ensureSynchronised(page, tenant)
  await open(page, 'settings')
  await expect(row(page, text.active)).toContainText(text.kinds.certificate)
  await expect(row(page, text.absent)).toContainText(text.kinds.secret)
  await look(app, page, 'settings-credentials')
  await page.getByRole('button', { name: en.settings.card.inPortal({ name: en.settings.card.clientId }) }).click()
  await expect
    .poll(opened)
    .toContain(
      `https://entra.microsoft.com/#view/Microsoft_AAD_RegisteredApps/ApplicationMenuBlade/~/Overview/appId/${tenant.clientId}`,
    )
})

test('a certificate is renewed while a sync runs, and the old one goes afterwards', async ({ app, page, tenant }) => {
  const before = await thumbprint(page)
  const last = await lastRun(page)
  await button(page, text.renew).click()
  await look(app, page, 'settings-renew')
  // The sync stops at its member lists until the renewal is through.
  await tenant.control('POST', 'faults', { match: { path: '\\$batch' }, fault: { kind: 'latency', ms: 15_000 } })
  await request(page, 'sync.start', { full: true })
  await expect.poll(async () => (await request(page, 'sync.status', {})).progress?.phase).toBe('read')
  await button(page, rotation.start).click()
  await expect(button(page, rotation.finish)).toBeVisible({ timeout: 60_000 })
  expect((await request(page, 'sync.status', {})).progress).not.toBeNull()
  await tenant.control('DELETE', 'faults')
  expect(await thumbprint(page)).not.toBe(before)
  await look(app, page, 'settings-renew-switched')
  expect(await endOfSync(page, last)).toMatchObject({ outcome: 'published' })

  await button(page, rotation.finish).click()
  await expect(page.getByText(/from the registration and from this computer/)).toBeVisible()
  await expect(table(page).getByRole('row')).toHaveCount(3)
  const second = await lastRun(page)
  await press(page, en.app.sync.now)
  expect(await endOfSync(page, second)).toMatchObject({ outcome: 'published' })
})

test('where the application may not add it, it is exported, uploaded by hand, and goes on', async ({
  app,
  page,
  tenant,
  userData,
}) => {
  const before = await thumbprint(page)
  await tenant.control('POST', 'faults', {
    match: { path: 'addKey' },
    fault: { kind: 'status', status: 403, code: 'Authorization_RequestDenied', message: 'Insufficient privileges' },
  })
  await button(page, text.renew).click()
  await button(page, rotation.start).click()
  await expect(button(page, rotation.uploaded)).toBeVisible()
  await look(app, page, 'settings-renew-upload')
  expect(await thumbprint(page)).toBe(before)

  const file = join(userData, 'new.pem')
  await answerSaveDialog(app, file)
  await page.getByRole('note').getByRole('button', { name: text.exportPem }).click()
  await expect(page.getByText(text.exported({ name: 'new.pem' }))).toBeVisible()
  const pem = readFileSync(file, 'utf8')
  expect(pem).toContain('BEGIN CERTIFICATE')
  expect(pem).not.toContain('PRIVATE KEY')

  await tenant.control('POST', 'certificates', { pem })
  await button(page, rotation.uploaded).click()
  await expect(button(page, rotation.finish)).toBeVisible({ timeout: 60_000 })
  expect(await thumbprint(page)).not.toBe(before)
  await button(page, rotation.abandonSwitched).click()
  await expect(button(page, text.renew)).toBeVisible()
  expect(await thumbprint(page)).toBe(before)
})

test('overtaken by another certificate, a renewal says what the registration still holds, and takes it out', async ({
  app,
  page,
  tenant,
}) => {
  const before = await thumbprint(page)
  await button(page, text.renew).click()
  await button(page, rotation.start).click()
  await expect(button(page, rotation.finish)).toBeVisible({ timeout: 60_000 })
  const between = await thumbprint(page)
  await tenant.control('POST', 'certificates', { pem: tenant.certificatePem })
  await page.getByRole('link', { name: text.addCertificate }).click()
  await page.getByRole('radio', { name: en.settings.form.from.paste, exact: true }).check()
  await page.getByRole('textbox', { name: en.settings.form.paste, exact: true }).click()
  await page.keyboard.insertText(`${tenant.certificatePem}\n${tenant.privateKeyPem}`)
  await button(page, en.settings.form.submit).click()
  const notice = page.getByRole('note').filter({ hasText: /still in the app registration/ })
  await expect(notice).toContainText(rotation.leftWhy({ count: 2 }))
  for (const print of [before, between]) await expect(notice).toContainText(print.slice(0, 8))
  expect([before, between]).not.toContain(await thumbprint(page))
  await button(page, rotation.removeLeft).scrollIntoViewIfNeeded()
  await look(app, page, 'settings-renew-left')
  await button(page, rotation.removeLeft).click()
  await expect(page.getByText(/from the registration and from this computer/)).toBeVisible()
  await expect(notice).toBeHidden()
  await expect(button(page, text.renew)).toBeVisible()
  expect(await thumbprint(page)).not.toBe(before)
})

test('a secret is added beside it, its end is entered, and the certificate is switched back to by hand', async ({
  app,
  page,
  tenant,
}) => {
  await page.getByRole('link', { name: text.addSecret }).click()
  const field = page.getByRole('textbox', { name: en.settings.form.paste, exact: true })
  await field.click()
  await page.keyboard.insertText(tenant.clientSecret)
  await button(page, en.settings.form.submit).click()
  await expect(row(page, text.active)).toContainText(text.kinds.secret)
  await expect(row(page, text.kept)).toContainText(text.kinds.certificate)

  await menu(row(page, text.active), text.typeExpiry)
  await button(page, text.expiry.save).click()
  await expect(page.getByText(text.expiry.wrong)).toBeVisible()
  await page.getByLabel(text.expiry.label).fill('2099-05-04')
  await look(app, page, 'settings-expiry')
  await button(page, text.expiry.save).click()
  await expect(row(page, text.active)).toContainText('2099')
  await expect(row(page, text.active)).toContainText(text.from.typed)

  await button(page, text.use).click()
  await expect(row(page, text.active)).toContainText(text.kinds.certificate)
  await expect(page.getByText(en.settings.card.chosenModes.certificate)).toBeVisible()
  await look(app, page, 'settings-both-kept')
  await menu(row(page, text.kept), text.remove)
  await expect(row(page, text.absent)).toContainText(text.kinds.secret)
})

test('when a secret ends is read from Entra where that is permitted, else asked for', async ({ app, page, tenant }) => {
  await page.getByRole('link', { name: text.addSecret }).click()
  const field = page.getByRole('textbox', { name: en.settings.form.paste, exact: true })
  await field.click()
  await page.keyboard.insertText(tenant.clientSecret)
  await button(page, en.settings.form.submit).click()
  await expect(row(page, text.active)).toContainText(text.kinds.secret)
  await expect(row(page, text.active)).toContainText(text.unknownEnd)

  await menu(row(page, text.active), text.readExpiry)
  await expect(page.getByRole('status').filter({ hasText: text.expiry.read })).toBeVisible()
  await expect(row(page, text.active)).toContainText(text.from.entra)
  await expect(row(page, text.active)).toContainText(/\b1(79|80) days left/)
  await look(app, page, 'settings-expiry-read')

  await tenant.control('POST', 'set', { roles: ['User.Read.All', 'GroupMember.Read.All'] })
  await tenant.control('POST', 'tokens/revoke')
  await menu(row(page, text.active), text.readExpiry)
  await expect(page.getByText(text.expiry.notPermitted)).toBeVisible()
  await expect(page.getByLabel(text.expiry.label)).toBeFocused()
  await look(app, page, 'settings-expiry-not-permitted')
  // What was read before is not lost by it.
  await expect(row(page, text.active)).toContainText(text.from.entra)
  await button(page, text.expiry.cancel).click()
})
