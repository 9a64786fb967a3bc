/** What each sync changed, somebody's own history, and the directory as it was. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Locator, Page } from '@playwright/test'
import { en } from '../../shared/text/en/index.ts'
import { endOfSync, request } from '../environment/application.ts'
import type { SpawnedTenant } from '../tenant/spawn.ts'
import { look } from './look.ts'
import { answerSaveDialog, ensureSynchronised, lastRun, open, press, rowsOf, searchFor } from './steps.ts'
import { expect, sharedRun } from './tenant-fixture.ts'

const test = sharedRun()
test.use({ tenantOptions: { users: 120, groups: 20, seed: 7 } })
test.describe.configure({ mode: 'serial', timeout: 120_000 })

const text = en.changes

const sort = { column: 'displayName', descending: false } as const
const someUsers = async (page: Page) =>
  (await request(page, 'directory.users', { query: { search: '', filters: [], sort }, offset: 0, limit: 8 })).rows
const someGroups = async (page: Page) =>
  (await request(page, 'directory.groups', { query: { search: '', kinds: [], sort }, offset: 0, limit: 20 })).rows

const sync = async (page: Page): Promise<void> => {
  const last = await lastRun(page)
  await press(page, en.app.sync.now)
  expect(await endOfSync(page, last)).toMatchObject({ outcome: 'published' })
}

const mutate = (tenant: SpawnedTenant, change: object) => tenant.control('POST', 'mutate', change)
const rowWith = (page: Page, ...words: readonly string[]): Locator =>
  words.reduce((rows, hasText) => rows.filter({ hasText }), rowsOf(page))

/** Of a group that somebody has joined or left since the history began: those of then, not those of now. */
const expectMembersOfThen = async (page: Page): Promise<void> => {
  const query = {
    search: '',
    kinds: ['membership'],
    whats: [],
    attributes: [],
    runId: null,
    from: null,
    to: null,
  } as const
  const [change] = (await request(page, 'changes.list', { query, offset: 0, limit: 1 })).rows
  const first = (await request(page, 'changes.runs', { offset: 0, limit: 99 })).rows.find((run) => run.first)
  if (change === undefined || first === undefined) throw new Error('no membership changed')
  const then = await request(page, 'directory.groupAsOf', { runId: first.runId, id: change.object.id })
  expect(then.direct).not.toBe((await request(page, 'directory.group', { id: then.id })).direct)
  await searchFor(page, text.asOf.searchGroups.label, then.displayName ?? '')
  await rowsOf(page).nth(1).dblclick()
  const members = page.getByRole('complementary').getByRole('region', { name: text.asOf.direct })
  await expect(members.getByRole('listitem')).toHaveCount(then.direct)
}

const expectNoExport = async (page: Page): Promise<void> => {
  const button = page.getByRole('button', { name: en.exporting.open, exact: true })
  await expect(button).toBeDisabled()
  await expect(button).toHaveAttribute('title', en.exporting.empty)
}

test('before anything changed the page says when the history begins', async ({ app, page, tenant }) => {
  await ensureSynchronised(page, tenant)
  await open(page, 'changes')
  await expect(page.getByRole('heading', { name: text.none })).toBeVisible()
  await expectNoExport(page)
  await look(app, page, 'changes-none')
})

test('a sync is told attribute by attribute, with who came, went, joined and left', async ({ app, page, tenant }) => {
  const [renamed, moved, gone] = await someUsers(page)
  const groups = await someGroups(page)
  const group = groups.find(({ direct, dynamic }) => direct > 2 && !dynamic)
  if (renamed === undefined || moved === undefined || gone === undefined || group === undefined)
    throw new Error('small')
  await mutate(tenant, { op: 'changeUser', id: renamed.id, properties: { displayName: 'Ännchen Änderung' } })
  await mutate(tenant, {
    op: 'changeUser',
    id: moved.id,
    properties: {
      jobTitle: 'Stellvertretende Bereichsleiterin Betriebsorganisation und Arbeitssicherheit',
      department: null,
      businessPhones: ['+49 30 1', '+49 30 2'],
    },
  })
  await mutate(tenant, { op: 'revokeLicenses', id: gone.id })
  await mutate(tenant, { op: 'addUser', properties: { displayName: 'Nora Neu' } })
  await mutate(tenant, { op: 'changeGroup', id: group.id, properties: { description: 'Who is told of everything' } })
  for (const member of [renamed, moved]) {
    const added = await mutate(tenant, { op: 'addMember', group: group.id, member: member.id })
    if (JSON.stringify(added).includes('false'))
      await mutate(tenant, { op: 'removeMember', group: group.id, member: member.id })
  }
  await sync(page)
  await expect(
    rowWith(page, text.happened.user.changed, 'Ännchen Änderung', text.attributes.displayName),
  ).toContainText(renamed.displayName ?? '')
  await expect(rowWith(page, text.attributes.department, moved.displayName ?? '')).toContainText(text.blank)
  await expect(rowWith(page, text.happened.user.added, 'Nora Neu')).toBeVisible()
  await expect(rowWith(page, text.happened.user.removed, gone.displayName ?? '')).toBeVisible()
  await expect(rowWith(page, text.happened.group.changed, text.attributes.description)).toBeVisible()
  await expect(rowWith(page, 'Ännchen Änderung', text.memberOf({ group: group.displayName ?? '' }))).toBeVisible()
  await look(app, page, 'changes-full')

  await rowWith(page, text.happened.user.removed, gone.displayName ?? '').dblclick()
  const panel = page.getByRole('complementary')
  await expect(panel).toContainText(gone.mail)
  await expect(panel.getByRole('region', { name: text.details.history })).toContainText(text.history.removed)
  await look(app, page, 'changes-details')
  await page.keyboard.press('Escape')
  await expect(panel).toHaveCount(0)
})

test('a second run stands above, and search and filters narrow both', async ({ app, page, tenant }) => {
  const [, , , another] = await someUsers(page)
  if (another === undefined) throw new Error('small')
  await mutate(tenant, { op: 'changeUser', id: another.id, properties: { city: 'Neustadt' } })
  await sync(page)
  await expect(rowsOf(page).nth(1)).toContainText('Neustadt')
  await searchFor(page, text.search.label, 'annchen')
  await expect(rowWith(page, 'Nora Neu')).toHaveCount(0)
  await expect(rowWith(page, 'Ännchen Änderung').first()).toBeVisible()
  await searchFor(page, text.search.label, '')
  await page.getByRole('button', { name: text.attributeFilter, exact: true }).first().click()
  await page.getByRole('menuitemcheckbox', { name: text.attributes.city, exact: true }).click()
  await page.keyboard.press('Escape')
  await expect(rowsOf(page)).toHaveCount(2)
  await searchFor(page, text.search.label, 'zzzz')
  await expect(page.getByRole('heading', { name: text.nothing.searched({ search: 'zzzz' }) })).toBeVisible()
  await expectNoExport(page)
  await look(app, page, 'changes-nothing')
  await page.getByRole('button', { name: text.nothing.clear }).click()
  await expect(rowWith(page, 'Nora Neu')).toBeVisible()
})

test('changes are exported as they are filtered', async ({ app, page, userData }) => {
  await searchFor(page, text.search.label, 'nora')
  await expect(rowsOf(page)).toHaveCount(2)
  const file = join(userData, 'changes.json')
  await answerSaveDialog(app, file)
  await page.getByRole('button', { name: en.exporting.open, exact: true }).click()
  await page.getByRole('menuitem', { name: en.exporting.formats.json }).click()
  await expect(page.getByText(en.exporting.written({ count: 1, text: '1', name: 'changes.json' }))).toBeVisible()
  expect(JSON.parse(readFileSync(file, 'utf8'))).toMatchObject([
    { what: 'added', objectType: 'user', displayName: 'Nora Neu' },
  ])
  await look(app, page, 'changes-exported')
  await searchFor(page, text.search.label, '')
})

test('changes are narrowed to when they came about, and a day without any says so', async ({ app, page }) => {
  await page.getByRole('button', { name: en.period.label }).click()
  await page.getByRole('radio', { name: en.period.spans['24h'] }).check()
  await look(app, page, 'changes-when')
  await page.keyboard.press('Escape')
  await expect(rowWith(page, 'Nora Neu')).toBeVisible()
  await expect.poll(() => page.evaluate(() => location.hash)).toBe('#/changes?last=24h')
  await page.evaluate(() => {
    location.hash = '#/changes?from=2020-01-01&to=2020-01-02'
  })
  await expect(page.getByRole('heading', { name: text.nothing.filtered })).toBeVisible()
  await page.getByRole('button', { name: text.nothing.clear }).click()
  await expect(rowWith(page, 'Nora Neu')).toBeVisible()
})

test('a user has a history of its own', async ({ app, page }) => {
  await open(page, 'users')
  await searchFor(page, en.users.search.label, 'annchen')
  await rowsOf(page).filter({ hasText: 'Ännchen' }).dblclick()
  await page.getByRole('tab', { name: en.users.details.tabs.history }).click()
  await expect(page.getByRole('complementary').getByRole('listitem').first()).toBeVisible()
  await expect(page.getByRole('complementary')).toContainText(text.attributes.displayName)
  await look(app, page, 'users-details-history')
  await page.keyboard.press('Escape')
})

test('the directory is shown and exported as it was, and says that it is the past', async ({ app, page, userData }) => {
  await open(page, 'changes')
  await page.getByRole('button', { name: text.asOf.label }).click()
  await page.getByRole('menuitemradio', { name: text.asOf.begins }).click()
  await expect(page.getByText(text.asOf.bannerWhy)).toBeVisible()
  await expect(rowsOf(page).nth(1)).toContainText(/\S/)
  await searchFor(page, text.asOf.searchUsers.label, 'nora neu')
  await expect(page.getByRole('heading', { name: text.asOf.noneFound })).toBeVisible()
  await page.getByRole('button', { name: text.asOf.clear }).click()
  await rowsOf(page).nth(1).dblclick()
  await expect(page.getByRole('complementary')).toBeVisible()
  await look(app, page, 'changes-as-of-users')
  await page.getByRole('tab', { name: text.asOf.groups }).click()
  await expect(rowsOf(page).nth(1)).toContainText(/\S/)
  await look(app, page, 'changes-as-of-groups')
  const file = join(userData, 'then.json')
  await answerSaveDialog(app, file)
  await page.getByRole('button', { name: en.exporting.open, exact: true }).click()
  await page.getByRole('menuitem', { name: en.exporting.formats.json }).click()
  await expect(page.getByText('then.json')).toBeVisible()
  expect(JSON.parse(readFileSync(file, 'utf8'))).toHaveLength(20)
  await expectMembersOfThen(page)
  await look(app, page, 'changes-as-of-group-members')
  await page.evaluate(() => {
    location.hash = '#/changes?asOf=forgotten'
  })
  await expect(page.getByRole('heading', { name: text.asOf.unknown })).toBeVisible()
  await expectNoExport(page)
  await look(app, page, 'changes-as-of-unknown')
  await page.getByRole('button', { name: text.asOf.back }).click()
  await expect(rowWith(page, 'Nora Neu')).toBeVisible()
})

/** A moment as a field for date and time takes it, by the clock of the window. */
const typed = (page: Page, iso: string): Promise<string> =>
  page.evaluate((at) => {
    const moment = new Date(at)
    moment.setMinutes(moment.getMinutes() - moment.getTimezoneOffset())
    return moment.toISOString().slice(0, 16)
  }, iso)

const hash = (page: Page) => page.evaluate(() => location.hash)
const runsOf = async (page: Page) => (await request(page, 'changes.runs', { offset: 0, limit: 99 })).rows

/** Opens the dialog out of a menu, in which a run is found by its date. */
const byDate = async (page: Page, menu: Locator, title: string) => {
  await menu.click()
  await page.getByRole('menuitem', { name: text.byDate.open }).click()
  const dialog = page.getByRole('dialog', { name: title })
  return {
    dialog,
    moment: dialog.getByLabel(text.byDate.label),
    show: dialog.getByRole('button', { name: text.byDate.show }),
  }
}

test('the directory as of a run, and what it changed, are found by date', async ({ app, page }) => {
  const [newest] = await runsOf(page)
  if (newest === undefined) throw new Error('no run')
  const menu = page.getByRole('button', { name: text.asOf.label })
  await menu.click()
  await expect(page.getByRole('menuitemradio')).toHaveCount((await runsOf(page)).length + 1)
  await page.keyboard.press('Escape')
  const asOf = await byDate(page, menu, text.byDate.title.asOf)
  await expect(asOf.show).toBeDisabled()
  await asOf.moment.fill('2020-01-01T00:00')
  await expect(asOf.dialog.getByText(text.byDate.none.asOf)).toBeVisible()
  await expect(asOf.show).toBeDisabled()
  await asOf.moment.fill(await typed(page, newest.at))
  await expect(asOf.dialog.getByText(text.byDate.found.asOf({ when: '' }))).toBeVisible()
  await look(app, page, 'changes-by-date')
  await asOf.show.click()
  await expect(page.getByText(text.asOf.bannerWhy)).toBeVisible()
  await expect.poll(() => hash(page)).toBe(`#/changes?asOf=${newest.runId}`)
  await page.getByRole('button', { name: text.asOf.back }).click()
  const filter = page.getByRole('button', { name: text.runFilter, exact: true })
  const ofRun = await byDate(page, filter.first(), text.byDate.title.changes)
  await ofRun.moment.fill(await typed(page, newest.at))
  await expect(ofRun.show).toBeEnabled()
  await ofRun.moment.press('Enter')
  await expect(ofRun.dialog).toHaveCount(0)
  await expect.poll(() => hash(page)).toBe(`#/changes?run=${newest.runId}`)
  await expect(rowWith(page, 'Nora Neu')).toHaveCount(0)
  await page.getByRole('button', { name: `${text.runFilter}:` }).click()
  await page.getByRole('menuitemradio', { name: text.allRuns }).click()
  await expect(rowWith(page, 'Nora Neu')).toBeVisible()
})

test('from a change, and from a run, a link leads to the directory as it was after it', async ({ app, page }) => {
  const [newest, former] = await runsOf(page)
  if (newest === undefined || former === undefined) throw new Error('no run')
  await rowWith(page, text.happened.user.added, 'Nora Neu').dblclick()
  const panel = page.getByRole('complementary')
  await panel.getByRole('link', { name: text.details.ofRun }).click()
  await expect.poll(() => hash(page)).toBe(`#/changes?run=${former.runId}`)
  await expect(rowWith(page, 'Neustadt')).toHaveCount(0)
  await look(app, page, 'changes-of-run')
  await panel.getByRole('link', { name: text.details.asOfRun }).click()
  await searchFor(page, text.asOf.searchUsers.label, 'nora neu')
  await expect(rowsOf(page)).toHaveCount(2)
  await page.evaluate(() => {
    location.hash = '#/sync'
  })
  await look(app, page, 'sync-history-links')
  await page.getByRole('link', { name: en.sync.ended.asOf }).click()
  await expect(page.getByText(text.asOf.bannerWhy)).toBeVisible()
  await expect.poll(() => hash(page)).toBe(`#/changes?asOf=${newest.runId}`)
  await page.getByRole('button', { name: text.asOf.back }).click()
  await expect(rowWith(page, 'Nora Neu')).toBeVisible()
})

test('how long changes are kept is chosen here and stays', async ({ page }) => {
  await page.getByRole('button', { name: text.kept.label }).click()
  await page.getByRole('menuitemradio', { name: text.kept.days({ count: 30, text: '30' }), exact: true }).click()
  await expect(page.getByRole('button', { name: text.kept.label })).toContainText('30')
  expect(await request(page, 'changes.settings', {})).toEqual({ historyDays: 30 })
})
