export const code = {
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

/** In UTF-8. */
export const bytesOf = (text: string): Uint8Array<ArrayBuffer> => new TextEncoder().encode(text)

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
 * Goes over JSON in UTF-8 and finds where its parts stand, without making anything of them; what does not keep to the
 * grammar (RFC 8259) is found out on the way. Every method goes on from `at` and skips white space before what it is
 * for. @throws SyntaxError
 */
export class JsonScan {
  readonly #bytes: Uint8Array
  at: number

  constructor(bytes: Uint8Array, at = 0) {
    this.#bytes = bytes
    this.at = at
  }

  /** The byte that comes, which is not passed; undefined at the end. */
  next(): number | undefined {
    const bytes = this.#bytes
    let byte = bytes[this.at]
    while (byte !== undefined && byte <= code.space && isSpace(byte)) byte = bytes[++this.at]
    return byte
  }

  take(byte: number): void {
    if (!this.skip(byte)) throw new SyntaxError()
  }

  /** Whether it comes; it is passed then. */
  skip(byte: number): boolean {
    if (this.next() !== byte) return false
    this.at++
    return true
  }

  /** After one of several, until `close`: true where it was the last. */
  ends(close: number): boolean {
    if (this.skip(close)) return true
    this.take(code.comma)
    return false
  }

  /** Passes any value; `depth` is how deep it stands. */
  value(depth: number): void {
    const first = this.next()
    if (first === code.quote) this.string()
    else if (first === code.open) this.#object(this.deeper(depth))
    else if (first === code.openList) this.#array(this.deeper(depth))
    else this.#literal(first)
  }

  /** How deep what it holds stands. */
  deeper(depth: number): number {
    if (depth >= deepest) throw new SyntaxError()
    return depth + 1
  }

  /** Whether all of it stands for itself. */
  string(): boolean {
    this.take(code.quote)
    const bytes = this.#bytes
    const first = afterPlain(bytes, this.at)
    let at = first
    while (bytes[at] !== code.quote) at = afterPlain(bytes, at + escapeLength(bytes, at))
    this.at = at + 1
    return at === first
  }

  text(from: number, to: number): string {
    return decoder.decode(this.#bytes.subarray(from, to))
  }

  #object(depth: number): void {
    this.take(code.open)
    for (let isLast = this.skip(code.close); !isLast; isLast = this.ends(code.close)) {
      this.string()
      this.take(code.colon)
      this.value(depth)
    }
  }

  #array(depth: number): void {
    this.take(code.openList)
    for (let isLast = this.skip(code.closeList); !isLast; isLast = this.ends(code.closeList)) this.value(depth)
  }

  #literal(first: number | undefined): void {
    const from = this.at
    const word = words.get(first ?? 0)
    if (word === undefined) {
      while (isLiteral(this.#bytes[this.at])) this.at++
      if (!number.test(this.text(from, this.at))) throw new SyntaxError()
    } else for (const byte of word) if (this.#bytes[this.at++] !== byte) throw new SyntaxError()
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
