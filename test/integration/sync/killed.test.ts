import { execFileSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync, statfsSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type NodeFetch, nodeFetch } from '../../fakes/node-fetch.ts'
import { startTenant, type Tenant } from '../../tenant/start.ts'
import { killAt } from './kill.ts'
import { openDesk } from './sync-desk.ts'
import { truthOf } from './truth.ts'

let tenant: Tenant
let line: NodeFetch
let folder: string

beforeAll(async () => {
  tenant = await startTenant({ users: 1_300, groups: 200, memberships: 6_000 })
  line = nodeFetch(tenant.caPem)
  folder = mkdtempSync(join(tmpdir(), 'tenantry-killed-'))
})
afterAll(async () => {
  await line.close()
  await tenant.close()
  rmSync(folder, { recursive: true, force: true })
})

describe('a sync whose process is killed', () => {
  it.each([
    ['while it signs in', /^signIn/, '/oauth2/v2.0/token'],
    ['while it counts', /^count/, '^/v1.0/groups\\?'],
    ['while it reads users', /^read [1-9]/, 'users\\?.*skiptoken'],
    ['while it reads members', /^read \d+ [1-9]/, '/v1.0/\\$batch'],
  ])('%s leaves the snapshot whole, and the next run ends with the truth', async (_when, fits, path) => {
    const file = join(folder, `${randomBytes(4).toString('hex')}.db`)
    const key = randomBytes(32)
    const desk = await openDesk(tenant, line, { file, key })
    expect(await desk.run()).toMatchObject({ outcome: 'published' })
    const before = await desk.content()
    await desk.close()

    tenant.controls.mutate({ op: 'addUser' })
    tenant.faults.add({ match: { path }, fault: { kind: 'hang' } })
    await killAt(tenant, fits, { file, key, full: true })
    tenant.faults.clear()

    const again = await openDesk(tenant, line, { file, key })
    await again.directory.write.markInterrupted(new Date().toISOString())
    expect(again.directory.setAside).toBeNull()
    expect((await again.sync.status()).last).toMatchObject({ outcome: 'interrupted', proof: null })
    expect(await again.content()).toEqual(before)
    expect(await again.run()).toMatchObject({ outcome: 'published' })
    expect(await again.content()).toEqual(truthOf(tenant))
    await again.close()
  })
})

describe('a run over what changed whose process is killed', () => {
  it.each([
    ['while it follows the changes', /^(signIn|count|read)/, 'groups/delta'],
    ['while it reads a new group', /^read/, '/v1.0/\\$batch'],
    ['while it is proven', /^prove/, 'users/\\$count'],
    ['while it publishes', /^publish/, 'nothing'],
  ])('%s leaves one snapshot or the other, and the next run goes on from it', async (_when, fits, path) => {
    const file = join(folder, `${randomBytes(4).toString('hex')}.db`)
    const key = randomBytes(32)
    const desk = await openDesk(tenant, line, { file, key })
    expect(await desk.run()).toMatchObject({ outcome: 'published' })
    const before = await desk.content()
    await desk.close()

    const { editor } = tenant.controls
    for (const { id } of before.users.slice(0, 40)) editor.changeUser(id, { city: `Kiel ${path}` })
    editor.remove(before.users[50]!.id)
    const group = editor.addGroup()
    for (const { id } of before.users.slice(60, 90)) editor.addMember(group, id)
    tenant.faults.add({ match: { path }, fault: { kind: 'hang' } })
    await killAt(tenant, fits, { file, key, full: false })
    tenant.faults.clear()

    const again = await openDesk(tenant, line, { file, key })
    await again.directory.write.markInterrupted(new Date().toISOString())
    expect(again.directory.setAside).toBeNull()
    const after = await again.content()
    expect([before, truthOf(tenant)]).toContainEqual(after)
    expect(await again.update()).toMatchObject({ outcome: 'published', kind: 'delta' })
    expect(await again.content()).toEqual(truthOf(tenant))
    await again.close()
  })
})

/** A file system of its own that a test may fill; null where the system does not let us have one. */
const smallDisk = (): string | null => {
  const path = mkdtempSync(join(tmpdir(), 'tenantry-disk-'))
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=32m', 'tmpfs', path], { stdio: 'ignore' })
    return path
  } catch {
    rmSync(path, { recursive: true })
    return null
  }
}

describe('a sync on a full disk', () => {
  it('fails, keeps the snapshot, and goes well when there is space again', async ({ skip }) => {
    const disk = smallDisk()
    if (disk === null) return skip('only root may mount a small disk')
    const place = { file: join(disk, 'directory.db'), key: randomBytes(32) }
    let desk = await openDesk(tenant, line, place)
    try {
      expect(await desk.run()).toMatchObject({ outcome: 'published' })
      const before = await desk.content()
      // Closing gives back what the log of the first run took, which a second run would only fill again.
      await desk.close()
      desk = await openDesk(tenant, line, place)
      tenant.controls.mutate({ op: 'addUser' })
      const { bavail, bsize } = statfsSync(disk)
      const filler = join(disk, 'filler')
      writeFileSync(filler, Buffer.alloc(bavail * bsize - 600 * 1024))
      const refused = await desk.run().catch((error: unknown) => ({ outcome: 'failed', error }))
      expect(refused).toMatchObject({ outcome: 'failed', error: { code: 'disk_full' } })
      expect((await desk.sync.status()).progress).toBeNull()
      expect(await desk.content()).toEqual(before)
      rmSync(filler)
      expect(await desk.run()).toMatchObject({ outcome: 'published' })
      expect(await desk.content()).toEqual(truthOf(tenant))
    } finally {
      await desk.close()
      execFileSync('umount', [disk])
      rmSync(disk, { recursive: true })
    }
  })
})
