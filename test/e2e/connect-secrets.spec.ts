/** After connecting by either way, what is secret of it lies in the keychain and nowhere else. */

import { createPrivateKey } from 'node:crypto'
import { readFileSync, writeFileSync } from 'node:fs'
import type { Browser, Page } from '@playwright/test'
import { en } from '../../shared/text/en/index.ts'
import { endOfSync, request } from '../environment/application.ts'
import { everything } from '../fakes/audit-filter.ts'
import type { SpawnedTenant } from '../tenant/spawn.ts'
import type { Launcher, Running } from './launcher.ts'
import { filesWith, formsOf, heapOf, keyLine } from './needles.ts'
import { follow, startBrowser } from './person.ts'
import { filesWithTokens, foundIn, keyLinesOf } from './secret-search.ts'
import { credentialField, passphraseField } from './steps.ts'
import { expect, test } from './tenant-fixture.ts'

test.use({ tenantOptions: { users: 100, groups: 12 } })
test.describe.configure({ timeout: 120_000 })

const { connect, ownRegistration: text } = en

let browser: Browser
test.beforeAll(async () => {
  browser = await startBrowser()
})
test.afterAll(() => browser.close())

const every = { ...everything, attempts: 'all' } as const

const press = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).click()

/** A line of the private key that this test's connection was given, as the keychain holds it. */
const keptKeyLine = async (page: Page): Promise<string> => {
  const { connection } = await request(page, 'connection.get', {})
  const { credentials } = await request(page, 'credentials.list', {})
  const lines = await keyLinesOf(credentials.map(({ id }) => `connection/${connection?.id}/credential/${id}`))
  expect(lines).toHaveLength(1)
  return lines[0] ?? ''
}

/** Everything that came back to this computer by the person's browser: codes, and the state that goes with them. */
const codesOf = (person: Page): readonly string[] => {
  const codes: string[] = []
  person.on('request', (sent) => {
    const url = new URL(sent.url())
    const code = url.hostname === 'localhost' ? url.searchParams.get('code') : null
    if (code !== null) codes.push(code)
  })
  return codes
}

interface Searched {
  readonly running: Running
  readonly launcher: Launcher
  readonly userData: string
  readonly tenant: SpawnedTenant
}

/** The renderer while it still runs, then what is on disk, in the audit, and on the terminal. */
const expectNowhere = async ({ running, launcher, userData, tenant }: Searched, secrets: readonly string[]) => {
  const { app, page } = running
  for (const secret of secrets) expect(secret.length, 'something to look for').toBeGreaterThan(9)
  const heap = await heapOf(app, page)
  expect(heap.includes(tenant.tenantId), 'the heap is one that holds what the page knows').toBe(true)
  const audit = JSON.stringify(await request(page, 'audit.list', { filter: every, offset: 0, limit: 200 }))
  expect(audit, 'the audit tells of it').toContain(tenant.tenantId)
  const content = await page.content()
  for (const where of [heap, audit, content]) expect(foundIn(where, secrets)).toEqual([])
  await running.stop()
  expect(filesWith(userData, [Buffer.from(tenant.tenantId)]), 'the search finds what is there').not.toEqual([])
  expect(filesWith(userData, secrets.flatMap(formsOf))).toEqual([])
  expect(filesWithTokens(userData)).toEqual([])
  const output = Buffer.concat(launcher.outputs()).toString()
  expect(output, 'the terminal shows the log').toContain(tenant.tenantId)
  expect(foundIn(output, secrets)).toEqual([])
}

test('a registration made by Tenantry: key, code, tokens', async ({ running, launcher, userData, tenant }) => {
  const { page, opened } = running
  await page.getByRole('link', { name: en.overview.welcome.connect, exact: true }).click()
  await press(page, connect.signIn)
  const person = await follow(browser, opened, 0)
  const codes = codesOf(person)
  await person.getByRole('button', { name: 'Global administrator' }).click()
  await press(page, connect.create)
  await expect(page.getByText(connect.done({ tenant: tenant.displayName }))).toBeVisible()
  await endOfSync(page)
  expect(codes).toHaveLength(1)
  const secrets = [...codes, await keptKeyLine(page)]
  await expectNowhere({ running, launcher, userData, tenant }, secrets)
})

/** From the first page to the credential of an own registration, consent given in the browser. */
const toCredential = async ({ page, opened }: Running, tenant: SpawnedTenant): Promise<void> => {
  await page.getByRole('link', { name: en.overview.welcome.own, exact: true }).click()
  await page.getByRole('textbox', { name: en.settings.form.clientId, exact: true }).fill(tenant.clientId)
  await press(page, text.nextConsent)
  await press(page, text.ask)
  const person = await follow(browser, opened, 0)
  await person.getByRole('button', { name: 'Global administrator' }).click()
  await person.getByRole('button', { name: 'Accept' }).click()
  await press(page, text.nextCredential)
}

const testAndSave = async (page: Page, tenant: SpawnedTenant): Promise<void> => {
  await press(page, text.test)
  await expect(page.getByText(connect.done({ tenant: tenant.displayName }))).toBeVisible()
  await endOfSync(page)
}

test('an own registration: a secret that is pasted', async ({ running, launcher, userData, tenant }) => {
  const { page } = running
  await toCredential(running, tenant)
  await page.getByRole('radio', { name: text.sources.paste }).check()
  await credentialField(page).click()
  await page.keyboard.insertText(tenant.clientSecret)
  // Once to another step and back, so that a field with the secret has come and gone.
  await press(page, connect.back)
  await press(page, text.nextCredential)
  await testAndSave(page, tenant)
  await expectNowhere({ running, launcher, userData, tenant }, [tenant.clientSecret])
})

test('an own registration: files with a key under a passphrase', async ({ running, launcher, userData, tenant }) => {
  const { app, page } = running
  const passphrase = 'correct horse battery staple 7312'
  const key = createPrivateKey(tenant.privateKeyPem).export({
    type: 'pkcs8',
    format: 'pem',
    cipher: 'aes-256-cbc',
    passphrase,
  }) as string
  // Outside the profile, where the search must find nothing.
  const file = test.info().outputPath('chosen.pem')
  writeFileSync(file, `${tenant.certificatePem}\n${key}`, { mode: 0o600 })
  await app.evaluate(({ dialog }, path) => {
    dialog.showOpenDialog = async () => ({ canceled: false, filePaths: [path] })
  }, file)
  await toCredential(running, tenant)
  await page.getByRole('radio', { name: text.sources.files }).check()
  await press(page, en.settings.form.chooseFiles)
  await passphraseField(page).click()
  await page.keyboard.insertText(passphrase)
  await expect(page.getByText(text.modes.certificate)).toBeVisible()
  await testAndSave(page, tenant)
  const secrets = [passphrase, keyLine(tenant.privateKeyPem), keyLine(key)]
  await expectNowhere({ running, launcher, userData, tenant }, secrets)
})

test('an own registration: the key of a certificate made here', async ({ running, launcher, userData, tenant }) => {
  const { app, page } = running
  await toCredential(running, tenant)
  await press(page, text.make)
  const file = test.info().outputPath('made.pem')
  await app.evaluate(({ dialog }, path) => {
    dialog.showSaveDialog = async () => ({ canceled: false, filePath: path })
  }, file)
  await press(page, text.exportPem)
  await expect(page.getByText(text.exported({ name: 'made.pem' }))).toBeVisible()
  await tenant.control('POST', 'certificates', { pem: readFileSync(file, 'utf8') })
  await testAndSave(page, tenant)
  await expectNowhere({ running, launcher, userData, tenant }, [await keptKeyLine(page)])
})
