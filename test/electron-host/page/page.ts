/** One page of Chromium, by its DevTools session: made, prepared before its first document, listened to. */
import { randomBytes } from 'node:crypto'
import type { CdpSession } from '../cdp.ts'
import type { Chromium } from '../chromium.ts'
import { createCodec } from '../codec.ts'
import { quietly, schemes } from '../state.ts'
import type { HostMessage, PageMessage } from './preload.ts'
import { mainWorldScript, preloadScript, preloadWorld } from './scripts.ts'

const { encode, decode } = createCodec()

/** @throws Error 'An object could not be cloned.' */
export const encodeMessage = (message: HostMessage): string => encode(message)

export interface DocumentRequest {
  readonly url: string
  readonly isMainFrame: boolean
  readonly isRedirect: boolean
  /** Asked for by loadURL or reload, so that navigation handlers are not asked. */
  readonly isOwn: boolean
}

/** What a page tells its web contents. Addresses are the application's own, custom schemes included. */
export interface PageListener {
  message(message: PageMessage, reply: (answer: HostMessage) => void): void
  /** Every document, before it is asked for. False: it is not loaded, and what is shown stays. */
  mayLoad(request: DocumentRequest): Promise<boolean>
  loading(): void
  navigated(url: string, isInPage: boolean): void
  domReady(): void
  loaded(): void
  painted(): void
  console(level: 'info' | 'warning' | 'error' | 'debug', message: string): void
  crashed(): void
}

export interface PageOptions {
  readonly width: number
  readonly height: number
  readonly preload: string | undefined
}

export class Page {
  readonly session: CdpSession
  readonly targetId: string
  readonly #chromium: Chromium
  readonly #listener: PageListener
  readonly #token = randomBytes(12).toString('hex')
  readonly #channel = `electronHost${this.#token}`
  #preloadContext: number | undefined
  #ownNavigation: string | undefined
  #windowId = 0
  #url = ''

  static async open(chromium: Chromium, options: PageOptions, listener: PageListener): Promise<Page> {
    const { width, height } = options
    const target = { url: 'about:blank', newWindow: true, width, height }
    const { targetId } = await chromium.browser.send('Target.createTarget', target)
    const { sessionId } = await chromium.browser.send('Target.attachToTarget', { targetId, flatten: true })
    const page = new Page(chromium, targetId, sessionId, listener)
    await page.#prepare(options)
    return page
  }

  private constructor(chromium: Chromium, targetId: string, sessionId: string, listener: PageListener) {
    this.#chromium = chromium
    this.#listener = listener
    this.targetId = targetId
    this.session = chromium.cdp.session(sessionId)
    this.#followContexts()
    this.#followDocument()
  }

  async #prepare({ width, height, preload }: PageOptions): Promise<void> {
    const { session } = this
    const { windowId } = await this.#chromium.browser.send('Browser.getWindowForTarget', { targetId: this.targetId })
    this.#windowId = windowId
    const source = preloadScript(preload, this.#token, this.#channel)
    await Promise.all([
      session.send('Page.enable'),
      session.send('Runtime.enable'),
      session.send('Inspector.enable'),
      session.send('Page.setLifecycleEventsEnabled', { enabled: true }),
      session.send('Runtime.addBinding', { name: this.#channel, executionContextName: preloadWorld }),
      session.send('Page.addScriptToEvaluateOnNewDocument', { source: mainWorldScript(this.#token) }),
      session.send('Page.addScriptToEvaluateOnNewDocument', { source, worldName: preloadWorld }),
      session.send('Fetch.enable', { patterns: [{ resourceType: 'Document', requestStage: 'Request' }] }),
      this.resize(width, height),
    ])
  }

  #followContexts(): void {
    const { session, targetId } = this
    session.on('Runtime.executionContextCreated', ({ context }) => {
      const { frameId } = context.auxData as { frameId: string }
      if (context.name === preloadWorld && frameId === targetId) this.#preloadContext = context.id
    })
    session.on('Runtime.executionContextDestroyed', ({ executionContextId }) => {
      if (this.#preloadContext === executionContextId) this.#preloadContext = undefined
    })
    session.on('Runtime.executionContextsCleared', () => {
      this.#preloadContext = undefined
    })
    session.on('Runtime.bindingCalled', ({ name, payload, executionContextId }) => {
      if (name !== this.#channel) return
      const reply = (answer: HostMessage) => this.#deliver(encode(answer), executionContextId)
      this.#listener.message(decode(payload) as PageMessage, reply)
    })
    session.on('Runtime.consoleAPICalled', ({ type, args }) => {
      const level = type === 'error' || type === 'warning' || type === 'debug' ? type : 'info'
      this.#listener.console(level, args.map(({ value, description }) => value ?? description ?? '').join(' '))
    })
    session.on('Inspector.targetCrashed', () => this.#listener.crashed())
  }

  #followDocument(): void {
    const { session, targetId } = this
    const isShown = () => this.#url !== '' && this.#url !== 'about:blank'
    session.on('Page.frameStartedLoading', ({ frameId }) => {
      if (frameId === targetId) this.#listener.loading()
    })
    session.on('Page.frameNavigated', ({ frame }) => {
      if (frame.parentId) return
      this.#url = schemes.fromChromium(frame.url + (frame.urlFragment ?? ''))
      if (isShown()) this.#listener.navigated(this.#url, false)
    })
    session.on('Page.navigatedWithinDocument', ({ frameId, url }) => {
      if (frameId !== targetId) return
      this.#url = schemes.fromChromium(url)
      this.#listener.navigated(this.#url, true)
    })
    session.on('Page.domContentEventFired', () => isShown() && this.#listener.domReady())
    session.on('Page.loadEventFired', () => isShown() && this.#listener.loaded())
    session.on('Page.lifecycleEvent', ({ name, frameId }) => {
      if (frameId === targetId && name === 'firstPaint' && isShown()) this.#listener.painted()
    })
    session.on('Fetch.requestPaused', ({ requestId, request, frameId, redirectedRequestId }) => {
      const isMainFrame = frameId === targetId
      const isOwn = isMainFrame && this.#ownNavigation === request.url
      if (isOwn) this.#ownNavigation = undefined
      const url = schemes.fromChromium(request.url + (request.urlFragment ?? ''))
      const asked = { url, isMainFrame, isRedirect: redirectedRequestId !== undefined, isOwn }
      quietly(this.#decide(requestId, asked))
    })
  }

  async #decide(requestId: string, asked: DocumentRequest): Promise<void> {
    const mayLoad = await this.#listener.mayLoad(asked).catch((error: unknown) => {
      console.error('electron-host: a navigation handler failed, so nothing is loaded:', error)
      return false
    })
    if (mayLoad) await this.session.send('Fetch.continueRequest', { requestId })
    else await this.session.send('Fetch.failRequest', { requestId, errorReason: 'Aborted' })
  }

  /** Resolves when the document has loaded. @throws Error with Chromium's `ERR_…` text */
  async navigate(url: string): Promise<void> {
    const target = new URL(schemes.toChromium(url))
    const isInPage = target.hash !== '' && this.#url.split('#')[0] === url.split('#')[0]
    const event = isInPage ? 'Page.navigatedWithinDocument' : 'Page.loadEventFired'
    const done = new Promise((resolve) => this.session.once(event, resolve))
    const fragment = target.hash
    target.hash = ''
    this.#ownNavigation = isInPage ? undefined : target.href
    const { errorText } = await this.session.send('Page.navigate', { url: target.href + fragment })
    if (errorText) throw new Error(errorText.replace('net::', ''))
    await done
  }

  async reload(): Promise<void> {
    this.#ownNavigation = schemes.toChromium(this.#url).split('#')[0]
    await this.session.send('Page.reload')
  }

  deliver(message: string): void {
    // A page without preload, or between two documents, hears nothing; Electron loses such messages as well.
    if (this.#preloadContext !== undefined) this.#deliver(message, this.#preloadContext)
  }

  #deliver(message: string, executionContextId: number): void {
    const functionDeclaration = `function (text) { globalThis['${this.#channel}$'](text) }`
    const call = { functionDeclaration, executionContextId, arguments: [{ value: message }], silent: true }
    quietly(this.session.send('Runtime.callFunctionOn', call))
  }

  /** Of the contents, in CSS pixels. */
  async resize(width: number, height: number): Promise<void> {
    await this.#chromium.browser.send('Browser.setContentsSize', { windowId: this.#windowId, width, height })
  }

  async move(left: number, top: number): Promise<void> {
    await this.#chromium.browser.send('Browser.setWindowBounds', { windowId: this.#windowId, bounds: { left, top } })
  }

  async close(): Promise<void> {
    await this.#chromium.browser.send('Target.closeTarget', { targetId: this.targetId })
  }
}
