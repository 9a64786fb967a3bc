import { setTimeout as sleep } from 'node:timers/promises'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { ConnectionSettings } from '../../../electron/connection/connection-settings.ts'
import { makeCertificate } from '../../../electron/connection/credentials/certificate-maker.ts'
import type { Connection } from '../../../shared/domain/connection.ts'
import { type NodeFetch, nodeFetch } from '../../fakes/node-fetch.ts'
import { startTenant, type Tenant } from '../../tenant/start.ts'
import { connectingDesk } from './connecting-desk.ts'

interface Registered {
  readonly appId: string
  readonly certificates: readonly { readonly keyId: string; readonly customKeyIdentifier: string }[]
}
type Desk = ReturnType<typeof connectingDesk>

const never = new AbortController().signal
const wish = { keyBits: 3_072, months: 12 } as const
let tenant: Tenant
let line: NodeFetch

beforeEach(async () => {
  tenant = await startTenant({ users: 20, groups: 5, memberships: 20 })
  line = nodeFetch(tenant.caPem)
})
afterEach(async () => {
  await line.close()
  await tenant.close()
})

const keys = () => {
  const all = tenant.controls.registrations.list() as Registered[]
  return all.find(({ appId }) => appId === tenant.clientId)?.certificates ?? []
}
const thumbprint = (connection: Connection | null) =>
  connection?.credential.kind === 'certificate' ? connection.credential.thumbprint : null

/** Connected with the registration there is from the start, by its certificate or its secret. */
const connected = async (
  mode: 'certificate' | 'secret' = 'certificate',
  facts: { readonly object?: boolean; readonly keyId?: boolean } = {},
): Promise<Desk> => {
  const desk = connectingDesk(tenant, line)
  const text = mode === 'secret' ? tenant.clientSecret : `${tenant.certificatePem}\n${tenant.privateKeyPem}`
  const { tenantId, clientId } = tenant
  const connection = await desk.connections.testAndSave(
    { tenantId, clientId, cloud: 'global', credential: { from: 'paste', text } },
    never,
  )
  if (facts.object !== false) {
    const known = { applicationId: tenant.applicationId, principalId: null, features: [], madeByTenantry: true }
    desk.book.write(connection.id, known)
  }
  const [kept] = desk.shelf.list(connection)
  if (facts.keyId !== false) desk.shelf.change(connection, kept?.id ?? '', { keyId: keys()[0]?.keyId ?? null })
  return desk
}
/** A certificate that an administrator uploaded, entered in the form while there is another one. */
const saveAnother = async ({ connections, clock }: Desk): Promise<Connection> => {
  const { certificatePem, privateKeyPem } = await makeCertificate(wish, 'Tenantry on NB-0815', clock.now())
  tenant.controls.addCertificate(certificatePem)
  const { tenantId, clientId } = tenant
  const credential = { from: 'paste', text: `${certificatePem}\n${privateKeyPem}` } as const
  return connections.testAndSave({ tenantId, clientId, cloud: 'global', credential }, never)
}
const restarted = ({ keychain, settings }: Desk) => connectingDesk(tenant, line, { keychain, settings })
const vaultNames = ({ keychain }: Desk) => [...keychain.entries.keys()].filter((name) => !name.includes('#'))

describe('rotation of the certificate', () => {
  it('makes, adds by proof, signs in, switches; and removes the former one when told to', async () => {
    const desk = await connected()
    const before = thumbprint(desk.connections.get())
    expect(await desk.rotation.start(wish)).toMatchObject({ running: true, way: 'addKey', step: 'made' })
    const status = await desk.rotated()
    expect(status).toMatchObject({ running: false, step: 'switched', error: null, former: { thumbprint: before } })
    expect(keys()).toHaveLength(2)
    const after = thumbprint(desk.connections.get())
    expect(after).not.toBe(before)
    expect(status?.next).toMatchObject({ kind: 'certificate', thumbprint: after })
    expect(await desk.rotation.finish(never)).toBe(true)
    expect(keys()).toHaveLength(1)
    expect(desk.rotation.status()).toBeNull()
    const connection = desk.connections.get() as Connection
    expect(desk.shelf.list(connection)).toMatchObject([{ active: true, pending: false, keyId: keys()[0]?.keyId }])
    expect(vaultNames(desk)).toHaveLength(1)
    await expect(desk.connections.test(desk.connections.active().id, never)).resolves.toMatchObject({
      credential: { thumbprint: after },
    })
  })

  it('is safe while something is read: what runs goes on, its next token comes by the new certificate', async () => {
    const desk = await connected()
    const graph = await desk.connections.graph(desk.connections.active().id)
    let reads = 0
    let over = false
    const reading = (async () => {
      while (!over) {
        await graph.get('/users?$top=1', {}, never)
        reads++
        await sleep(2)
      }
    })()
    await desk.rotation.start(wish)
    await desk.rotated()
    await desk.rotation.finish(never)
    const soFar = reads
    // The token in hand is refused from now on, and the former certificate is gone.
    tenant.controls.revokeTokens()
    await expect.poll(() => reads).toBeGreaterThan(soFar + 3)
    over = true
    await reading
    expect(await desk.connections.graph(desk.connections.active().id)).toBe(graph)
  })

  it('goes on for the tenant it was begun for, unseen, when another one becomes the active one', async () => {
    const desk = await connected()
    const first = desk.connections.active()
    const second: Connection = { ...first, id: 'other', tenantId: '11111111-3b42-4a0e-b6d1-52e8a7c0f913' }
    tenant.controls.registrations.lag({ credentials: 3 })
    await desk.rotation.start(wish)
    desk.connectionSettings.save(second)
    const shown = desk.rotations.length
    expect(desk.rotation.status()).toBeNull()
    expect(() => desk.rotation.resume()).toThrow('rotation_absent')
    await expect(desk.rotation.finish(never)).rejects.toMatchObject({ code: 'rotation_absent' })
    const changed = () => thumbprint(desk.connectionSettings.get(first.id))
    await expect.poll(changed, { timeout: 20_000 }).not.toBe(thumbprint(first))
    await desk.rotation.cancel()
    expect(desk.rotations.slice(shown)).toEqual([])
    expect(desk.connections.active()).toEqual(second)
    desk.connectionSettings.activate(first.id)
    expect(desk.rotation.status()).toMatchObject({ step: 'switched', running: false, error: null })
    expect(await desk.rotation.finish(never)).toBe(true)
    expect(keys()).toHaveLength(1)
  })

  it('is not begun for a connection that is left while its certificate is being made', async () => {
    const desk = await connected()
    const { id } = desk.connections.active()
    const names = vaultNames(desk)
    const starting = desk.rotation.start(wish)
    await desk.departures.leaving(id, async () => {
      desk.connections.leave(id, 'paused')
    })
    await expect(starting).rejects.toMatchObject({ code: 'disconnected' })
    expect(desk.rotation.status()).toBeNull()
    expect(vaultNames(desk)).toEqual(names)
  })

  it('keeps the former one until Entra takes the new one everywhere', async () => {
    const desk = await connected()
    const before = thumbprint(desk.connections.get())
    tenant.controls.registrations.lag({ credentials: 3 })
    await desk.rotation.start(wish)
    const waiting = new Set<string | null>()
    while (desk.rotation.status()?.running === true) {
      if (desk.rotation.status()?.retryAt) waiting.add(thumbprint(desk.connections.get()))
      await sleep(1)
    }
    expect(desk.rotation.status()).toMatchObject({ step: 'switched' })
    expect([...waiting].every((print) => print === before)).toBe(true)
    expect(desk.clock.sleeps).toEqual(expect.arrayContaining([2_000, 4_000, 8_000]))
  })

  it('that Entra never takes leaves the former one, and goes on later', async () => {
    const desk = await connected()
    const before = thumbprint(desk.connections.get())
    tenant.controls.registrations.lag({ credentials: 9 })
    await desk.rotation.start(wish)
    for (let round = 0; desk.rotation.status()?.running === true && round < 200; round++) {
      if (desk.rotation.status()?.retryAt && desk.clock.sleeps.at(-1) === 30_000) await desk.clock.advance(30_000)
      await sleep(10)
    }
    expect(desk.rotation.status()).toMatchObject({ step: 'added', error: { code: 'rotation_not_accepted' } })
    expect(thumbprint(desk.connections.get())).toBe(before)
    await expect(desk.connections.test(desk.connections.active().id, never)).resolves.toBeDefined()
    desk.rotation.resume()
    expect(await desk.rotated()).toMatchObject({ step: 'switched', error: null })
    expect(keys()).toHaveLength(2)
  })

  it.each([
    ['before the key is added', 'POST', '/addKey', 'made'],
    ['before the new one signs in', 'POST', 'oauth2/v2.0/token', 'added'],
    ['at the proof of what may be read', 'GET', '^/v1.0/organization', 'added'],
  ])('stopped %s goes on after a restart', async (_name, method, path, step) => {
    const desk = await connected()
    await desk.connections.graph(desk.connections.active().id).then((graph) => graph.get('/organization', {}, never))
    tenant.faults.add({
      match: { path, method },
      fault: { kind: 'status', status: 503, retryAfter: 1, code: 'AADSTS90033' },
    })
    await desk.rotation.start(wish)
    const stopped = await desk.rotated()
    expect(stopped).toMatchObject({ step, running: false })
    expect(stopped?.error).not.toBeNull()
    tenant.faults.clear()
    const after = restarted(desk)
    expect(after.rotation.status()).toEqual(stopped)
    after.rotation.resume()
    expect(await after.rotated()).toMatchObject({ step: 'switched', next: stopped?.next })
    expect(keys()).toHaveLength(2)
  })

  it('does not add a key twice when the answer was lost', async () => {
    const desk = await connected()
    tenant.faults.add({ match: { path: '/addKey', method: 'POST', nth: 1, times: 1 }, fault: { kind: 'truncate' } })
    await desk.rotation.start(wish)
    expect(await desk.rotated()).toMatchObject({ step: 'made' })
    const after = restarted(desk)
    after.rotation.resume()
    expect(await after.rotated()).toMatchObject({ step: 'switched' })
    expect(keys()).toHaveLength(2)
    expect(await after.rotation.finish(never)).toBe(true)
    expect(keys()).toHaveLength(1)
  })

  it.each([
    ['the registration’s object id is not known', 'certificate', { object: false }],
    ['a secret signs in', 'secret', {}],
  ] as const)('falls back to an upload where %s', async (_name, mode, facts) => {
    const desk = await connected(mode, facts)
    await desk.rotation.start(wish)
    const stopped = await desk.rotated()
    expect(stopped).toMatchObject({ way: 'upload', step: 'made', error: { code: 'rotation_needs_upload' } })
    desk.rotation.resume()
    // Too early: nothing was uploaded yet.
    expect(await desk.rotated()).toMatchObject({ way: 'upload', error: { code: 'rotation_needs_upload' } })
    const connection = desk.connections.get() as Connection
    const next = await desk.shelf.load(connection, stopped?.nextId ?? '')
    if (next.kind === 'certificate') tenant.controls.addCertificate(next.certificatePem)
    const after = restarted(desk)
    after.rotation.resume()
    expect(await after.rotated()).toMatchObject({ step: 'switched', error: null })
    expect(after.connections.get()).toMatchObject({ credential: stopped?.next })
    expect(await after.rotation.finish(never)).toBe(false)
  })

  it('falls back to an upload when Graph does not take the proof', async () => {
    const desk = await connected()
    const fault = { kind: 'status' as const, status: 400, code: 'Request_BadRequest' }
    tenant.faults.add({ match: { path: '/addKey', method: 'POST' }, fault })
    await desk.rotation.start(wish)
    expect(await desk.rotated()).toMatchObject({ way: 'upload', error: { code: 'rotation_needs_upload' } })
    tenant.faults.clear()
    // Whatever hindered it may have gone.
    desk.rotation.resume()
    expect(await desk.rotated()).toMatchObject({ way: 'addKey', step: 'switched' })
  })

  it('finds ids by reading, where Application.Read.All allows it', async () => {
    tenant.controls.set({ roles: ['User.Read.All', 'GroupMember.Read.All', 'Application.Read.All'] })
    const desk = await connected('certificate', { object: false, keyId: false })
    await desk.rotation.start(wish)
    expect(await desk.rotated()).toMatchObject({ way: 'addKey', step: 'switched' })
    expect(await desk.rotation.finish(never)).toBe(true)
    expect(keys()).toHaveLength(1)
  })

  it('says that the administrator has to remove a former one whose id is not known', async () => {
    const desk = await connected('certificate', { keyId: false })
    await desk.rotation.start(wish)
    await desk.rotated()
    expect(await desk.rotation.finish(never)).toBe(false)
    expect(keys()).toHaveLength(2)
    expect(desk.shelf.list(desk.connections.get() as Connection)).toHaveLength(1)
  })

  it.each([
    ['added', '^/v1.0/organization'],
    ['switched', 'nothing'],
  ])('given up when it is %s leaves everything as it was', async (step, path) => {
    const desk = await connected()
    const before = thumbprint(desk.connections.get())
    tenant.faults.add({ match: { path, method: 'GET' }, fault: { kind: 'status', status: 403 } })
    await desk.rotation.start(wish)
    expect(await desk.rotated()).toMatchObject({ step })
    tenant.faults.clear()
    expect(await desk.rotation.abandon(never)).toBe(true)
    expect(thumbprint(desk.connections.get())).toBe(before)
    expect(keys()).toHaveLength(1)
    expect(vaultNames(desk)).toHaveLength(1)
    await expect(desk.connections.test(desk.connections.active().id, never)).resolves.toBeDefined()
    expect(() => desk.rotation.resume()).toThrow('rotation_absent')
  })

  it('overtaken by another saved certificate says what the registration still holds, and removes it', async () => {
    const desk = await connected()
    await desk.rotation.start(wish)
    const switched = await desk.rotated()
    expect(switched?.left).toEqual([])
    const saved = await saveAnother(desk)
    const left = [switched?.former, switched?.next]
    expect(desk.rotation.status()).toMatchObject({ step: 'switched', running: false, left })
    expect(keys()).toHaveLength(3)
    // It is still known after the program has ended.
    const after = restarted(desk)
    expect(after.rotation.status()).toMatchObject({ left })
    await expect(after.rotation.start(wish)).rejects.toMatchObject({ code: 'rotation_running' })
    expect(await after.rotation.finish(never)).toBe(true)
    expect(keys()).toHaveLength(1)
    expect(after.rotation.status()).toBeNull()
    expect(after.audit.entries.map(({ action, outcome, after: facts }) => [action, outcome, facts])).toEqual(
      left.flatMap(() => [
        ['credentialRemoved', 'attempted', undefined],
        ['credentialRemoved', 'succeeded', { removedFromRegistration: true }],
      ]),
    )
    await expect(after.connections.test(after.connections.active().id, never)).resolves.toMatchObject({
      credential: saved.credential,
    })
  })

  it('overtaken can be left as it is; nothing reminds of it then', async () => {
    const desk = await connected()
    await desk.rotation.start(wish)
    await desk.rotated()
    await saveAnother(desk)
    expect(await desk.rotation.abandon(never)).toBe(false)
    expect(desk.rotation.status()).toBeNull()
    expect(keys()).toHaveLength(3)
    await expect(desk.connections.test(desk.connections.active().id, never)).resolves.toBeDefined()
  })

  it('whose former one was removed from this computer alone still takes it out of the registration', async () => {
    const desk = await connected()
    await desk.rotation.start(wish)
    const switched = await desk.rotated()
    await desk.shelf.remove(desk.connections.get() as Connection, switched?.formerId ?? '')
    expect(desk.rotation.status()).toMatchObject({ left: [switched?.former] })
    expect(await desk.rotation.finish(never)).toBe(true)
    expect(keys()).toHaveLength(1)
    await expect(desk.connections.test(desk.connections.active().id, never)).resolves.toMatchObject({
      credential: switched?.next,
    })
  })

  it('says nothing of a registration that is not connected any more', async () => {
    const desk = await connected()
    await desk.rotation.start(wish)
    await desk.rotated()
    await saveAnother(desk)
    const connection = desk.connections.get() as Connection
    const unheard = { onChanged: () => undefined, onListChanged: () => undefined }
    new ConnectionSettings(desk.settings, unheard).save({ ...connection, clientId: 'another' })
    expect(desk.rotation.status()).toBeNull()
  })

  it('replaces the one that signs in, also where that was saved only after it began', async () => {
    const desk = await connected()
    tenant.faults.add({ match: { path: '/addKey', method: 'POST' }, fault: { kind: 'reset' } })
    await desk.rotation.start(wish)
    expect(await desk.rotated()).toMatchObject({ step: 'made' })
    tenant.faults.clear()
    const saved = await saveAnother(desk)
    desk.rotation.resume()
    expect(await desk.rotated()).toMatchObject({ step: 'switched', former: saved.credential, left: [] })
    // Uploaded by hand, its id is not known here.
    expect(await desk.rotation.finish(never)).toBe(false)
    expect(desk.shelf.list(desk.connections.get() as Connection)).toHaveLength(1)
  })

  it('runs once', async () => {
    const desk = await connected()
    await desk.rotation.start(wish)
    await expect(desk.rotation.start(wish)).rejects.toMatchObject({ code: 'rotation_running' })
    await desk.rotated()
    await expect(desk.rotation.start(wish)).rejects.toMatchObject({ code: 'rotation_running' })
  })

  it('leaves nothing of keys and proofs in logs, settings and events', async () => {
    const desk = await connected()
    await desk.rotation.start(wish)
    await desk.rotated()
    const connection = desk.connections.get() as Connection
    const both = await Promise.all(desk.shelf.list(connection).map(({ id }) => desk.shelf.load(connection, id)))
    await desk.rotation.finish(never)
    const sections = ['connections', 'credentials', 'rotation', 'registrations'].map((name) => desk.settings.read(name))
    const seen = JSON.stringify([desk.logger.lines, sections, desk.rotations])
    expect(seen).not.toMatch(/PRIVATE KEY|eyJ/)
    for (const one of both) {
      if (one.kind === 'certificate') expect(seen).not.toContain(one.privateKeyPem.split('\n')[5])
    }
  })
})

describe('a new secret', () => {
  it('replaces the former one only when it signs in', async () => {
    const desk = await connected('secret')
    const before = desk.connections.get() as Connection
    const { tenantId, clientId } = tenant
    const enter = (text: string) =>
      desk.connections.testAndSave({ tenantId, clientId, cloud: 'global', credential: { from: 'paste', text } }, never)
    await expect(enter('Wr0~ng-secret-that-nobody-knows')).rejects.toMatchObject({ code: 'secret_wrong' })
    expect(desk.connections.get()).toEqual(before)
    await expect(desk.connections.test(desk.connections.active().id, never)).resolves.toBeDefined()
    await enter(`${tenant.certificatePem}\n${tenant.privateKeyPem}`)
    // The secret stays beside the certificate, and can be gone back to.
    const kept = desk.shelf.list(desk.connections.get() as Connection)
    expect(kept.map(({ summary, active }) => [summary.kind, active])).toEqual([
      ['secret', false],
      ['certificate', true],
    ])
    await desk.connections.activate(desk.connections.active().id, kept[0]?.id ?? '', never)
    expect(desk.connections.get()).toMatchObject({ credential: { kind: 'secret' } })
  })

  it.each([
    ['is read from Entra', ['User.Read.All', 'GroupMember.Read.All', 'Application.Read.All'], 'one'],
    ['has to be asked for', ['User.Read.All', 'GroupMember.Read.All'], 'notPermitted'],
  ])('has an end that %s', async (_name, roles, found) => {
    tenant.controls.set({ roles })
    const desk = await connected('secret')
    const connection = desk.connections.get() as Connection
    const answer = await desk.application.secretExpiry(connection, tenant.clientSecret.slice(0, 3), never)
    expect(answer.found).toBe(found)
    if (found === 'one') expect(Date.parse(answer.ends[0] ?? '')).toBeGreaterThan(Date.now())
    expect((await desk.application.secretExpiry(connection, '???', never)).found).toBe(
      found === 'one' ? 'notHere' : 'notPermitted',
    )
  })
})
