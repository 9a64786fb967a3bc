import { hash, mix, unmix } from './random.ts'

export const kinds = ['user', 'group', 'device', 'orgContact', 'servicePrincipal'] as const
export type Kind = (typeof kinds)[number]

/** One directory object in one number: `index * 8 + kind`. Compact enough for millions of memberships. */
export type Ref = number

export const refOf = (kind: Kind, index: number): Ref => index * 8 + kinds.indexOf(kind)
export const kindOf = (ref: Ref): Kind => kinds[ref % 8] ?? 'user'
export const indexOf = (ref: Ref): number => Math.floor(ref / 8)

const bytes = Array.from({ length: 256 }, (_, value) => value.toString(16).padStart(2, '0'))
const hex16 = (value: number): string => `${bytes[(value >>> 8) & 0xff]}${bytes[value & 0xff]}`

/** A GUID in the shape of version 4 out of four hashed words. */
export const guid = (a: number, ...rest: readonly number[]): string => {
  const b = hash(a, ...rest, 1)
  const c = hash(a, ...rest, 2)
  const d = hash(a, ...rest, 3)
  const version = 0x4000 | (b & 0xfff)
  const variant = 0x8000 | (c & 0x3fff)
  const tail = `${hex16(c >>> 16)}${hex16(d >>> 16)}${hex16(d)}`
  return `${hex16(a >>> 16)}${hex16(a)}-${hex16(b >>> 16)}-${hex16(version)}-${hex16(variant)}-${tail}`
}

/** Object ids that can be computed from the object's number and back again, so that no table of them is kept. */
export class Ids {
  readonly #seed: number
  readonly #key: number

  constructor(seed: number) {
    this.#seed = seed
    this.#key = hash(seed, 0x1d5)
  }

  of(ref: Ref): string {
    return guid(mix(ref ^ this.#key), this.#seed)
  }

  /** Null when the text is not an id that this directory gives. */
  parse(id: string): Ref | null {
    if (!/^[0-9a-f]{8}-/i.test(id)) return null
    const ref = (unmix(Number.parseInt(id.slice(0, 8), 16)) ^ this.#key) >>> 0
    return this.of(ref) === id.toLowerCase() ? ref : null
  }
}

export const isGuid = (text: string): boolean => /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(text)
