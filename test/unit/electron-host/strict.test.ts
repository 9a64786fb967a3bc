import { EventEmitter } from 'node:events'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { exportedNames, isEvent, isMember } from '../../electron-host/declarations.ts'
import { inertEvents, inertMembers } from '../../electron-host/inert.ts'
import { records } from '../../electron-host/records.ts'
import { strict, strictClass, strictEmitter } from '../../electron-host/strict.ts'

vi.spyOn(console, 'error').mockImplementation(() => {})
afterEach(() => {
  records.missing.length = 0
  records.inertCalls.length = 0
})

describe('what Electron declares', () => {
  it('is read from its types, inherited members and events included', () => {
    expect([...exportedNames]).toEqual(
      expect.arrayContaining(['app', 'BrowserWindow', 'nativeImage', 'utilityProcess']),
    )
    expect(exportedNames.has('contextBridge')).toBe(false)
    expect(isMember('App', 'getPath')).toBe(true)
    expect(isMember('BrowserWindow', 'getAllWindows')).toBe(true)
    expect(isMember('App', 'getPaths')).toBe(false)
    expect(isEvent('BrowserWindow', 'swipe')).toBe(true)
    expect(isEvent('BrowserWindow', 'clsed')).toBe(false)
  })

  it('holds every member and event that does nothing here', () => {
    const unknown = (table: Readonly<Record<string, object>>, isKnown: (type: string, name: string) => boolean) =>
      Object.entries(table).flatMap(([type, names]) =>
        (Array.isArray(names) ? names : Object.keys(names)).filter((name) => !isKnown(type, name)),
      )
    expect(unknown(inertMembers, isMember)).toEqual([])
    expect(unknown(inertEvents, isEvent)).toEqual([])
  })
})

describe('a strict object', () => {
  const shell = strict('Shell', { openPath: (): string => 'opened' })

  it('has what it has, lets tests assign, and knows nothing that Electron does not know', () => {
    expect(shell.openPath()).toBe('opened')
    shell.openPath = () => 'assigned'
    expect(shell.openPath()).toBe('assigned')
    expect((shell as unknown as Record<string, unknown>)['nonsense']).toBeUndefined()
  })

  it('throws for what Electron has and it lacks, and the record remains when that is swallowed', () => {
    expect(() => (shell as unknown as Electron.Shell).trashItem('x')).toThrow('Shell.trashItem exists in Electron')
    expect(records.missing).toEqual(['Shell.trashItem'])
  })

  it('records calls that do nothing on purpose', () => {
    ;(shell as unknown as Electron.Shell).beep()
    expect(records.inertCalls).toEqual([{ member: 'Shell.beep', args: [] }])
    expect(records.missing).toEqual([])
  })
})

describe('a strict class', () => {
  class Base extends EventEmitter {
    readonly #secret = 7
    static isSupported = () => true
    show() {
      return this.#secret
    }
  }
  const Notification = strictClass('Notification', Base, ['show'])
  const made = new Notification()
  const asReal = made as unknown as Electron.Notification

  it('keeps private fields, instanceof, statics and patched prototypes', () => {
    expect(made.show()).toBe(7)
    expect(made).toBeInstanceOf(Notification)
    expect(made).toBeInstanceOf(EventEmitter)
    expect(Notification.isSupported()).toBe(true)
    const { show } = Notification.prototype
    Notification.prototype.show = () => 8
    expect(made.show()).toBe(8)
    Notification.prototype.show = show
  })

  it('throws for members and statics that it lacks', () => {
    expect(() => asReal.closeButtonText).toThrow('Notification.closeButtonText exists in Electron')
    expect((asReal as unknown as Record<string, unknown>)['nonsense']).toBeUndefined()
  })

  it('takes listeners for events that come, and for no others', () => {
    const heard: unknown[] = []
    made.on('show', (value) => heard.push(value))
    made.emit('show', 1)
    expect(heard).toEqual([1])
    expect(() => made.on('reply', () => {})).toThrow("the Notification event 'reply' exists in Electron")
    expect(() => made.once('shown', () => {})).toThrow("Electron has no Notification event 'shown'")
  })
})

it('a strict emitter is both', () => {
  const screen = strictEmitter('Screen', { getAllDisplays: () => [] })
  expect(screen.getAllDisplays()).toEqual([])
  screen.on('display-added', () => {})
  expect(() => screen.on('display-lost', () => {})).toThrow('Electron has no Screen event')
  expect(() => (screen as unknown as Electron.Screen).dipToScreenPoint({ x: 0, y: 0 })).toThrow(
    'Screen.dipToScreenPoint',
  )
})
