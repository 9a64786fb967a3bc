import type { ChildProcess } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type ElectronApplication, _electron as electron, expect, type Page } from '@playwright/test'
import { electronEnvironment, root } from '../environment/electron.ts'

// In this process, too: Playwright asks `require('electron')` here for what to start. The host shows no windows then, display or not.
const environment = { ...electronEnvironment(), ELECTRON_HOST_HEADLESS: '1', TENANTRY_LOG: '1' }
Object.assign(process.env, environment)

export interface LaunchOptions {
  /** After the application's folder, as on a command line. */
  readonly args?: readonly string[]
  readonly env?: Readonly<Record<string, string>>
  /** JSON file with the addresses of another cloud. */
  readonly cloud?: string
}

interface Recorded {
  readonly opened: string[]
  readonly notified: { readonly title: string; readonly body: string }[]
}

/** One run of the application. */
export interface Running {
  readonly app: ElectronApplication
  /** Its first window, once it can be used. */
  readonly page: Page
  /** Addresses handed to the system's browser; none is opened. */
  readonly opened: () => Promise<Recorded['opened']>
  /** Notifications shown; none appears. */
  readonly notified: () => Promise<Recorded['notified']>
  /** Quits and fails unless the exit code is as expected; 70 tells that something of Electron was used which the host lacks. */
  readonly stop: (exitCode?: number) => Promise<void>
  /** Ends it as a crash or a power cut would. */
  readonly kill: () => Promise<void>
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

  async kill(): Promise<void> {
    this.#process.kill('SIGKILL')
    await this.#ended
  }
}

/** Starts the application as often as a spec wants, on one profile of its own. */
export class Launcher {
  readonly profile = mkdtempSync(join(tmpdir(), 'tenantry-e2e-'))
  readonly #runs: Run[] = []
  readonly #application: string
  readonly #shows: string

  /**
   * @param application its folder
   * @param shows selector of what is there when the first window can be used
   */
  constructor(application: string, shows: string) {
    this.#application = application
    this.#shows = shows
  }

  async launch({ args = [], env = {}, cloud }: LaunchOptions = {}): Promise<Running> {
    const all = { ...environment, ...(cloud === undefined ? {} : { TENANTRY_CLOUD: cloud }), ...env }
    const app = await electron.launch({
      args: [this.#application, `--user-data-dir=${this.profile}`, ...args],
      cwd: root,
      env: all as Record<string, string>,
      // Playwright's own emulation would hide nativeTheme.
      colorScheme: null,
    })
    const run = new Run(app)
    this.#runs.push(run)
    await record(app)
    const page = await app.firstWindow()
    await page.locator(this.#shows).first().waitFor()
    const opened = async () => (await recordedBy(app)).opened
    const notified = async () => (await recordedBy(app)).notified
    return { app, page, opened, notified, stop: (exitCode) => run.stop(exitCode), kill: () => run.kill() }
  }

  /** What every launch has written so far. */
  outputs(): readonly Buffer[] {
    return this.#runs.map(({ output }) => Buffer.concat(output))
  }

  /** Quits whatever runs, then removes the profile. Fails when a run did not end well. */
  async end(): Promise<void> {
    const ends = await Promise.allSettled(this.#runs.map((run) => run.stop()))
    rmSync(this.profile, { recursive: true, force: true, maxRetries: 5 })
    for (const each of ends) if (each.status === 'rejected') throw each.reason
  }
}
