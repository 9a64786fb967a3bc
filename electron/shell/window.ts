import { BrowserWindow, screen } from 'electron'
import type { SettingsFile } from '../ports.ts'
import { placeWindow, smallest } from './window-state.ts'

/** Ids of the web contents that are ours; the sender gate asks here. */
export const knownWindows = new Set<number>()

export interface WindowOptions {
  readonly preload: string
  readonly address: string
  readonly settings: SettingsFile
  readonly packaged: boolean
  readonly backgroundColor: string
}

/** Opens the main window where it was left and remembers where it is put. */
export const openWindow = (options: WindowOptions): BrowserWindow => {
  const screens = screen.getAllDisplays().map((display) => display.workArea)
  const { maximized, ...place } = placeWindow(options.settings.read('window'), screens)
  const window = new BrowserWindow({
    ...place,
    minWidth: smallest.width,
    minHeight: smallest.height,
    show: false,
    title: 'Tenantry',
    backgroundColor: options.backgroundColor,
    webPreferences: {
      preload: options.preload,
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      webviewTag: false,
      spellcheck: false,
      devTools: !options.packaged,
    },
  })
  const { id } = window.webContents
  knownWindows.add(id)
  window.on('closed', () => knownWindows.delete(id))
  window.once('ready-to-show', () => {
    if (maximized) window.maximize()
    window.show()
  })
  rememberPlace(window, options.settings)
  void window.loadURL(options.address)
  return window
}

const rememberPlace = (window: BrowserWindow, settings: SettingsFile): void => {
  window.on('close', () => {
    settings.write('window', { ...window.getNormalBounds(), maximized: window.isMaximized() })
  })
}

/** Brings the window back to where the administrator sees it. */
export const showWindow = (window: BrowserWindow): void => {
  if (window.isMinimized()) window.restore()
  window.show()
  window.focus()
}
