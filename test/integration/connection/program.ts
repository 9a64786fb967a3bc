import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { clouds } from '../../../electron/cloud/clouds.ts'
import { compose, type Machine } from '../../../electron/composition.ts'
import type { Fetch } from '../../../electron/ports.ts'
import { systemClock } from '../../../electron/shell/clock.ts'
import { PreferenceStore } from '../../../electron/shell/preferences.ts'
import type { EventName, Events, Input, Output, Route } from '../../../shared/ipc/contract.ts'
import { MemoryKeychain } from '../../fakes/memory-keychain.ts'
import { MemorySettings } from '../../fakes/memory-settings.ts'
import { type NodeFetch, nodeFetch } from '../../fakes/node-fetch.ts'
import { RecordingLogger } from '../../fakes/recording-logger.ts'
import type { TenantFacts } from '../../tenant/start.ts'

/** What stays when the program ends. */
export interface Profile {
  readonly folder: string
  readonly keychain: MemoryKeychain
  readonly settings: MemorySettings
  files(): string[]
  remove(): void
}

export const newProfile = (): Profile => {
  const folder = mkdtempSync(join(tmpdir(), 'tenantry-profile-'))
  return {
    folder,
    keychain: new MemoryKeychain(),
    settings: new MemorySettings(),
    files: () => readdirSync(folder).sort(),
    remove: () => rmSync(folder, { recursive: true, force: true }),
  }
}

/** Names of hosts lead to the simulated tenant that stands for their cloud, as a name server would. */
const resolving = (tenants: readonly TenantFacts[], lines: readonly NodeFetch[]): Fetch => {
  return (url, init) => {
    const { origin, pathname, search } = new URL(url)
    const at = tenants.findIndex(({ cloud }) => [clouds[cloud].authority, clouds[cloud].graph].includes(origin))
    const [tenant, line] = [tenants[at], lines[at]]
    if (tenant === undefined || line === undefined)
      return Promise.reject(new Error(`net::ERR_NAME_NOT_RESOLVED ${url}`))
    return line.fetch(`${tenant.url}${pathname}${search}`, init)
  }
}

type Told = { [E in EventName]: { readonly event: E; readonly payload: Events[E] } }[EventName]

/** The whole program as it is composed for the application, without windows: asked by its routes, heard by its events. */
export const startProgram = async (
  profile: Profile,
  tenants: readonly TenantFacts[],
  machine: Partial<Machine> = {},
) => {
  const { folder, keychain, settings } = profile
  const lines = tenants.map(({ caPem }) => nodeFetch(caPem))
  const told: Told[] = []
  const logger = new RecordingLogger()
  const thread = (domain: string) => new URL(`../../../electron/${domain}/thread.ts`, import.meta.url)
  const program = compose({
    fetch: resolving(tenants, lines),
    revocationFetch: fetch,
    clock: systemClock,
    logger,
    keychain,
    settings,
    picker: { pick: async () => null },
    fileTarget: { choose: async () => null },
    actor: { osUser: 'NORDWIND\\h.müller', host: 'NB-4471' },
    preferences: new PreferenceStore(settings, () => 'en'),
    // Without a network no run begins by itself: the tests begin them.
    presence: { isOnline: () => false, onWake: () => () => undefined },
    emit: (event, payload) => void told.push({ event, payload } as Told),
    openLink: async () => undefined,
    openExternal: async () => undefined,
    copyText: () => undefined,
    preferencesChanged: () => undefined,
    profileFolder: folder,
    directoryScript: thread('directory'),
    auditScript: thread('audit'),
    judgeScript: new URL('../../../electron/smime/judge-thread.ts', import.meta.url),
    version: '0.0.0',
    platform: 'linux',
    packaged: false,
    cloudOverride: null,
    ...machine,
  })
  const dispatch = <R extends Route>(route: R, input: Input<R>) => program.router.dispatch(route, input)
  await program.start()
  return {
    told,
    logger,
    request: async <R extends Route>(route: R, input: Input<R>): Promise<Output<R>> => {
      const answer = await dispatch(route, input)
      if (!answer.ok) throw new Error(`${route}: ${answer.error.code} ${JSON.stringify(answer.error.params)}`)
      return answer.data as Output<R>
    },
    code: async <R extends Route>(route: R, input: Input<R>): Promise<string> => {
      const answer = await dispatch(route, input)
      return answer.ok ? 'ok' : answer.error.code
    },
    stop: async () => {
      await program.stop()
      for (const line of lines) await line.close()
    },
  }
}
export type RunningProgram = Awaited<ReturnType<typeof startProgram>>
