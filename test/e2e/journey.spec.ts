/** The main job: from the first start to working offline on what was synchronised. */
import type { User } from '../../shared/domain/user.ts'
import { en } from '../../shared/text/en/index.ts'
import { endOfSync, request } from '../environment/application.ts'
import { lastRun, open, press, rowsOf, searchFor, submitConnection, titleOf } from './steps.ts'
import { expect, test } from './tenant-fixture.ts'

test.use({ tenantOptions: { users: 500, groups: 60, seed: 3 } })

test('first start, connect, sync, search, details; after a restart without a network everything is still there', async ({
  launch,
  tenant,
}) => {
  const { page, stop } = await launch()

  await test.step('the first start explains what to do', async () => {
    await expect(titleOf(page)).toHaveText(en.overview.welcome.title)
    await open(page, 'settings')
    await expect(page.getByRole('link', { name: en.connect.title, exact: true })).toBeVisible()
  })

  await test.step('the form connects, and the first sync starts by itself', async () => {
    const credential = `${tenant.certificatePem}\n${tenant.privateKeyPem}`
    await submitConnection(page, { tenantId: tenant.domain, clientId: tenant.clientId, credential })
    await expect(page.getByText(en.settings.card.saved({ name: tenant.displayName }))).toBeVisible()
    expect(await request(page, 'connection.get', {})).toMatchObject({
      connection: { tenantId: tenant.tenantId, tenantName: tenant.displayName, credential: { kind: 'certificate' } },
    })
    expect((await endOfSync(page)).outcome).toBe('published')
  })

  const { users, groups, memberships } = tenant.counts
  await test.step('the overview shows what the tenant holds', async () => {
    await open(page, 'overview')
    const { snapshot } = await request(page, 'directory.overview', {})
    expect(snapshot).toMatchObject({ users, groups, memberships, proof: { complete: true } })
    await expect(page.getByRole('main')).toContainText(String(users))
    await expect(page.getByRole('main')).toContainText(tenant.domain)
  })

  const { rows } = await request(page, 'directory.users', {
    query: { search: '', filters: [], sort: { column: 'displayName', descending: false } },
    offset: 200,
    limit: 1,
  })
  const person = rows[0] as User
  const name = person.displayName ?? ''
  await test.step('a search as one types finds a person by mail', async () => {
    await open(page, 'users')
    await expect(page.getByRole('grid')).toHaveAttribute('aria-rowcount', String(users + 1))
    await searchFor(page, en.users.search.label, person.mail)
    await expect(page.getByRole('grid')).toHaveAttribute('aria-rowcount', '2')
    await expect(rowsOf(page).filter({ hasText: name })).toBeVisible()
  })

  await test.step('the details show the attributes, and each group with the reason', async () => {
    await rowsOf(page).filter({ hasText: name }).dblclick()
    const details = page.getByRole('complementary', { name: en.users.details.label({ name }) })
    await expect(details).toContainText(person.mail)
    await details.getByRole('tab', { name: en.users.details.tabs.groups }).click()
    const held = await request(page, 'directory.userGroups', { id: person.id, offset: 0, limit: 200 })
    const items = details.getByRole('listitem')
    await expect(items).toHaveCount(held.total)
    const nested = held.rows.findIndex(({ path }) => path.length > 1)
    const [direct] = held.rows[nested]?.path ?? []
    await expect(items.nth(nested)).toContainText(`${en.users.groups.through}${direct?.displayName}`)
    await page.keyboard.press('Escape')
    await expect(details).toBeHidden()
  })

  const published = await lastRun(page)
  await stop()
  await tenant.stop()
  const again = await launch()
  await test.step('restarted with the tenant out of reach, search and groups work on the last snapshot', async () => {
    await open(again.page, 'users')
    await expect(again.page.getByRole('grid')).toHaveAttribute('aria-rowcount', String(users + 1))
    await searchFor(again.page, en.users.search.label, person.mail)
    await expect(rowsOf(again.page).filter({ hasText: name })).toBeVisible()
    await open(again.page, 'groups')
    await expect(again.page.getByRole('grid')).toHaveAttribute('aria-rowcount', String(groups + 1))
    await expect(again.page.getByRole('contentinfo')).toContainText(/^Snapshot of .*, complete/)
  })

  await test.step('the sync of the start and one by hand say that the tenant is out of reach, and remove nothing', async () => {
    const offline = again.page
    const refused = { outcome: 'failed', error: { code: 'connection_refused' } }
    const first = await endOfSync(offline, published)
    expect(first).toMatchObject({ trigger: 'start', ...refused })
    await press(offline, en.app.sync.now)
    expect(await endOfSync(offline, first.runId)).toMatchObject({ trigger: 'manual', ...refused })
    await expect(offline.getByRole('link', { name: en.app.sync.failed })).toBeVisible()
    await expect(offline.getByRole('grid')).toHaveAttribute('aria-rowcount', String(groups + 1))
  })
  expect(await again.opened()).toEqual([])
})
