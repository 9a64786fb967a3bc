import { bytesOf, code, JsonScan } from '../graph/json-scan.ts'
import { memberTypeOf, toMember } from '../graph/mapping.ts'
import type { RawItems } from '../graph/raw-lists.ts'

const quoted = (text: string): Uint8Array => bytesOf(`"${text}"`)
const names = { id: quoted('id'), type: quoted('@odata.type'), displayName: quoted('displayName') }
const blank = bytesOf('null')
const startOfNull = blank[0]

/** By their first byte in UTF-8: texts that are empty, or may be white space. */
const maybeBlank = new Uint8Array(256)
maybeBlank.fill(1, 0, code.space + 1)
for (const first of [code.quote, 0xc2, 0xe1, 0xe2, 0xe3, 0xef]) maybeBlank[first] = 1

/**
 * Members of one part of a page as JSON in UTF-8: a list of id, type and name for each, which SQLite reads itself.
 *
 * Hundreds of thousands of memberships come with a first sync, and nearly all look alike: what is kept of those is copied
 * from where it stands and never becomes a string. Whoever looks otherwise goes through `toMember`.
 *
 * @throws AppError answer_unreadable for a member without id
 */
export const packedMembers = (bytes: RawItems['bytes'], [from, to]: RawItems['parts'][number]): Uint8Array =>
  new Packing(new Uint8Array(bytes, 0, to), from).pack()

/** As they came, and what is kept of them: Graph knows few. */
const types: { readonly came: Uint8Array; readonly kept: Uint8Array }[] = []
const typesAtMost = 16

const isAt = (bytes: Uint8Array, from: number, to: number, other: Uint8Array): boolean => {
  if (to - from !== other.length) return false
  for (let at = 0; at < other.length; at++) if (bytes[from + at] !== other[at]) return false
  return true
}

/** Where a value stands, a string with its quotes; nowhere at the beginning. */
class Place {
  from = 0
  to = 0

  clear(): void {
    this.from = 0
    this.to = 0
  }
}

class Packing {
  readonly #bytes: Uint8Array
  readonly #scan: JsonScan
  readonly #id = new Place()
  readonly #type = new Place()
  readonly #name = new Place()
  #packed: Uint8Array
  #length = 0

  constructor(bytes: Uint8Array, from: number) {
    this.#bytes = bytes
    this.#scan = new JsonScan(bytes, from)
    this.#packed = new Uint8Array(bytes.length - from + 2)
  }

  pack(): Uint8Array {
    let before: number = code.openList
    do {
      this.#byte(before)
      this.#member()
      before = code.comma
    } while (this.#scan.skip(code.comma))
    this.#byte(code.closeList)
    return this.#packed.subarray(0, this.#length)
  }

  #member(): void {
    const first = this.#scan.next()
    const { at } = this.#scan
    if (first === code.open && this.#look()) {
      this.#byte(code.openList)
      this.#copy(this.#bytes, this.#id)
      this.#byte(code.comma)
      this.#put(this.#typeKept())
      this.#byte(code.comma)
      if (this.#name.to > 0) this.#copy(this.#bytes, this.#name)
      else this.#put(blank)
      this.#byte(code.closeList)
      return
    }
    this.#scan.at = at
    this.#scan.value(0)
    const { id, type, displayName } = toMember(JSON.parse(this.#scan.text(at, this.#scan.at)))
    this.#put(bytesOf(JSON.stringify([id, type, displayName])))
  }

  /** Passes an object and notes where its values stand; false where it is not as most are. */
  #look(): boolean {
    const scan = this.#scan
    this.#id.clear()
    this.#type.clear()
    this.#name.clear()
    scan.take(code.open)
    for (let isLast = scan.skip(code.close); !isLast; isLast = scan.ends(code.close)) {
      scan.next()
      const name = scan.at
      if (!scan.string()) return false
      const place = this.#placeOf(name, scan.at)
      scan.take(code.colon)
      if (place === null) scan.value(0)
      else if (!this.#note(place)) return false
    }
    return this.#id.to > 0 && this.#bytes[this.#id.from] === code.quote
  }

  #typeKept(): Uint8Array {
    const { from, to } = this.#type
    const known = types.find(({ came }) => isAt(this.#bytes, from, to, came))
    if (known !== undefined) return known.kept
    const came = this.#bytes.slice(from, to)
    const kept = quoted(memberTypeOf(to > from ? JSON.parse(this.#scan.text(from, to)) : null))
    if (types.length < typesAtMost) types.push({ came, kept })
    return kept
  }

  #placeOf(from: number, to: number): Place | null {
    if (isAt(this.#bytes, from, to, names.id)) return this.#id
    if (isAt(this.#bytes, from, to, names.displayName)) return this.#name
    return isAt(this.#bytes, from, to, names.type) ? this.#type : null
  }

  /** A text that says something in plain letters, or null. */
  #note(place: Place): boolean {
    const scan = this.#scan
    const first = scan.next()
    place.from = scan.at
    if (first === code.quote) {
      if (maybeBlank[this.#bytes[scan.at + 1] ?? 0] === 1 || !scan.string()) return false
    } else if (first === startOfNull) scan.value(0)
    else return false
    place.to = scan.at
    return true
  }

  #byte(byte: number): void {
    this.#reserve(1)
    this.#packed[this.#length++] = byte
  }

  #put(bytes: Uint8Array): void {
    this.#copy(bytes, { from: 0, to: bytes.length })
  }

  #copy(bytes: Uint8Array, { from, to }: Place | { readonly from: number; readonly to: number }): void {
    this.#reserve(to - from)
    const packed = this.#packed
    let length = this.#length
    for (let at = from; at < to; at++) packed[length++] = bytes[at] ?? 0
    this.#length = length
  }

  #reserve(more: number): void {
    if (this.#length + more <= this.#packed.length) return
    const larger = new Uint8Array(2 * (this.#length + more))
    larger.set(this.#packed)
    this.#packed = larger
  }
}
