/** A picture of a state in both themes and sizes, with what axe says of it. */
import { join } from 'node:path'
import AxeBuilder from '@axe-core/playwright'
import type { ElectronApplication, Page } from '@playwright/test'
import { request } from '../environment/application.ts'
import { root } from '../environment/electron.ts'
import { expect } from './fixture.ts'

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
  const { violations, passes } = await new AxeBuilder({ page })
    .setLegacyMode(true)
    .exclude('[data-tabster-dummy]')
    .analyze()
  expect(passes.length, 'rules that had something to look at').toBeGreaterThan(10)
  return violations.flatMap(({ id, nodes }) =>
    nodes.map(({ html, failureSummary }) => `${id}: ${html}\n${failureSummary}`),
  )
}

const overflowsSideways = (page: Page) =>
  page.evaluate(() => document.documentElement.scrollWidth > document.documentElement.clientWidth)

/** Light and dark, wide and narrow. Axe looks at both themes when wide, and at the narrow window in the light one. */
export const look = async (app: ElectronApplication, page: Page, name: string): Promise<void> => {
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
