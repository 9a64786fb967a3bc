/** What is entered as a secret is found nowhere afterwards but in the keychain. */
import { en } from '../../shared/text/en/index.ts'
import { endOfSync } from '../environment/application.ts'
import { filesWith, formsOf, heapOf, keyLine } from './needles.ts'
import { open, submitConnection } from './steps.ts'
import { expect, test } from './tenant-fixture.ts'

test.use({ tenantOptions: { users: 100, groups: 12 } })

test('a client secret', async ({ app, page, tenant, userData, running }) => {
  await open(page, 'settings')
  await submitConnection(page, { ...tenant, credential: tenant.clientSecret })
  await expect(page.getByText(en.settings.card.saved({ name: tenant.displayName }))).toBeVisible()
  await endOfSync(page)
  const heap = await heapOf(app, page)
  expect(heap.includes(tenant.tenantId), 'the heap is one that holds what the page knows').toBe(true)
  expect(heap.includes(tenant.clientSecret)).toBe(false)
  expect(await page.content()).not.toContain(tenant.clientSecret)
  await running.stop()
  expect(filesWith(userData, [Buffer.from(tenant.tenantId)]), 'the search finds what is there').not.toEqual([])
  expect(filesWith(userData, formsOf(tenant.clientSecret))).toEqual([])
})

test('a private key', async ({ app, page, tenant, userData, running }) => {
  const line = keyLine(tenant.privateKeyPem)
  await open(page, 'settings')
  await submitConnection(page, { ...tenant, credential: `${tenant.privateKeyPem}\n${tenant.certificatePem}` })
  await expect(page.getByText(en.settings.card.saved({ name: tenant.displayName }))).toBeVisible()
  await endOfSync(page)
  expect((await heapOf(app, page)).includes(line)).toBe(false)
  expect(await page.content()).not.toContain(line)
  await running.stop()
  expect(filesWith(userData, formsOf(line))).toEqual([])
})
