/** The administrator's own browser, apart from the application: where sign-in and consent happen. */
import { existsSync } from 'node:fs'
import { type Browser, chromium, type Page } from '@playwright/test'
import { expect } from './fixture.ts'
import type { Running } from './launcher.ts'

const system = '/usr/bin/chromium'

export const startBrowser = (): Promise<Browser> =>
  chromium.launch({ args: ['--no-sandbox'], ...(existsSync(system) ? { executablePath: system } : {}) })

/** Opens what the application has handed to the system's browser since, on a page of its own. */
export const follow = async (browser: Browser, opened: Running['opened'], before: number): Promise<Page> => {
  await expect.poll(async () => (await opened()).length).toBeGreaterThan(before)
  // The simulated tenant's certificate authority is known to the application alone.
  const context = await browser.newContext({ ignoreHTTPSErrors: true })
  const page = await context.newPage()
  await page.goto((await opened()).at(-1) ?? '')
  return page
}
