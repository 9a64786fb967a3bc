import { beforeEach, describe, expect, it } from 'vitest'
import { type Cloud, clouds } from '../../../electron/cloud/clouds.ts'
import type { Registration } from '../../../electron/connection/access.ts'
import { ConnectionService } from '../../../electron/connection/connection-service.ts'
import { ConnectionSettings } from '../../../electron/connection/connection-settings.ts'
import { CredentialShelf } from '../../../electron/connection/credentials/credential-shelf.ts'
import { Departures } from '../../../electron/connection/departures.ts'
import type { FilePicker } from '../../../electron/ports.ts'
import { Vault } from '../../../electron/vault/vault.ts'
import type { Connection } from '../../../shared/domain/connection.ts'
import { AppError } from '../../../shared/ipc/errors.ts'
import { FakeClock } from '../../fakes/fake-clock.ts'
import { MemoryKeychain } from '../../fakes/memory-keychain.ts'
import { MemorySettings } from '../../fakes/memory-settings.ts'
import { RecordingAudit } from '../../fakes/recording-audit.ts'
import { RecordingLogger } from '../../fakes/recording-logger.ts'
import { FakeTenant, fakeTenantId } from './fake-tenant.ts'

const tenantId = fakeTenantId
const otherTenantId = '11111111-3b42-4a0e-b6d1-52e8a7c0f913'
const clientId = '7A51C2DE-8f0b-4e6c-9a17-c4b0d3e2f586'
const secret = 'q7~Planted.Secret.Value_0123456789abcdef'
const roles = ['User.Read.All', 'GroupMember.Read.All']
const forever = new AbortController().signal

describe('ConnectionService', () => {
  let tenant: FakeTenant
  let keychain: MemoryKeychain
  let settingsFile: MemorySettings
  let picked: Awaited<ReturnType<FilePicker['pick']>>
  let changes: (Connection | null)[]
  let service: ConnectionService
  let audit: RecordingAudit
  let departures: Departures
  let shelf: CredentialShelf

  beforeEach(() => {
    tenant = new FakeTenant()
    keychain = new MemoryKeychain()
    settingsFile = new MemorySettings()
    picked = null
    changes = []
    let ids = 0
    audit = new RecordingAudit()
    const connections = new ConnectionSettings(settingsFile, {
      onChanged: (connection) => changes.push(connection),
      onListChanged: () => undefined,
    })
    shelf = new CredentialShelf({ vault: new Vault(keychain), file: settingsFile, newId: () => `c-${++ids}` })
    departures = new Departures()
    service = new ConnectionService({
      settings: connections,
      departures,
      shelf,
      clouds: clouds as Readonly<Record<Cloud['id'], Cloud>>,
      access: tenant.access,
      picker: { pick: async () => picked },
      pickerTitle: () => 'Choose',
      clock: new FakeClock(new Date('2026-11-23T09:00:00Z')),
      logger: new RecordingLogger(),
      auditing: { audit, logger: new RecordingLogger() },
      newId: () => `id-${++ids}`,
    })
  })

  const input = { tenantId, clientId, cloud: 'global', credential: { from: 'paste', text: secret } } as const
  const save = (change: Partial<Registration> = {}) => service.testAndSave({ ...input, ...change }, forever)

  it('records who was connected, refused attempts included, and never the secret', async () => {
    tenant.refuse = { path: /token/, error: new AppError('secret_wrong') }
    await expect(save()).rejects.toMatchObject({ code: 'secret_wrong' })
    tenant.refuse = null
    await save()
    await save()
    expect(audit.entries.map(({ action, outcome }) => `${action} ${outcome}`)).toEqual([
      'connect attempted',
      'connect refused',
      'connect attempted',
      'connect succeeded',
      'credentialAdded attempted',
      'credentialAdded succeeded',
    ])
    expect(audit.entries[3]).toMatchObject({ after: { tenantId, credentialKind: 'secret', credentialHint: 'q7~' } })
    expect(JSON.stringify(audit.entries)).not.toContain(secret)
  })

  it.each<[string, Partial<Parameters<ConnectionService['testAndSave']>[0]>, string, string]>([
    ['a tenant id that is none', { tenantId: secret }, 'refused', 'validation'],
    ['a client id that is none', { clientId: secret }, 'refused', 'validation'],
    [
      'a credential that cannot be read',
      { credential: { from: 'paste', text: `${secret} ${secret}` } },
      'failed',
      'credential_unreadable',
    ],
  ])('records an attempt with %s, and never what was entered', async (_what, change, outcome, code) => {
    await expect(service.testAndSave({ ...input, ...change }, forever)).rejects.toMatchObject({ code })
    expect(audit.entries).toMatchObject([
      { action: 'connect', outcome: 'attempted' },
      { action: 'connect', outcome, error: { code } },
    ])
    expect(JSON.stringify(audit.entries)).not.toContain(secret)
    expect(tenant.used).toEqual([])
  })

  it('records that a sign-in found other permissions than the one before, once, and in no order', async () => {
    const { id } = await save()
    tenant.roles = [...roles].reverse()
    await service.test(id, forever)
    expect(audit.entries).toHaveLength(2)
    tenant.roles = [...roles, 'Mail.Read']
    await service.test(id, forever)
    await service.test(id, forever)
    expect(audit.entries.slice(2)).toEqual([
      {
        action: 'permissionsChanged',
        outcome: 'succeeded',
        connectionId: id,
        before: { roles: [...roles].reverse() },
        after: { roles: [...roles, 'Mail.Read'] },
      },
    ])
  })

  it('does not take over permissions that it cannot record', async () => {
    const { id } = await save()
    tenant.roles = [...roles, 'Mail.Read']
    audit.faults.push(new AppError('disk_full'))
    await expect(service.test(id, forever)).rejects.toMatchObject({ code: 'audit_unavailable' })
    expect(service.get()?.roles).toEqual(roles)
  })

  it('changes nothing that cannot be recorded', async () => {
    audit.faults.push(new AppError('disk_full'))
    await expect(save()).rejects.toMatchObject({ code: 'audit_unavailable' })
    expect(service.get()).toBeNull()
    expect(await keychain.accounts()).toEqual([])
  })

  it('is not usable while it is left, and comes back by a test', async () => {
    const { id } = await save()
    service.leave(id, 'paused')
    await expect(service.graph(id)).rejects.toMatchObject({ code: 'disconnected' })
    expect(() => service.usable()).toThrow('disconnected')
    expect(await service.test(id, forever)).toMatchObject({ state: 'connected' })
    await expect(service.graph(id)).resolves.toBeDefined()
  })

  it.each(['test', 'activate', 'testAndSave'] as const)(
    'does not bring back by a %s what was left while it was signing in',
    async (asked) => {
      const { id } = await save()
      const kept = new Map(keychain.entries)
      const answer = Promise.withResolvers<void>()
      tenant.answers = answer.promise
      const [entry] = shelf.list(service.active())
      const sentIn = tenant.used.length
      const asking = {
        test: () => service.test(id, forever),
        activate: () => service.activate(id, entry?.id ?? '', forever),
        testAndSave: () =>
          service.testAndSave({ ...input, credential: { from: 'paste', text: `Zz9${secret}` } }, forever),
      }
      const waiting = asking[asked]()
      waiting.catch(() => undefined)
      await expect.poll(() => tenant.used.length).toBeGreaterThan(sentIn)
      await departures.leaving(id, async () => {
        service.leave(id, 'paused')
      })
      answer.resolve()
      await expect(waiting).rejects.toMatchObject({ code: 'disconnected' })
      expect(service.get()?.state).toBe('paused')
      expect([...keychain.entries]).toEqual([...kept])
    },
  )

  it('stays paused when another credential is chosen', async () => {
    const { id } = await save()
    const next = await shelf.keep(id, { kind: 'secret', secret: `Zz9${secret}` }, {}, new Date())
    service.leave(id, 'paused')
    expect(await service.activate(id, next, forever)).toMatchObject({ state: 'paused', credential: { hint: 'Zz9' } })
    expect(service.get()).toMatchObject({ state: 'paused', credential: { hint: 'Zz9' } })
    expect(await service.test(id, forever)).toMatchObject({ state: 'connected' })
  })

  it('keeps the credential that was brought in while the former one was being tested', async () => {
    const { id } = await save()
    const answer = Promise.withResolvers<void>()
    tenant.answers = answer.promise
    const testing = service.test(id, forever)
    await expect.poll(() => tenant.used.length).toBe(2)
    tenant.answers = Promise.resolve()
    const newer = await service.testAndSave({ ...input, credential: { from: 'paste', text: `Zz9${secret}` } }, forever)
    answer.resolve()
    expect(await testing).toEqual(newer)
    expect(service.get()).toMatchObject({ credential: { hint: 'Zz9' } })
    expect(await shelf.active(service.active())).toMatchObject({ secret: `Zz9${secret}` })
  })

  it('ends with one connection where the same new tenant is connected twice side by side', async () => {
    const [one, other] = await Promise.all([save(), save()])
    expect(one.id).toBe(other.id)
    expect(service.list().connections).toHaveLength(1)
    expect(new Set([...keychain.entries.keys()].map((account) => account.split('#')[0])).size).toBe(1)
  })

  it('does not bring back a connection while it is being left, and does so afterwards', async () => {
    const { id } = await save()
    await departures.leaving(id, async () => {
      service.leave(id, 'paused')
      await expect(service.test(id, forever)).rejects.toMatchObject({ code: 'disconnected' })
      await expect(save()).rejects.toMatchObject({ code: 'disconnected' })
    })
    expect(service.get()?.state).toBe('paused')
    await expect(save()).resolves.toMatchObject({ id, state: 'connected' })
  })

  it('does not give a way to a tenant that was left while the keychain answered', async () => {
    const { id } = await save()
    const graph = service.graph(id)
    service.leave(id, 'disconnected')
    await expect(graph).rejects.toMatchObject({ code: 'disconnected' })
  })

  it('keeps a connection that signs in: fields in the settings, the secret in the keychain only', async () => {
    const connection = await save()
    expect(connection).toMatchObject({ tenantId, tenantName: 'Nordwind', defaultDomain: 'nordwind.example', roles })
    expect(connection.credential).toEqual({ kind: 'secret', hint: 'q7~' })
    expect(service.get()).toEqual(connection)
    expect(changes).toEqual([connection])
    expect(JSON.stringify([connection, settingsFile.read('connections')])).not.toContain(secret.slice(4))
    const kept = await Promise.all((await keychain.accounts()).map((account) => keychain.get(account)))
    expect(kept.join('')).toContain(secret)
  })

  it('takes the tenant id that Graph names when a domain was typed', async () => {
    expect((await save({ tenantId: 'nordwind.example' })).tenantId).toBe(tenantId)
  })

  it.each([
    ['/token', 'secret_wrong'],
    ['/organization', 'permission_missing'],
    ['/users', 'permission_missing'],
    ['/groups', 'graph_unavailable'],
  ] as const)('keeps nothing when %s is refused', async (path, code) => {
    tenant.refuse = { path: new RegExp(`^${path}`), error: new AppError(code) }
    await expect(save()).rejects.toMatchObject({ code })
    expect(service.get()).toBeNull()
    expect(await keychain.accounts()).toEqual([])
    expect(changes).toEqual([])
  })

  it('leaves the former connection as it was when a changed one does not sign in', async () => {
    const before = await save()
    tenant.refuse = { path: /token/, error: new AppError('secret_expired') }
    await expect(save({ clientId: clientId.replace('7A', '8A') })).rejects.toMatchObject({ code: 'secret_expired' })
    expect(service.get()).toEqual(before)
  })

  it('names the role that is missing although the sign-in works', async () => {
    tenant.roles = ['User.Read.All']
    await expect(save()).rejects.toMatchObject({
      code: 'permission_missing',
      params: { roles: 'GroupMember.Read.All' },
    })
  })

  it.each([
    ['tenantId', 'not a tenant'],
    ['tenantId', '../../common'],
    ['tenantId', 'common'],
    ['clientId', 'my application'],
  ] as const)('refuses a malformed %s before anything is sent', async (field, value) => {
    await expect(save({ [field]: value })).rejects.toMatchObject({ code: 'validation', params: { field } })
    expect(tenant.used).toEqual([])
  })

  it('keeps the id of a tenant that is connected again, so that its data is found', async () => {
    const first = await save()
    tenant.id = otherTenantId
    const second = await save({ tenantId: otherTenantId })
    expect(second.id).not.toBe(first.id)
    tenant.id = tenantId
    expect((await save()).id).toBe(first.id)
  })

  it('keeps the tenant that was active before connected, with the secret it signs in with', async () => {
    const first = await save()
    tenant.id = otherTenantId
    const second = await save({ tenantId: otherTenantId })
    expect(service.list()).toMatchObject({ connections: [first, second], activeId: second.id })
    tenant.id = tenantId
    await expect(service.test(first.id, forever)).resolves.toMatchObject({ id: first.id, state: 'connected' })
    expect(tenant.used.at(-1)).toMatchObject({ registration: { tenantId }, credential: { kind: 'secret', secret } })
    expect(service.get()?.id).toBe(second.id)
  })

  it('gives the Graph of the connection that is asked for, whichever is active', async () => {
    const first = await save()
    tenant.id = otherTenantId
    const second = await save({ tenantId: otherTenantId })
    await service.graph(first.id)
    expect(tenant.used.at(-1)?.registration.tenantId).toBe(tenantId)
    await service.graph(second.id)
    expect(tenant.used.at(-1)?.registration.tenantId).toBe(otherTenantId)
    service.leave(first.id, 'disconnected')
    await expect(service.graph(first.id)).rejects.toMatchObject({ code: 'disconnected' })
    await expect(service.graph(second.id)).resolves.toBeDefined()
  })

  it('tests again with what is kept and refreshes the roles', async () => {
    const { id } = await save()
    tenant.roles = [...roles, 'Mail.Read']
    expect((await service.test(id, forever)).roles).toContain('Mail.Read')
    expect(tenant.used.at(-1)?.credential).toEqual({ kind: 'secret', secret })
  })

  it('asks with a new token once a test has found other permissions, and with the one in hand where it has not', async () => {
    const { id } = await save()
    const before = await service.graph(id)
    await service.test(id, forever)
    expect(await service.graph(id)).toBe(before)
    tenant.roles = [...roles, 'Mail.Read']
    await service.test(id, forever)
    expect(await service.graph(id)).not.toBe(before)
  })

  it('reads chosen files by handle, and only those', async () => {
    picked = [{ name: 'secret.txt', bytes: new TextEncoder().encode(secret) }]
    const chosen = await service.given.choose()
    const handle = chosen?.files[0]?.handle ?? ''
    expect(await service.given.inspect({ from: 'files', handles: [handle] })).toEqual({ kind: 'secret', hint: 'q7~' })
    await expect(service.given.inspect({ from: 'files', handles: ['/etc/passwd'] })).rejects.toMatchObject({
      code: 'file_unreadable',
    })
  })

  it('says that nothing is connected', async () => {
    expect(() => service.active()).toThrow('not_connected')
    await expect(service.test('gone', forever)).rejects.toMatchObject({ code: 'connection_absent' })
    await expect(service.graph('gone')).rejects.toMatchObject({ code: 'connection_absent' })
  })
})
