/**
 * contextBridge between the two JavaScript worlds of a page. The function's own text runs in both, so it is self-contained.
 * The worlds share only the DOM: a CustomEvent's `detail` crosses as a structured clone, and dispatchEvent is synchronous.
 * Functions and promises travel as ids; errors lose all but their message; what is exposed is frozen. All as in Electron.
 */
export interface OpenRequest {
  readonly url: string
  readonly frameName: string
  readonly features: string
  readonly disposition: 'new-window' | 'foreground-tab' | 'background-tab'
}

export interface PreloadBridge {
  /** window.open of the page. */
  readonly onOpen: (listener: (request: OpenRequest) => void) => void
  readonly expose: (key: string, api: unknown) => void
}

type Side = 'main' | 'preload'
type Fn = (...args: unknown[]) => unknown
type Bag = Record<string, unknown>
type Answer = { ok: boolean; value?: unknown }

/** @param token random, so that the page cannot name the events */
export function createBridge(side: Side, token: string): PreloadBridge {
  const other = side === 'main' ? 'preload' : 'main'
  const [fnMark, promiseMark, errorMark] = ['\u0001fn', '\u0001promise', '\u0001error'] as const
  const functions = new Map<string, Fn>()
  const ids = new WeakMap<Fn, string>()
  const unsettled = new Map<string, PromiseWithResolvers<unknown>>()
  let lastId = 0
  let reply: Answer | undefined

  const emit = (name: string, detail: unknown) => window.dispatchEvent(new CustomEvent(token + name, { detail }))
  const on = <T>(name: string, listener: (detail: T) => void) =>
    window.addEventListener(
      token + name,
      (event) => {
        event.stopImmediatePropagation()
        listener((event as CustomEvent<T>).detail)
      },
      true,
    )
  const isPlain = (value: object) => Object.prototype.toString.call(value) === '[object Object]'
  const idOf = (fn: Fn): string => {
    const known = ids.get(fn)
    if (known !== undefined) return known
    const id = side + ++lastId
    ids.set(fn, id)
    functions.set(id, fn)
    return id
  }

  function pack(value: unknown, depth = 0, seen = new Map<object, unknown>()): unknown {
    if (depth >= 1000) throw new TypeError('electron-host: nested deeper than the 1000 levels that contextBridge takes')
    if (typeof value === 'symbol') throw new Error('electron-host: a symbol cannot cross contextBridge here')
    if (typeof value === 'function') return { [fnMark]: idOf(value as Fn) }
    if (value === null || typeof value !== 'object') return value
    if (seen.has(value)) return seen.get(value)
    if (value instanceof Promise) return { [promiseMark]: packPromise(value) }
    if (value instanceof Error) return { [errorMark]: value.message }
    if (!Array.isArray(value) && !isPlain(value)) {
      structuredClone(value) // throws as V8's serializer does
      return value
    }
    const out: Bag = Array.isArray(value) ? ([] as unknown as Bag) : {}
    seen.set(value, out)
    for (const [key, item] of Object.entries(value)) out[key] = pack(item, depth + 1, seen)
    if (Array.isArray(value)) (out as unknown as unknown[]).length = value.length
    return out
  }
  const packSafely = (value: unknown): unknown => {
    try {
      return pack(value)
    } catch (error) {
      return { [errorMark]: (error as Error).message }
    }
  }
  function packPromise(promise: Promise<unknown>): string {
    const id = side + ++lastId
    const settle = (ok: boolean) => (value: unknown) => emit(`settle:${other}`, { id, ok, value: packSafely(value) })
    promise.then(settle(true), settle(false))
    return id
  }

  function unpack(value: unknown, isFrozen = false, seen = new Map<object, unknown>()): unknown {
    if (value === null || typeof value !== 'object') return value
    if (seen.has(value)) return seen.get(value)
    if (!Array.isArray(value) && !isPlain(value)) return value
    const bag = value as Bag
    if (fnMark in bag) return (...args: unknown[]) => call(bag[fnMark] as string, args)
    if (errorMark in bag) return new Error(bag[errorMark] as string)
    if (promiseMark in bag) {
      const promise = Promise.withResolvers<unknown>()
      unsettled.set(bag[promiseMark] as string, promise)
      return promise.promise
    }
    const out: Bag = Array.isArray(value) ? (new Array(value.length) as unknown as Bag) : {}
    seen.set(value, out)
    for (const [key, item] of Object.entries(value)) out[key] = unpack(item, isFrozen, seen)
    return isFrozen ? Object.freeze(out) : out
  }

  const take = (): unknown => {
    const answer = reply
    reply = undefined
    if (!answer) throw new Error('electron-host: the other world did not answer')
    if (!answer.ok) throw unpack(answer.value)
    return unpack(answer.value)
  }
  function call(id: string, args: unknown[]): unknown {
    reply = undefined
    emit(`call:${other}`, { id, args: args.map((arg) => pack(arg)) })
    return take()
  }
  const answer = (work: () => unknown) => {
    let result: Answer
    try {
      result = { ok: true, value: pack(work()) }
    } catch (error) {
      result = { ok: false, value: packSafely(error instanceof Error ? error : new Error(String(error))) }
    }
    emit(`reply:${other}`, result)
  }
  on<{ id: string; args: unknown[] }>(`call:${side}`, ({ id, args }) =>
    answer(() => functions.get(id)?.(...args.map((arg) => unpack(arg)))),
  )
  on<Answer>(`reply:${side}`, (result) => {
    reply = result
  })
  on<Answer & { id: string }>(`settle:${side}`, ({ id, ok, value }) => {
    unsettled.get(id)?.[ok ? 'resolve' : 'reject'](unpack(value))
    unsettled.delete(id)
  })

  if (side === 'main') {
    on<{ key: string; api: unknown }>('expose', ({ key, api }) =>
      answer(() => {
        if (Object.hasOwn(window, key))
          throw new Error('Cannot bind an API on top of an existing property on the window object')
        Object.defineProperty(window, key, { value: unpack(api, true), enumerable: true })
      }),
    )
    // The opener gets null, as it does for a window that setWindowOpenHandler denies.
    window.open = (url = 'about:blank', frameName = '', features = '') => {
      emit('open', { url: new URL(url, document.baseURI).href, frameName, features, disposition: 'new-window' })
      return null
    }
  }
  return {
    onOpen: (listener) => on('open', listener),
    expose(key, api) {
      reply = undefined
      emit('expose', { key, api: pack(api) })
      take()
    },
  }
}
