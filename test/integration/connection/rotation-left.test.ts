import { describe, expect, it } from 'vitest'
import { ConnectionSettings } from '../../../electron/connection/connection-settings.ts'
import type { Connection } from '../../../shared/domain/connection.ts'
import { never, rotating, thumbprint, vaultNames, wish } from './rotation-desk.ts'

const at = rotating()
const { connected, keys, restarted, saveAnother } = at

describe('rotation of the certificate that is given up or overtaken', () => {
  it.each([
    ['added', '^/v1.0/organization'],
    ['switched', 'nothing'],
  ])('given up when it is %s leaves everything as it was', async (step, path) => {
    const desk = await connected()
    const before = thumbprint(desk.connections.get())
    at.tenant.faults.add({ match: { path, method: 'GET' }, fault: { kind: 'status', status: 403 } })
    await desk.rotation.start(wish)
    expect(await desk.rotated()).toMatchObject({ step })
    at.tenant.faults.clear()
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
})
