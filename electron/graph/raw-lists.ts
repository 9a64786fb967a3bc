import { isUtf8 } from 'node:buffer'
import { bytesOf, code, JsonScan } from './json-scan.ts'

/** Items of a list as Graph sent them, as JSON in UTF-8. Lists of one answer share its bytes. */
export interface RawItems {
  readonly bytes: ArrayBuffer
  /** Where items begin and end in it, so many at a time that what is made of them is garbage again before the next. */
  readonly parts: readonly (readonly [from: number, to: number])[]
  readonly length: number
}

const itemsAtOnce = 100

const decoder = new TextDecoder()

/**
 * A body whose lists stay bytes, to be handed over: they become rows in another thread, and their thousand objects do not
 * live here, not even for the moment of a JSON.parse. The lists are what stands under `value`, in the body or in a
 * batch's answers, and come as RawItems; everything else is parsed. All of it is held against JSON's grammar, because
 * what is not JSON has to be found out while it can still be asked for again.
 *
 * Undefined when it is not JSON.
 */
export const rawLists = (bytes: ArrayBuffer): unknown => {
  try {
    return new RawBody(inUtf8(bytes)).read()
  } catch (error) {
    if (error instanceof SyntaxError) return undefined
    throw error
  }
}

/** What is no character becomes the sign for that, as everywhere else. */
const inUtf8 = (bytes: ArrayBuffer): ArrayBuffer => (isUtf8(bytes) ? bytes : bytesOf(decoder.decode(bytes)).buffer)

/** The items of such a part. @throws SyntaxError */
export const itemsOf = (bytes: ArrayBuffer, [from, to]: RawItems['parts'][number]): readonly unknown[] =>
  JSON.parse(`[${decoder.decode(new Uint8Array(bytes, from, to - from))}]`)

class RawBody {
  readonly #bytes: ArrayBuffer
  readonly #scan: JsonScan
  readonly #lists: RawItems[] = []
  /** The body with the number of each list in its place. */
  #rest = ''
  #copied: number

  constructor(bytes: ArrayBuffer) {
    const [first, second, third] = new Uint8Array(bytes, 0, Math.min(3, bytes.byteLength))
    const hasMark = first === 0xef && second === 0xbb && third === 0xbf
    this.#bytes = bytes
    this.#copied = hasMark ? 3 : 0
    this.#scan = new JsonScan(new Uint8Array(bytes), this.#copied)
  }

  read(): unknown {
    this.#value(0)
    if (this.#scan.next() !== undefined) throw new SyntaxError()
    this.#copy(this.#scan.at)
    return JSON.parse(this.#rest, (name, value: unknown) =>
      name === 'value' && Array.isArray(value) ? this.#lists[value[0]] : value,
    )
  }

  #value(depth: number): void {
    const scan = this.#scan
    const first = scan.next()
    if (first === code.open) this.#object(scan.deeper(depth))
    else if (first === code.openList) this.#array(scan.deeper(depth))
    else scan.value(depth)
  }

  #object(depth: number): void {
    const scan = this.#scan
    scan.take(code.open)
    for (let isLast = scan.skip(code.close); !isLast; isLast = scan.ends(code.close)) {
      scan.next()
      const from = scan.at
      scan.string()
      const name = scan.text(from, scan.at)
      scan.take(code.colon)
      if (scan.next() === code.openList && JSON.parse(name) === 'value') this.#list(depth)
      else this.#value(depth)
    }
  }

  #array(depth: number): void {
    const scan = this.#scan
    scan.take(code.openList)
    for (let isLast = scan.skip(code.closeList); !isLast; isLast = scan.ends(code.closeList)) this.#value(depth)
  }

  #list(depth: number): void {
    const scan = this.#scan
    const parts: [number, number][] = []
    let length = 0
    this.#copy(scan.at)
    scan.take(code.openList)
    for (let isLast = scan.skip(code.closeList); !isLast; isLast = scan.ends(code.closeList)) {
      scan.next()
      const from = scan.at
      scan.value(depth)
      const part = parts.at(-1)
      if (part === undefined || length % itemsAtOnce === 0) parts.push([from, scan.at])
      else part[1] = scan.at
      length++
    }
    this.#rest += `[${this.#lists.length}]`
    this.#copied = scan.at
    this.#lists.push({ bytes: this.#bytes, parts, length })
  }

  #copy(to: number): void {
    this.#rest += this.#scan.text(this.#copied, to)
    this.#copied = to
  }
}
