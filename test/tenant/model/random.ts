/** Reproducible randomness: every object draws from its own stream, so it can be made alone, in any order, at any time. */

/** Bijective on 32-bit integers (the finaliser of MurmurHash3, which is public domain). */
export const mix = (value: number): number => {
  let h = value | 0
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b)
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35)
  return (h ^ (h >>> 16)) >>> 0
}

/** Inverse of {@link mix}. */
export const unmix = (value: number): number => {
  let h = value | 0
  h = Math.imul(h ^ (h >>> 16), 0x7ed1b41d)
  h = Math.imul(h ^ (h >>> 13) ^ (h >>> 26), 0xa5cb9243)
  return (h ^ (h >>> 16)) >>> 0
}

export const hash = (...parts: readonly number[]): number => {
  let h = 0x9e3779b9
  for (const part of parts) h = mix((h ^ part) + 0x6d2b79f5)
  return h
}

/** True for about `share` (0 to 1) of all hashes. */
export const chanceOf = (hashed: number, share: number): boolean => hashed < share * 0x1_0000_0000

export class Random {
  #state: number

  constructor(...seed: readonly number[]) {
    this.#state = hash(...seed)
  }

  /** 32 unsigned bits. */
  next(): number {
    this.#state = (this.#state + 0x9e3779b9) | 0
    return mix(this.#state)
  }

  /** An integer from 0 to below `below`. */
  int(below: number): number {
    return Math.floor((this.next() / 0x1_0000_0000) * below)
  }

  chance(share: number): boolean {
    return chanceOf(this.next(), share)
  }

  pick<T>(items: readonly T[]): T {
    const item = items[this.int(items.length)]
    if (item === undefined) throw new Error('Nothing to pick from')
    return item
  }
}

const gcd = (a: number, b: number): number => (b === 0 ? a : gcd(b, a % b))

/** A step that visits all of `length` positions before it repeats, near `wanted`. */
export const fullStep = (length: number, wanted: number): number => {
  let step = Math.max(1, wanted % Math.max(1, length))
  while (gcd(step, length) !== 1) step++
  return step
}
