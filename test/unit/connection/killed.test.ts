import { beforeAll, describe, expect, it } from 'vitest'
import { clouds } from '../../../electron/cloud/clouds.ts'
import { ConnectionService } from '../../../electron/connection/connection-service.ts'
import { ConnectionSettings } from '../../../electron/connection/connection-settings.ts'
import { ConnectionSwitch } from '../../../electron/connection/connection-switch.ts'
import { CredentialShelf } from '../../../electron/connection/credentials/credential-shelf.ts'
import { RotationState } from '../../../electron/connection/credentials/rotation-state.ts'
import { Departures } from '../../../electron/connection/departures.ts'
import { directoryKey } from '../../../electron/connection/directory-key.ts'
import { Disconnection } from '../../../electron/connection/disconnection.ts'
import { RegistrationBook } from '../../../electron/connection/registration/registration-book.ts'
import { type TenantSession, TenantSessions } from '../../../electron/connection/tenant-session.ts'
import { Vault } from '../../../electron/vault/vault.ts'
import type { Connection } from '../../../shared/domain/connection.ts'
import { FakeClock } from '../../fakes/fake-clock.ts'
import { RecordingAudit } from '../../fakes/recording-audit.ts'
import { SilentLogger } from '../../fakes/silent-logger.ts'
import { FakeTenant } from './fake-tenant.ts'
import { Disk, Life } from './mortal-machine.ts'

const never = new AbortController().signal
const clientId = '7a51c2de-8f0b-4e6c-9a17-c4b0d3e2f586'
const one = '0d9c1f7a-3b42-4a0e-b6d1-52e8a7c0f913'
const other = '11111111-3b42-4a0e-b6d1-52e8a7c0f913'
const secretOf = (tenantId: string) => `${tenantId.slice(0, 3)}~Planted.Secret.Value_0123456789abcdef`

/** The program as far as connections go, in one of its lives. */
const programOn = (disk: Disk, life: Life) => {
  const vault = new Vault(life.keychain)
  const file = life.settings
  const logger = new SilentLogger()
  const auditing = { audit: new RecordingAudit(), logger }
  const newId = () => crypto.randomUUID()
  const settings = new ConnectionSettings(file, { onChanged: () => undefined, onListChanged: () => undefined })
  const shelf = new CredentialShelf({ vault, file, newId })
  const departures = new Departures()
  const rotation = new RotationState(file)
  const tenant = new FakeTenant()
  const connections = new ConnectionService({
    settings,
    shelf,
    departures,
    clouds,
    access: tenant.access,
    picker: { pick: async () => null },
    pickerTitle: () => '',
    clock: new FakeClock(new Date('2026-11-29T00:00:00Z')),
    logger,
    auditing,
    newId,
  })
  const open = async ({ id }: Connection): Promise<TenantSession> => {
    await directoryKey(vault, id)
    life.write(() => void disk.files.add(id))
    const end = async () => undefined
    return {
      connectionId: id,
      sync: { stop: end },
      schedule: { stop: end },
      directory: { close: end },
      certificates: { close: end },
    } as unknown as TenantSession
  }
  const sessions = new TenantSessions({ active: () => settings.active(), departures, open })
  const disconnection = new Disconnection({
    settings,
    connections,
    shelf,
    departures,
    rotation: { cancel: async () => undefined, forget: (id) => rotation.forget(id) },
    book: new RegistrationBook(file),
    wizard: { removeRegistration: async () => undefined },
    setup: { leave: async () => undefined },
    certificateSettings: { leave: async () => undefined, forget: async () => undefined },
    sessions,
    vault,
    removeFiles: async (id) => life.write(() => void disk.files.delete(id)),
    onDataRemoved: () => undefined,
    auditing,
  })
  const connect = async (tenantId: string) => {
    tenant.id = tenantId
    const credential = { from: 'paste', text: secretOf(tenantId) } as const
    await connections.testAndSave({ tenantId, clientId, cloud: 'global', credential }, never)
    await sessions.current()
  }
  const idOf = (tenantId: string) => settings.find(tenantId, 'global')?.id ?? 'none'
  return {
    settings,
    shelf,
    connections,
    disconnection,
    connect,
    idOf,
    tenant,
    switching: new ConnectionSwitch({ settings, sessions, auditing }),
    sweep: () => shelf.sweep(settings.list().connections, (id, entry) => rotation.read(id)?.nextId === entry),
  }
}
type Program = ReturnType<typeof programOn>

const listedNames = (disk: Disk): Set<string> => {
  const all = (disk.sections.get('credentials') ?? {}) as Record<string, readonly { readonly vaultName: string }[]>
  const credentials = Object.values(all).flatMap((entries) => entries.map(({ vaultName }) => vaultName))
  const { list } = disk.sections.get('connections') as { readonly list: readonly Connection[] }
  return new Set([...credentials, ...list.map(({ id }) => `connection/${id}/directory-key`)])
}
/** Parts and heads alike; the keychain's own probe holds nothing. */
const secretNames = (disk: Disk) =>
  new Set([...disk.secrets.keys()].filter((account) => account !== 'probe#').map((account) => account.split('#')[0]))

/** What must hold at every start, whatever happened before. */
const checkAfterStart = async (disk: Disk): Promise<void> => {
  const { sweep, settings, shelf, connections, tenant } = programOn(disk, new Life(disk))
  await sweep()
  const { connections: list, activeId } = settings.list()
  expect([...secretNames(disk)].filter((name) => name !== undefined && !listedNames(disk).has(name))).toEqual([])
  expect(list.length === 0 || list.some(({ id }) => id === activeId)).toBe(true)
  for (const connection of list) {
    tenant.id = connection.tenantId
    if (connection.state === 'connected') await connections.test(connection.id, never)
    if (connection.state === 'disconnected') expect(shelf.list(connection)).toEqual([])
    if (connection.state === 'paused') {
      const signsIn = connections.test(connection.id, never)
      const said = await signsIn.then(
        () => 'signs in',
        (error: unknown) => (error as Error).message,
      )
      expect(['signs in', 'secret_damaged']).toContain(said)
      if (said === 'signs in') connections.leave(connection.id, 'paused')
    }
  }
}

interface Scenario {
  readonly before: (program: Program) => Promise<void>
  readonly ask: (program: Program) => Promise<unknown>
  /** True of the disk when what was asked is done. */
  readonly isDone: (program: Program, disk: Disk) => boolean
}

const both = async (program: Program) => {
  await program.connect(one)
  await program.connect(other)
}
const stateOf = ({ settings }: Program, tenantId: string) => settings.find(tenantId, 'global')?.state

const scenarios: Readonly<Record<string, Scenario>> = {
  'connecting the first tenant': {
    before: async () => undefined,
    ask: (program) => program.connect(one),
    isDone: (program) => stateOf(program, one) === 'connected',
  },
  'connecting another tenant': {
    before: (program) => program.connect(one),
    ask: (program) => program.connect(other),
    isDone: (program) => program.settings.active()?.tenantId === other && stateOf(program, one) === 'connected',
  },
  'connecting one again that is disconnected': {
    before: async (program) => {
      await both(program)
      await program.disconnection.disconnect(program.idOf(one), false)
    },
    ask: (program) => program.connect(one),
    isDone: (program) => program.settings.active()?.tenantId === one && stateOf(program, one) === 'connected',
  },
  'disconnecting the active one': {
    before: both,
    ask: (program) => program.disconnection.disconnect(program.idOf(other), false),
    isDone: (program, disk) =>
      stateOf(program, other) === 'disconnected' &&
      disk.files.has(program.idOf(other)) &&
      stateOf(program, one) === 'connected',
  },
  'disconnecting another one': {
    before: both,
    ask: (program) => program.disconnection.disconnect(program.idOf(one), false),
    isDone: (program) => stateOf(program, one) === 'disconnected' && program.settings.active()?.tenantId === other,
  },
  'pausing one': {
    before: both,
    ask: (program) => program.disconnection.disconnect(program.idOf(other), true),
    isDone: (program) =>
      stateOf(program, other) === 'paused' && program.shelf.list(program.connections.active()).length > 0,
  },
  'removing the data': {
    before: both,
    ask: (program) => program.disconnection.removeData(program.idOf(other)),
    isDone: (program, disk) => !disk.files.has(program.idOf(other)) && stateOf(program, other) === 'connected',
  },
  'removing the active one': {
    before: both,
    ask: async (program) => {
      const id = program.idOf(other)
      if (id !== 'none') await program.disconnection.remove(id)
    },
    isDone: (program, disk) =>
      program.settings.list().connections.length === 1 &&
      program.settings.active()?.tenantId === one &&
      disk.files.size === 1 &&
      disk.files.has(program.idOf(one)),
  },
  'removing the last one': {
    before: (program) => program.connect(one),
    ask: async (program) => {
      const id = program.idOf(one)
      if (id !== 'none') await program.disconnection.remove(id)
    },
    isDone: (program, disk) =>
      program.settings.list().connections.length === 0 && disk.files.size === 0 && secretNames(disk).size === 0,
  },
  'switching back': {
    before: both,
    ask: (program) => program.switching.switchTo(program.idOf(one)),
    isDone: (program) => program.settings.active()?.tenantId === one && stateOf(program, other) === 'connected',
  },
}

describe.each(Object.entries(scenarios))('ended at any write of %s', (_name, { before, ask, isDone }) => {
  const start = new Disk()
  beforeAll(async () => {
    start.sections.set('connections', { active: null, list: [] })
    await before(programOn(start, new Life(start)))
  })

  it.each([false, true])(
    '(carried out: %s) the next start is in order, and asking again completes it',
    async (effect) => {
      for (let write = 1; ; write++) {
        const disk = new Disk(start)
        const life = new Life(disk, { write, effect })
        await ask(programOn(disk, life)).catch(() => undefined)
        await checkAfterStart(disk)
        const again = programOn(disk, new Life(disk))
        await ask(again)
        expect(isDone(again, disk), `ended at write ${write}`).toBe(true)
        await checkAfterStart(disk)
        if (!life.isOver) {
          expect(write).toBeGreaterThan(1)
          return
        }
      }
    },
  )
})
