/** Items of a list as Graph sent them, as JSON in UTF-8. */
export interface RawItems {
  readonly bytes: ArrayBuffer
  /** Where items begin and end in it, so many at a time that what is made of them is garbage again before the next. */
  readonly parts: readonly (readonly [from: number, to: number])[]
  readonly length: number
}

const itemsAtOnce = 100

/** What a list's body holds beside its items, and where these are. */
export interface RawList {
  readonly value: RawItems
  readonly [annotation: string]: unknown
}

const code = {
  quote: 0x22,
  comma: 0x2c,
  colon: 0x3a,
  openList: 0x5b,
  escape: 0x5c,
  closeList: 0x5d,
  open: 0x7b,
  close: 0x7d,
  space: 0x20,
} as const

const decoder = new TextDecoder()

/**
 * A list's body as bytes, to be handed over: a page of users becomes rows in another thread, and its thousand objects do
 * not live here meanwhile. Its items are parsed a part at a time all the same and dropped, because what is not JSON has to
 * be found out while it can still be asked for again.
 *
 * Null for anything that is no list.
 */
export const rawList = (bytes: ArrayBuffer): RawList | null => {
  try {
    const list = new Scan(new Uint8Array(bytes)).list()
    for (const part of list?.value.parts ?? []) itemsOf(bytes, part)
    return list
  } catch (error) {
    if (error instanceof SyntaxError) return null
    throw error
  }
}

/** The items of such a part. @throws SyntaxError */
export const itemsOf = (bytes: ArrayBuffer, [from, to]: RawItems['parts'][number]): readonly unknown[] =>
  JSON.parse(`[${decoder.decode(new Uint8Array(bytes, from, to - from))}]`)

class Scan {
  readonly #bytes: Uint8Array<ArrayBuffer>
  #at = 0

  constructor(bytes: Uint8Array<ArrayBuffer>) {
    this.#bytes = bytes
    // Byte order mark.
    if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) this.#at = 3
  }

  list(): RawList | null {
    const members: string[] = []
    let value: RawItems | null = null
    this.#take(code.open)
    for (let isLast = this.#skip(code.close); !isLast; isLast = this.#ends(code.close)) {
      this.#next()
      const from = this.#at
      const name = this.#text(from, this.#string())
      this.#take(code.colon)
      if (name === '"value"' && this.#next() === code.openList) value = this.#items()
      else {
        this.#value()
        members.push(this.#text(from, this.#at))
      }
    }
    if (this.#next() !== undefined) throw new SyntaxError()
    return value === null ? null : { ...JSON.parse(`{${members.join(',')}}`), value }
  }

  #items(): RawItems {
    const parts: [number, number][] = []
    let length = 0
    this.#take(code.openList)
    for (let isLast = this.#skip(code.closeList); !isLast; isLast = this.#ends(code.closeList)) {
      const from = this.#at
      this.#value()
      const part = parts.at(-1)
      if (part === undefined || length % itemsAtOnce === 0) parts.push([from, this.#at])
      else part[1] = this.#at
      length++
    }
    return { bytes: this.#bytes.buffer, parts, length }
  }

  #value(): void {
    const first = this.#next()
    if (first === code.quote) this.#string()
    else if (first === code.open || first === code.openList) this.#nested()
    else this.#literal()
  }

  /** To where it closes; which bracket closes which shows when it is parsed. */
  #nested(): void {
    const bytes = this.#bytes
    let depth = 0
    for (let at = this.#at; at < bytes.length; at++) {
      const byte = bytes[at]
      if (byte === code.quote) at = endOfString(bytes, at) - 1
      else if (byte === code.open || byte === code.openList) depth++
      else if ((byte === code.close || byte === code.closeList) && --depth === 0) {
        this.#at = at + 1
        return
      }
    }
    throw new SyntaxError()
  }

  #literal(): void {
    const from = this.#at
    while (isLiteral(this.#bytes[this.#at])) this.#at++
    if (this.#at === from) throw new SyntaxError()
  }

  #string(): number {
    if (this.#next() !== code.quote) throw new SyntaxError()
    this.#at = endOfString(this.#bytes, this.#at)
    return this.#at
  }

  /** The byte after white space; undefined at the end. */
  #next(): number | undefined {
    while (isSpace(this.#bytes[this.#at])) this.#at++
    return this.#bytes[this.#at]
  }

  #take(byte: number): void {
    if (!this.#skip(byte)) throw new SyntaxError()
  }

  #skip(byte: number): boolean {
    if (this.#next() !== byte) return false
    this.#at++
    return true
  }

  /** After one of several: true where it was the last. */
  #ends(close: number): boolean {
    if (this.#skip(close)) return true
    this.#take(code.comma)
    return false
  }

  #text(from: number, to: number): string {
    return decoder.decode(this.#bytes.subarray(from, to))
  }
}

/** Behind the quote that ends it. */
const endOfString = (bytes: Uint8Array, quote: number): number => {
  let at = quote + 1
  while (bytes[at] !== code.quote) {
    if (at >= bytes.length) throw new SyntaxError()
    at += bytes[at] === code.escape ? 2 : 1
  }
  return at + 1
}

const isSpace = (byte: number | undefined): boolean =>
  byte === code.space || byte === 0x0a || byte === 0x0d || byte === 0x09

const isLiteral = (byte: number | undefined): boolean =>
  byte !== undefined && !isSpace(byte) && byte !== code.comma && byte !== code.close && byte !== code.closeList
