/** The built program by its command line: no window, one answer, one exit code. */
import { spawn } from 'node:child_process'
import { mkdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { connectAndSync, request } from '../environment/application.ts'
import { electronEnvironment, root } from '../environment/electron.ts'
import { electronPath } from '../environment/electron-path.ts'
import { forgetAudit } from './audit-file.ts'
import { expect, test } from './tenant-fixture.ts'

test.use({ tenantOptions: { users: 120, groups: 20 } })
test.setTimeout(180_000)
test.beforeAll(forgetAudit)

interface Ended {
  readonly code: number | null
  readonly out: string
  readonly note: string
}

const tenantry = (words: readonly string[], cloud: string): Promise<Ended> => begin(words, cloud).ended

const begin = (
  words: readonly string[],
  cloud: string,
): { readonly kill: () => void; readonly ended: Promise<Ended> } => {
  const env = { ...electronEnvironment(), ELECTRON_HOST_HEADLESS: '1', TENANTRY_CLOUD: cloud }
  const before = ['-r', join(import.meta.dirname, 'box-as-note.cjs'), root]
  const child = spawn(electronPath(), [...before, ...words], { cwd: root, env })
  const said = { out: '', note: '' }
  child.stdout.on('data', (data) => {
    said.out += data
  })
  child.stderr.on('data', (data) => {
    said.note += data
  })
  const { promise: ended, resolve, reject } = Promise.withResolvers<Ended>()
  child.on('error', reject)
  child.on('close', (code) => resolve({ code, ...said }))
  return { kill: () => child.kill('SIGINT'), ended }
}

test('says what is wrong before anything is connected', async ({ userData, cloud }) => {
  const profile = ['--user-data-dir', userData]
  const status = await tenantry(['status', '--json', ...profile], cloud ?? '')
  expect(status).toMatchObject({ code: 4 })
  expect(JSON.parse(status.out)).toMatchObject({ error: { code: 'not_connected', remedy: expect.any(String) } })
  expect(await tenantry(['sync', ...profile], cloud ?? '')).toMatchObject({ code: 4, out: '' })
  const wrong = await tenantry(['sync', '--fast', ...profile], cloud ?? '')
  expect(wrong).toMatchObject({ code: 1, out: '' })
  expect(wrong.note).toContain('--fast')
  expect(wrong.note).toContain('Usage: tenantry')
  const slip = await tenantry(['--json', 'snyc', ...profile], cloud ?? '')
  expect(slip).toMatchObject({ code: 1, note: expect.stringContaining('Usage: tenantry') })
  expect(JSON.parse(slip.out)).toMatchObject({ error: { code: 'command_wrong', message: 'Not understood: snyc.' } })
})

test('ends with a reason where the settings cannot be read, with a window and without', async ({ userData, cloud }) => {
  mkdirSync(join(userData, 'settings.json'))
  const profile = `--user-data-dir=${userData}`
  const status = await tenantry([profile, 'status', '--json'], cloud ?? '')
  expect(status).toMatchObject({ code: 1, note: expect.stringContaining('settings.json') })
  expect(JSON.parse(status.out)).toMatchObject({ error: { code: 'disk_failed', remedy: expect.any(String) } })
  const window = await tenantry([profile], cloud ?? '')
  expect(window).toMatchObject({ code: 1, note: expect.stringContaining('Tenantry: Tenantry’s files could not be') })
})

test('syncs, tells, exports and verifies as the window does, and not beside it', async ({
  launch,
  tenant,
  userData,
  cloud,
}) => {
  const profile = `--user-data-dir=${userData}`
  const run = (...words: string[]) => tenantry([...words, '--json', profile], cloud ?? '')
  const { page, stop } = await launch()
  await connectAndSync(page, tenant)
  const beside = await run('sync')
  expect(beside).toMatchObject({ code: 1, note: expect.stringContaining('beside the clock') })
  expect(JSON.parse(beside.out)).toMatchObject({ error: { code: 'profile_in_use', remedy: expect.any(String) } })
  expect(await run('help')).toMatchObject({ code: 0, out: expect.stringContaining('Usage: tenantry') })
  await stop()

  const synced = await run('sync')
  expect(synced.code).toBe(0)
  const { users, groups, memberships } = tenant.counts
  expect(JSON.parse(synced.out)).toMatchObject({
    trigger: 'commandLine',
    outcome: 'published',
    proof: { complete: true },
    ...{ users, groups, memberships },
  })

  const status = JSON.parse((await run('status')).out)
  expect(status).toMatchObject({
    connection: { tenantName: tenant.displayName, state: 'connected' },
    snapshot: { users, groups, memberships },
    lastRun: { outcome: 'published' },
  })

  const file = join(userData, 'users.json')
  const exported = await run('export', 'users', '--format', 'json', '--output', file)
  expect(exported.code).toBe(0)
  expect(JSON.parse(exported.out)).toMatchObject({ list: 'users', rows: users, file })
  expect(JSON.parse(readFileSync(file, 'utf8'))).toHaveLength(users)

  const [moved] = JSON.parse(readFileSync(file, 'utf8'))
  await tenant.control('POST', 'mutate', { op: 'changeUser', id: moved.id, properties: { city: 'Neustadt' } })
  expect((await run('sync')).code).toBe(0)
  const changes = join(userData, 'changes.json')
  const told = await run('export', 'changes', '--format', 'json', '--output', changes)
  expect(JSON.parse(told.out)).toMatchObject({ list: 'changes', rows: 1, file: changes })
  expect(JSON.parse(readFileSync(changes, 'utf8'))).toMatchObject([
    { what: 'changed', id: moved.id, attribute: 'city', after: 'Neustadt' },
  ])

  const verified = await run('verify')
  expect(JSON.parse(verified.out)).toMatchObject({ ok: true, headMatches: true })
  expect(verified.code).toBe(0)

  await tenant.control('POST', 'faults', {
    match: { path: '^/v1.0/groups/[^/]+/members' },
    fault: { kind: 'status', status: 400, code: 'Request_BadRequest' },
  })
  await tenant.control('POST', 'faults', {
    match: { path: 'oauth2' },
    fault: { kind: 'status', status: 503, code: 'ServiceUnavailable' },
  })
  const failed = await run('sync')
  expect(failed.code).toBe(1)
  expect(JSON.parse(failed.out)).toMatchObject({ outcome: 'failed', error: { code: expect.any(String) } })
})

test('tells a run that is incomplete, and one that the guard holds, by its code', async ({
  launch,
  tenant,
  userData,
  cloud,
}) => {
  const run = (...words: string[]) => tenantry([...words, '--json', `--user-data-dir=${userData}`], cloud ?? '')
  await tenant.control('POST', 'faults', {
    match: { path: '/groups/[^/]+/members' },
    fault: { kind: 'status', status: 403, code: 'Authorization_RequestDenied' },
  })
  const first = await launch()
  expect(await connectAndSync(first.page, tenant)).toMatchObject({ outcome: 'partial' })
  await first.stop()
  const partial = await run('sync')
  expect(partial.code).toBe(2)
  expect(JSON.parse(partial.out)).toMatchObject({ outcome: 'partial', error: { code: 'sync_incomplete' } })

  await tenant.control('DELETE', 'faults')
  expect((await run('sync')).code).toBe(0)
  const file = join(userData, 'users.json')
  await run('export', 'users', '--format', 'json', '--output', file)
  const users: readonly { id: string }[] = JSON.parse(readFileSync(file, 'utf8'))
  for (const { id } of users.slice(0, 40)) await tenant.control('POST', 'mutate', { op: 'revokeLicenses', id })
  const held = await run('sync')
  expect(held.code).toBe(3)
  const { runId, outcome } = JSON.parse(held.out)
  expect(outcome).toBe('held')

  const again = await run('sync')
  expect(again.code).toBe(3)
  expect(JSON.parse(again.out)).toMatchObject({ error: { code: 'sync_held' } })
  const second = await launch()
  expect(await request(second.page, 'sync.status', {})).toMatchObject({ last: { runId, outcome: 'held' } })
  await request(second.page, 'sync.keepHeld', { runId })
  await second.stop()
  const kept = await run('sync')
  expect(kept.code).toBe(3)
  expect(JSON.parse(kept.out)).toMatchObject({ trigger: 'commandLine', outcome: 'kept' })
})

test('keeps a window and other commands away while it runs, and cancels that when it is asked to end', async ({
  launch,
  tenant,
  userData,
  cloud,
}) => {
  const { page, stop } = await launch()
  await connectAndSync(page, tenant)
  await stop()
  await tenant.control('POST', 'faults', { match: { path: '^/v1.0/' }, fault: { kind: 'hang' } })
  const profile = `--user-data-dir=${userData}`
  const { kill, ended } = begin([profile, 'sync', '--json'], cloud ?? '')
  await expect
    .poll(async () => ((await tenant.control('GET', 'log')) as { status: number }[]).some(({ status }) => status === 0))
    .toBe(true)
  const beside = await tenantry([profile, 'status', '--json'], cloud ?? '')
  expect(beside.code).toBe(1)
  expect(JSON.parse(beside.out)).toMatchObject({ error: { code: 'command_running' } })
  const window = await tenantry([profile], cloud ?? '')
  expect(window).toMatchObject({ code: 1, note: expect.stringContaining('Tenantry: A command is under way') })
  kill()
  const { code, out } = await ended
  expect(code).toBe(1)
  expect(JSON.parse(out)).toMatchObject({ trigger: 'commandLine', outcome: 'cancelled' })
  await tenant.control('DELETE', 'faults')
  const again = await launch()
  expect(await tenantry([profile], cloud ?? '')).toMatchObject({ code: 0, note: '' })
  await again.stop()
})
