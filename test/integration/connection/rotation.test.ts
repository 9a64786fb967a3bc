import { setTimeout as sleep } from 'node:timers/promises'
import { describe, expect, it } from 'vitest'
import type { Connection } from '../../../shared/domain/connection.ts'
import { never, rotating, thumbprint, vaultNames, wish } from './rotation-desk.ts'

const at = rotating()
const { connected, keys, saveAnother } = at

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
    at.tenant.controls.revokeTokens()
    await expect.poll(() => reads).toBeGreaterThan(soFar + 3)
    over = true
    await reading
    expect(await desk.connections.graph(desk.connections.active().id)).toBe(graph)
  })

  it('goes on for the tenant it was begun for, unseen, when another one becomes the active one', async () => {
    const desk = await connected()
    const first = desk.connections.active()
    const second: Connection = { ...first, id: 'other', tenantId: '11111111-3b42-4a0e-b6d1-52e8a7c0f913' }
    at.tenant.controls.registrations.lag({ credentials: 3 })
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

  it('keeps the former one until Entra takes the new one everywhere', async () => {
    const desk = await connected()
    const before = thumbprint(desk.connections.get())
    at.tenant.controls.registrations.lag({ credentials: 3 })
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

  it('finds ids by reading, where Application.Read.All allows it', async () => {
    at.tenant.controls.set({ roles: ['User.Read.All', 'GroupMember.Read.All', 'Application.Read.All'] })
    const desk = await connected('certificate', { object: false, keyId: false })
    await desk.rotation.start(wish)
    expect(await desk.rotated()).toMatchObject({ way: 'addKey', step: 'switched' })
    expect(await desk.rotation.finish(never)).toBe(true)
    expect(keys()).toHaveLength(1)
  })

  it('replaces the one that signs in, also where that was saved only after it began', async () => {
    const desk = await connected()
    at.tenant.faults.add({ match: { path: '/addKey', method: 'POST' }, fault: { kind: 'reset' } })
    await desk.rotation.start(wish)
    expect(await desk.rotated()).toMatchObject({ step: 'made' })
    at.tenant.faults.clear()
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
    const { tenantId, clientId } = at.tenant
    const enter = (text: string) =>
      desk.connections.testAndSave({ tenantId, clientId, cloud: 'global', credential: { from: 'paste', text } }, never)
    await expect(enter('Wr0~ng-secret-that-nobody-knows')).rejects.toMatchObject({ code: 'secret_wrong' })
    expect(desk.connections.get()).toEqual(before)
    await expect(desk.connections.test(desk.connections.active().id, never)).resolves.toBeDefined()
    await enter(`${at.tenant.certificatePem}\n${at.tenant.privateKeyPem}`)
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
    at.tenant.controls.set({ roles })
    const desk = await connected('secret')
    const connection = desk.connections.get() as Connection
    const answer = await desk.application.secretExpiry(connection, at.tenant.clientSecret.slice(0, 3), never)
    expect(answer.found).toBe(found)
    if (found === 'one') expect(Date.parse(answer.ends[0] ?? '')).toBeGreaterThan(Date.now())
    expect((await desk.application.secretExpiry(connection, '???', never)).found).toBe(
      found === 'one' ? 'notHere' : 'notPermitted',
    )
  })
})
