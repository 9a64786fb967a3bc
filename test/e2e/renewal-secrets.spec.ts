/** What a renewal makes, and what leaving takes away, is found nowhere but in the keychain. */

import { en } from '../../shared/text/en/index.ts'
import { endOfSync, request } from '../environment/application.ts'
import { everything } from '../fakes/audit-filter.ts'
import { filesWith, formsOf, heapOf, keyLine } from './needles.ts'
import { filesWithTokens, foundIn, keyLinesOf } from './secret-search.ts'
import { lastRun, open, submitConnection } from './steps.ts'
import { expect, test } from './tenant-fixture.ts'

test.use({
  // The last one is for finding the registration that a new certificate is added to.
  tenantOptions: { users: 100, groups: 12, roles: ['User.Read.All', 'GroupMember.Read.All', 'Application.Read.All'] },
})

test('a private key that is renewed while a sync runs, and left', async ({
  app,
  page,
  tenant,
  userData,
  running,
  launcher,
}) => {
  test.setTimeout(120_000)
  const { rotation, renew } = en.credentials
  const click = (name: string) => page.getByRole('button', { name, exact: true }).click()
  await open(page, 'settings')
  await submitConnection(page, { ...tenant, credential: `${tenant.privateKeyPem}\n${tenant.certificatePem}` })
  await expect(page.getByText(en.settings.card.saved({ name: tenant.displayName }))).toBeVisible()
  await endOfSync(page)
  const { connection } = await request(page, 'connection.get', {})

  const last = await lastRun(page)
  await tenant.control('POST', 'faults', { match: { path: '\\$batch' }, fault: { kind: 'latency', ms: 15_000 } })
  // Everything, since the changes alone would need no batch.
  await request(page, 'sync.start', { full: true })
  await expect.poll(async () => (await request(page, 'sync.status', {})).progress?.phase).toBe('read')
  await click(renew)
  await click(rotation.start)
  await expect(page.getByRole('button', { name: rotation.finish, exact: true })).toBeVisible({ timeout: 60_000 })
  const { credentials } = await request(page, 'credentials.list', {})
  const names = credentials.map(({ id }) => `connection/${connection?.id}/credential/${id}`)
  const lines = await keyLinesOf(names)
  expect(lines).toHaveLength(2)
  expect(lines).toContain(keyLine(tenant.privateKeyPem))
  await tenant.control('DELETE', 'faults')
  expect(await endOfSync(page, last)).toMatchObject({ outcome: 'published' })
  await click(rotation.finish)
  await expect(page.getByText(/from the registration and from this computer/)).toBeVisible()
  expect(await keyLinesOf(names)).toHaveLength(1)
  expect(foundIn(await heapOf(app, page), lines), 'after the renewal').toEqual([])

  await click(en.disconnect.leave.disconnect)
  await click(en.disconnect.confirm)
  await expect(page.getByText(en.disconnect.disconnectedWhy)).toBeVisible()
  expect(await keyLinesOf(names)).toEqual([])
  expect(foundIn(await heapOf(app, page), lines), 'after leaving').toEqual([])
  expect(foundIn(await page.content(), lines)).toEqual([])
  const filter = { ...everything, attempts: 'all' } as const
  const audit = JSON.stringify(await request(page, 'audit.list', { filter, offset: 0, limit: 200 }))
  expect(audit).toContain('credentialRotated')
  expect(foundIn(audit, lines)).toEqual([])

  await running.stop()
  expect(filesWith(userData, lines.flatMap(formsOf))).toEqual([])
  expect(filesWithTokens(userData)).toEqual([])
  const output = Buffer.concat(launcher.outputs()).toString()
  expect(output, 'the log is one that says what happened').toContain('rotation.finished')
  expect(foundIn(output, lines)).toEqual([])
})
