/** 'I have an app registration', on the real pages of both sides: every answer of the browser, and the ways on from it. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Browser, ElectronApplication, Locator, Page } from '@playwright/test'
import { consentRedirect } from '../../shared/domain/consent.ts'
import { de } from '../../shared/text/de/index.ts'
import { en } from '../../shared/text/en/index.ts'
import { endOfSync, request } from '../environment/application.ts'
import { look } from './look.ts'
import { follow, startBrowser } from './person.ts'
import { credentialField, expectRefusal, open } from './steps.ts'
import { expect, test } from './tenant-fixture.ts'

test.use({ tenantOptions: { users: 120, groups: 12 } })
test.describe.configure({ timeout: 120_000 })

const { connect, settings } = en
const text = en.ownRegistration

let browser: Browser
test.beforeAll(async () => {
  browser = await startBrowser()
})
test.afterAll(() => browser.close())
test.afterEach(({ tenant }) => tenant.control('POST', 'set', { consentOutcome: null }))

const button = (page: Page, name: string): Locator => page.getByRole('button', { name, exact: true })
const heading = (page: Page, name: string): Locator => page.getByRole('heading', { level: 2, name, exact: true })
const clientIdField = (page: Page): Locator => page.getByRole('textbox', { name: settings.form.clientId, exact: true })
const tenantField = (page: Page): Locator => page.getByRole('textbox', { name: text.tenant, exact: true })

/** From the first page to the step of the consent. */
const toConsent = async (page: Page, entered: { readonly clientId: string; readonly tenant?: string }) => {
  await page.getByRole('link', { name: en.overview.welcome.own, exact: true }).click()
  await expect(heading(page, connect.stages.registration)).toBeVisible()
  await clientIdField(page).fill(entered.clientId)
  await tenantField(page).fill(entered.tenant ?? '')
  await button(page, text.nextConsent).click()
  await expect(heading(page, connect.stages.consent)).toBeFocused()
}

/** The person signs in by this account's button and answers, if the page comes that far. */
const consentAs = async (
  opened: () => Promise<string[]>,
  before: number,
  account = 'Global administrator',
  answer?: 'Accept' | 'Cancel',
): Promise<Page> => {
  const person = await follow(browser, opened, before)
  await person.getByRole('button', { name: account, exact: true }).click()
  if (answer !== undefined) await person.getByRole('button', { name: answer, exact: true }).click()
  return person
}

/** Where the browser is to come back to, as the sign-in service was told. */
const callbackOf = async (opened: () => Promise<string[]>, before = 0): Promise<URL> => {
  await expect.poll(async () => (await opened()).length).toBeGreaterThan(before)
  const asked = new URL((await opened()).at(-1) ?? '').searchParams
  const url = new URL(asked.get('redirect_uri') ?? '')
  url.searchParams.set('state', asked.get('state') ?? '')
  return url
}

/** In the main process alone, and only in this run: five minutes pass in a second. */
const shortenWait = (app: ElectronApplication): Promise<void> =>
  app.evaluate(() => {
    const timers = process.getBuiltinModule('node:timers/promises')
    const real = timers.setTimeout
    Object.assign(timers, {
      setTimeout: (milliseconds: number, ...more: [unknown, object]) =>
        real(milliseconds === 300_000 ? 1_000 : milliseconds, ...more),
    })
    process.getBuiltinModule('node:module').syncBuiltinESMExports()
  })

const answerSaveDialog = (app: ElectronApplication, filePath: string): Promise<void> =>
  app.evaluate(({ dialog }, path) => {
    dialog.showSaveDialog = async () => ({ canceled: false, filePath: path })
  }, filePath)

test('consent, a certificate made here and uploaded by hand, a test that refuses and then passes, a first sync', async ({
  app,
  page,
  opened,
  tenant,
  userData,
}) => {
  await page.getByRole('link', { name: en.overview.welcome.own, exact: true }).click()
  await button(page, text.nextConsent).click()
  await expect(page.getByText(settings.form.required.clientId)).toBeVisible()
  await expect(clientIdField(page)).toBeFocused()
  await clientIdField(page).fill(tenant.clientId)
  await expect(page.getByText(consentRedirect, { exact: true })).toBeVisible()
  await page.getByRole('checkbox', { name: connect.features.smimeFromMail.name }).check()
  await expect(page.getByText('User.Read.All, GroupMember.Read.All, Mail.Read')).toBeVisible()
  await look(app, page, 'connect-own-registration')
  await clientIdField(page).press('Enter')

  await expect(heading(page, connect.stages.consent)).toBeFocused()
  await page.getByText(text.never).click()
  await look(app, page, 'connect-own-consent')
  await button(page, text.ask).click()
  await expect(page.getByText(text.waiting)).toBeVisible()
  await look(app, page, 'connect-own-waiting')
  await consentAs(opened, 0, 'Global administrator', 'Accept')
  await expect(page.getByText(text.accepted({ tenant: tenant.tenantId }))).toBeVisible()
  await expect(button(page, text.nextCredential)).toBeFocused()
  await look(app, page, 'connect-own-accepted')
  await button(page, text.nextCredential).click()

  await expect(page.getByText(tenant.tenantId, { exact: true })).toBeVisible()
  await expect(page.getByText(tenant.clientId, { exact: true })).toBeVisible()
  await button(page, text.test).click()
  await expect(page.getByText(text.makeFirst)).toBeVisible()
  await button(page, text.make).click()
  await expect(page.getByText(text.upload)).toBeVisible()
  await expect(page.getByText(text.modes.certificate)).toBeVisible()
  await look(app, page, 'connect-own-made')
  await button(page, text.test).click()
  await expectRefusal(page, 'Entra does not accept this certificate', 'Upload the public certificate')
  await look(app, page, 'connect-own-refused')

  const file = join(userData, 'made.pem')
  await answerSaveDialog(app, file)
  await button(page, text.exportPem).click()
  await expect(page.getByText(text.exported({ name: 'made.pem' }))).toBeVisible()
  const pem = readFileSync(file, 'utf8')
  expect(pem).not.toContain('PRIVATE KEY')
  await tenant.control('POST', 'certificates', { pem })
  await button(page, text.test).click()
  await expect(page.getByText(connect.done({ tenant: tenant.displayName }))).toBeVisible()
  const run = await endOfSync(page)
  expect(run).toMatchObject({ outcome: 'published', users: tenant.counts.users })
  await expect(page.getByText(connect.synced({ users: String(run.users), groups: String(run.groups) }))).toBeVisible()
  await expect(page.getByText(connect.notGranted({ roles: 'Mail.Read' }))).toBeVisible()
  await look(app, page, 'connect-own-done')
  const { connection } = await request(page, 'connection.get', {})
  expect(connection).toMatchObject({ tenantId: tenant.tenantId, clientId: tenant.clientId, state: 'connected' })
  expect(connection?.credential.kind).toBe('certificate')
})

test('cancelled by the administrator: said, nothing saved, tried again and given', async ({
  app,
  page,
  opened,
  tenant,
}) => {
  await toConsent(page, tenant)
  await button(page, text.ask).click()
  await consentAs(opened, 0, 'Global administrator', 'Cancel')
  await expect(page.getByRole('alert')).toContainText(text.refused.consent_declined)
  await expect(page.getByRole('alert')).toContainText('AADSTS65004')
  await look(app, page, 'connect-own-cancelled')
  // What was typed is still there, and so is the way back.
  await button(page, connect.back).click()
  await expect(clientIdField(page)).toHaveValue(tenant.clientId)
  await button(page, text.nextConsent).click()
  await button(page, text.again).click()
  await consentAs(opened, 1, 'Global administrator', 'Accept')
  await expect(page.getByText(text.accepted({ tenant: tenant.tenantId }))).toBeVisible()
  expect(await request(page, 'connection.get', {})).toEqual({ connection: null })
})

test('refused by Microsoft: admin_consent=True beside an error is no consent', async ({ page, opened, tenant }) => {
  await tenant.control('POST', 'set', { consentOutcome: 'temporarily_unavailable' })
  await toConsent(page, tenant)
  await button(page, text.ask).click()
  await consentAs(opened, 0, 'Global administrator', 'Accept')
  await expect(page.getByRole('alert')).toContainText(text.refused.other)
  await expect(button(page, text.nextCredential)).toBeHidden()
  await expect(button(page, text.again)).toBeVisible()
})

test('timed out: the page that never comes back is explained, and the wait ends by itself', async ({
  app,
  page,
  opened,
  tenant,
}) => {
  await shortenWait(app)
  await toConsent(page, tenant)
  await button(page, text.ask).click()
  await expect(page.getByRole('alert')).toContainText(text.refused.browser_unanswered)
  await expect(page.getByRole('alert')).toContainText(consentRedirect)
  await look(app, page, 'connect-own-timeout')
  const late = await callbackOf(opened)
  late.searchParams.set('admin_consent', 'True')
  late.searchParams.set('tenant', tenant.tenantId)
  await expect(fetch(late)).rejects.toThrow()
  await expect(button(page, text.again)).toBeVisible()
})

test('given up while the browser shows a page without a way back; then gone on without it', async ({
  page,
  opened,
  tenant,
}) => {
  await toConsent(page, tenant)
  await button(page, text.ask).click()
  const person = await consentAs(opened, 0, 'Ordinary user')
  await expect(person.getByRole('heading')).toHaveText('Need admin approval')
  // Leaving the page does not end the wait.
  await open(page, 'settings')
  await page.getByRole('main').getByRole('link', { name: connect.title, exact: true }).click()
  await button(page, text.stopWaiting).click()
  await expect(page.getByText(text.stopped)).toBeVisible()

  await button(page, text.given).click()
  await expect(heading(page, connect.stages.credential)).toBeFocused()
  const asked = page.getByRole('textbox', { name: settings.form.tenantId, exact: true })
  await asked.fill(tenant.domain)
  await page.getByRole('radio', { name: text.sources.paste }).check()
  await credentialField(page).click()
  await page.keyboard.insertText(tenant.clientSecret)
  await expect(page.getByText(text.modes.secret)).toBeVisible()
  // There and back again: nothing that was entered is lost.
  await button(page, connect.back).click()
  await button(page, text.given).click()
  await expect(credentialField(page)).toHaveValue(tenant.clientSecret)
  await button(page, text.test).click()
  await expect(page.getByText(connect.done({ tenant: tenant.displayName }))).toBeVisible()
  // Not permitted to be read, so it is asked for.
  await expect(page.getByRole('link', { name: connect.expiryAsked })).toBeVisible()
  expect(await endOfSync(page)).toMatchObject({ outcome: 'published' })
})

test('an answer with a wrong state counts for nothing; the right one after it does', async ({
  page,
  opened,
  tenant,
}) => {
  await tenant.control('POST', 'set', { consentOutcome: 'wrong_state' })
  await toConsent(page, tenant)
  await button(page, text.ask).click()
  const person = await consentAs(opened, 0, 'Global administrator', 'Accept')
  await expect(person.locator('body')).toContainText('was not waiting for this')
  await expect(page.getByText(text.waiting)).toBeVisible()
  await tenant.control('POST', 'set', { consentOutcome: null })
  await consentAs(opened, 0, 'Global administrator', 'Accept')
  await expect(page.getByText(text.accepted({ tenant: tenant.tenantId }))).toBeVisible()
})

test('a stranger who calls first, with everything but the state, spoils nothing', async ({ page, opened, tenant }) => {
  await toConsent(page, tenant)
  await button(page, text.ask).click()
  const callback = await callbackOf(opened)
  const state = callback.searchParams.get('state') ?? ''
  const knock = async (query: Readonly<Record<string, string>>, init: RequestInit = {}) => {
    const url = new URL(callback)
    url.search = new URLSearchParams({ admin_consent: 'True', tenant: tenant.clientId, ...query }).toString()
    return (await fetch(url, init)).status
  }
  expect(await knock({})).toBe(400)
  expect(await knock({ state: state.slice(0, -1) })).toBe(400)
  expect(await knock({ error: 'access_denied', state: `${state}x` })).toBe(400)
  expect(await knock({ state }, { method: 'POST' })).toBe(405)
  await expect(page.getByText(text.waiting)).toBeVisible()
  await consentAs(opened, 0, 'Global administrator', 'Accept')
  await expect(page.getByText(text.accepted({ tenant: tenant.tenantId }))).toBeVisible()
  await expect(fetch(callback)).rejects.toThrow()
})

test('given in another tenant than expected: said, and that tenant can be taken', async ({
  app,
  page,
  opened,
  tenant,
}) => {
  await tenant.control('POST', 'set', { consentOutcome: 'other_tenant' })
  await toConsent(page, { clientId: tenant.clientId, tenant: tenant.tenantId })
  await button(page, text.ask).click()
  await consentAs(opened, 0, 'Global administrator', 'Accept')
  const alert = page.getByRole('alert')
  await expect(alert).toContainText(text.refused.consent_other_tenant)
  await expect(alert).toContainText(tenant.tenantId)
  await expect(button(page, text.again)).toBeVisible()
  await look(app, page, 'connect-own-other-tenant')
  await button(page, text.useTenant).click()
  await expect(heading(page, connect.stages.credential)).toBeFocused()
  // The consent's word is a hint alone: the test asks the tenant itself, and refuses.
  const taken = await page
    .getByRole('definition')
    .filter({ hasText: /^[0-9a-f-]{36}$/ })
    .first()
    .textContent()
  expect(taken).not.toBe(tenant.tenantId)
  await page.getByRole('radio', { name: text.sources.paste }).check()
  await credentialField(page).click()
  await page.keyboard.insertText(tenant.clientSecret)
  await button(page, text.test).click()
  await expect(page.getByRole('alert')).toContainText(settings.form.refused)
  expect(await request(page, 'connection.get', {})).toEqual({ connection: null })
})

test('an account of another tenant is named as such', async ({ page, opened, tenant }) => {
  await toConsent(page, { clientId: tenant.clientId, tenant: tenant.domain })
  await button(page, text.ask).click()
  await consentAs(opened, 0, 'Administrator of another tenant')
  await expect(page.getByRole('alert')).toContainText(text.refused.wrong_account)
  await expect(button(page, text.again)).toBeVisible()
})

test('a test that takes long can be given up, and what was entered is still there', async ({ app, page, tenant }) => {
  await toConsent(page, { clientId: tenant.clientId, tenant: tenant.tenantId })
  await button(page, text.given).click()
  await page.getByRole('radio', { name: text.sources.paste }).check()
  await credentialField(page).click()
  await page.keyboard.insertText(tenant.clientSecret)
  // Longer than a test may take, so that only giving up can end it.
  const slow = { match: { path: 'oauth2/v2.0/token' }, fault: { kind: 'latency', ms: 120_000 } } as const
  await tenant.control('POST', 'faults', slow)
  await button(page, text.test).click()
  await expect(page.getByText(settings.form.testingWhy)).toBeVisible()
  await look(app, page, 'connect-own-testing')
  await button(page, settings.form.cancel).click()
  await expect(page.getByText(settings.form.cancelled)).toBeVisible()
  await expect(button(page, text.test)).toBeFocused()
  await expect(page.getByRole('alert')).toHaveCount(0)
  expect(await request(page, 'connection.get', {})).toEqual({ connection: null })
  await tenant.control('DELETE', 'faults')
  await button(page, text.test).click()
  await expect(page.getByText(connect.done({ tenant: tenant.displayName }))).toBeVisible()
})

test('the end of a secret is read from Entra where that was granted', async ({ page, tenant }) => {
  const roles = ['User.Read.All', 'GroupMember.Read.All', 'Application.Read.All']
  await tenant.control('POST', 'set', { roles })
  await toConsent(page, { clientId: tenant.clientId, tenant: tenant.tenantId })
  await button(page, text.given).click()
  await page.getByRole('radio', { name: text.sources.paste }).check()
  await credentialField(page).click()
  await page.keyboard.insertText(tenant.clientSecret)
  await button(page, text.test).click()
  await expect(page.getByText(connect.done({ tenant: tenant.displayName }))).toBeVisible()
  await expect(page.getByRole('definition').filter({ hasText: /days left/ })).toBeVisible()
  const { credentials } = await request(page, 'credentials.list', {})
  expect(credentials).toMatchObject([{ active: true, expiryFrom: 'entra' }])
})

test('in German the steps have room, too', async ({ app, page, tenant }) => {
  await request(page, 'app.setPreferences', { language: 'de' })
  const words = de.ownRegistration
  await page.getByRole('link', { name: de.overview.welcome.connect, exact: true }).click()
  await look(app, page, 'connect-choose-german')
  await page.getByRole('radio', { name: de.connect.ways.own }).check()
  await button(page, de.connect.next).click()
  await page.getByRole('textbox', { name: de.settings.form.clientId, exact: true }).fill(tenant.clientId)
  await page.getByRole('textbox', { name: words.tenant, exact: true }).fill(tenant.domain)
  await look(app, page, 'connect-own-registration-german')
  await button(page, words.nextConsent).click()
  await page.getByText(words.never).click()
  await look(app, page, 'connect-own-consent-german')
  await button(page, words.given).click()
  await look(app, page, 'connect-own-credential-german')
})
