import { children, tlv } from '../../../certificates/der.ts'

/** What a mutated input is made of; of a message also its parts, so that what base64 hides is mutated, too. */
export interface Seed {
  readonly name: string
  readonly bytes: Buffer
  /** Stands within `bytes` as base64. */
  readonly inside: Buffer | null
}

export type Random = (below: number) => number

/** xorshift32: the same inputs for the same seed, on every machine. */
export const randomOf = (seed: number): Random => {
  let state = seed >>> 0 || 1
  return (below) => {
    state ^= state << 13
    state ^= state >>> 17
    state ^= state << 5
    return (state >>> 0) % Math.max(below, 1)
  }
}

const slice = (bytes: Buffer, random: Random): Buffer => {
  const start = random(bytes.length)
  return bytes.subarray(start, start + 1 + random(Math.min(bytes.length - start, 400)))
}
const inserted = (bytes: Buffer, what: Buffer, random: Random): Buffer => {
  const at = random(bytes.length)
  return Buffer.concat([bytes.subarray(0, at), what, bytes.subarray(at + (random(2) === 0 ? 0 : what.length))])
}
const lies = [0x00, 0x01, 0x7f, 0x80, 0x81, 0x82, 0x84, 0x88, 0xff]
const tags = [0x02, 0x04, 0x06, 0x24, 0x30, 0x31, 0x80, 0xa0, 0xa1]

const changed = (bytes: Buffer, change: (copy: Buffer, at: number) => void, random: Random): Buffer => {
  const copy = Buffer.from(bytes)
  for (let left = 1 + random(4); left > 0; left--) change(copy, random(copy.length))
  return copy
}

type Mutation = (bytes: Buffer, other: Buffer, random: Random) => Buffer

/** What can be done to one element whose neighbours and parents stay right, so that readers get deep. */
const edits: readonly ((element: Buffer, other: Buffer, random: Random) => readonly Buffer[])[] = [
  () => [],
  (element) => [element, element],
  (element, _, random) => [tlv(tags[random(tags.length)] ?? 0x30, element.subarray(2))],
  (element, other, random) => [tlv(element[0] ?? 0x30, slice(other, random))],
  (element) => [tlv(element[0] ?? 0x30)],
  (element, other) => [element, other],
  (element, _, random) => [changed(element, (copy, at) => (copy[at] = random(256)), random)],
  (element, _, random) => Array(1 + random(300)).fill(element) as Buffer[],
]

const edited = (element: Buffer, other: Buffer, random: Random): readonly Buffer[] => {
  const inner = ((element[0] ?? 0) & 0x20) === 0 ? [] : children(element).map((child) => Buffer.from(child))
  const chosen = random(inner.length)
  if (inner.length === 0 || random(8) === 0) return edits[random(edits.length)]?.(element, other, random) ?? []
  const outer = inner.flatMap((child, index) => (index === chosen ? edited(child, other, random) : [child]))
  return [tlv(element[0] ?? 0x30, ...outer)]
}

const ended = 0x0a
const linesOf = (bytes: Buffer): readonly Buffer[] => {
  const lines: Buffer[] = []
  for (let at = 0; at < bytes.length; ) {
    const end = bytes.indexOf(ended, at) < 0 ? bytes.length : bytes.indexOf(ended, at) + 1
    lines.push(bytes.subarray(at, end))
    at = end
  }
  return lines
}

/** Header lines and delimiters taken out, doubled, put elsewhere. */
const relined = (bytes: Buffer, random: Random): Buffer => {
  const lines = [...linesOf(bytes)]
  const [line] = lines.splice(random(lines.length), 1)
  const put = [[], [line ?? bytes], [line ?? bytes, line ?? bytes]][random(3)] ?? []
  return Buffer.concat(lines.toSpliced(random(lines.length), 0, ...put))
}

const isDefinite = (bytes: Buffer): boolean => bytes[0] === 0x30 && bytes[1] !== 0x80

/** Of what is whole as yet. */
const structured: Mutation = (bytes, other, random) =>
  isDefinite(bytes) ? Buffer.concat(edited(bytes, other, random)) : relined(bytes, random)

const mutations: readonly Mutation[] = [
  // bits
  (bytes, _, random) => changed(bytes, (copy, at) => (copy[at] = (copy[at] ?? 0) ^ (1 << random(8))), random),
  // truncation, at either end
  (bytes, _, random) =>
    random(4) === 0 ? bytes.subarray(random(bytes.length)) : bytes.subarray(0, random(bytes.length)),
  // lengths and tags that lie
  (bytes, _, random) => changed(bytes, (copy, at) => (copy[at] = lies[random(lies.length)] ?? 0), random),
  (bytes, _, random) => changed(bytes, (copy, at) => (copy[at] = tags[random(tags.length)] ?? 0), random),
  (bytes, _, random) =>
    changed(bytes, (copy, at) => (copy[at] = (copy[at] ?? 0) + (random(2) === 0 ? 1 : 255)), random),
  // splices
  (bytes, other, random) => inserted(bytes, slice(other, random), random),
  (bytes, other, random) =>
    Buffer.concat([bytes.subarray(0, random(bytes.length)), other.subarray(random(other.length))]),
  // repeats
  (bytes, _, random) => inserted(bytes, Buffer.concat(Array(1 + random(40)).fill(slice(bytes, random))), random),
  // nesting
  (bytes, _, random) => {
    const depth = 1 + random(200)
    const tag = [0x30, 0x24, 0xa0][random(3)] ?? 0x30
    const open = Buffer.alloc(depth * 2, Buffer.from([tag, 0x80]))
    return inserted(bytes, Buffer.concat([open, slice(bytes, random), Buffer.alloc(depth * 2)]), random)
  },
]

/** Mostly one thing that keeps the structure, so that readers get deep; else up to three that break it. */
const mutated = (bytes: Buffer, other: Buffer, random: Random): Buffer => {
  const keeps = random(5) > 0
  let result = keeps ? structured(bytes, other, random) : bytes
  for (let left = keeps ? Math.max(0, random(4) - 2) : 1 + random(3); left > 0 && result.length > 0; left--) {
    result = mutations[random(mutations.length)]?.(result, other, random) ?? result
  }
  return result.subarray(0, 64 * 1024)
}

const base64 = (bytes: Buffer): string => bytes.toString('base64').replace(/.{64}/g, '$&\r\n')

/** One input after another, by the generator's numbers alone. */
export const mutant = (seeds: readonly Seed[], random: Random): Buffer => {
  const seed = seeds[random(seeds.length)]
  const other = seeds[random(seeds.length)]
  if (seed === undefined || other === undefined) return Buffer.alloc(0)
  if (seed.inside === null || random(3) === 0) return mutated(seed.bytes, other.bytes, random)
  const inside = mutated(seed.inside, other.inside ?? other.bytes, random)
  return Buffer.from(
    seed.bytes.toString('latin1').replace(base64(seed.inside), () => base64(inside)),
    'latin1',
  )
}
