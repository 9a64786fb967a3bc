/** Every page in every state: axe finds nothing, nothing scrolls sideways, and a picture of each is kept for people to look at. */
import { join } from 'node:path'
import AxeBuilder from '@axe-core/playwright'
import type { ElectronApplication, Page } from '@playwright/test'
import { en } from '../../shared/text/en/index.ts'
import { connectAndSync, endOfSync, request } from '../environment/application.ts'
import { root } from '../environment/electron.ts'
import { open, type PageName, rowsOf } from './steps.ts'
import { expect, sharedRun } from './tenant-fixture.ts'

const test = sharedRun()
test.use({ tenantOptions: { users: 1200, groups: 120, seed: 5 } })
// Each state is made from the one before it.
test.describe.configure({ mode: 'serial' })

const sizes = [
  { width: 1280, height: 800 },
  { width: 900, height: 600 },
] as const
const themes = ['light', 'dark'] as const

const resize = async (app: ElectronApplication, page: Page, size: (typeof sizes)[number]): Promise<void> => {
  await app.evaluate(
    ({ BrowserWindow }, { width, height }) => BrowserWindow.getAllWindows()[0]?.setContentSize(width, height),
    size,
  )
  await expect.poll(() => page.evaluate(() => [innerWidth, innerHeight])).toEqual([size.width, size.height])
}

const theme = async (page: Page, name: (typeof themes)[number]): Promise<void> => {
  await request(page, 'app.setPreferences', { theme: name })
  await expect.poll(() => page.evaluate(() => document.documentElement.style.colorScheme)).toBe(name)
}

const findings = async (page: Page): Promise<string[]> => {
  // Focusable and hidden on purpose: Tabster's markers, by which it moves the focus.
  const { violations } = await new AxeBuilder({ page }).setLegacyMode(true).exclude('[data-tabster-dummy]').analyze()
  return violations.flatMap(({ id, nodes }) =>
    nodes.map(({ html, failureSummary }) => `${id}: ${html}\n${failureSummary}`),
  )
}

const overflowsSideways = (page: Page) =>
  page.evaluate(() => document.documentElement.scrollWidth > document.documentElement.clientWidth)

/** Light and dark, wide and narrow. Axe looks at both themes, and at both sizes in the light one. */
const look = async (app: ElectronApplication, page: Page, name: string): Promise<void> => {
  for (const colours of themes) {
    await theme(page, colours)
    for (const size of sizes) {
      await resize(app, page, size)
      const what = `${name}-${colours}-${size.width}x${size.height}`
      await page.screenshot({ path: join(root, 'test-results/screenshots', `${what}.png`), animations: 'disabled' })
      if (colours === 'light' || size.width === 1280) expect.soft(await findings(page), what).toEqual([])
      expect.soft(await overflowsSideways(page), `${what} scrolls sideways`).toBe(false)
    }
  }
  await theme(page, 'light')
  await resize(app, page, sizes[0])
}

const pages: readonly PageName[] = ['overview', 'users', 'groups', 'settings']

/** Written into the address, since no link leads there in every state. */
const openSync = (page: Page) =>
  page.evaluate(() => {
    location.hash = '#/sync'
  })

test('empty: no tenant is connected', async ({ app, page }) => {
  for (const name of pages) {
    // The first page has another title before there is a tenant.
    await page.evaluate((hash) => {
      location.hash = hash
    }, `#/${name}`)
    await expect(
      page.getByRole('navigation').getByRole('link', { name: en.app.pages[name], exact: true }),
    ).toHaveAttribute('aria-current', 'page')
    await look(app, page, `${name}-empty`)
  }
})
