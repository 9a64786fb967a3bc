/** Certificates looked up live in mailboxes with really signed mail: verdicts, the health board, a file, and nothing left afterwards. */
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { ElectronApplication, Page } from '@playwright/test'
import { de } from '../../shared/text/de/index.ts'
import { en } from '../../shared/text/en/index.ts'
import { request } from '../environment/application.ts'
import type { SpawnedTenant } from '../tenant/spawn.ts'
import { look } from './look.ts'
import { answerSaveDialog, ensureSynchronised, open, rowsOf } from './steps.ts'
import { expect, sharedRun } from './tenant-fixture.ts'

const test = sharedRun()
test.use({ tenantOptions: { users: 120, groups: 12, seed: 5 } })
// Each state is made from the one before it.
test.describe.configure({ mode: 'serial', timeout: 180_000 })

const text = en.certificates
const { lookup, health, rows, file, details, compare } = text
const settings = en.certificateSettings

interface Person {
  readonly id: string
  readonly mail: string
}

const peopleWith = async (tenant: SpawnedTenant, fate: string, count = 1): Promise<readonly Person[]> =>
  ((await tenant.control('POST', 'mail/find', { fate, count })) as { people: readonly Person[] }).people

/** Somebody whose signed mail this happened to. */
const personWith = async (tenant: SpawnedTenant, fate: string): Promise<Person> => {
  const [person] = await peopleWith(tenant, fate)
  if (person !== undefined) return person
  throw new Error(`Nobody's mail is ${fate}`)
}

const certificateOf = async (tenant: SpawnedTenant, { id }: Person): Promise<Buffer> => {
  const answer = await tenant.control('POST', 'mail/certificate', { user: id })
  return Buffer.from((answer as { certificate: string }).certificate, 'base64')
}

const goTo = async (page: Page, query: string, title = text.title): Promise<void> => {
  await page.evaluate((hash) => {
    location.hash = hash
  }, `#/certificates${query}`)
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(title)
}

const nameOf = async (page: Page, { id }: Person): Promise<string> =>
  (await request(page, 'directory.user', { id })).displayName ?? text.find.unnamed

/** By the field at the top, as a person does. */
const lookUp = async (page: Page, person: Person): Promise<string> => {
  await page.getByRole('combobox', { name: text.find.user }).fill(person.mail)
  await page.getByRole('option', { name: person.mail }).click()
  await expect(page.getByText(lookup.kept).or(page.getByText(lookup.asked)).first()).toBeVisible()
  return nameOf(page, person)
}

const rowOf = (page: Page, table: string, first: string) =>
  page
    .getByRole('table', { name: table })
    .getByRole('row')
    .filter({ has: page.getByRole('cell', { name: first, exact: true }) })
const checkRow = (page: Page, name: string) => rowOf(page, text.checks.title, name)
const sourceRow = (page: Page, name: string) => rowOf(page, text.sources.title, name)

const chooseFile = (app: ElectronApplication, path: string) =>
  app.evaluate(({ dialog }, chosen) => {
    dialog.showOpenDialog = async () => ({ canceled: false, filePaths: [chosen] })
  }, path)

/** As a person drags it from elsewhere and lets it go over the page's field. */
const dropFile = async (page: Page, name: string, words: string): Promise<void> => {
  const dataTransfer = await page.evaluateHandle(
    ([title, content]) => {
      const carried = new DataTransfer()
      carried.items.add(new File([content], title))
      return carried
    },
    [name, words] as const,
  )
  await page.getByRole('region', { name: file.zone }).dispatchEvent('drop', { dataTransfer })
}

const pasteText = (page: Page, words: string): Promise<void> =>
  page.evaluate((content) => {
    const clipboardData = new DataTransfer()
    clipboardData.setData('text/plain', content)
    document.body.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true }))
  }, words)

test('without Mail.Read the page says what is missing and how it is granted; granted and tested, it looks', async ({
  app,
  page,
  tenant,
}) => {
  await ensureSynchronised(page, tenant)
  await open(page, 'certificates')
  await expect(page.getByText(text.missing.title)).toBeVisible()
  await expect(page.getByRole('button', { name: text.missing.portal })).toBeVisible()
  await look(app, page, 'certificates-start')
  const person = await personWith(tenant, 'usable')
  const name = await lookUp(page, person)
  await expect(page.getByText(lookup.verdicts.unknown({ name }))).toBeVisible()
  await expect(sourceRow(page, en.certificateReasons.sources.signedMail)).toContainText('Mail.Read')
  await expect(page.getByText(text.missing.how)).toBeVisible()
  await look(app, page, 'certificates-missing')

  await tenant.control('POST', 'set', { roles: ['User.Read.All', 'Group.Read.All', 'Mail.Read'] })
  await page.getByRole('link', { name: text.missing.settings }).click()
  await page.getByRole('button', { name: en.settings.card.test, exact: true }).click()
  await expect(page.getByText(en.settings.card.tests)).toBeVisible()
  await open(page, 'certificates')
  await lookUp(page, person)
  await expect(sourceRow(page, en.certificateReasons.sources.signedMail)).toContainText(
    en.certificateReasons.answers.found,
  )
})

test('a certificate whose root the administrator trusts encrypts: verdict, sources, checks, chain and details', async ({
  app,
  page,
  tenant,
}) => {
  const person = await personWith(tenant, 'usable')
  await expect(checkRow(page, en.certificateReasons.checks.chain)).toContainText(
    en.certificateReasons.words.issuerUnknown,
  )
  const root = test.info().outputPath('root.pem')
  writeFileSync(root, ((await tenant.control('GET', 'mail/root')) as { pem: string }).pem)
  await chooseFile(app, root)
  await page.evaluate(() => {
    location.hash = '#/settings?section=certificates'
  })
  await expect(page.getByText(settings.roots.none)).toBeVisible()
  await page.getByRole('button', { name: settings.roots.add }).click()
  await expect(page.getByRole('table', { name: settings.roots.title })).toContainText('Mail Root')
  await look(app, page, 'certificates-settings')

  await open(page, 'certificates')
  const name = await lookUp(page, person)
  await expect(page.getByText(lookup.verdicts.encrypt({ name }))).toBeVisible()
  await expect(sourceRow(page, en.certificateReasons.sources.profile)).toContainText(
    en.certificateReasons.answers.notAvailable,
  )
  await expect(sourceRow(page, en.certificateReasons.sources.ldap)).toContainText(en.certificateReasons.answers.off)
  await expect(checkRow(page, en.certificateReasons.checks.chain)).toContainText('Mail Root')
  await expect(checkRow(page, en.certificateReasons.checks.messageSignature)).toContainText(
    en.certificateReasons.words.signatureValid,
  )
  await expect(page.getByRole('list', { name: text.chain.title }).getByRole('listitem')).toHaveCount(3)
  await expect(page.getByRole('term').filter({ hasText: details.fingerprint })).toBeVisible()
  await look(app, page, 'certificates-usable')
})

test('each kind of misfortune is named: expired, another address, unsigned, no mailbox', async ({
  app,
  page,
  tenant,
}) => {
  const { words, checks, sources, answers } = en.certificateReasons
  const misfortunes = [
    ['expired', checks.validity, words.expired],
    ['wrongAddress', checks.address, words.addressOther],
    ['signingOnly', checks.encryptionUsage, words.keyUsageForbids],
    ['weak', checks.strength, words.keyShort],
    ['strangerIssuer', checks.chain, words.rootUntrusted],
  ] as const
  for (const [fate, check, word] of misfortunes) {
    await lookUp(page, await personWith(tenant, fate))
    await expect(checkRow(page, check), fate).toContainText(word)
    if (fate === 'expired') await look(app, page, 'certificates-expired')
  }
  const unsigned = await personWith(tenant, 'unsigned')
  const name = await lookUp(page, unsigned)
  await expect(page.getByText(lookup.verdicts.none({ name }))).toBeVisible()
  await look(app, page, 'certificates-none')
  await tenant.control('POST', 'mail/fate', { user: unsigned.id, fate: 'noMailbox' })
  await page.getByRole('button', { name: lookup.again }).click()
  await expect(sourceRow(page, sources.signedMail)).toContainText(answers.notAvailable)
})

test('a source that fails is named with its cure; a lookup that takes long can be cancelled, and begun again', async ({
  app,
  page,
  tenant,
}) => {
  const fault = { kind: 'status', status: 507, code: 'InsufficientStorage', message: 'Try later' }
  await tenant.control('POST', 'faults', { match: { path: '\\$batch' }, fault: { kind: 'hang' } })
  await page.getByRole('button', { name: lookup.again }).click()
  await expect(page.getByRole('button', { name: lookup.cancel })).toBeVisible()
  await look(app, page, 'certificates-running')
  await page.getByRole('button', { name: lookup.cancel }).click()
  await expect(page.getByText(lookup.cancelled)).toBeVisible()
  await look(app, page, 'certificates-cancelled')
  await tenant.control('DELETE', 'faults')
  await tenant.control('POST', 'faults', { match: { path: '\\$batch' }, fault })
  await page.getByRole('button', { name: lookup.again }).click()
  await expect(page.getByText(lookup.unknown).or(page.getByText(lookup.failed)).first()).toBeVisible()
  await look(app, page, 'certificates-failed')
  await tenant.control('DELETE', 'faults')
})

test('only an explicit choice puts a certificate on the disk', async ({ app, page, tenant }) => {
  const person = await personWith(tenant, 'usable')
  await lookUp(page, person)
  const path = test.info().outputPath('saved.cer')
  await answerSaveDialog(app, path)
  await page.getByRole('button', { name: details.save }).click()
  await page.getByRole('menuitem', { name: details.formats.cer }).click()
  await expect(page.getByText(details.saved({ name: 'saved.cer' }))).toBeVisible()
  expect(readFileSync(path)).toEqual(await certificateOf(tenant, person))
})

test('a file is judged by the same rules, against nobody or a user, and two certificates are compared', async ({
  app,
  page,
  tenant,
}) => {
  const [first, second] = await peopleWith(tenant, 'usable', 2)
  if (first === undefined || second === undefined) throw new Error('Too few people')
  const pem = (der: Buffer) => `-----BEGIN CERTIFICATE-----\n${der.toString('base64')}\n-----END CERTIFICATE-----\n`
  const both = pem(await certificateOf(tenant, first)) + pem(await certificateOf(tenant, second))
  await page.getByRole('tab', { name: text.tabs.file }).click()
  await look(app, page, 'certificates-file')
  const chosen = page.locator('input[type=file]')
  await chosen.setInputFiles({ name: 'both.pem', mimeType: 'application/x-pem-file', buffer: Buffer.from(both) })
  await expect(page.getByText(file.result({ count: 2, text: '2', name: 'both.pem' }))).toBeVisible()
  await expect(checkRow(page, en.certificateReasons.checks.address)).toContainText(
    en.certificateReasons.words.addressUnknown,
  )
  await page.getByRole('combobox', { name: text.find.against }).fill(first.mail)
  await page.getByRole('option', { name: first.mail }).click()
  await expect(checkRow(page, en.certificateReasons.checks.address)).toContainText(
    en.certificateReasons.words.addressInSan,
  )
  await look(app, page, 'certificates-judged')
  await page.getByRole('button', { name: compare.open }).click()
  await page.getByRole('menuitem').first().click()
  await expect(page.getByRole('table', { name: compare.title })).toContainText(compare.different)
  await expect(page.getByRole('button', { name: compare.close })).toBeFocused()
  await look(app, page, 'certificates-compared')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('button', { name: compare.open })).toBeFocused()
  await dropFile(page, 'words.txt', 'No certificate')
  await expect(page.getByText(file.none({ name: 'words.txt' }))).toBeVisible()
  await expect(page.getByRole('table', { name: text.unread.title })).toContainText(
    en.certificateReasons.problems.notCertificate,
  )
  await look(app, page, 'certificates-unread')
  await chosen.setInputFiles({ name: 'empty.cer', mimeType: 'application/pkix-cert', buffer: Buffer.alloc(0) })
  await expect(page.getByText(file.empty({ name: 'empty.cer' }))).toBeVisible()
  await pasteText(page, both)
  await expect(page.getByText(file.result({ count: 2, text: '2', name: file.pasted }))).toBeVisible()
})

test('the health board says what it will ask, runs over everyone, and lists and exports who is in which state', async ({
  app,
  page,
  tenant,
}) => {
  await page.getByRole('tab', { name: text.tabs.health }).click()
  await expect(page.getByText(health.effort({ users: { count: 120, text: '120' }, requests: '360' }))).toBeVisible()
  await look(app, page, 'certificates-health-start')
  await page.getByRole('button', { name: health.start, exact: true }).click()
  await expect(page.getByText(health.done({ name: health.all, count: 120, text: '120' }))).toBeVisible({
    timeout: 120_000,
  })
  const { board } = await request(page, 'certificates.board', {})
  const expired = await peopleWith(tenant, 'expired', 120)
  expect(board?.reasons.expired).toBe(expired.length)
  expect(Object.values(board?.counts ?? {}).reduce((sum, count) => sum + count, 0)).toBe(120)
  await look(app, page, 'certificates-health')
  await page.getByRole('button', { name: health.showListOf({ name: health.reasons.expired }) }).click()
  await expect(rowsOf(page)).toHaveCount(expired.length + 1)
  await look(app, page, 'certificates-health-list')
  const path = join(test.info().outputPath(), 'board.csv')
  await answerSaveDialog(app, path)
  await page.getByRole('button', { name: rows.export }).click()
  const count = expired.length
  await expect(page.getByText(en.exporting.written({ count, text: String(count), name: 'board.csv' }))).toBeVisible()
  const csv = readFileSync(path, 'utf8')
  for (const { mail } of expired) expect(csv).toContain(mail)
  await page.getByRole('searchbox', { name: rows.search.label }).fill('zzzz')
  await expect(page.getByText(rows.nothing)).toBeVisible()
  await page.getByRole('button', { name: rows.clear }).click()
  await expect(rowsOf(page).nth(1)).toBeVisible()
})

test('a board is stopped and keeps what it has', async ({ app, page, tenant }) => {
  await page.getByRole('button', { name: health.back }).click()
  await page.getByRole('button', { name: health.another }).click()
  await page.getByRole('radio', { name: health.group }).check()
  await expect(page.getByRole('button', { name: health.start, exact: true })).toBeDisabled()
  await page.getByRole('radio', { name: health.all }).check()
  // The first are answered; the others are waited for until it is stopped.
  await tenant.control('POST', 'faults', {
    match: { path: '\\$batch', nth: 6, times: 1_000 },
    fault: { kind: 'hang' },
  })
  await page.getByRole('button', { name: health.start, exact: true }).click()
  await expect(page.getByRole('progressbar', { name: health.progress })).toBeVisible()
  await expect.poll(async () => (await request(page, 'certificates.board', {})).board?.done).toBeGreaterThan(0)
  await look(app, page, 'certificates-health-running')
  await page.getByRole('button', { name: health.stop }).click()
  await expect(page.getByRole('button', { name: health.another })).toBeVisible()
  const { board } = await request(page, 'certificates.board', {})
  expect(board?.state).toBe('stopped')
  expect(board?.done).toBeGreaterThan(0)
  await tenant.control('DELETE', 'faults')
})

test('a board over one group counts the users of that group', async ({ page }) => {
  const query = { search: '', kinds: [], sort: { column: 'transitive', descending: true } } as const
  const [group] = (await request(page, 'directory.groups', { query, offset: 0, limit: 1 })).rows
  if (group === undefined) throw new Error('No group')
  await page.getByRole('button', { name: health.another }).click()
  await page.getByRole('radio', { name: health.group }).check()
  const name = group.displayName ?? ''
  await page.getByRole('combobox', { name: text.find.group }).fill(name)
  await page.getByRole('option', { name }).first().click()
  await page.getByRole('button', { name: health.start, exact: true }).click()
  const count = group.transitive
  await expect(page.getByText(health.done({ name, count, text: String(count) }))).toBeVisible({ timeout: 60_000 })
})

test('the settings: order, switches, the number of messages and the server are kept', async ({ page }) => {
  await page.evaluate(() => {
    location.hash = '#/settings?section=certificates'
  })
  const ldap = en.certificateReasons.sources.ldap
  await page.getByRole('button', { name: settings.sources.up({ name: ldap }) }).click()
  await page.getByRole('textbox', { name: settings.scan.label }).fill('500')
  await page.getByRole('button', { name: settings.scan.save, exact: true }).click()
  await expect(page.getByText(settings.scan.problem)).toBeVisible()
  await page.getByRole('textbox', { name: settings.scan.label }).fill('20')
  await page.getByRole('button', { name: settings.scan.save, exact: true }).click()
  await page.getByRole('textbox', { name: settings.ldap.url }).fill('ldap://dc.example.com')
  await page.getByRole('button', { name: settings.ldap.save }).click()
  await expect(page.getByText(settings.ldap.urlProblem)).toBeVisible()
  await page.getByRole('textbox', { name: settings.ldap.url }).fill('ldaps://dc.example.com')
  await page.getByRole('textbox', { name: settings.ldap.password }).fill('planted-password')
  await page.getByRole('button', { name: settings.ldap.save }).click()
  await expect(page.getByText(settings.ldap.saved)).toBeVisible()
  await expect(page.getByText(settings.ldap.passwordKept)).toBeVisible()
  expect(await request(page, 'certificates.settings', {})).toMatchObject({
    sources: [{ source: 'profile' }, { source: 'ldap', on: false }, { source: 'signedMail' }],
    scan: 20,
    ldap: { url: expect.stringContaining('ldaps://dc.example.com'), hasPassword: true },
    revocation: false,
  })
  await page.getByRole('button', { name: settings.ldap.remove }).click()
  await expect(page.getByText(settings.ldap.removed)).toBeVisible()
})

test('a user of the directory leads to the certificates', async ({ page, tenant }) => {
  const person = await personWith(tenant, 'usable')
  await page.evaluate((id) => {
    location.hash = `#/users?open=${id}`
  }, person.id)
  await page.getByRole('complementary').getByRole('link', { name: text.fromUser }).click()
  await expect(page.getByText(lookup.verdicts.encrypt({ name: await nameOf(page, person) }))).toBeVisible()
})

test('without a network a choice waits, and what was found stays', async ({ app, page, tenant }) => {
  await page.context().setOffline(true)
  await expect(page.getByText(text.offline)).toBeVisible()
  await expect(page.getByRole('button', { name: lookup.again })).toBeDisabled()
  await look(app, page, 'certificates-offline')
  const other = await personWith(tenant, 'expiring')
  await goTo(page, `?user=${other.id}`)
  await expect(page.getByText(text.offline)).toBeVisible()
  await expect(page.getByRole('table', { name: text.checks.title })).toBeHidden()
  await page.context().setOffline(false)
  await expect(page.getByText(lookup.verdicts.encrypt({ name: await nameOf(page, other) }))).toBeVisible()
})

test('in German', async ({ app, page, tenant }) => {
  await request(page, 'app.setPreferences', { language: 'de' })
  await goTo(page, `?user=${(await personWith(tenant, 'expired')).id}`, de.certificates.title)
  await expect(page.getByRole('table', { name: de.certificates.checks.title })).toBeVisible()
  await look(app, page, 'certificates-german')
  await goTo(page, '?tab=health', de.certificates.title)
  await expect(page.getByRole('table', { name: de.certificates.health.verdicts })).toBeVisible()
  await look(app, page, 'certificates-health-german')
  await page.evaluate(() => {
    location.hash = '#/settings?section=certificates'
  })
  await expect(page.getByRole('table', { name: de.certificateSettings.sources.title })).toBeVisible()
  await look(app, page, 'certificates-settings-german')
  await request(page, 'app.setPreferences', { language: 'en' })
})

test('left, a tenant has no certificates any more', async ({ app, page }) => {
  await goTo(page, '?tab=health')
  await expect(page.getByRole('table', { name: health.verdicts })).toBeVisible()
  const { connection } = await request(page, 'connection.get', {})
  await request(page, 'connection.disconnect', { id: connection?.id ?? '', keepCredentials: true })
  await expect(page.getByText(text.left.title)).toBeVisible()
  await page.getByRole('tab', { name: text.tabs.lookup }).click()
  await expect(page.getByText(text.left.title)).toBeVisible()
  await look(app, page, 'certificates-left')
  await page.getByRole('tab', { name: text.tabs.file }).click()
  await dropFile(page, 'words.txt', 'No certificate')
  await expect(page.getByText(file.none({ name: 'words.txt' }))).toBeVisible()
})
