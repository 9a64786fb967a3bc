import { describe, expect, it } from 'vitest'
import { type KeyPress, shortcutOf } from '../../../../renderer/app/shortcut.ts'

const none = { ctrlKey: false, metaKey: false, altKey: false, shiftKey: false }
const press = (key: string, held: Partial<KeyPress> = {}): KeyPress => ({ key, ...none, ...held })
const elsewhere = { isMac: false, isWriting: false }
const writing = { isMac: false, isWriting: true }
const mac = { isMac: true, isWriting: false }

describe('with the command key', () => {
  it.each([
    ['k', { kind: 'command', command: 'openPalette' }],
    ['K', { kind: 'command', command: 'openPalette' }],
    [',', { kind: 'command', command: 'openSettings' }],
    ['r', { kind: 'command', command: 'syncNow' }],
    ['f', { kind: 'search' }],
    ['1', { kind: 'page', index: 0 }],
    ['9', { kind: 'page', index: 8 }],
  ])('%s is understood, also while somebody writes', (key, shortcut) => {
    expect(shortcutOf(press(key, { ctrlKey: true }), writing)).toEqual(shortcut)
  })

  it('which is another one on a Mac', () => {
    expect(shortcutOf(press('k', { metaKey: true }), mac)).toEqual({ kind: 'command', command: 'openPalette' })
    expect(shortcutOf(press('k', { ctrlKey: true }), mac)).toBe(undefined)
    expect(shortcutOf(press('k', { metaKey: true }), elsewhere)).toBe(undefined)
  })

  it('AltGr, which is Ctrl and Alt together, writes and commands nothing', () => {
    expect(shortcutOf(press('k', { ctrlKey: true, altKey: true }), elsewhere)).toBe(undefined)
  })

  it('keys of the page and the system are left alone', () => {
    for (const key of ['a', 'c', 'v', '0']) expect(shortcutOf(press(key, { ctrlKey: true }), elsewhere)).toBe(undefined)
  })
})

describe('without it', () => {
  it('a question mark and a slash are written where somebody writes', () => {
    expect(shortcutOf(press('?', { shiftKey: true }), elsewhere)).toEqual({ kind: 'command', command: 'showShortcuts' })
    expect(shortcutOf(press('/'), elsewhere)).toEqual({ kind: 'search' })
    expect(shortcutOf(press('?', { shiftKey: true }), writing)).toBe(undefined)
    expect(shortcutOf(press('/'), writing)).toBe(undefined)
  })

  it('Alt with arrows goes through the history, but moves by words in a text on a Mac', () => {
    expect(shortcutOf(press('ArrowLeft', { altKey: true }), writing)).toEqual({ kind: 'command', command: 'goBack' })
    expect(shortcutOf(press('ArrowRight', { altKey: true }), mac)).toEqual({ kind: 'command', command: 'goForward' })
    expect(shortcutOf(press('ArrowLeft', { altKey: true }), { isMac: true, isWriting: true })).toBe(undefined)
  })

  it('letters are none', () => {
    expect(shortcutOf(press('k'), elsewhere)).toBe(undefined)
  })
})
