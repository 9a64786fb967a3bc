/** A test of the connection that takes long can be given up: nothing is saved, and nothing is called a fault. */

import type { Locator, Page } from '@playwright/test'
import { en } from '../../shared/text/en/index.ts'
import { endOfSync, request } from '../environment/application.ts'
import { everything } from '../fakes/audit-filter.ts'
import { look } from './look.ts'
import { open, submitConnection } from './steps.ts'
import { expect, sharedRun } from './tenant-fixture.ts'

const test = sharedRun()
test.use({ tenantOptions: { users: 20, groups: 10 } })
// Each state is made from the one before it.
test.describe.configure({ mode: 'serial' })

const { form, card } = en.settings

const button = (page: Page, name: string): Locator => page.getByRole('button', { name, exact: true })
const kept = async (page: Page) => (await request(page, 'connection.get', {})).connection

/** Longer than a test may take, so that only giving up can end it. */
const slow = { match: { path: 'oauth2/v2.0/token' }, fault: { kind: 'latency', ms: 120_000 } } as const

test('while the first connection is tested', async ({ app, page, tenant }) => {
  await open(page, 'settings')
  await tenant.control('POST', 'faults', slow)
  await submitConnection(page, { ...tenant, credential: tenant.clientSecret })
  await expect(page.getByText(form.testingWhy)).toBeVisible()
  await look(app, page, 'settings-testing')
  await button(page, form.cancel).click()
  await expect(page.getByRole('status').filter({ hasText: form.cancelled })).toBeVisible()
  await expect(button(page, form.submit)).toBeFocused()
  await expect(button(page, form.cancel)).toBeHidden()
  await expect(page.getByRole('alert')).toHaveCount(0)
  await look(app, page, 'settings-test-cancelled')
  expect(await kept(page)).toBeNull()
  const { rows } = await request(page, 'audit.list', {
    filter: { ...everything, actions: ['connect'] },
    offset: 0,
    limit: 10,
  })
  expect(rows.map(({ outcome }) => outcome)).toEqual(['cancelled'])

  // What was entered is still there.
  await tenant.control('DELETE', 'faults')
  await button(page, form.submit).click()
  await expect(page.getByText(card.saved({ name: tenant.displayName }))).toBeVisible()
  await endOfSync(page)
})

test('while what is saved is tested again', async ({ page, tenant }) => {
  const before = await kept(page)
  await tenant.control('POST', 'faults', slow)
  await button(page, card.test).click()
  await button(page, form.cancel).click()
  await expect(button(page, form.cancel)).toBeHidden()
  await expect(button(page, card.test)).toBeFocused()
  await expect(page.getByText(card.tested)).toBeVisible()
  await expect(page.getByRole('alert')).toHaveCount(0)
  expect(await kept(page)).toEqual(before)
})

test('while a pause is being ended', async ({ app, page, tenant }) => {
  const text = en.disconnect
  const { id = '' } = (await kept(page)) ?? {}
  await request(page, 'connection.disconnect', { id, keepCredentials: true })
  // Said when it was saved, and true no longer.
  await expect(page.getByText(card.saved({ name: tenant.displayName }))).toBeHidden()
  await tenant.control('POST', 'faults', slow)
  await button(page, text.reconnect).click()
  await expect(page.getByText(text.reconnecting)).toBeVisible()
  await look(app, page, 'settings-reconnecting')
  await button(page, form.cancel).click()
  await expect(page.getByText(text.pausedWhy)).toBeVisible()
  await expect(button(page, text.reconnect)).toBeFocused()
  await expect(page.getByRole('alert')).toHaveCount(0)
  expect(await kept(page)).toMatchObject({ state: 'paused' })
  await tenant.control('DELETE', 'faults')
  await button(page, text.reconnect).click()
  await expect(page.getByText(card.tested)).toBeVisible()
})
