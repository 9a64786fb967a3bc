/** What is entered as a secret is found nowhere afterwards but in the keychain. */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { ElectronApplication, Page } from '@playwright/test'
import { en } from '../../shared/text/en/index.ts'
import { endOfSync } from '../environment/application.ts'
import { open, submitConnection } from './steps.ts'
import { expect, test } from './tenant-fixture.ts'

test.use({ tenantOptions: { users: 100, groups: 12 } })

/** The forms in which a text may lie in a file. */
const formsOf = (text: string): Buffer[] => {
  const bytes = Buffer.from(text)
  // The middle third: base64 depends on where it begins.
  const shifts = [0, 1, 2].map((shift) => bytes.subarray(shift).toString('base64').slice(4, -4))
  return [
    bytes,
    Buffer.from(text, 'utf16le'),
    Buffer.from(encodeURIComponent(text)),
    ...shifts.map((s) => Buffer.from(s)),
  ]
}

const filesWith = (folder: string, needles: readonly Buffer[]): string[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((file) => {
      const bytes = readFileSync(file)
      return needles.some((needle) => bytes.includes(needle))
    })

/** Everything that the page's scripts can still reach, after the rest has been collected: of each text the first 1,024 characters. */
const heapOf = async (app: ElectronApplication, page: Page): Promise<string> => {
  const session = await app.context().newCDPSession(page)
  const chunks: string[] = []
  session.on('HeapProfiler.addHeapSnapshotChunk', ({ chunk }) => chunks.push(chunk))
  await session.send('HeapProfiler.collectGarbage')
  await session.send('HeapProfiler.takeHeapSnapshot', { reportProgress: false })
  await session.detach()
  return chunks.join('')
}

/** A line from the modulus, where nothing is the same in every key. */
const keyLine = (pem: string): string => pem.split('\n')[3] ?? ''

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
