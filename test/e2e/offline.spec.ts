/** No network: everything synchronised is there and says its age; what needs the network says so. */
import { en } from '../../shared/text/en/index.ts'
import { look } from './look.ts'
import { ensureSynchronised, open, rowsOf } from './steps.ts'
import { expect, sharedRun } from './tenant-fixture.ts'

const test = sharedRun()
test.use({ tenantOptions: { users: 60, groups: 12 } })

test('without a network every page of synchronised data works, and a sync says why it cannot begin', async ({
  app,
  page,
  tenant,
}) => {
  await ensureSynchronised(page, tenant)
  // The pages' own scripts come by what the emulation cuts off as well; in the packaged program they are on the disk.
  for (const name of ['users', 'groups', 'overview'] as const) await open(page, name)
  await page.context().setOffline(true)
  const foot = page.getByRole('contentinfo')
  await expect(foot).toContainText(en.app.foot.offline)
  await expect(foot).toContainText(/^Snapshot of .*, complete/)
  const now = page.getByRole('banner').getByRole('button', { name: en.app.sync.now })
  await expect(now).toBeDisabled()
  await expect(now).toHaveAttribute('title', en.app.foot.offlineWhy)
  for (const name of ['users', 'groups'] as const) {
    await open(page, name)
    await expect(rowsOf(page).nth(1)).toBeVisible()
    await rowsOf(page).nth(1).click()
    await page.keyboard.press('Enter')
    await expect(page.getByRole('complementary')).toBeVisible()
    await page.keyboard.press('Escape')
  }
  await open(page, 'overview')
  await look(app, page, 'overview-offline')
  await page.context().setOffline(false)
  await expect(foot).not.toContainText(en.app.foot.offline)
  await expect(now).toBeEnabled()
})
