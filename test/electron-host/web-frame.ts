/** `WebFrameMain` of a top frame. Frames inside it have no preload and so never speak to main. */
import { strictClass } from './strict.ts'
import type { WebContents } from './web-contents.ts'

class WebFrameMainBase {
  readonly #contents: WebContents
  readonly parent = null
  readonly routingId = 1
  readonly processId = 1
  readonly frameTreeNodeId = 1
  readonly name = ''
  readonly detached = false

  constructor(contents: WebContents) {
    this.#contents = contents
  }

  get top(): WebFrameMainBase {
    return this
  }
  get url(): string {
    return this.#contents.getURL()
  }
  /** `app://host` as Electron says it, where Node's URL would say 'null'. */
  get origin(): string {
    const parsed = URL.parse(this.url)
    if (parsed === null) return ''
    return parsed.host === '' ? 'null' : `${parsed.protocol}//${parsed.host}`
  }
  isDestroyed = () => this.#contents.isDestroyed()
  send = (channel: string, ...args: unknown[]) => this.#contents.send(channel, ...args)
  executeJavaScript = (code: string) => this.#contents.executeJavaScript(code)
}
export const WebFrameMain = strictClass('WebFrameMain', WebFrameMainBase)
