import type { ElectronApplication } from '@playwright/test'
import { de } from '../../shared/text/de/index.ts'
import { en } from '../../shared/text/en/index.ts'
import { titleOf } from './steps.ts'
import { expect, test } from './tenant-fixture.ts'

test.use({ tenantOptions: { users: 20, groups: 10 } })

const menuLabels = (app: ElectronApplication) =>
  app.evaluate(({ Menu }) => Menu.getApplicationMenu()?.items.map(({ label }) => label))

test('on a German system everything is German: pages, menu, refusals', async ({ launch }) => {
  const { app, page } = await launch({ args: ['--lang=de-AT'] })
  await expect(titleOf(page)).toHaveText(de.overview.welcome.title)
  await expect(page.locator('html')).toHaveAttribute('lang', 'de')
  const navigation = page.getByRole('navigation', { name: de.app.nav.label })
  await expect(navigation.getByRole('link')).toHaveText([
    de.app.pages.overview,
    de.app.pages.users,
    de.app.pages.groups,
    de.app.pages.changes,
    de.app.pages.certificates,
    de.app.pages.audit,
    de.app.pages.settings,
  ])
  expect(await menuLabels(app)).toEqual(expect.arrayContaining(['Datei', 'Bearbeiten', 'Ansicht']))
})

test('the language is chosen at the window, takes effect at once and stays', async ({ launch }) => {
  const { app, page, stop } = await launch()
  await expect(titleOf(page)).toHaveText(en.overview.welcome.title)
  await page.getByRole('button', { name: en.app.top.more }).click()
  await page.getByRole('menuitemradio', { name: en.app.languages.de }).click()
  await expect(titleOf(page)).toHaveText(de.overview.welcome.title)
  await expect.poll(() => menuLabels(app)).toEqual(expect.arrayContaining(['Datei']))
  await stop()
  const again = await launch()
  await expect(titleOf(again.page)).toHaveText(de.overview.welcome.title)
})
