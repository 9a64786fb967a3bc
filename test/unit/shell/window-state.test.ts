import { describe, expect, it } from 'vitest'
import { placeWindow } from '../../../electron/shell/window-state.ts'

const screen = { x: 0, y: 0, width: 1920, height: 1040 }
const saved = { x: 100, y: 50, width: 1400, height: 900, maximized: false }

describe('placeWindow', () => {
  it('opens where the window was left', () => {
    expect(placeWindow(saved, [screen])).toEqual(saved)
  })

  it('leaves the place to the system when that screen is gone, but keeps the size', () => {
    expect(placeWindow({ ...saved, x: 2500 }, [screen])).toEqual({ width: 1400, height: 900, maximized: false })
  })

  it('finds the window on a screen left of the main one', () => {
    const left = { x: -1920, y: 0, width: 1920, height: 1040 }
    expect(placeWindow({ ...saved, x: -1800 }, [left, screen])).toMatchObject({ x: -1800 })
  })

  it('never opens smaller than the pages are made for', () => {
    expect(placeWindow({ ...saved, width: 10, height: 10 }, [screen])).toMatchObject({ width: 900, height: 600 })
  })

  it.each([undefined, null, 'x', {}, { ...saved, x: 'left' }, { ...saved, x: Number.NaN }])(
    'takes the usual size for unreadable settings %#',
    (value) => {
      expect(placeWindow(value, [screen])).toEqual({ width: 1280, height: 800, maximized: false })
    },
  )
})
