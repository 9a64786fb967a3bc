/** Row numbers of one table: at each index 1 when that number belongs, else 0. */
export type NumberSet = Uint8Array

export const numberSet = (numbers: readonly number[], size: number): NumberSet => {
  const set = new Uint8Array(size)
  for (const number of numbers) set[number] = 1
  return set
}

/** What belongs to every set; null stands for all. */
export const common = (sets: readonly NumberSet[]): NumberSet | null => {
  const [first, ...others] = sets
  if (first === undefined) return null
  if (others.length === 0) return first
  const result = first.slice()
  for (const other of others)
    for (let at = 0; at < result.length; at++) result[at] = (result[at] ?? 0) & (other[at] ?? 0)
  return result
}

export const inverted = (set: NumberSet): NumberSet => set.map((belongs) => 1 - belongs)

/** Those of a list that belong, in the list's order. */
export const within = (list: Uint32Array, set: NumberSet): Uint32Array => list.filter((number) => set[number] === 1)

/** Index of the next member of the set, from `from` on and round again; null when there is none. */
export const nextIndex = (list: Uint32Array, set: NumberSet, from: number): number | null => {
  const belongs = (number: number) => set[number] === 1
  const start = Math.min(from, list.length)
  const after = list.subarray(start).findIndex(belongs)
  if (after >= 0) return start + after
  const before = list.subarray(0, start).findIndex(belongs)
  return before >= 0 ? before : null
}
