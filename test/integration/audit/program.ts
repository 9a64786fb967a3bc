import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { compose, type Machine } from '../../../electron/composition.ts'
import { PreferenceStore } from '../../../electron/shell/preferences.ts'
import type { ChainedRecord } from '../../../shared/domain/audit.ts'
import type { Input, Output, Route } from '../../../shared/ipc/contract.ts'
import { everything } from '../../fakes/audit-filter.ts'
import { FakeClock } from '../../fakes/fake-clock.ts'
import { MemoryKeychain } from '../../fakes/memory-keychain.ts'
import { MemorySettings } from '../../fakes/memory-settings.ts'
import { nodeFetch } from '../../fakes/node-fetch.ts'
import { SilentLogger } from '../../fakes/silent-logger.ts'
import type { Tenant } from '../../tenant/start.ts'
import { Browser } from '../connection/browser.ts'

/** The whole program but Electron, asked as its window asks it, with a person's browser and a simulated tenant. */
export class Program implements AsyncDisposable {
  readonly folder = mkdtempSync(join(tmpdir(), 'tenantry-program-'))
  readonly browser: Browser
  readonly #line: ReturnType<typeof nodeFetch>
  readonly #program: ReturnType<typeof compose>

  constructor(tenant: Tenant) {
    this.#line = nodeFetch(tenant.caPem)
    this.browser = new Browser(this.#line, { account: 'globalAdministrator' })
    this.#program = compose(this.#machine(tenant))
  }

  start(): Promise<void> {
    return this.#program.start()
  }

  async ask<R extends Route>(route: R, input: Input<R>): Promise<Output<R>> {
    const answer = await this.#program.router.dispatch(route, input)
    if (!answer.ok) throw new Error(`${route}: ${answer.error.code} ${JSON.stringify(answer.error.params)}`)
    return answer.data as Output<R>
  }

  /** Oldest first, attempts included. */
  async records(): Promise<readonly ChainedRecord[]> {
    const filter = { ...everything, attempts: 'all' as const }
    return (await this.ask('audit.list', { filter, offset: 0, limit: 200 })).rows.toReversed()
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#program.stop()
    await this.#line.close()
    rmSync(this.folder, { recursive: true, force: true })
  }

  #machine(tenant: Tenant): Machine {
    const settings = new MemorySettings()
    const { folder } = this
    return {
      fetch: this.#line.fetch,
      revocationFetch: this.#line.fetch,
      presence: { isOnline: () => false, onWake: () => () => undefined },
      // Waits pass at once; the time limits of requests and of the browser do not run out.
      clock: new FakeClock(new Date(), { skip: 29_999 }),
      logger: new SilentLogger(),
      keychain: new MemoryKeychain(),
      settings,
      picker: { pick: async () => null },
      fileTarget: { choose: async ({ name }) => join(folder, name) },
      actor: { osUser: 'NORDWIND\\h.müller', host: 'NB-4471' },
      preferences: new PreferenceStore(settings, () => 'en-GB'),
      emit: () => undefined,
      openLink: async () => undefined,
      openExternal: this.browser.open,
      copyText: () => undefined,
      preferencesChanged: () => undefined,
      profileFolder: folder,
      directoryScript: new URL('../../../electron/directory/thread.ts', import.meta.url),
      auditScript: new URL('../../../electron/audit/thread.ts', import.meta.url),
      judgeScript: new URL('../../../electron/smime/judge-thread.ts', import.meta.url),
      version: '0.0.0',
      platform: 'linux',
      packaged: false,
      cloudOverride: { authority: tenant.authority, graph: tenant.graph, ca: tenant.caPem },
    }
  }
}
