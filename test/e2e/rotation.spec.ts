/** A renewal outlives the program: it stops with it, and goes on where it was. */
import { en } from '../../shared/text/en/index.ts'
import { connectAndSync, request } from '../environment/application.ts'
import { open } from './steps.ts'
import { expect, test } from './tenant-fixture.ts'

const { rotation, renew } = en.credentials

test.use({
  tenantOptions: { users: 300, groups: 40, roles: ['User.Read.All', 'GroupMember.Read.All', 'Application.Read.All'] },
})

test('a renewal that a crash has stopped goes on after the next start', async ({ launch, tenant }) => {
  const first = await launch()
  await connectAndSync(first.page, tenant)
  await open(first.page, 'settings')
  await tenant.control('POST', 'faults', { match: { path: 'addKey' }, fault: { kind: 'hang' } })
  await first.page.getByRole('button', { name: renew, exact: true }).click()
  await first.page.getByRole('button', { name: rotation.start, exact: true }).click()
  await expect(first.page.getByRole('button', { name: rotation.cancel, exact: true })).toBeVisible()
  await first.kill()
  await tenant.control('DELETE', 'faults')

  const { page } = await launch()
  await open(page, 'settings')
  await expect(page.getByText(rotation.stopped)).toBeVisible()
  await page.getByRole('button', { name: rotation.goOn, exact: true }).click()
  await expect(page.getByRole('button', { name: rotation.finish, exact: true })).toBeVisible({ timeout: 60_000 })
  const { rotation: status } = await request(page, 'credentials.list', {})
  expect(status).toMatchObject({ step: 'switched', running: false })
})
