import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Connection } from '../../../shared/domain/connection.ts'
import { everything } from '../../fakes/audit-filter.ts'
import { startTenant, type Tenant } from '../../tenant/start.ts'
import { newProfile, type Profile, type RunningProgram, startProgram } from './program.ts'

const query = { search: '', filters: [], sort: { column: 'displayName', descending: false } } as const
let here: Tenant
let there: Tenant
let profile: Profile
let program: RunningProgram

beforeAll(async () => {
  here = await startTenant({ users: 30, groups: 4, memberships: 60, seed: 1, cloud: 'global', realNames: true })
  there = await startTenant({ users: 20, groups: 3, memberships: 30, seed: 2, cloud: 'usGovL4', realNames: true })
})
afterAll(async () => {
  await here.close()
  await there.close()
})
beforeEach(async () => {
  here.faults.clear()
  there.faults.clear()
  profile = newProfile()
  program = await startProgram(profile, [here, there])
})
afterEach(async () => {
  await program.stop()
  profile.remove()
})

const connect = async ({ tenantId, clientId, clientSecret, cloud }: Tenant): Promise<Connection> => {
  const credential = { from: 'paste', text: clientSecret } as const
  return program.request('connection.testAndSave', { tenantId, clientId, cloud, credential })
}
/** What the first sync of a connection ends with. */
const synchronised = async (): Promise<{ users: number; groups: number }> => {
  await expect.poll(async () => (await program.request('sync.status', {})).progress, { timeout: 20_000 }).toBeNull()
  const { snapshot } = await program.request('directory.overview', {})
  return { users: snapshot?.users ?? 0, groups: snapshot?.groups ?? 0 }
}
const firstUser = async () => (await program.request('directory.users', { query, offset: 0, limit: 1 })).rows[0]?.id
const names = () => new Set([...profile.keychain.entries.keys()].map((account) => account.split('#')[0]))
const namesOf = (id: string) => [...names()].filter((name) => name?.includes(id) === true).length
const filesOf = (id: string) => profile.files().filter((file) => file.startsWith(`directory-${id}.db`))
const restart = async () => {
  await program.stop()
  program = await startProgram(profile, [here, there])
}

describe('two tenants', () => {
  it('are read one after the other, kept apart, and switched between without signing in by hand', async () => {
    const one = await connect(here)
    expect(await synchronised()).toEqual({ users: 30, groups: 4 })
    const someone = await firstUser()
    const other = await connect(there)
    expect(await synchronised()).toEqual({ users: 20, groups: 3 })
    expect(await firstUser()).not.toBe(someone)
    expect(await program.code('directory.user', { id: someone ?? '' })).toBe('not_found')
    expect(await program.request('connection.list', {})).toMatchObject({
      connections: [
        { id: one.id, state: 'connected' },
        { id: other.id, state: 'connected' },
      ],
      activeId: other.id,
    })
    await restart()
    expect(await program.request('connection.switch', { id: one.id })).toMatchObject({ id: one.id })
    expect(await synchronised()).toEqual({ users: 30, groups: 4 })
    expect(await firstUser()).toBe(someone)
    await program.request('connection.test', {})
    const before = here.log.records.length
    await program.request('sync.start', {})
    expect(await synchronised()).toEqual({ users: 30, groups: 4 })
    expect(here.log.records.length).toBeGreaterThan(before)
  })

  it('switched away from while being read: the run ends, the data stays, and no page hears of it afterwards', async () => {
    const one = await connect(here)
    await synchronised()
    const other = await connect(there)
    await synchronised()
    await program.request('connection.switch', { id: one.id })
    here.faults.add({ match: { path: '/groups' }, fault: { kind: 'hang' } })
    await program.request('sync.start', {})
    const from = program.told.length
    await program.request('connection.switch', { id: other.id })
    const heard = program.told.slice(from)
    const switched = heard.findIndex(({ event }) => event === 'connection.changed')
    expect(heard[switched]?.payload).toMatchObject({ connection: { id: other.id } })
    expect(heard.slice(switched).map(({ event }) => event)).not.toContain('sync.status')
    expect(await synchronised()).toEqual({ users: 20, groups: 3 })
    here.faults.clear()
    await program.request('connection.switch', { id: one.id })
    expect(await program.request('sync.status', {})).toMatchObject({ progress: null, last: { outcome: 'cancelled' } })
    expect(await synchronised()).toEqual({ users: 30, groups: 4 })
  })

  it('one of which is disconnected: the other goes on', async () => {
    const one = await connect(here)
    await synchronised()
    const other = await connect(there)
    await synchronised()
    const data = { keepCredentials: false }
    expect(await program.request('connection.rehearseDisconnect', { id: one.id })).toMatchObject({
      users: 30,
      groups: 4,
    })
    await program.request('connection.disconnect', { id: one.id, ...data })
    expect((await program.request('connection.list', {})).connections.map(({ state }) => state)).toEqual([
      'disconnected',
      'connected',
    ])
    // Only the key of the data is left.
    expect(namesOf(one.id)).toBe(1)
    expect(namesOf(other.id)).toBe(2)
    await program.request('sync.start', {})
    expect(await synchronised()).toEqual({ users: 20, groups: 3 })
    await program.request('connection.switch', { id: one.id })
    expect(await synchronised()).toEqual({ users: 30, groups: 4 })
    expect(await program.code('sync.start', {})).toBe('disconnected')
    expect(await program.code('connection.reconnect', { id: one.id })).toBe('secret_damaged')
    expect(await connect(here)).toMatchObject({ id: one.id, state: 'connected' })
    expect(await synchronised()).toEqual({ users: 30, groups: 4 })
  })

  it('one of which is removed: key and files of that one only, and the other takes its place', async () => {
    const one = await connect(here)
    await synchronised()
    const other = await connect(there)
    await synchronised()
    await program.request('connection.rename', { id: one.id, name: ' Head office ' })
    const from = program.told.length
    await program.request('connection.remove', { id: other.id })
    expect([namesOf(other.id), filesOf(other.id)]).toEqual([0, []])
    expect(namesOf(one.id)).toBe(2)
    expect(filesOf(one.id)).not.toEqual([])
    const heard = program.told.slice(from)
    expect(heard.filter(({ event }) => event === 'connection.changed').at(-1)?.payload).toMatchObject({
      connection: { id: one.id, name: 'Head office' },
    })
    expect(heard.filter(({ event }) => event === 'connection.listChanged').at(-1)?.payload).toMatchObject({
      connections: [{ id: one.id }],
      activeId: one.id,
    })
    expect(await synchronised()).toEqual({ users: 30, groups: 4 })
    await restart()
    expect([namesOf(other.id), filesOf(other.id)]).toEqual([0, []])
    await program.request('connection.remove', { id: one.id })
    expect(await program.request('connection.list', {})).toEqual({ connections: [], activeId: null })
    expect(await program.code('directory.overview', {})).toBe('not_connected')
    expect([...names()].filter((name) => name?.startsWith('connection/') === true)).toEqual([])
  })

  it('is not meant by an id that is not in the list, or by a name that is none', async () => {
    const { id } = await connect(here)
    expect(await program.code('connection.switch', { id: 'gone' })).toBe('connection_absent')
    expect(await program.code('connection.rename', { id: 'gone', name: 'Branch' })).toBe('connection_absent')
    expect(await program.code('connection.remove', { id: 'gone' })).toBe('connection_absent')
    expect(await program.code('connection.rehearseDisconnect', { id: 'gone' })).toBe('connection_absent')
    for (const name of ['', '  ', 'x'.repeat(81)])
      expect(await program.code('connection.rename', { id, name })).toBe('validation')
    expect(await program.request('connection.list', {})).toMatchObject({
      connections: [{ id, name: null }],
      activeId: id,
    })
  })

  it('records who is meant by each change', async () => {
    const one = await connect(here)
    const other = await connect(there)
    await program.request('connection.switch', { id: one.id })
    await program.request('connection.rename', { id: other.id, name: 'Branch' })
    await program.request('connection.remove', { id: other.id })
    const { rows } = await program.request('audit.list', { filter: everything, offset: 0, limit: 100 })
    const told = rows.map(({ action, outcome, connectionId }) => [action, outcome, connectionId])
    expect(told).toEqual(
      expect.arrayContaining([
        ['connectionSwitched', 'succeeded', one.id],
        ['connectionRenamed', 'succeeded', other.id],
        ['connectionRemoved', 'succeeded', other.id],
      ]),
    )
  })
})

describe('the data of a tenant', () => {
  it('that was removed is not begun anew by looking: neither key nor file, until a sync', async () => {
    const { id } = await connect(here)
    await synchronised()
    await program.request('connection.removeData', { id })
    for (let start = 0; start < 2; start++) {
      expect(await program.request('directory.overview', {})).toMatchObject({ snapshot: null, fault: null })
      expect(await program.request('directory.users', { query, offset: 0, limit: 50 })).toEqual({ total: 0, rows: [] })
      expect(await program.request('sync.status', {})).toEqual({ progress: null, last: null })
      expect(await program.request('connection.rehearseDisconnect', { id })).toMatchObject({ users: 0 })
      expect([filesOf(id), names().has(`connection/${id}/directory-key`)]).toEqual([[], false])
      await restart()
    }
    await program.request('sync.start', {})
    expect(await synchronised()).toEqual({ users: 30, groups: 4 })
    expect(filesOf(id)).not.toEqual([])
  })

  it('is not opened again by pages that are asking while it is being removed', async () => {
    const { id } = await connect(here)
    await synchronised()
    let over = false
    const codes = new Set<string>()
    const asking = (async () => {
      while (!over) codes.add(await program.code('directory.users', { query, offset: 0, limit: 50 }))
    })()
    await program.request('connection.disconnect', { id, keepCredentials: true })
    await program.request('connection.removeData', { id })
    over = true
    await asking
    expect([...codes]).toEqual(['ok'])
    expect([filesOf(id), names().has(`connection/${id}/directory-key`)]).toEqual([[], false])
  })
})

describe('a start of the program', () => {
  /** A credential and a set-up's key that an end of the program in the middle of something left behind. */
  const leaveBehind = () => {
    const credentials = profile.settings.read('credentials') as Record<string, readonly object[]>
    const [known] = Object.values(credentials).flat()
    const vaultName = 'connection/gone/credential/one'
    profile.settings.write('credentials', { ...credentials, gone: [{ ...known, id: 'one', vaultName }] })
    for (const name of [vaultName, 'setup/credential']) profile.keychain.entries.set(name, 'left behind')
  }
  const left = () => [...names()].filter((name) => /gone|setup/.test(name ?? ''))

  it('takes out of the keychain what belongs to nothing, and nothing else', async () => {
    const { id } = await connect(here)
    await synchronised()
    const kept = names()
    await program.stop()
    leaveBehind()
    program = await startProgram(profile, [here, there])
    await expect.poll(left).toEqual([])
    expect(names()).toEqual(kept)
    expect(await program.request('connection.test', {})).toMatchObject({ id })
  })

  it('takes nothing where the list of connections is of another version', async () => {
    await connect(here)
    await synchronised()
    await program.stop()
    leaveBehind()
    const list = profile.settings.read('connections')
    profile.settings.write('connections', { of: 'another version' })
    const kept = names()
    program = await startProgram(profile, [here, there])
    await program.request('audit.status', {})
    await restart()
    expect(names()).toEqual(kept)
    profile.settings.write('connections', list)
    await restart()
    await expect.poll(left).toEqual([])
  })
})
