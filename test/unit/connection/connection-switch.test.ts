import { beforeEach, describe, expect, it } from 'vitest'
import { ConnectionSettings } from '../../../electron/connection/connection-settings.ts'
import { ConnectionSwitch } from '../../../electron/connection/connection-switch.ts'
import type { ConnectionList } from '../../../shared/domain/connection.ts'
import { AppError } from '../../../shared/ipc/errors.ts'
import { MemorySettings } from '../../fakes/memory-settings.ts'
import { RecordingAudit } from '../../fakes/recording-audit.ts'
import { SilentLogger } from '../../fakes/silent-logger.ts'
import { connectionOf } from './connection-of.ts'

describe('the list of connections', () => {
  let file: MemorySettings
  let settings: ConnectionSettings
  let audit: RecordingAudit
  let closed: (string | undefined)[]
  let shown: (string | null)[]
  let lists: ConnectionList[]
  let connections: ConnectionSwitch

  beforeEach(() => {
    file = new MemorySettings()
    shown = []
    lists = []
    closed = []
    audit = new RecordingAudit()
    settings = new ConnectionSettings(file, {
      onChanged: (active) => shown.push(active?.id ?? null),
      onListChanged: (list) => lists.push(list),
    })
    const sessions = { close: async (id?: string) => void closed.push(id) }
    connections = new ConnectionSwitch({ settings, sessions, auditing: { audit, logger: new SilentLogger() } })
    for (const id of ['a', 'b', 'c']) settings.save(connectionOf(id))
    shown = []
    lists = []
  })

  const ids = () => settings.list().connections.map(({ id }) => id)
  const recorded = () => audit.entries.map(({ action, outcome }) => `${action} ${outcome}`)

  it('switches to another tenant, ends what is open of the former one, and says so', async () => {
    expect(await connections.switchTo('a')).toEqual(connectionOf('a'))
    expect(settings.active()?.id).toBe('a')
    expect(closed).toEqual(['c'])
    expect(shown).toEqual(['a'])
    expect(lists.at(-1)).toMatchObject({ activeId: 'a' })
    expect(ids()).toEqual(['a', 'b', 'c'])
    expect(recorded()).toEqual(['connectionSwitched attempted', 'connectionSwitched succeeded'])
    expect(audit.entries[1]).toMatchObject({ before: { tenantId: 'tenant-c' }, after: { tenantId: 'tenant-a' } })
  })

  it('does nothing for the one that is active already', async () => {
    await connections.switchTo('c')
    expect([closed, shown, audit.entries]).toEqual([[], [], []])
  })

  it('neither switches nor renames what cannot be recorded, or is not there', async () => {
    audit.faults.push(new AppError('disk_full'), new AppError('disk_full'))
    await expect(connections.switchTo('a')).rejects.toMatchObject({ code: 'audit_unavailable' })
    await expect(connections.rename('a', 'Mine')).rejects.toMatchObject({ code: 'audit_unavailable' })
    await expect(connections.switchTo('x')).rejects.toMatchObject({ code: 'connection_absent' })
    await expect(connections.rename('x', 'Mine')).rejects.toMatchObject({ code: 'connection_absent' })
    expect(settings.list()).toMatchObject({ activeId: 'c', connections: [{ name: null }, { name: null }, {}] })
  })

  it('gives one a name of the administrator’s own, and takes it back; the pages hear of it where it is theirs', async () => {
    expect(await connections.rename('b', 'Test tenant')).toMatchObject({ id: 'b', name: 'Test tenant' })
    expect(shown).toEqual([])
    expect(lists.at(-1)?.connections[1]?.name).toBe('Test tenant')
    expect(await connections.rename('c', 'Live')).toMatchObject({ name: 'Live' })
    expect(shown).toEqual(['c'])
    expect(await connections.rename('c', null)).toMatchObject({ name: null })
    expect(audit.entries.at(-1)).toMatchObject({
      action: 'connectionRenamed',
      connectionId: 'c',
      before: { name: 'Live' },
      after: { name: null },
    })
  })

  it('keeps its order and its active one when another one changes', () => {
    settings.change({ ...connectionOf('a'), tenantName: 'Changed' })
    settings.save(connectionOf('b'))
    expect(ids()).toEqual(['a', 'b', 'c'])
    expect(settings.list().activeId).toBe('b')
  })

  it('goes on with one that can be used when the active one is removed, and with none after the last', () => {
    settings.change(connectionOf('a', 'disconnected'))
    settings.remove('c')
    expect(settings.active()?.id).toBe('b')
    settings.remove('b')
    expect(settings.active()?.id).toBe('a')
    settings.remove('a')
    expect(settings.list()).toEqual({ connections: [], activeId: null })
    expect(shown).toEqual(['b', 'a', null])
  })

  it('leaves the active one when another one is removed', () => {
    settings.remove('a')
    expect([settings.active()?.id, shown]).toEqual(['c', []])
  })

  it('does not bring back one that was removed meanwhile', () => {
    settings.remove('a')
    expect(() => settings.change(connectionOf('a'))).toThrow('connection_absent')
  })

  it('says where it cannot read what is kept, which is not the same as nothing', () => {
    expect(settings.isReadable()).toBe(true)
    file.write('connections', { active: 'a', list: [{ ...connectionOf('a'), cloud: 'a cloud of another version' }] })
    expect([settings.isReadable(), settings.list().connections]).toEqual([false, []])
    for (const nothing of [null, undefined]) {
      file.write('connections', nothing)
      expect(settings.isReadable()).toBe(true)
    }
  })

  it('reads what the first versions kept, which had no name', () => {
    const { name, ...former } = connectionOf('a')
    file.write('connections', { active: 'a', list: [former] })
    expect(settings.active()).toEqual(connectionOf('a'))
  })
})
