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
  /** The least that may stand in a string as it is. */
  space: 0x20,
} as const

const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text)
/** By their first byte. */
const words = new Map(['true', 'false', 'null'].map((word) => [word.charCodeAt(0), bytesOf(word)]))
const number = /^-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?$/
/** Bytes that stand for themselves in a string. */
const plain = Uint8Array.from({ length: 256 }, (_, byte) =>
  Number(byte >= code.space && byte !== code.quote && byte !== code.escape),
)
const escaped = new Set(bytesOf('"\\/bfnrtu'))
const unicode = 0x75
/** Deeper than any answer of Graph's, and no danger to the stack. */
const deepest = 64

const decoder = new TextDecoder()

/**
 * A list's body as bytes, to be handed over: a page of users becomes rows in another thread, and its thousand objects do
 * not live here, not even for the moment of a JSON.parse. All of it is held against JSON's grammar (RFC 8259) all the
 * same, because what is not JSON has to be found out while it can still be asked for again.
 *
 * Null for anything that is no list.
 */
export const rawList = (bytes: ArrayBuffer): RawList | null => {
  try {
    return new Scan(new Uint8Array(bytes)).list()
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
      this.#string()
      const name = this.#text(from, this.#at)
      this.#take(code.colon)
      if (name === '"value"' && this.#next() === code.openList) value = this.#items()
      else {
        this.#value(1)
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
      this.#next()
      const from = this.#at
      this.#value(2)
      const part = parts.at(-1)
      if (part === undefined || length % itemsAtOnce === 0) parts.push([from, this.#at])
      else part[1] = this.#at
      length++
    }
    return { bytes: this.#bytes.buffer, parts, length }
  }

  #value(depth: number): void {
    if (depth > deepest) throw new SyntaxError()
    const first = this.#next()
    if (first === code.quote) this.#string()
    else if (first === code.open) this.#object(depth)
    else if (first === code.openList) this.#array(depth)
    else this.#literal(first)
  }

  #object(depth: number): void {
    this.#take(code.open)
    for (let isLast = this.#skip(code.close); !isLast; isLast = this.#ends(code.close)) {
      this.#string()
      this.#take(code.colon)
      this.#value(depth + 1)
    }
  }

  #array(depth: number): void {
    this.#take(code.openList)
    for (let isLast = this.#skip(code.closeList); !isLast; isLast = this.#ends(code.closeList)) this.#value(depth + 1)
  }

  #literal(first: number | undefined): void {
    const from = this.#at
    const word = words.get(first ?? 0)
    if (word === undefined) {
      while (isLiteral(this.#bytes[this.#at])) this.#at++
      if (!number.test(this.#text(from, this.#at))) throw new SyntaxError()
    } else for (const byte of word) if (this.#bytes[this.#at++] !== byte) throw new SyntaxError()
  }

  #string(): void {
    this.#take(code.quote)
    const bytes = this.#bytes
    let at = afterPlain(bytes, this.#at)
    while (bytes[at] !== code.quote) at = afterPlain(bytes, at + escapeLength(bytes, at))
    this.#at = at + 1
  }

  /** The byte after white space; undefined at the end. */
  #next(): number | undefined {
    const bytes = this.#bytes
    let byte = bytes[this.#at]
    while (byte !== undefined && byte <= code.space && isSpace(byte)) byte = bytes[++this.#at]
    return byte
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

/** The next byte that does not stand for itself in a string. */
const afterPlain = (bytes: Uint8Array, from: number): number => {
  let at = from
  while (plain[bytes[at] ?? 0] === 1) at++
  return at
}

/** @throws SyntaxError where there is no escape */
const escapeLength = (bytes: Uint8Array, at: number): number => {
  if (bytes[at] !== code.escape) throw new SyntaxError()
  const letter = bytes[at + 1] ?? 0
  if (!escaped.has(letter)) throw new SyntaxError()
  if (letter !== unicode) return 2
  for (let digit = at + 2; digit < at + 6; digit++) if (!isHex(bytes[digit] ?? 0)) throw new SyntaxError()
  return 6
}

const isHex = (byte: number): boolean =>
  (byte >= 0x30 && byte <= 0x39) || (byte >= 0x41 && byte <= 0x46) || (byte >= 0x61 && byte <= 0x66)

const isSpace = (byte: number): boolean => byte === code.space || byte === 0x0a || byte === 0x0d || byte === 0x09

const isLiteral = (byte: number | undefined): boolean =>
  byte !== undefined && !isSpace(byte) && byte !== code.comma && byte !== code.close && byte !== code.closeList
