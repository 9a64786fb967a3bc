/**
 * Structured clone over text, for IPC between host and page. The function's own text also runs in the page, so it is
 * self-contained. Plain objects and arrays stay JSON; all else is {"\u0001": kind, v: …}; repeats and cycles {"\u0001": "ref", v: n}.
 */
export interface Codec {
  /** @throws Error 'An object could not be cloned.' as Electron says it. */
  readonly encode: (value: unknown) => string
  readonly decode: (text: string) => unknown
}

export function createCodec(): Codec {
  type Coded = { [key: string]: unknown }
  const mark = '\u0001'
  const isNode = typeof Buffer === 'function'
  type View = new (buffer: ArrayBuffer) => ArrayBufferView
  const views: Record<string, View> = {
    ...{ Int8Array, Uint8Array, Uint8ClampedArray, Int16Array, Uint16Array, Int32Array, Uint32Array },
    ...{ Float32Array, Float64Array, BigInt64Array, BigUint64Array, DataView },
  }
  const errors = { Error, EvalError, RangeError, ReferenceError, SyntaxError, TypeError, URIError }
  const uncloneable = ['Promise', 'WeakMap', 'WeakSet', 'WeakRef', 'Generator', 'AsyncGenerator', 'Symbol']
  const toBase64 = (bytes: Uint8Array<ArrayBuffer>) =>
    isNode ? Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('base64') : bytes.toBase64()
  const fromBase64 = (text: string) =>
    isNode ? new Uint8Array(Buffer.from(text, 'base64')) : Uint8Array.fromBase64(text)
  const kindOf = (value: object) => Object.prototype.toString.call(value).slice(8, -1)
  const refuse = (): never => {
    throw new Error('An object could not be cloned.')
  }
  const put = (target: object, key: string, value: unknown) =>
    Object.defineProperty(target, key, { value, writable: true, enumerable: true, configurable: true })

  function encode(value: unknown): string {
    const seen = new Map<object, number>()
    const number = (n: number) =>
      Number.isFinite(n) && !Object.is(n, -0) ? n : { [mark]: 'num', v: Object.is(n, -0) ? '-0' : String(n) }
    const code = (v: unknown): unknown => {
      if (v === null || typeof v === 'string' || typeof v === 'boolean') return v
      if (typeof v === 'number') return number(v)
      if (v === undefined) return { [mark]: 'undef' }
      if (typeof v === 'bigint') return { [mark]: 'big', v: String(v) }
      if (typeof v !== 'object') return refuse()
      const before = seen.get(v)
      if (before !== undefined) return { [mark]: 'ref', v: before }
      seen.set(v, seen.size)
      return special(v) ?? plain(v)
    }
    const special = (v: object): unknown => {
      if (Array.isArray(v)) return Array.from(v, (item, i) => (i in v ? code(item) : { [mark]: 'hole' }))
      if (ArrayBuffer.isView(v)) {
        const bytes = new Uint8Array(v.buffer as ArrayBuffer, v.byteOffset, v.byteLength)
        return { [mark]: 'view', n: isNode && Buffer.isBuffer(v) ? 'Uint8Array' : kindOf(v), v: toBase64(bytes) }
      }
      if (v instanceof Error) {
        const cause = 'cause' in v ? { c: code(v.cause) } : {}
        return { [mark]: 'err', n: v.name in errors ? v.name : 'Error', m: v.message, s: v.stack ?? '', ...cause }
      }
      const kind = kindOf(v)
      if (kind === 'Date') return { [mark]: 'date', v: (v as Date).getTime() }
      if (kind === 'RegExp') return { [mark]: 're', v: (v as RegExp).source, f: (v as RegExp).flags }
      if (kind === 'Map') return { [mark]: 'map', v: [...(v as Map<unknown, unknown>)].flat(1).map(code) }
      if (kind === 'Set') return { [mark]: 'set', v: [...(v as Set<unknown>)].map(code) }
      if (kind === 'ArrayBuffer') return { [mark]: 'buf', v: toBase64(new Uint8Array(v as ArrayBuffer)) }
      if (['Boolean', 'Number', 'String', 'BigInt'].includes(kind)) return { [mark]: 'box', v: code(v.valueOf()) }
      if (uncloneable.includes(kind) || (typeof Node === 'function' && v instanceof Node)) return refuse()
      return undefined
    }
    const plain = (v: object): unknown => {
      const entries = Object.entries(v).map(([key, item]) => [key, code(item)])
      const out = Object.fromEntries(entries)
      return mark in out ? { [mark]: 'esc', v: entries } : out
    }
    return JSON.stringify(code(value))
  }

  function decode(text: string): unknown {
    const seen: unknown[] = []
    const keep = <T>(made: T): T => {
      seen.push(made)
      return made
    }
    const list = (items: unknown[]) => {
      const out = keep(new Array(items.length))
      items.forEach((item, i) => {
        if ((item as Coded | null)?.[mark] !== 'hole') out[i] = read(item)
      })
      return out
    }
    const object = (entries: [string, unknown][]) => {
      const out = keep({})
      for (const [key, item] of entries) put(out, key, read(item))
      return out
    }
    const map = (items: unknown[]) => {
      const out = keep(new Map())
      for (let i = 0; i < items.length; i += 2) out.set(read(items[i]), read(items[i + 1]))
      return out
    }
    const set = (items: unknown[]) => {
      const out = keep(new Set())
      for (const item of items) out.add(read(item))
      return out
    }
    const view = (kind: string, bytes: Uint8Array<ArrayBuffer>) => keep(new (views[kind] ?? Uint8Array)(bytes.buffer))
    const error = ({ n, m, s, ...rest }: Coded) => {
      const out = keep(new errors[n as keyof typeof errors](m as string))
      put(out, 'stack', s)
      if ('c' in rest) put(out, 'cause', read(rest['c']))
      return out
    }
    const read = (coded: unknown): unknown => {
      if (coded === null || typeof coded !== 'object') return coded
      if (Array.isArray(coded)) return list(coded)
      const { [mark]: kind, v, ...rest } = coded as Coded
      if (kind === undefined) return object(Object.entries(coded))
      if (kind === 'undef') return undefined
      if (kind === 'num') return Number(v)
      if (kind === 'big') return BigInt(v as string)
      if (kind === 'ref') return seen[v as number]
      if (kind === 'date') return keep(new Date((v as number | null) ?? Number.NaN))
      if (kind === 're') return keep(new RegExp(v as string, rest['f'] as string))
      if (kind === 'map') return map(v as unknown[])
      if (kind === 'set') return set(v as unknown[])
      if (kind === 'buf') return keep(fromBase64(v as string).buffer)
      if (kind === 'view') return view(rest['n'] as string, fromBase64(v as string))
      if (kind === 'box') return keep(Object(read(v)))
      if (kind === 'err') return error(rest)
      if (kind === 'esc') return object(v as [string, unknown][])
      throw new Error(`electron-host: unknown kind in a message: ${kind}`)
    }
    return read(JSON.parse(text))
  }
  return { encode, decode }
}
