import { maxTop } from '../graph/page.ts'
import { eventual, licensedUsers, usersNeed } from './licensed-users.ts'
import { type Reading, together } from './reading.ts'

/** Users that are read together: the names of all begin with one of these. Disjoint, and together they are everyone. */
export interface Partition {
  readonly prefixes: readonly string[]
  /** Users when they were counted. */
  readonly users: number
}

/** All parts: each user is in one of them. */
export interface PartitionPlan {
  /** Those that are known already: largest first. */
  readonly ready: readonly Partition[]
  /** The others, for which some have to be counted once more. @throws AppError of Graph */
  readonly others: () => Promise<readonly Partition[]>
}

/** Why the users cannot be read in parts: Graph does not take the query, or the parts would not hold everyone. */
export type NoPartitions = 'refused' | 'uncovered'

/** Case does not count. Source: Microsoft Graph, user, userPrincipalName: letters, digits and these signs. */
const alphabet = [..."abcdefghijklmnopqrstuvwxyz0123456789'.-_!#^~"]
const continued = [...alphabet, '@']
/** Microsoft Graph, JSON batching. */
const batchSize = 20
/** Microsoft Graph allows 15 clauses joined by 'or'; Azure AD Graph allowed 10. */
const prefixesAtMost = 10
/** More parts leave more pages half full, fewer leave one list to be waited for at the end. */
const partsWanted = 24
/** What begins with these many characters alike is left together. */
const deepest = 6

const startsWith = (prefix: string): string =>
  `startswith(userPrincipalName,'${encodeURIComponent(prefix.replaceAll("'", "''"))}')`

/** The list of these users alone. */
export const partitionPath = (prefixes: readonly string[]): string => {
  const [first = '', ...others] = prefixes.map(startsWith)
  return `${licensedUsers} and ${others.length === 0 ? first : `(${[first, ...others].join(' or ')})`}`
}

/** Graphs of this session that have refused such a query: they are not asked again. */
const refusing = new WeakSet<Reading['graph']>()
export const refuse = (graph: Reading['graph']): void => void refusing.add(graph)

/** Counts by the first characters, those of common ones again by the next, and joins small ones. @throws AppError of Graph. */
export const planPartitions = async (
  reading: Reading,
  total: number,
  signal: AbortSignal,
): Promise<PartitionPlan | NoPartitions> => {
  if (refusing.has(reading.graph)) return 'refused'
  const counts = await counted(reading, alphabet, signal)
  if (counts === null) return 'refused'
  if (sum(counts) !== total) return 'uncovered'
  const large = Math.max(3 * maxTop, total / 8)
  const room = Math.max(1, Math.ceil(total / partsWanted / maxTop)) * maxTop
  const isReady = (users: number) => users > room && users <= large
  const all = [...counts]
  return {
    ready: pack(
      all.filter(([, users]) => isReady(users)),
      room,
    ),
    others: async () =>
      pack(
        await split(
          reading,
          all.filter(([, users]) => !isReady(users)),
          large,
          signal,
        ),
        room,
      ),
  }
}

type Counts = ReadonlyMap<string, number>
type Count = readonly [prefix: string, users: number]

const sum = (counts: Counts): number => [...counts.values()].reduce((all, count) => all + count, 0)

/** Null when Graph does not answer all of them. */
const counted = async (reading: Reading, prefixes: readonly string[], signal: AbortSignal): Promise<Counts | null> => {
  const batches: (readonly string[])[] = []
  for (let at = 0; at < prefixes.length; at += batchSize) batches.push(prefixes.slice(at, at + batchSize))
  const answers = await together<readonly (readonly (readonly [string, number])[])[]>(
    reading,
    batches.map((batch) => countBatch(reading, batch, signal)),
    signal,
  )
  const counts = new Map(answers.flat())
  return counts.size === prefixes.length ? counts : null
}

/**
 * By the count that comes with a list: that of `/$count` is no JSON, and Graph says nothing of such answers in a batch.
 * One that went wrong is asked for alone, which repeats it and finds the right words at last.
 */
const countBatch = async ({ graph, watch }: Reading, prefixes: readonly string[], signal: AbortSignal) => {
  const requests = prefixes.map((prefix, at) => ({
    id: String(at),
    path: `${partitionPath([prefix])}&$count=true&$select=id&$top=1`,
    headers: eventual,
  }))
  const answers = await graph.batch(requests, watch, signal)
  const counts: (readonly [string, number])[] = []
  for (const [at, { id, path }] of requests.entries()) {
    const { status, body } = answers.get(id) ?? { status: 0, body: null }
    if (status === 400) refuse(graph)
    if (refusing.has(graph)) return []
    const alone = { headers: eventual, needs: usersNeed, ...watch }
    const count = countOf(status === 200 ? body : await graph.get(path, alone, signal))
    if (count !== null) counts.push([prefixes[at] ?? '', count])
  }
  return counts
}

const countOf = (body: unknown): number | null => {
  const { '@odata.count': count } = (body ?? {}) as Readonly<Record<string, unknown>>
  return typeof count === 'number' ? count : null
}

/** Takes those apart whose names begin as too many others do, all of one length at once. */
const split = async (
  reading: Reading,
  counts: readonly Count[],
  large: number,
  signal: AbortSignal,
): Promise<readonly Count[]> => {
  const all = new Map(counts)
  const whole = new Set<string>()
  for (;;) {
    const common = [...all].filter(([prefix, n]) => n > large && prefix.length < deepest && !whole.has(prefix))
    if (common.length === 0) return [...all]
    const longer = ([prefix]: Count) => continued.map((character) => prefix + character)
    const found = await together<readonly (Counts | null)[]>(
      reading,
      common.map((one) => counted(reading, longer(one), signal)),
      signal,
    )
    for (const [at, [prefix, users]] of common.entries()) {
      const parts = found[at] ?? null
      // An unusual character behind it, or a change meanwhile: it stays in one piece, which holds everyone.
      if (parts === null || sum(parts) !== users) whole.add(prefix)
      else {
        all.delete(prefix)
        for (const part of parts) all.set(...part)
      }
    }
  }
}

/** The largest first, each into the first part that has room. Empty ones are asked for as well: someone may come. */
const pack = (counts: readonly Count[], room: number): readonly Partition[] => {
  const parts: { prefixes: string[]; users: number }[] = []
  for (const [prefix, users] of counts.toSorted(([, one], [, other]) => other - one)) {
    const fitting = parts.find((part) => part.users + users <= room && part.prefixes.length < prefixesAtMost)
    if (fitting === undefined) parts.push({ prefixes: [prefix], users })
    else {
      fitting.prefixes.push(prefix)
      fitting.users += users
    }
  }
  return parts.sort((one, other) => other.users - one.users)
}
