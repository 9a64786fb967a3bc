/** What happens in a page, told on as the events of its web contents; and its navigation and messages, decided. */
import type { IpcMainInvokeEvent, WebContents as Real } from 'electron'
import { app } from './app.ts'
import { answerInvoke, ipcMain } from './ipc.ts'
import type { DocumentRequest, PageListener } from './page/page.ts'
import type { HostMessage, PageMessage } from './page/preload.ts'
import { records } from './records.ts'
import { preventable } from './state.ts'
import type { WebContents } from './web-contents.ts'

export class ContentsListener implements PageListener {
  readonly #contents: WebContents

  constructor(contents: WebContents) {
    this.#contents = contents
  }

  message(message: PageMessage, reply: (answer: HostMessage) => void): void {
    const contents = this.#contents
    const sender = { sender: contents, senderFrame: contents.mainFrame, frameId: 1, processId: 1 }
    const event = { ...preventable(sender), type: 'frame', ports: [] } as unknown as IpcMainInvokeEvent
    if (message.t === 'invoke') void answerInvoke(message, event, contents.ipc, reply)
    else if (message.t === 'send') {
      contents.ipc.emit(message.channel, event, ...message.args)
      ipcMain.emit(message.channel, event, ...message.args)
    } else if (message.t === 'open') contents._open(message)
    else if (message.t === 'missing') records.missing.push(message.what)
    else {
      const { path, message: text, stack } = message
      console.error(`Unable to load preload script: ${path}\n${stack}`)
      contents.emit('preload-error', preventable({}), path, Object.assign(new Error(text), { stack }))
    }
  }

  async mayLoad({ url, isMainFrame, isRedirect, isOwn }: DocumentRequest): Promise<boolean> {
    const contents = this.#contents
    if (!isOwn && this.#isRefused(url, isMainFrame, isRedirect)) return false
    if (isMainFrame) await contents.session._permissions.apply(contents as unknown as Real, url)
    return true
  }

  #isRefused(url: string, isMainFrame: boolean, isRedirect: boolean): boolean {
    const contents = this.#contents
    const frames = { frame: contents.mainFrame, initiator: contents.mainFrame }
    const event = preventable({ url, isMainFrame, isSameDocument: false, ...frames })
    if (isRedirect) contents.emit('will-redirect', event, url, false, isMainFrame)
    else {
      contents.emit('will-frame-navigate', event)
      if (isMainFrame && !event.defaultPrevented) contents.emit('will-navigate', event, url)
    }
    return event.defaultPrevented
  }

  loading(): void {
    const { _shown } = this.#contents
    _shown.isCrashed = false
    if (_shown.isLoading) return
    _shown.isLoading = true
    this.#contents.emit('did-start-loading')
  }

  navigated(url: string, isInPage: boolean): void {
    this.#contents._shown.url = url
    if (isInPage) this.#contents.emit('did-navigate-in-page', preventable({}), url, true)
    else this.#contents.emit('did-navigate', preventable({}), url, 200, 'OK')
  }

  domReady(): void {
    this.#contents.emit('dom-ready')
  }

  loaded(): void {
    this.#contents._shown.isLoading = false
    this.painted()
    this.#contents.emit('did-finish-load')
    this.#contents.emit('did-stop-loading')
  }

  painted(): void {
    this.#contents._owner.painted()
  }

  console(level: string, message: string): void {
    this.#contents.emit('console-message', { level, message })
  }

  crashed(): void {
    this.#contents._shown.isCrashed = true
    const details = { reason: 'crashed', exitCode: 1 }
    this.#contents.emit('render-process-gone', preventable({}), details)
    app.emit('render-process-gone', preventable({}), this.#contents, details)
  }
}
