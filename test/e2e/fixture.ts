/**
 * Playwright's test with the application: started and stopped as often as a spec wants, on one profile, on Electron or on the host
 * that takes its place. Which of both is decided in launcher.ts alone, by environment variables; specs do not know.
 *
 * Rules for specs: the window comes before its document, so wait for a locator and never for a load state; ask `webContents.getURL()`
 * for an address; answer dialogs by assigning to `dialog` in `app.evaluate`; click menu items, not their accelerators.
 */
import { test as base, type ElectronApplication, type Page, type TestInfo } from '@playwright/test'
import { root } from '../environment/electron.ts'
import { Launcher, type LaunchOptions, type Running } from './launcher.ts'

interface Fixtures {
  /** Option: the application's folder. */
  readonly application: string
  /** Option: selector of what is there when the first window can be used. */
  readonly shows: string
  /** JSON file for TENANTRY_CLOUD of every launch. A fixture that starts a simulated tenant overrides it. */
  readonly cloud: string | undefined
  readonly launcher: Launcher
  /** A profile of the test's own; every launch uses it. */
  readonly userData: string
  readonly launch: (options?: LaunchOptions) => Promise<Running>
  /** The first run, for specs that need one only; the others are its members. */
  readonly running: Running
  readonly app: ElectronApplication
  readonly page: Page
  readonly opened: Running['opened']
  readonly notified: Running['notified']
}

/** With the report, and on the terminal when the test failed. */
export const attachOutputs = async (launcher: Launcher, info: TestInfo): Promise<void> => {
  for (const [index, body] of launcher.outputs().entries()) {
    await info.attach(`output of launch ${index + 1}`, { body, contentType: 'text/plain' })
    if (info.status !== info.expectedStatus) process.stderr.write(body)
  }
}

export const test = base.extend<Fixtures>({
  application: [root, { option: true }],
  shows: ['#root > *', { option: true }],
  cloud: [undefined, { option: true }],

  launcher: async ({ application, shows }, use, info) => {
    const launcher = new Launcher(application, shows)
    await use(launcher)
    try {
      await launcher.end()
    } finally {
      await attachOutputs(launcher, info)
    }
  },

  userData: async ({ launcher }, use) => use(launcher.profile),
  launch: async ({ launcher, cloud }, use) =>
    use((options = {}) => launcher.launch({ ...(cloud === undefined ? {} : { cloud }), ...options })),
  running: async ({ launch }, use) => use(await launch()),
  app: async ({ running }, use) => use(running.app),
  page: async ({ running }, use) => use(running.page),
  opened: async ({ running }, use) => use(running.opened),
  notified: async ({ running }, use) => use(running.notified),
})
export { expect } from '@playwright/test'
