/** `BrowserWindow`: one page of Chromium each. Size is the page's; visibility and maximising are kept as state. */
import { EventEmitter } from 'node:events'
import { existsSync } from 'node:fs'
import type { BrowserWindowConstructorOptions, LoadFileOptions, Rectangle } from 'electron'
import { app } from './app.ts'
import { primaryDisplay } from './machine.ts'
import { isReady, preventable, state, windows } from './state.ts'
import { NotImplemented, strictClass } from './strict.ts'
import { type Owner, WebContents } from './web-contents.ts'

const refuseUnsafe = ({ webPreferences: preferences = {} }: BrowserWindowConstructorOptions): void => {
  const { contextIsolation = true, nodeIntegration = false, sandbox = true, partition, session } = preferences
  if (!contextIsolation || nodeIntegration || !sandbox)
    throw new NotImplemented('a BrowserWindow with nodeIntegration, or without sandbox or contextIsolation,')
  if (partition || session) throw new NotImplemented('a BrowserWindow with a session of its own')
}

const readPreload = (path: string | undefined): string | undefined => {
  if (path === undefined || existsSync(path)) return path
  console.error(`Unable to load preload script: ${path}\nError: ENOENT`)
  return undefined
}

type Size = 'normal' | 'minimized' | 'maximized' | 'fullscreen'

class BrowserWindowBase extends EventEmitter {
  readonly id: number
  readonly webContents: WebContents
  #normal: Rectangle
  #title: string
  #size: Size = 'normal'
  #isVisible: boolean
  #isPainted = false
  #isClosed = false

  static getAllWindows = () => [...windows.values()]
  static getFocusedWindow = () => state.focused
  static fromId = (id: number) => windows.get(id) ?? null
  static fromWebContents = (contents: WebContents | undefined) =>
    [...windows.values()].find((each) => each.webContents === contents) ?? null

  constructor(options: BrowserWindowConstructorOptions = {}) {
    super()
    if (!isReady()) throw new Error('Cannot create BrowserWindow before app is ready')
    refuseUnsafe(options)
    const { x = 0, y = 0, width = 800, height = 600, show = true, title = app.name } = options
    this.#normal = { x, y, width, height }
    this.#isVisible = show
    this.#title = title
    const preload = readPreload(options.webPreferences?.preload)
    this.webContents = new WebContents(this.#owner(), { width, height, preload })
    this.id = this.webContents.id
    windows.set(this.id, this)
    state.focused = this
    this.webContents._page.catch((error: unknown) => {
      if (state.phase === 'exiting' || this.#isClosed) return
      console.error('electron-host: no window:', error)
      app.exit(1)
    })
    app.emit('browser-window-created', preventable({}), this)
  }

  #owner(): Owner {
    return {
      close: (ask) => this._close(ask),
      open: (url, { overrideBrowserWindowOptions: options = {} }, { frameName, disposition }) => {
        const child = new BrowserWindow(options)
        child.loadURL(url).catch((error: unknown) => console.error('electron-host:', error))
        this.webContents.emit('did-create-window', child, { url, frameName, options, disposition })
      },
      painted: () => {
        if (this.#isPainted) return
        this.#isPainted = true
        this.emit('ready-to-show')
      },
      titled: (title) => {
        const event = preventable({})
        this.emit('page-title-updated', event, title, true)
        if (!event.defaultPrevented) this.#title = title
      },
    }
  }

  /** False when a listener of 'close' prevented it. */
  async _close(ask: boolean): Promise<boolean> {
    if (this.#isClosed) return true
    const event = preventable({})
    if (ask) this.emit('close', event)
    if (event.defaultPrevented) return false
    try {
      await (await this.webContents._page).close()
    } catch {
      // Chromium or the page has gone already, which is what was asked for.
    }
    this._gone()
    return true
  }

  _gone(): void {
    if (this.#isClosed) return
    this.#isClosed = true
    windows.delete(this.id)
    if (state.focused === this) state.focused = [...windows.values()].at(-1) ?? null
    this.webContents._gone()
    this.emit('closed')
    if (windows.size > 0 || state.phase !== 'running') return
    if (app.listenerCount('window-all-closed') === 0) app.quit()
    else app.emit('window-all-closed')
  }

  #become(size: Size, event: string): void {
    this.#size = size
    const { width, height } = this.getBounds()
    this.webContents._later((page) => page.resize(width, height))
    this.emit(event)
  }

  #place(change: Partial<Rectangle>, ...events: string[]): void {
    this.#normal = { ...this.#normal, ...change }
    const { x, y, width, height } = this.#normal
    this.webContents._later((page) => (events.includes('resize') ? page.resize(width, height) : page.move(x, y)))
    for (const event of events) this.emit(event)
  }

  loadURL = (url: string) => this.webContents.loadURL(url)
  loadFile = (file: string, options?: LoadFileOptions) => this.webContents.loadFile(file, options)
  reload = () => this.webContents.reload()
  capturePage = () => this.webContents.capturePage()
  close = () => void this._close(true)
  destroy = () => void this._close(false)
  isDestroyed = () => this.#isClosed

  show(): void {
    this.showInactive()
    this.focus()
  }
  showInactive(): void {
    if (this.#isVisible) return
    this.#isVisible = true
    this.emit('show')
  }
  hide(): void {
    if (!this.#isVisible) return
    this.#isVisible = false
    this.emit('hide')
  }
  focus(): void {
    state.focused = this
    this.webContents.focus()
    this.emit('focus')
    app.emit('browser-window-focus', preventable({}), this)
  }
  blur(): void {
    if (state.focused === this) state.focused = null
    this.emit('blur')
  }
  isVisible = () => this.#isVisible
  isFocused = () => state.focused === this

  minimize = () => this.#become('minimized', 'minimize')
  maximize = () => this.#become('maximized', 'maximize')
  unmaximize = () => this.#become('normal', 'unmaximize')
  restore = () => this.#become('normal', 'restore')
  setFullScreen = (on: boolean) =>
    this.#become(on ? 'fullscreen' : 'normal', on ? 'enter-full-screen' : 'leave-full-screen')
  isMinimized = () => this.#size === 'minimized'
  isMaximized = () => this.#size === 'maximized'
  isFullScreen = () => this.#size === 'fullscreen'

  getNormalBounds = (): Rectangle => ({ ...this.#normal })
  getBounds = (): Rectangle => ({
    ...(this.isMaximized() || this.isFullScreen() ? primaryDisplay.workArea : this.#normal),
  })
  getContentBounds = () => this.getBounds()
  getSize = (): number[] => [this.getBounds().width, this.getBounds().height]
  getContentSize = () => this.getSize()
  getPosition = (): number[] => [this.getBounds().x, this.getBounds().y]
  setBounds = (bounds: Partial<Rectangle>) => this.#place(bounds, 'resize', 'move')
  setSize = (width: number, height: number) => this.#place({ width, height }, 'resize')
  setContentSize = (width: number, height: number) => this.setSize(width, height)
  setPosition = (x: number, y: number) => this.#place({ x, y }, 'move')

  getTitle = () => this.#title
  setTitle = (title: string) => {
    this.#title = title
  }
}

export const BrowserWindow = strictClass('BrowserWindow', BrowserWindowBase, [
  ...['ready-to-show', 'show', 'hide', 'close', 'closed', 'focus', 'blur', 'resize', 'move', 'minimize', 'maximize'],
  ...['unmaximize', 'restore', 'enter-full-screen', 'leave-full-screen', 'page-title-updated'],
])
export type BrowserWindow = BrowserWindowBase
