import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { spawnTenant } from '../../tenant/spawn.ts'
import { startTenant } from '../../tenant/start.ts'
import { Client } from './client.ts'

it('runs as a process of its own, is controlled from outside, and ends when told', async () => {
  const tenant = await spawnTenant({ users: 50, groups: 12, memberships: 150, seed: 7 })
  const client = new Client(tenant)
  try {
    expect(tenant.counts).toMatchObject({ users: 50, groups: 12, memberships: 150 })
    await client.signIn()
    await tenant.control('POST', 'faults', {
      match: { path: '/users', times: 1 },
      fault: { kind: 'status', status: 429, retryAfter: 1 },
    })
    expect((await client.graph('/users')).status).toBe(429)
    const added = (await tenant.control('POST', 'mutate', { op: 'addUser', properties: { displayName: 'Neu' } })) as {
      result: string
    }
    expect((await client.graph(`/users/${added.result}`)).body.displayName).toBe('Neu')
    expect(await tenant.control('GET', 'counts')).toMatchObject({ users: 51 })
    await tenant.control('POST', 'set', { maxPageSize: 10 })
    expect((await client.graph('/users?$top=11')).status).toBe(400)
    expect(await tenant.control('GET', 'log')).toMatchObject([
      { path: expect.stringMatching('/oauth2/v2.0/token') },
      { status: 429 },
      {},
      {},
    ])
    await expect(tenant.control('POST', 'faults', { match: {} })).rejects.toThrow('path')
    await expect(tenant.control('POST', 'mutate', { op: 'remove', id: 'nobody' })).rejects.toThrow('nobody')
  } finally {
    await client.close()
    await tenant.stop()
  }
  expect(() => process.kill(tenant.pid, 0)).toThrow('ESRCH')
})

it('writes the file that points the program to it', async () => {
  const tenant = await spawnTenant({ users: 1, groups: 1, memberships: 1 })
  const folder = await mkdtemp(join(tmpdir(), 'tenant-'))
  try {
    const path = await tenant.cloudFile(folder)
    expect(JSON.parse(await readFile(path, 'utf8'))).toEqual({
      cloud: 'global',
      authority: tenant.url,
      graph: tenant.url,
      ca: tenant.caPem,
    })
  } finally {
    await rm(folder, { recursive: true })
    await tenant.stop()
  }
})

it('writes that file at its start when given a folder', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'tenant-'))
  const tenant = await startTenant({ users: 1, groups: 1, memberships: 1, directory: folder })
  try {
    expect(JSON.parse(await readFile(join(folder, 'cloud.json'), 'utf8'))).toMatchObject({ graph: tenant.url })
  } finally {
    await rm(folder, { recursive: true })
    await tenant.close()
  }
})

it('ends when whoever started it is gone', async () => {
  const main = join(import.meta.dirname, '../../tenant/main.ts')
  const child = spawn(process.execPath, [main, '--users', '1', '--groups', '1', '--memberships', '1'])
  await once(child.stdout, 'data')
  child.stdin.end()
  expect(await once(child, 'exit')).toEqual([0, null])
})
