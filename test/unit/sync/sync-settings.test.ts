import { expect, it } from 'vitest'
import { SyncSettings } from '../../../electron/sync/sync-settings.ts'
import { MemorySettings } from '../../fakes/memory-settings.ts'

it('are as usual until they are changed, and then stay', () => {
  const file = new MemorySettings()
  const settings = new SyncSettings(file)
  expect(settings.history()).toEqual({ historyDays: 90 })
  expect(settings.guard()).toEqual({ part: 10, least: 20 })
  expect(settings.setHistory(7)).toEqual({ historyDays: 7 })
  expect(settings.setGuard({ part: 100, least: 0 })).toEqual({ part: 100, least: 0 })
  const again = new SyncSettings(file)
  expect([again.history(), again.guard()]).toEqual([{ historyDays: 7 }, { part: 100, least: 0 }])
})

it.each([6, 731, 30.5])('keep no changes for %s days', (days) => {
  const file = new MemorySettings({ history: { historyDays: days } })
  const settings = new SyncSettings(file)
  expect(settings.history()).toEqual({ historyDays: 90 })
  expect(() => settings.setHistory(days)).toThrow()
})

it.each([
  { part: 0, least: 20 },
  { part: 101, least: 20 },
  { part: 10, least: -1 },
])('have no guard of $part % and $least', (guard) => {
  const file = new MemorySettings({ guard })
  const settings = new SyncSettings(file)
  expect(settings.guard()).toEqual({ part: 10, least: 20 })
  expect(() => settings.setGuard(guard)).toThrow()
})
