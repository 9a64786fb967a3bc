/** One process is one application, so its state is this module's: what the rooms of the host share. */
import type { BrowserWindow } from './browser-window.ts'
import type { Chromium } from './chromium.ts'
import { readLaunch } from './launch.ts'
import { CustomSchemes } from './schemes.ts'
import type { WebContents } from './web-contents.ts'

export const launch = readLaunch(process.argv.slice(2))
export const schemes = new CustomSchemes()
export const windows = new Map<number, BrowserWindow>()
export const contents = new Map<number, WebContents>()

interface State {
  phase: 'running' | 'quitting' | 'exiting'
  isReady: boolean
  chromium: Chromium | undefined
  focused: BrowserWindow | null
}
export const state: State = { phase: 'running', isReady: false, chromium: undefined, focused: null }

export const isReady = (): boolean => state.isReady

export const chromium = (): Chromium => {
  if (!state.chromium) throw new Error('electron-host: Chromium has not started')
  return state.chromium
}

/** An event object whose default can be prevented. */
export const preventable = <T extends object>(fields: T) => ({
  ...fields,
  defaultPrevented: false,
  preventDefault() {
    this.defaultPrevented = true
  },
})

/** For commands to a page that may be gone by the time they arrive. */
export const quietly = (promise: Promise<unknown>): void => {
  promise.catch(() => {})
}
