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
})
