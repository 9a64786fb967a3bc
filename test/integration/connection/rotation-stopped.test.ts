import { setTimeout as sleep } from 'node:timers/promises'
import { describe, expect, it } from 'vitest'
import type { Connection } from '../../../shared/domain/connection.ts'
import { never, rotating, thumbprint, vaultNames, wish } from './rotation-desk.ts'

const at = rotating()
const { connected, keys, restarted } = at

describe('rotation of the certificate that does not get on', () => {
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

  it('that Entra never takes leaves the former one, and goes on later', async () => {
    const desk = await connected()
    const before = thumbprint(desk.connections.get())
    at.tenant.controls.registrations.lag({ credentials: 9 })
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
    at.tenant.faults.add({
      match: { path, method },
      fault: { kind: 'status', status: 503, retryAfter: 1, code: 'AADSTS90033' },
    })
    await desk.rotation.start(wish)
    const stopped = await desk.rotated()
    expect(stopped).toMatchObject({ step, running: false })
    expect(stopped?.error).not.toBeNull()
    at.tenant.faults.clear()
    const after = restarted(desk)
    expect(after.rotation.status()).toEqual(stopped)
    after.rotation.resume()
    expect(await after.rotated()).toMatchObject({ step: 'switched', next: stopped?.next })
    expect(keys()).toHaveLength(2)
  })

  it('does not add a key twice when the answer was lost', async () => {
    const desk = await connected()
    at.tenant.faults.add({ match: { path: '/addKey', method: 'POST', nth: 1, times: 1 }, fault: { kind: 'truncate' } })
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
    if (next.kind === 'certificate') at.tenant.controls.addCertificate(next.certificatePem)
    const after = restarted(desk)
    after.rotation.resume()
    expect(await after.rotated()).toMatchObject({ step: 'switched', error: null })
    expect(after.connections.get()).toMatchObject({ credential: stopped?.next })
    expect(await after.rotation.finish(never)).toBe(false)
  })

  it('falls back to an upload when Graph does not take the proof', async () => {
    const desk = await connected()
    const fault = { kind: 'status' as const, status: 400, code: 'Request_BadRequest' }
    at.tenant.faults.add({ match: { path: '/addKey', method: 'POST' }, fault })
    await desk.rotation.start(wish)
    expect(await desk.rotated()).toMatchObject({ way: 'upload', error: { code: 'rotation_needs_upload' } })
    at.tenant.faults.clear()
    // Whatever hindered it may have gone.
    desk.rotation.resume()
    expect(await desk.rotated()).toMatchObject({ way: 'addKey', step: 'switched' })
  })

  it('says that the administrator has to remove a former one whose id is not known', async () => {
    const desk = await connected('certificate', { keyId: false })
    await desk.rotation.start(wish)
    await desk.rotated()
    expect(await desk.rotation.finish(never)).toBe(false)
    expect(keys()).toHaveLength(2)
    expect(desk.shelf.list(desk.connections.get() as Connection)).toHaveLength(1)
  })
})
