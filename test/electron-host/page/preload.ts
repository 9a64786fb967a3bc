/**
 * The preload's world of a page: the renderer half of `electron`, then the application's own preload file.
 * The function's own text runs in the page, so it is self-contained.
 */
import type { Codec } from '../codec.ts'
import type { OpenRequest, PreloadBridge } from './bridge.ts'

/** What the preload's world says to the host. */
export type PageMessage =
  | { readonly t: 'invoke'; readonly id: number; readonly channel: string; readonly args: unknown[] }
  | { readonly t: 'send'; readonly channel: string; readonly args: unknown[] }
  | ({ readonly t: 'open' } & OpenRequest)
  | { readonly t: 'missing'; readonly what: string }
  | { readonly t: 'preload-error'; readonly path: string; readonly message: string; readonly stack: string }

/** What the host says to it. */
export type HostMessage =
  | { readonly t: 'reply'; readonly id: number; readonly result?: unknown; readonly error?: string }
  | { readonly t: 'event'; readonly channel: string; readonly args: unknown[] }

export interface PreloadEnvironment {
  /** Name of the binding that reaches the host; the host's answers come by a function of the same name with `$`. */
  readonly channel: string
  readonly preloadPath: string
  /** Members of `process` as a sandboxed preload has them. */
  readonly process: Readonly<Record<string, unknown>> & { readonly env: Readonly<Record<string, string>> }
}

type Listener = (...args: unknown[]) => void

export function runPreload(
  env: PreloadEnvironment,
  { encode, decode }: Codec,
  bridge: PreloadBridge,
  preload: ((...scope: unknown[]) => void) | undefined,
): void {
  const world = globalThis as unknown as Record<string, (text: string) => void>
  const post = (message: PageMessage) => world[env.channel]?.(encode(message))
  const isHarmless = (key: string | symbol) => typeof key === 'symbol' || ['then', 'toJSON', '__esModule'].includes(key)
  /** Everything that is not here says so, to the page and to the host. */
  const strict = <T extends object>(name: string, target: T): T =>
    new Proxy(target, {
      get(object, key, receiver) {
        if (key in object || isHarmless(key)) return Reflect.get(object, key, receiver)
        const what = `${name}.${String(key)} (preload)`
        post({ t: 'missing', what })
        throw new Error(`electron-host: ${what} is not in the host`)
      },
    })

  class Emitter {
    readonly #listeners = new Map<string, { listener: Listener; isOnce: boolean }[]>()
    #add(name: string, listener: Listener, isOnce: boolean) {
      this.#listeners.set(name, [...(this.#listeners.get(name) ?? []), { listener, isOnce }])
      return this
    }
    on = (name: string, listener: Listener) => this.#add(name, listener, false)
    once = (name: string, listener: Listener) => this.#add(name, listener, true)
    addListener = this.on
    off = (name: string, listener: Listener) => {
      const all = this.#listeners.get(name) ?? []
      const at = all.findLastIndex((each) => each.listener === listener)
      if (at >= 0) this.#listeners.set(name, all.toSpliced(at, 1))
      return this
    }
    removeListener = this.off
    removeAllListeners = (name?: string) => {
      if (name === undefined) this.#listeners.clear()
      else this.#listeners.delete(name)
      return this
    }
    listenerCount = (name: string) => this.#listeners.get(name)?.length ?? 0
    setMaxListeners = () => this
    emit = (name: string, ...args: unknown[]) => {
      const all = this.#listeners.get(name) ?? []
      for (const { listener, isOnce } of all) {
        if (isOnce) this.off(name, listener)
        try {
          listener(...args)
        } catch (error) {
          reportError(error)
        }
      }
      return all.length > 0
    }
  }

  const waiting = new Map<number, (reply: { result?: unknown; error?: string }) => void>()
  let lastId = 0
  const ipcRenderer = Object.assign(new Emitter(), {
    send: (channel: string, ...args: unknown[]) => post({ t: 'send', channel, args }),
    async invoke(channel: string, ...args: unknown[]) {
      const id = ++lastId
      // Before waiting: what cannot be cloned throws here.
      post({ t: 'invoke', id, channel, args })
      const { promise, resolve } = Promise.withResolvers<{ result?: unknown; error?: string }>()
      waiting.set(id, resolve)
      const { result, error } = await promise
      if (error !== undefined) throw new Error(`Error invoking remote method '${channel}': ${error}`)
      return result
    },
  })
  world[`${env.channel}$`] = (text) => {
    const message = decode(text) as HostMessage
    if (message.t === 'event') {
      ipcRenderer.emit(message.channel, { sender: ipcRenderer, ports: [] }, ...message.args)
      return
    }
    waiting.get(message.id)?.(message)
    waiting.delete(message.id)
  }

  // A link or a form with a target, or a click with a modifier, asks the host as window.open does.
  bridge.onOpen((request) => post({ t: 'open', ...request }))
  const own = ['', '_self', '_top', '_parent']
  const nameOf = (target: string) => (target === '_blank' ? '' : target)
  const click = (event: MouseEvent) => {
    if (event.defaultPrevented || (event.type === 'auxclick' && event.button !== 1)) return
    const link = event.composedPath().find((node) => node instanceof HTMLAnchorElement)
    if (!link?.href) return
    const target = own.includes(link.target.toLowerCase()) ? '' : link.target
    const isBackground = event.ctrlKey || event.metaKey || event.button === 1
    if (target === '' && !isBackground && !event.shiftKey) return
    event.preventDefault()
    const aside = isBackground ? 'background-tab' : 'foreground-tab'
    const disposition = event.shiftKey ? 'new-window' : aside
    post({ t: 'open', url: link.href, frameName: nameOf(target), features: '', disposition })
  }
  const submit = (event: SubmitEvent) => {
    const form = event.target as HTMLFormElement
    const target = event.submitter?.getAttribute('formtarget') ?? form.target
    if (event.defaultPrevented || own.includes(target.toLowerCase())) return
    event.preventDefault()
    post({ t: 'open', url: form.action, frameName: nameOf(target), features: '', disposition: 'foreground-tab' })
  }
  window.addEventListener('submit', submit)
  window.addEventListener('click', click)
  window.addEventListener('auxclick', click)

  if (!preload) return
  const electron = strict('electron', {
    contextBridge: strict('contextBridge', { exposeInMainWorld: bridge.expose }),
    ipcRenderer: strict('ipcRenderer', ipcRenderer),
  })
  const setImmediate = (task: (...args: unknown[]) => void, ...args: unknown[]) => setTimeout(task, 0, ...args)
  const modules: Record<string, unknown> = {
    electron,
    'electron/renderer': electron,
    'electron/common': electron,
    events: Object.assign(Emitter, { EventEmitter: Emitter }),
    timers: { setTimeout, setInterval, clearTimeout, clearInterval, setImmediate, clearImmediate: clearTimeout },
    url: { URL, URLSearchParams },
  }
  const require = (name: string) => {
    const found = modules[name.replace(/^node:/, '')]
    if (found === undefined) throw new Error(`module not found: ${name}`)
    return found
  }
  const module = { exports: {} }
  const nextTick = (task: Listener, ...args: unknown[]) => queueMicrotask(() => task(...args))
  const process = strict('process', Object.assign(new Emitter(), { ...env.process, nextTick }))
  try {
    preload(require, module, module.exports, process, globalThis, setImmediate, clearTimeout)
  } catch (error) {
    const { message, stack = '' } = error instanceof Error ? error : new Error(String(error))
    console.error(`Unable to load preload script: ${env.preloadPath}\n${stack}`)
    post({ t: 'preload-error', path: env.preloadPath, message, stack })
  }
}
