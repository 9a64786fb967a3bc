/** `webContents`: what is shown in a window. Members that begin with _ are the host's own, as in Electron's sources. */
import { EventEmitter } from 'node:events'
import { resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { HandlerDetails, LoadFileOptions, WindowOpenHandlerResponse } from 'electron'
import { app } from './app.ts'
import { ContentsListener } from './contents-listener.ts'
import { IpcMain } from './ipc.ts'
import { nativeImage } from './native-image.ts'
import { nativeTheme } from './native-theme.ts'
import type { OpenRequest } from './page/bridge.ts'
import { encodeMessage, Page, type PageOptions } from './page/page.ts'
import { session } from './session.ts'
import { chromium, contents, launch, preventable, quietly, schemes, state } from './state.ts'
import { strict, strictClass } from './strict.ts'
import { WebFrameMain } from './web-frame.ts'

/** What web contents ask of the window that holds them. */
export interface Owner {
  open(url: string, allowed: WindowOpenHandlerResponse, request: OpenRequest): void
  painted(): void
  titled(title: string): void
  close(ask: boolean): Promise<boolean>
}

let lastId = 0

class WebContentsBase extends EventEmitter {
  readonly id = ++lastId
  readonly session = session.defaultSession
  readonly ipc = new IpcMain()
  readonly mainFrame = new WebFrameMain(this)
  readonly _owner: Owner
  readonly _page: Promise<Page>
  readonly _shown = { url: '', title: '', isLoading: false, isCrashed: false }
  _targetId = ''
  #zoom = 1
  #isDestroyed = false
  #openHandler: (details: HandlerDetails) => WindowOpenHandlerResponse = () => ({ action: 'allow' })

  constructor(owner: Owner, options: PageOptions) {
    super()
    this._owner = owner
    contents.set(this.id, this)
    this._page = this.#open(options)
    app.emit('web-contents-created', preventable({}), this)
  }

  async #open(options: PageOptions): Promise<Page> {
    const page = await Page.open(chromium(), options, new ContentsListener(this))
    this._targetId = page.targetId
    await this._applyTheme(page)
    return page
  }

  _open(request: OpenRequest): void {
    const url = schemes.fromChromium(request.url)
    const referrer = { url: this._shown.url, policy: 'strict-origin-when-cross-origin' as const }
    const allowed = this.#openHandler({ ...request, url, referrer })
    if (allowed.action === 'allow') this._owner.open(url, allowed, request)
  }

  _retitled(title: string): void {
    // Chromium shows the address until the document has a title.
    if (title === '' || title === this._shown.title || title.startsWith('http://')) return
    this._shown.title = title
    this.emit('page-title-updated', preventable({}), title, true)
    this._owner.titled(title)
  }

  _gone(): void {
    if (this.#isDestroyed) return
    this.#isDestroyed = true
    contents.delete(this.id)
    this.emit('destroyed')
  }

  async _applyTheme(page: Page): Promise<void> {
    const value = nativeTheme.shouldUseDarkColors ? 'dark' : 'light'
    await page.session.send('Emulation.setEmulatedMedia', { features: [{ name: 'prefers-color-scheme', value }] })
  }

  /** For what has no answer: a page that is gone by then does not matter. */
  _later(work: (page: Page) => Promise<unknown>): void {
    quietly(this._page.then(work))
  }

  async loadURL(url: string): Promise<void> {
    const page = await this._page
    try {
      await page.navigate(url)
    } catch (error) {
      const code = error instanceof Error ? error.message : 'ERR_FAILED'
      this.emit('did-fail-load', preventable({}), -2, code, url, true)
      throw Object.assign(new Error(`${code} (-2) loading '${url}'`), { code, errno: -2, url })
    }
  }

  loadFile(file: string, { search, hash, query }: LoadFileOptions = {}): Promise<void> {
    const url = pathToFileURL(resolve(launch.root, file))
    if (search) url.search = search
    if (query) url.search = String(new URLSearchParams(query))
    if (hash) url.hash = hash
    return this.loadURL(url.href)
  }

  send(channel: string, ...args: unknown[]): void {
    if (typeof channel !== 'string') throw new TypeError('Missing required channel argument')
    if (this.#isDestroyed) throw new TypeError('Object has been destroyed')
    // Encoded at once, so that what cannot be cloned throws here.
    const message = encodeMessage({ t: 'event', channel, args })
    this._later(async (page) => page.deliver(message))
  }

  async executeJavaScript(expression: string): Promise<unknown> {
    const asked = { expression, awaitPromise: true, returnByValue: true, userGesture: true }
    const { result, exceptionDetails: failed } = await (await this._page).session.send('Runtime.evaluate', asked)
    if (failed) throw new Error(failed.exception?.description ?? failed.text)
    return result.value
  }

  async capturePage() {
    const { data } = await (await this._page).session.send('Page.captureScreenshot', { format: 'png' })
    return nativeImage.createFromBuffer(Buffer.from(data, 'base64'))
  }

  setZoomFactor(pageScaleFactor: number): void {
    this.#zoom = pageScaleFactor
    this._later((page) => page.session.send('Emulation.setPageScaleFactor', { pageScaleFactor }))
  }

  setWindowOpenHandler = (handler: (details: HandlerDetails) => WindowOpenHandlerResponse): void => {
    this.#openHandler = handler
  }
  setZoomLevel = (level: number) => this.setZoomFactor(1.2 ** level)
  getURL = () => this._shown.url
  getTitle = () => this._shown.title
  getZoomFactor = () => this.#zoom
  getZoomLevel = () => Math.log(this.#zoom) / Math.log(1.2)
  getUserAgent = () => chromium().userAgent
  isLoading = () => this._shown.isLoading
  isCrashed = () => this._shown.isCrashed
  isDestroyed = () => this.#isDestroyed
  isDevToolsOpened = () => false
  isFocused = () => state.focused?.webContents === this
  focus = () => this._later((page) => page.session.send('Page.bringToFront'))
  close = ({ waitForBeforeUnload = false } = {}) => void this._owner.close(waitForBeforeUnload)
  reload = () => this._later((page) => page.reload())
  stop = () => this._later((page) => page.session.send('Page.stopLoading'))

  #edit = (command: string) =>
    this._later((page) => page.session.send('Input.dispatchKeyEvent', { type: 'rawKeyDown', commands: [command] }))
  undo = () => this.#edit('undo')
  redo = () => this.#edit('redo')
  cut = () => this.#edit('cut')
  copy = () => this.#edit('copy')
  paste = () => this.#edit('paste')
  delete = () => this.#edit('delete')
  selectAll = () => this.#edit('selectAll')
}

export const WebContents = strictClass('WebContents', WebContentsBase, [
  ...['did-start-loading', 'did-stop-loading', 'did-finish-load', 'did-fail-load', 'dom-ready', 'did-navigate'],
  ...['did-navigate-in-page', 'will-navigate', 'will-frame-navigate', 'will-redirect', 'did-create-window'],
  ...['console-message', 'preload-error', 'render-process-gone', 'destroyed', 'page-title-updated'],
])
export type WebContents = WebContentsBase

export const webContents = strict('WebContents', {
  getAllWebContents: () => [...contents.values()],
  getFocusedWebContents: () => state.focused?.webContents ?? null,
  fromId: (id: number) => contents.get(id),
  fromDevToolsTargetId: (targetId: string) => [...contents.values()].find((each) => each._targetId === targetId),
})
