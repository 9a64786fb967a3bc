import { beforeEach, describe, expect, it } from 'vitest'
import { Departures } from '../../../electron/connection/departures.ts'
import { Disconnection } from '../../../electron/connection/disconnection.ts'
import type { TenantSession } from '../../../electron/connection/tenant-session.ts'
import { Vault } from '../../../electron/vault/vault.ts'
import type { Connection, ConnectionState } from '../../../shared/domain/connection.ts'
import { AppError } from '../../../shared/ipc/errors.ts'
import { MemoryKeychain } from '../../fakes/memory-keychain.ts'
import { RecordingAudit } from '../../fakes/recording-audit.ts'
import { RecordingLogger } from '../../fakes/recording-logger.ts'
import { connectionOf } from './connection-of.ts'

const connection = connectionOf('c')
const key = 'connection/c/directory-key'
const never = new AbortController().signal

type Step = 'rotation' | 'sessions' | 'forget' | 'ldap' | 'certificates' | 'erase' | 'files'

/** Everything a way out touches, in the order in which it was touched; any step can be made to fail. */
class Desk {
  readonly steps: string[] = []
  readonly keychain = new MemoryKeychain()
  readonly vault = new Vault(this.keychain)
  readonly audit = new RecordingAudit()
  readonly departures = new Departures()
  readonly logger = new RecordingLogger()
  active: Connection | null = connection
  #get = (id: string): Connection => {
    if (this.active?.id !== id) throw new AppError('connection_absent')
    return this.active
  }
  fails: Step | null = null
  madeByTenantry = true

  #step(step: Step): void {
    if (this.fails === step) throw new AppError('keychain_locked')
    this.steps.push(step)
  }

  leave = (_id: string, state: ConnectionState): Connection => {
    this.steps.push(state)
    this.active = { ...connection, state }
    return this.active
  }

  disconnection(): Disconnection {
    const facts = { applicationId: 'a', principalId: 'p', features: [], madeByTenantry: this.madeByTenantry }
    const session = {
      directory: {
        read: { overview: async () => ({ snapshot: { users: 3, groups: 2, memberships: 5, publishedAt: 'then' } }) },
      },
      sync: { status: async () => ({ progress: {}, last: null }) },
    } as unknown as TenantSession
    return new Disconnection({
      settings: {
        get: this.#get,
        change: ({ id, registrationRemoved }) =>
          void this.steps.push(`${id} without registration: ${registrationRemoved}`),
        remove: (id) => void this.steps.push(`out of the list ${id}`),
      },
      connections: { leave: this.leave, test: async (id) => this.leave(id, 'connected') },
      shelf: { forget: async () => this.#step('forget') },
      rotation: { cancel: async () => this.#step('rotation'), forget: () => undefined },
      book: { read: () => facts, write: (_id, changed) => void this.steps.push(`book ${changed}`) },
      wizard: { removeRegistration: async (tenant) => void this.steps.push(`remove of ${tenant}`) },
      departures: this.departures,
      setup: { leave: async (_tenant, keepKey) => void this.steps.push(keepKey ? 'set-up ends' : 'set-up key') },
      sessions: { look: (_connection, work) => work(session), close: async () => this.#step('sessions') },
      vault: this.vault,
      certificateSettings: { leave: async () => this.#step('ldap'), forget: async () => this.#step('certificates') },
      removeFiles: async () => this.#step('files'),
      onDataRemoved: () => void this.steps.push('told'),
      auditing: { audit: this.audit, logger: this.logger },
    })
  }

  recorded(): string[] {
    return this.audit.entries.map(({ action, outcome }) => `${action} ${outcome}`)
  }
}

describe('the way out of a connection', () => {
  let desk: Desk
  beforeEach(() => {
    desk = new Desk()
  })

  it('says beforehand what is running and what stays', async () => {
    expect(await desk.disconnection().rehearse('c')).toEqual({
      users: 3,
      groups: 2,
      memberships: 5,
      publishedAt: 'then',
      syncRunning: true,
      registration: { clientId: 'client', madeByTenantry: true },
    })
    expect(desk.steps).toEqual([])
  })

  it('begins nothing new, ends what runs, forgets the secrets, and only then is disconnected', async () => {
    expect(await desk.disconnection().disconnect('c', false)).toMatchObject({ state: 'disconnected' })
    expect(desk.steps).toEqual(['paused', 'set-up key', 'rotation', 'sessions', 'forget', 'ldap', 'disconnected'])
    expect(desk.recorded()).toEqual(['disconnect attempted', 'disconnect succeeded'])
    expect(desk.audit.entries[1]).toMatchObject({ before: { state: 'connected' }, after: { state: 'disconnected' } })
  })

  it('keeps the secrets for a pause', async () => {
    expect(await desk.disconnection().disconnect('c', true)).toMatchObject({ state: 'paused' })
    expect(desk.steps).toEqual(['paused', 'set-up ends', 'rotation', 'sessions'])
    expect(desk.recorded()).toEqual(['connectionPaused attempted', 'connectionPaused succeeded'])
  })

  it.each(['rotation', 'sessions', 'forget', 'ldap'] as const)(
    'is a pause, and never called disconnected, when it breaks off at: %s',
    async (step) => {
      desk.fails = step
      await expect(desk.disconnection().disconnect('c', false)).rejects.toMatchObject({ code: 'keychain_locked' })
      expect(desk.active?.state).toBe('paused')
      expect(desk.recorded()).toEqual(['disconnect attempted', 'disconnect failed'])
      desk.fails = null
      expect(await desk.disconnection().disconnect('c', false)).toMatchObject({ state: 'disconnected' })
    },
  )

  it('changes nothing that cannot be recorded', async () => {
    desk.audit.faults.push(new AppError('disk_full'))
    await expect(desk.disconnection().disconnect('c', false)).rejects.toMatchObject({ code: 'audit_unavailable' })
    expect(desk.steps).toEqual([])
  })

  it('comes back from a pause by signing in', async () => {
    await desk.disconnection().disconnect('c', true)
    expect(await desk.disconnection().reconnect('c', never)).toMatchObject({ state: 'connected' })
    expect(desk.recorded().at(-1)).toBe('reconnect succeeded')
  })

  it('erases the key of the data before it touches the files', async () => {
    await desk.vault.set(key, 'ab'.repeat(32))
    desk.fails = 'files'
    await expect(desk.disconnection().removeData('c')).rejects.toMatchObject({ code: 'keychain_locked' })
    expect(await desk.vault.get(key)).toBeNull()
    desk.fails = null
    await desk.disconnection().removeData('c')
    expect(desk.steps).toEqual(['sessions', 'sessions', 'files', 'told'])
    expect(await desk.keychain.accounts()).toEqual([])
  })

  it('removes only a registration that Tenantry made, forgets it then, and knows that it is gone', async () => {
    await desk.disconnection().removeRegistration('c', never)
    expect(desk.steps).toEqual(['remove of tenant-c', 'book null', 'c without registration: true'])
    desk.madeByTenantry = false
    await expect(desk.disconnection().removeRegistration('c', never)).rejects.toMatchObject({ code: 'not_found' })
  })

  it('takes a connection out of the list at the very end', async () => {
    await desk.vault.set(key, 'ab'.repeat(32))
    await desk.disconnection().remove('c')
    const left = ['paused', 'set-up key', 'rotation', 'sessions', 'forget', 'ldap', 'disconnected']
    expect(desk.steps).toEqual([...left, 'sessions', 'files', 'told', 'certificates', 'book null', 'out of the list c'])
    expect(await desk.keychain.accounts()).toEqual([])
    expect(desk.recorded()).toEqual(['connectionRemoved attempted', 'connectionRemoved succeeded'])
  })

  it.each(['rotation', 'sessions', 'forget', 'ldap', 'files', 'certificates'] as const)(
    'stays in the list, to be removed again, when it breaks off at: %s',
    async (step) => {
      desk.fails = step
      await expect(desk.disconnection().remove('c')).rejects.toMatchObject({ code: 'keychain_locked' })
      expect(desk.active?.state).not.toBe('connected')
      expect(desk.steps.at(-1)).not.toBe('out of the list c')
      desk.fails = null
      await desk.disconnection().remove('c')
      expect(desk.steps.at(-1)).toBe('out of the list c')
    },
  )

  it('refuses a connection that is not in the list', async () => {
    await expect(desk.disconnection().disconnect('other', false)).rejects.toMatchObject({ code: 'connection_absent' })
    desk.active = null
    await expect(desk.disconnection().removeData('c')).rejects.toMatchObject({ code: 'connection_absent' })
    expect(desk.recorded()).toEqual([])
  })
})
