import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { _electron, type Page } from '@playwright/test'
import { directoryFile } from '../../electron/connection/directory-file.ts'
import { directoryKey } from '../../electron/connection/directory-key.ts'
import { openDirectory } from '../../electron/directory/directory.ts'
import { osKeychain } from '../../electron/vault/os-keychain.ts'
import { Vault } from '../../electron/vault/vault.ts'
import type { Connection } from '../../shared/domain/connection.ts'
import { en } from '../../shared/text/en/index.ts'
import { electronEnvironment, root } from '../environment/electron.ts'
import { type SpawnedTenant, spawnTenant } from '../tenant/spawn.ts'
import { stageAll } from './fill.ts'
import { median } from './measure.ts'
import { people } from './people.ts'
import { type Row, row } from './row.ts'

const runs = 5

/**
 * The built application with everyone in its directory: from the start of the process to the first row of the list of
 * users. Against the same with a hundred users: above 1 the number of users costs nothing.
 */
export const benchStart = async (name: string, users: number): Promise<readonly Row[]> => {
  Object.assign(process.env, electronEnvironment(), { ELECTRON_HOST_HEADLESS: '1' })
  const tenant = await spawnTenant({ users: 1, groups: 1, memberships: 1 })
  const profiles = [await profileOf(tenant, users), await profileOf(tenant, 100)] as const
  try {
    const seconds: readonly [number[], number[]] = [[], []]
    for (let run = 0; run < runs; run++)
      for (const side of [0, 1] as const) seconds[side].push(await toFirstRow(tenant, profiles[side]))
    return [row(`start/${name}`, median(seconds[0]), 's', median(seconds[1]))]
  } finally {
    await tenant.stop()
    for (const profile of profiles) rmSync(profile, { recursive: true, maxRetries: 5 })
  }
}

/** A tenant that is paused: nothing is asked of it, and everything of it is shown. */
const pausedConnection = (id: string, tenant: SpawnedTenant): Connection => ({
  id,
  name: null,
  state: 'paused',
  tenantId: tenant.tenantId,
  tenantName: tenant.displayName,
  defaultDomain: tenant.domain,
  clientId: tenant.clientId,
  cloud: 'global',
  scope: `${tenant.graph}/.default`,
  credential: { kind: 'secret', hint: 'abc' },
  roles: ['User.Read.All', 'GroupMember.Read.All'],
  connectedAt: '2026-01-01T00:00:00.000Z',
  testedAt: '2026-01-01T00:00:00.000Z',
})

const profileOf = async (tenant: SpawnedTenant, users: number): Promise<string> => {
  const profile = mkdtempSync(join(tmpdir(), 'tenantry-bench-'))
  const id = crypto.randomUUID()
  mkdirSync(profile, { recursive: true })
  writeFileSync(
    join(profile, 'settings.json'),
    JSON.stringify({ connections: { active: id, list: [pausedConnection(id, tenant)] } }),
  )
  const directory = await openDirectory({
    script: new URL('../../electron/directory/thread.ts', import.meta.url),
    file: directoryFile(profile, id),
    key: await directoryKey(new Vault(osKeychain('Tenantry (simulated cloud)')), id),
  })
  await (await stageAll(directory.write, people(users)))()
  // Answers when what follows a publishing is over; closing would not wait for it.
  await directory.write.staged()
  await directory.close()
  return profile
}

const toFirstRow = async (tenant: SpawnedTenant, profile: string): Promise<number> => {
  const cloud = await tenant.cloudFile(profile)
  const started = performance.now()
  const app = await _electron.launch({
    args: [root, `--user-data-dir=${profile}`, '--headless'],
    cwd: root,
    env: { ...(process.env as Record<string, string>), TENANTRY_CLOUD: cloud },
  })
  try {
    const page = await app.firstWindow()
    await usersOf(page)
    return (performance.now() - started) / 1_000
  } finally {
    await app.close()
  }
}

/**
 * Clicked within the page as soon as the link is there: Playwright's own click waits for frames in which nothing moves, and
 * each of its turns passes through three processes, which together take as long as the page.
 */
const usersOf = async (page: Page): Promise<void> => {
  await page.waitForFunction((name) => {
    const links = document.querySelectorAll<HTMLElement>('nav a')
    const link = [...links].find(({ textContent }) => textContent === name)
    link?.click()
    return link !== undefined
  }, en.app.pages.users)
  await page.getByRole('grid').getByRole('row').nth(1).waitFor()
}
