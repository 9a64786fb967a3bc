/**
 * Playwright's test with the application: started and stopped as often as a spec wants, on one profile, on Electron or on the host
 * that takes its place. Which of both is decided here alone, by environment variables; specs do not know.
 *
 * Rules for specs: the window comes before its document, so wait for a locator and never for a load state; ask `webContents.getURL()`
 * for an address; answer dialogs by assigning to `dialog` in `app.evaluate`; click menu items, not their accelerators.
 */
import type { ChildProcess } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test as base, type ElectronApplication, _electron as electron, expect, type Page } from '@playwright/test'
import { electronEnvironment, root } from '../environment/electron.ts'

// In this process, too: Playwright asks `require('electron')` here for what to start. The host shows no windows then, display or not.
const environment = { ...electronEnvironment(), ELECTRON_HOST_HEADLESS: '1', TENANTRY_LOG: '1' }
Object.assign(process.env, environment)

export interface LaunchOptions {
  /** After the application's folder, as on a command line. */
  readonly args?: readonly string[]
  readonly env?: Readonly<Record<string, string>>
  /** JSON file with the addresses of another cloud; the `cloud` fixture, if not given. */
  readonly cloud?: string
}

interface Recorded {
  readonly opened: string[]
  readonly notified: { readonly title: string; readonly body: string }[]
}

/** One run of the application. */
export interface Running {
  readonly app: ElectronApplication
  /** Its first window, once it shows what the `shows` fixture names. */
  readonly page: Page
  /** Addresses handed to the system's browser; none is opened. */
  readonly opened: () => Promise<Recorded['opened']>
  /** Notifications shown; none appears. */
  readonly notified: () => Promise<Recorded['notified']>
  /** Quits and fails unless the exit code is as expected; 70 tells that something of Electron was used which the host lacks. */
  readonly stop: (exitCode?: number) => Promise<void>
}

interface Fixtures {
  /** Option: the application's folder. */
  readonly application: string
  /** Option: selector of what is there when the first window can be used. */
  readonly shows: string
  /** Option: JSON file for TENANTRY_CLOUD. A fixture that starts a simulated tenant overrides it. */
  readonly cloud: string | undefined
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

/** A quit that takes longer hangs, for example on a window that does not let itself be closed. */
const patience = 10_000

/** Nothing may leave the machine or wait for a person. */
const record = (app: ElectronApplication): Promise<void> =>
  app.evaluate(({ shell, Notification }) => {
    const recorded: Recorded = { opened: [], notified: [] }
    Object.assign(globalThis, { recorded })
    shell.openExternal = async (url) => {
      recorded.opened.push(url)
    }
    Notification.prototype.show = function (this: Electron.Notification) {
      recorded.notified.push({ title: this.title, body: this.body })
    }
  })

const recordedBy = (app: ElectronApplication): Promise<Recorded> =>
  app.evaluate(() => (globalThis as unknown as { recorded: Recorded }).recorded)

/** A process with its output, from its first line to its end. */
class Run {
  readonly app: ElectronApplication
  readonly output: Buffer[] = []
  /** Not asked from `app`, which does not give it any more when it has closed. */
  readonly #process: ChildProcess
  readonly #ended: Promise<number | null>
  #isStopped = false

  constructor(app: ElectronApplication) {
    this.app = app
    this.#process = app.process()
    this.#ended = new Promise((resolve) => this.#process.once('exit', resolve))
    const { stdout, stderr } = this.#process
    for (const stream of [stdout, stderr]) stream?.on('data', (data) => this.output.push(data))
  }

  async stop(exitCode = 0): Promise<void> {
    // Stopped, or killed, by the spec itself.
    if (this.#isStopped || this.#process.signalCode !== null) return
    this.#isStopped = true
    if (this.#process.exitCode === null) this.app.close().catch(() => {})
    const timer = setTimeout(() => this.#process.kill('SIGKILL'), patience)
    const code = this.#process.exitCode ?? (await this.#ended)
    clearTimeout(timer)
    expect(code, 'exit code; 70: it used something of Electron that the host lacks; null: it did not quit').toBe(
      exitCode,
    )
  }
}

export const test = base.extend<Fixtures & { readonly runs: Run[] }>({
  application: [root, { option: true }],
  shows: ['#root > *', { option: true }],
  cloud: [undefined, { option: true }],

  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads from the pattern what a fixture needs
  userData: async ({}, use) => {
    const folder = mkdtempSync(join(tmpdir(), 'tenantry-e2e-'))
    await use(folder)
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 })
  },

  // After userData, so that every run has ended when the profile is removed.
  runs: async ({ userData: _ }, use, info) => {
    const runs: Run[] = []
    await use(runs)
    const ends = await Promise.allSettled(runs.map((run) => run.stop()))
    for (const [index, { output }] of runs.entries()) {
      const body = Buffer.concat(output)
      await info.attach(`output of launch ${index + 1}`, { body, contentType: 'text/plain' })
      if (info.status !== info.expectedStatus) process.stderr.write(body)
    }
    for (const each of ends) if (each.status === 'rejected') throw each.reason
  },

  launch: async ({ application, shows, cloud, userData, runs }, use) => {
    await use(async ({ args = [], env = {}, cloud: own = cloud } = {}) => {
      const all = { ...environment, ...(own === undefined ? {} : { TENANTRY_CLOUD: own }), ...env }
      const app = await electron.launch({
        args: [application, `--user-data-dir=${userData}`, ...args],
        cwd: root,
        env: all as Record<string, string>,
        // Playwright's own emulation would hide nativeTheme.
        colorScheme: null,
      })
      const run = new Run(app)
      runs.push(run)
      await record(app)
      const page = await app.firstWindow()
      await page.locator(shows).first().waitFor()
      const opened = async () => (await recordedBy(app)).opened
      const notified = async () => (await recordedBy(app)).notified
      return { app, page, opened, notified, stop: (exitCode) => run.stop(exitCode) }
    })
  },

  running: async ({ launch }, use) => use(await launch()),
  app: async ({ running }, use) => use(running.app),
  page: async ({ running }, use) => use(running.page),
  opened: async ({ running }, use) => use(running.opened),
  notified: async ({ running }, use) => use(running.notified),
})
export { expect } from '@playwright/test'
