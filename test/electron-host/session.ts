/** Sessions: the default one for windows, and in-memory partitions that fetch by themselves. */
import { EventEmitter } from 'node:events'
import { Network } from './network.ts'
import { Permissions } from './permissions.ts'
import { protocol } from './protocol.ts'
import { chromium, contents, isReady, preventable, schemes, state } from './state.ts'
import { NotImplemented, strict, strictClass } from './strict.ts'

class SessionBase extends EventEmitter {
  readonly protocol = protocol
  readonly _permissions = new Permissions()
  readonly #network = new Network(schemes.handlers)
  readonly #isPersistent: boolean

  constructor(isPersistent: boolean) {
    super()
    this.#isPersistent = isPersistent
  }

  fetch: Network['fetch'] = (input, init) => this.#network.fetch(input, init)
  setCertificateVerifyProc: Network['setVerifyProc'] = (proc) => this.#network.setVerifyProc(proc)
  setPermissionRequestHandler: Permissions['setRequestHandler'] = (handler) =>
    this._permissions.setRequestHandler(handler)
  setPermissionCheckHandler: Permissions['setCheckHandler'] = (handler) => this._permissions.setCheckHandler(handler)
  closeAllConnections = () => this.#network.closeAllConnections()
  isPersistent = () => this.#isPersistent
  getUserAgent = () => chromium().userAgent

  /** Of everything that windows of this host show; partitions keep nothing. */
  async clearStorageData(): Promise<void> {
    if (!this.#isPersistent) return
    await chromium().browser.send('Storage.clearCookies')
    for (const each of contents.values()) {
      const { origin } = new URL(schemes.toChromium(each.getURL()))
      const page = await each._page
      await page.session.send('Storage.clearDataForOrigin', { origin, storageTypes: 'all' })
    }
  }
}
export const Session = strictClass('Session', SessionBase, ['will-download'])
export type Session = SessionBase

const defaultSession = new Session(true)
const partitions = new Map<string, Session>()
const mustBeReady = () => {
  if (!isReady()) throw new Error('Session can only be received when app is ready')
}

export const session = strict('Session', {
  get defaultSession(): Session {
    mustBeReady()
    return defaultSession
  },
  fromPartition(name: string): Session {
    mustBeReady()
    if (name === '') return defaultSession
    if (name.startsWith('persist:')) throw new NotImplemented(`the persistent session '${name}'`)
    const found = partitions.get(name) ?? new Session(false)
    partitions.set(name, found)
    return found
  },
})

export const net = strict('Net', {
  fetch: (...args: Parameters<Network['fetch']>) => session.defaultSession.fetch(...args),
  isOnline: () => true,
  online: true,
})

/** Downloads are refused by Chromium; the application hears of them first, and one that it would allow is missing here. */
export const followDownloads = async (): Promise<void> => {
  const { browser } = chromium()
  await browser.send('Browser.setDownloadBehavior', { behavior: 'deny', eventsEnabled: true })
  browser.on('Browser.downloadWillBegin', ({ url, suggestedFilename, frameId }) => {
    if (state.phase === 'exiting') return
    const event = preventable({})
    const item = { getURL: () => schemes.fromChromium(url), getFilename: () => suggestedFilename }
    const from = [...contents.values()].find((each) => each._targetId === frameId)
    defaultSession.emit('will-download', event, strict('DownloadItem', item), from)
    if (!event.defaultPrevented) void new NotImplemented('a download that is not prevented')
  })
}
