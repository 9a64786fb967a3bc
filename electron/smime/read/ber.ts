import { derTag, oidText } from '../der.ts'
import { type Budget, limits, ReadProblem } from './budget.ts'

/**
 * ASN.1 as it lies in the bytes, DER or BER. CMS needs its own reader beside the library of structures: signatures are
 * over exact bytes, Exchange and Outlook write indefinite lengths, contents are larger than the library takes, and one
 * damaged certificate in a container must not make the others unreadable.
 */
export class Element {
  /** Its first byte: class, constructed, number. */
  readonly tag: number
  readonly #source: Uint8Array
  readonly #start: number
  readonly #contentStart: number
  readonly #contentEnd: number
  readonly end: number
  readonly #depth: number
  readonly #budget: Budget
  #children: readonly Element[] | null

  constructor(place: Place, children: readonly Element[] | null, budget: Budget) {
    this.tag = place.tag
    this.#source = place.source
    this.#start = place.start
    this.#contentStart = place.contentStart
    this.#contentEnd = place.contentEnd
    this.end = place.end
    this.#depth = place.depth
    this.#children = children
    this.#budget = budget
  }

  /** Its bytes, tag and length included. */
  get bytes(): Uint8Array {
    return this.#source.subarray(this.#start, this.end)
  }

  get content(): Uint8Array {
    return this.#source.subarray(this.#contentStart, this.#contentEnd)
  }

  get constructed(): boolean {
    return (this.tag & 0x20) !== 0
  }

  /** Read when they are asked for: what nobody looks into costs nothing. */
  get children(): readonly Element[] {
    if (!this.constructed) throw new ReadProblem('damaged')
    if (this.#children === null) {
      const found: Element[] = []
      let at = this.#contentStart
      while (at < this.#contentEnd) {
        const child = read(this.#source, at, this.#contentEnd, this.#depth + 1, this.#budget)
        found.push(child)
        at = child.end
      }
      this.#children = found
    }
    return this.#children
  }
}

interface Place {
  readonly tag: number
  readonly source: Uint8Array
  readonly start: number
  readonly contentStart: number
  readonly contentEnd: number
  readonly end: number
  readonly depth: number
}

/** -1 for the indefinite form. */
const lengthAt = (source: Uint8Array, at: number, limit: number): { length: number; next: number } => {
  const first = source[at]
  if (first === undefined || at >= limit) throw new ReadProblem('damaged')
  if (first < 0x80) return { length: first, next: at + 1 }
  if (first === 0x80) return { length: -1, next: at + 1 }
  const octets = first & 0x7f
  let length = 0
  for (let index = 1; index <= octets; index++) {
    const octet = source[at + index]
    // Leading zeros are allowed in BER, so it is the value that is bounded: nothing here is longer than its source.
    if (octet === undefined || length > limit) throw new ReadProblem('damaged')
    length = length * 256 + octet
  }
  return { length, next: at + 1 + octets }
}

const afterTag = (source: Uint8Array, at: number, limit: number): number => {
  if (((source[at] ?? 0) & 0x1f) !== 0x1f) return at + 1
  // Tag numbers above 30 in two to five bytes; nothing that is looked for has one.
  for (let next = at + 1; next < Math.min(limit, at + 6); next++)
    if (((source[next] ?? 0) & 0x80) === 0) return next + 1
  throw new ReadProblem('damaged')
}

const read = (source: Uint8Array, start: number, limit: number, depth: number, budget: Budget): Element => {
  budget.spend('elements')
  const tag = source[start]
  if (tag === undefined || start >= limit || depth > limits.depth) throw new ReadProblem('damaged')
  const { length, next: contentStart } = lengthAt(source, afterTag(source, start, limit), limit)
  if (length >= 0) {
    const end = contentStart + length
    if (end > limit) throw new ReadProblem('damaged')
    return new Element({ tag, source, start, contentStart, contentEnd: end, end, depth }, null, budget)
  }
  if ((tag & 0x20) === 0) throw new ReadProblem('damaged')
  const children: Element[] = []
  let at = contentStart
  while (source[at] !== 0 || source[at + 1] !== 0 || at + 2 > limit) {
    const child = read(source, at, limit, depth + 1, budget)
    children.push(child)
    at = child.end
  }
  return new Element({ tag, source, start, contentStart, contentEnd: at, end: at + 2, depth }, children, budget)
}

/** @throws ReadProblem when there is no whole element at this place, or more than the budget allows. */
export const readBer = (source: Uint8Array, budget: Budget, at = 0): Element =>
  read(source, at, source.length, 0, budget)

const { octetString } = derTag

/** The octets of an OCTET STRING in one piece or, in BER, in several. */
export const octetsOf = (element: Element, budget: Budget): Uint8Array => {
  if (!element.constructed) return element.content
  const pieces = element.children.map((piece) => {
    if ((piece.tag & 0xdf) !== octetString) throw new ReadProblem('damaged')
    return octetsOf(piece, budget)
  })
  budget.spend('work', element.bytes.length)
  return Buffer.concat(pieces)
}

const lengthOctets = (length: number): readonly number[] => {
  if (length < 0x80) return [length]
  const octets: number[] = []
  for (let rest = length; rest > 0; rest = Math.floor(rest / 256)) octets.unshift(rest % 256)
  return [0x80 | octets.length, ...octets]
}

export const encoded = (tag: number, content: Uint8Array): Uint8Array =>
  Buffer.concat([Uint8Array.of(tag, ...lengthOctets(content.length)), content])

/** With definite, shortest lengths and strings in one piece: what DER asks for, but for the order of sets. */
export const toDer = (element: Element, budget: Budget): Uint8Array => {
  budget.spend('work', element.bytes.length)
  if (!element.constructed) return element.bytes
  if (element.tag === (octetString | 0x20)) return encoded(octetString, octetsOf(element, budget))
  return encoded(element.tag, Buffer.concat(element.children.map((child) => toDer(child, budget))))
}

/**
 * Goes through all of it, so that whoever reads it next finds lengths that fit and no more than the budget allows.
 * What lies in octet strings, as the extensions of a certificate do, counts as well. Gives the number of elements.
 */
export const walkThrough = (element: Element, budget: Budget): number => {
  if (element.constructed) return element.children.reduce((sum, child) => sum + walkThrough(child, budget), 1)
  if (element.tag !== octetString || element.content[0] !== derTag.sequence) return 1
  return 1 + walkThrough(readBer(element.content, budget), budget)
}

/** Dotted, of an OBJECT IDENTIFIER; null for anything else. */
export const oidOf = (element: Element | undefined): string | null =>
  element?.tag !== derTag.oid || element.content.length === 0 || element.content.length > 64
    ? null
    : oidText(element.content)
