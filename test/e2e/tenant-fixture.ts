/** The application with a simulated tenant behind it: one tenant for the tests of a file, and, where a file asks for it, one run. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { root } from '../environment/electron.ts'
import { type SpawnedTenant, spawnTenant } from '../tenant/spawn.ts'
import { attachOutputs, test as base } from './fixture.ts'
import { Launcher, type Running } from './launcher.ts'

type TenantOptions = NonNullable<Parameters<typeof spawnTenant>[0]>

interface ForWorker {
  /** Option: what the tenant is made of. */
  readonly tenantOptions: TenantOptions
  /** Option: a second one, in another cloud than the first. */
  readonly otherTenant: TenantOptions | undefined
  readonly started: {
    readonly tenant: SpawnedTenant
    readonly other: SpawnedTenant | undefined
    readonly cloudFile: string
  }
}

/** Every test finds the tenant without faults and prompt. */
export const test = base.extend<{ readonly tenant: SpawnedTenant; readonly other: SpawnedTenant }, ForWorker>({
  tenantOptions: [
    { users: 300, groups: 40 },
    { scope: 'worker', option: true },
  ],

  otherTenant: [undefined, { scope: 'worker', option: true }],

  started: [
    async ({ tenantOptions, otherTenant }, use) => {
      const folder = mkdtempSync(join(tmpdir(), 'tenantry-cloud-'))
      const tenant = await spawnTenant(tenantOptions)
      const other = otherTenant && (await spawnTenant(otherTenant))
      await use({ tenant, other, cloudFile: await tenant.cloudFile(folder, other && [other]) })
      await other?.stop()
      await tenant.stop()
      rmSync(folder, { recursive: true, force: true })
    },
    { scope: 'worker' },
  ],

  tenant: async ({ started: { tenant } }, use) => {
    await use(tenant)
    if (!tenant.isRunning()) return
    await tenant.control('DELETE', 'faults')
    await tenant.control('POST', 'set', { latencyMs: 0 })
  },

  other: async ({ started: { other } }, use) => {
    if (other === undefined) throw new Error('This file asks for no second tenant')
    await use(other)
  },

  cloud: async ({ started }, use) => use(started.cloudFile),
})

/** For files whose tests leave the application as the next one expects it: all of them share one run. */
export const sharedRun = () =>
  test.extend<object, { readonly shared: { readonly launcher: Launcher; readonly running: Running } }>({
    shared: [
      async ({ started }, use) => {
        const launcher = new Launcher(root, '#root > *')
        await use({ launcher, running: await launcher.launch({ cloud: started.cloudFile }) })
        await launcher.end()
      },
      { scope: 'worker' },
    ],
    launcher: async ({ shared }, use, info) => {
      await use(shared.launcher)
      await attachOutputs(shared.launcher, info)
    },
    // Named after the launcher, so that the output of a failed test is shown.
    running: async ({ shared, launcher: _ }, use) => use(shared.running),
  })
export { expect } from '@playwright/test'
