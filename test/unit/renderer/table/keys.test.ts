import { describe, expect, it } from 'vitest'
import { type Key, rowCommand, TypeAhead } from '../../../../renderer/components/data-table-keys.ts'

const press = (key: string, held: Partial<Key> = {}): Key => ({
  key,
  ctrlKey: false,
  metaKey: false,
  altKey: false,
  shiftKey: false,
  ...held,
})
const state = { active: 50, count: 100, page: 20, typing: false }

describe('keys on a row', () => {
  it.each([
    ['ArrowDown', 51],
    ['ArrowUp', 49],
    ['PageDown', 70],
    ['PageUp', 30],
    ['Home', 0],
    ['End', 99],
  ])('%s moves to row %i', (key, to) => {
    expect(rowCommand(press(key), state)).toEqual({ kind: 'move', to, extend: false })
  })

  it('stops at both ends', () => {
    expect(rowCommand(press('PageDown'), { ...state, active: 95 })).toMatchObject({ to: 99 })
    expect(rowCommand(press('PageUp'), { ...state, active: 5 })).toMatchObject({ to: 0 })
  })

  it('goes to the head from the first row, but not while stretching', () => {
    expect(rowCommand(press('ArrowUp'), { ...state, active: 0 })).toEqual({ kind: 'toHead' })
    expect(rowCommand(press('ArrowUp', { shiftKey: true }), { ...state, active: 0 })).toMatchObject({
      kind: 'move',
      extend: true,
    })
  })

  it('stretches the selection with Shift', () => {
    expect(rowCommand(press('ArrowDown', { shiftKey: true }), state)).toEqual({ kind: 'move', to: 51, extend: true })
  })

  it.each([
    ['ctrlKey', 'a', 'selectAll'],
    ['metaKey', 'a', 'selectAll'],
    ['ctrlKey', 'c', 'copy'],
    ['ctrlKey', 'C', 'copy'],
  ])('%s with %s asks to %s', (held, key, kind) => {
    expect(rowCommand(press(key, { [held]: true }), state)).toEqual({ kind })
  })

  it('leaves the keys of others alone', () => {
    for (const key of [press('Tab'), press('F6'), press('k', { ctrlKey: true }), press('ArrowLeft', { altKey: true })])
      expect(rowCommand(key, state)).toBeUndefined()
  })

  it('takes Space for selecting, but as a letter while a word is being typed', () => {
    expect(rowCommand(press(' '), state)).toEqual({ kind: 'toggle' })
    expect(rowCommand(press(' '), { ...state, typing: true })).toEqual({ kind: 'type', letter: ' ' })
  })

  it('takes any one character for a letter', () => {
    for (const letter of ['m', 'Ł', '田', '𠮷'])
      expect(rowCommand(press(letter), state)).toEqual({ kind: 'type', letter })
  })
})

describe('type-ahead', () => {
  it('gathers a word, searches behind the active row first and lets a longer word stay on it', () => {
    const letters = new TypeAhead()
    expect(letters.add('m', 1000, 7)).toEqual({ word: 'm', from: 8 })
    expect(letters.add('ü', 1700, 9)).toEqual({ word: 'mü', from: 9 })
  })

  it('starts anew after a pause', () => {
    const letters = new TypeAhead()
    letters.add('m', 1000, 0)
    expect(letters.typing(1800)).toBe(true)
    expect(letters.typing(1801)).toBe(false)
    expect(letters.add('k', 1900, 3)).toEqual({ word: 'k', from: 4 })
  })
})
