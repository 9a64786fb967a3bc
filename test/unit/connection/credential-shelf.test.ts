import { beforeEach, describe, expect, it } from 'vitest'
import { type Credential, encodeCredential, summaryOf } from '../../../electron/cloud/credential.ts'
import { CredentialShelf } from '../../../electron/connection/credentials/credential-shelf.ts'
import { Vault } from '../../../electron/vault/vault.ts'
import type { Connection } from '../../../shared/domain/connection.ts'
import { MemoryKeychain } from '../../fakes/memory-keychain.ts'
import { MemorySettings } from '../../fakes/memory-settings.ts'

const now = new Date('2026-11-23T09:00:00Z')
const secret: Credential = { kind: 'secret', secret: 'q7~Planted.Secret.Value' }
const other: Credential = { kind: 'secret', secret: 'Zz9Planted.Other.Value' }

const connectionWith = (credential: Credential): Connection => ({
  id: 'id-1',
  name: null,
  state: 'connected',
  tenantId: 't',
  tenantName: 'Nordwind',
  defaultDomain: null,
  clientId: 'c',
  cloud: 'global',
  scope: 's',
  credential: summaryOf(credential),
  roles: [],
  connectedAt: '2026-01-01T00:00:00.000Z',
  testedAt: '2026-01-01T00:00:00.000Z',
})

describe('CredentialShelf', () => {
  let keychain: MemoryKeychain
  let settings: MemorySettings
  let shelf: CredentialShelf
  let ids: number

  const open = () => new CredentialShelf({ vault: new Vault(keychain), file: settings, newId: () => `c-${++ids}` })

  beforeEach(() => {
    ids = 0
    keychain = new MemoryKeychain()
    settings = new MemorySettings()
    shelf = open()
  })

  it('keeps several, of which the connection says which one signs in', async () => {
    await shelf.keep('id-1', secret, {}, now)
    await shelf.keep('id-1', other, { expiresAt: '2027-01-01T00:00:00.000Z', expiryFrom: 'typed' }, now)
    const connection = connectionWith(other)
    expect(shelf.list(connection)).toMatchObject([
      { id: 'c-1', active: false, expiresAt: null },
      { id: 'c-2', active: true, expiresAt: '2027-01-01T00:00:00.000Z', expiryFrom: 'typed' },
    ])
    expect(await shelf.active(connection)).toEqual(other)
    expect(await shelf.active(connectionWith(secret))).toEqual(secret)
  })

  it('never puts a secret into the settings', async () => {
    await shelf.keep('id-1', secret, {}, now)
    expect(JSON.stringify(settings.read('credentials'))).not.toContain('Planted')
  })

  it('finds what the first version kept under its one name, and forgets it too', async () => {
    await new Vault(keychain).set('connection/id-1/credential', encodeCredential(secret))
    const connection = connectionWith(secret)
    expect(await shelf.active(connection)).toEqual(secret)
    expect(shelf.list(connection)).toMatchObject([{ id: 'first', active: true }])
    await shelf.keep('id-1', other, { pending: true }, now)
    expect(await shelf.active(connection)).toEqual(secret)
    await shelf.forget('id-1')
    expect(await keychain.accounts()).toEqual([])
  })

  it('does not sign in with one that is pending', async () => {
    await shelf.keep('id-1', secret, { pending: true }, now)
    await expect(shelf.active(connectionWith(secret))).rejects.toMatchObject({ code: 'secret_damaged' })
  })

  it('replaces the same one in its place', async () => {
    const first = await shelf.keep('id-1', secret, { keyId: 'k' }, now)
    expect(await shelf.keep('id-1', { kind: 'secret', secret: 'q7~Planted.Changed' }, {}, now)).toBe(first)
    expect(shelf.list(connectionWith(secret))).toHaveLength(1)
    expect(await shelf.active(connectionWith(secret))).toMatchObject({ secret: 'q7~Planted.Changed' })
  })

  it('removes a secret from the keychain with its entry', async () => {
    const connection = connectionWith(secret)
    await shelf.keep('id-1', secret, {}, now)
    const id = await shelf.keep('id-1', other, {}, now)
    await shelf.remove(connection, id)
    expect((await keychain.accounts()).some((account) => account.includes(id))).toBe(false)
    await expect(shelf.load(connection, id)).rejects.toMatchObject({ code: 'credential_absent' })
    expect(await shelf.active(connection)).toEqual(secret)
  })

  it('killed at any point of bringing one in, still signs in with the former one', async () => {
    await shelf.keep('id-1', secret, {}, now)
    const before = new Map(keychain.entries)
    const calls = keychain.calls
    await shelf.keep('id-1', other, { pending: true }, now)
    const needed = keychain.calls - calls
    for (let call = 1; call <= needed; call++) {
      keychain = new MemoryKeychain(before, { killAt: { call, effect: call % 2 === 0 } })
      settings = new MemorySettings({
        credentials: {
          'id-1': (settings.read('credentials') as Record<string, readonly { readonly id: string }[]>)['id-1']?.filter(
            ({ id }) => id === 'c-1',
          ),
        },
      })
      await open()
        .keep('id-1', other, { pending: true }, now)
        .catch(() => undefined)
      keychain = new MemoryKeychain(keychain.entries)
      expect(await open().active(connectionWith(secret))).toEqual(secret)
    }
  })

  /** Names in the keychain without their parts, and what the settings list. */
  const kept = () => [...keychain.entries.keys()].map((account) => account.split('#')[0])
  const listed = () => {
    const all = (settings.read('credentials') ?? {}) as Record<string, readonly { readonly vaultName: string }[]>
    return Object.values(all).flatMap((entries) => entries.map(({ vaultName }) => vaultName))
  }
  const none = () => false

  it('killed at any point of keeping one, leaves nothing in the keychain that is not listed; the next start takes it', async () => {
    await shelf.keep('id-1', secret, {}, now)
    const before = { entries: new Map(keychain.entries), credentials: settings.read('credentials') }
    const calls = keychain.calls
    const keep = () => open().keep('id-1', other, { pending: true }, now)
    await keep()
    const needed = keychain.calls - calls
    for (let call = 1; call <= needed; call++)
      for (const effect of [false, true]) {
        keychain = new MemoryKeychain(before.entries, { killAt: { call, effect } })
        settings = new MemorySettings({ credentials: before.credentials })
        await keep().catch(() => undefined)
        keychain = new MemoryKeychain(new Map([...keychain.entries].filter(([account]) => account !== 'probe#')))
        expect(listed()).toEqual(expect.arrayContaining(kept()))
        await open().sweep([connectionWith(secret)], none)
        expect(listed()).toHaveLength(1)
        expect(new Set(kept())).toEqual(new Set(listed()))
        expect(await open().active(connectionWith(secret))).toEqual(secret)
      }
  })

  it('takes back the listing of a secret that the keychain does not take', async () => {
    await shelf.keep('id-1', secret, {}, now)
    const before = settings.read('credentials')
    keychain.faults = { fails: { operations: ['set'], message: 'no room' } }
    await expect(shelf.keep('id-1', other, {}, now)).rejects.toMatchObject({ code: 'keychain_failed' })
    keychain.faults = {}
    await open().sweep([connectionWith(secret)], none)
    expect(settings.read('credentials')).toEqual(before)
    expect(new Set(kept())).toEqual(new Set(listed()))
  })

  it('sweeps what belongs to no connection, to a disconnected one, or to nothing that goes on; and nothing else', async () => {
    const connection = connectionWith(secret)
    await shelf.keep('id-1', secret, {}, now)
    const owned = await shelf.keep('id-1', other, { pending: true }, now)
    await shelf.keep('id-1', { kind: 'secret', secret: 'Aa1Planted.Left' }, { pending: true }, now)
    await shelf.keep('gone', secret, {}, now)
    await shelf.keep('left', secret, {}, now)
    const left: Connection = { ...connection, id: 'left', state: 'disconnected' }
    const shelfAfterwards = open()
    await shelfAfterwards.sweep([connection, left], (id, entry) => id === 'id-1' && entry === owned)
    expect(shelfAfterwards.list(connection).map(({ summary }) => summary)).toEqual([
      summaryOf(secret),
      summaryOf(other),
    ])
    expect(new Set(kept())).toEqual(new Set(listed()))
    expect(await shelfAfterwards.active(connection)).toEqual(secret)
  })

  it('lists what the first version kept, so that it is not lost sight of when another takes its place', async () => {
    await new Vault(keychain).set('connection/id-1/credential', encodeCredential(secret))
    await shelf.sweep([connectionWith(secret)], none)
    await shelf.keep('id-1', other, {}, now)
    expect(shelf.list(connectionWith(other))).toMatchObject([{ id: 'first', active: false }, { active: true }])
    expect(new Set(kept())).toEqual(new Set(listed()))
  })

  it.each([0, 1, 2, 5, 9, 15])('forgets one that is being kept at this moment (%i steps on)', async (steps) => {
    const keeping = shelf.keep('id-1', secret, {}, now)
    for (let step = 0; step <= steps; step++) await Promise.resolve()
    await Promise.allSettled([keeping, shelf.forget('id-1')])
    expect([kept(), listed()]).toEqual([[], []])
  })

  it('keeps the one in use usable when it is entered again', async () => {
    await shelf.keep('id-1', secret, {}, now)
    await shelf.keep('id-1', secret, { pending: true }, now)
    expect(await shelf.active(connectionWith(secret))).toEqual(secret)
  })
})
