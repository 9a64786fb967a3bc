import { isAppError } from '../../shared/ipc/errors.ts'
import type { BatchAnswer } from '../graph/graph.ts'
import { type DeltaStream, deltaNeeds } from './delta-links.ts'
import { type Reading, together } from './reading.ts'

/** Microsoft Graph, JSON batching. */
const batchSize = 20

/** Of so many a tenth, and a few in any case, may be read one by one; beyond that, lists are quicker. */
export const mayRead = (count: number): number => Math.max(200, count / 10)

interface Wanted {
  readonly of: DeltaStream
  readonly ids: readonly string[]
  readonly select: readonly string[]
}

/** Objects by their ids, 20 a request; null for one that is not there. @throws AppError of Graph */
export const readWhole = async (
  reading: Pick<Reading, 'graph' | 'watch' | 'fail'>,
  { of, ids, select }: Wanted,
  signal: AbortSignal,
): Promise<ReadonlyMap<string, unknown>> => {
  const found = new Map<string, unknown>()
  const { graph, watch } = reading
  const options = { ...watch, needs: deltaNeeds[of] }
  const batch = async (part: readonly string[]): Promise<void> => {
    const answers = await graph.batch(
      part.map((id) => ({ id, path: pathOf({ of, id, select }) })),
      options,
      signal,
    )
    for (const id of part)
      found.set(id, bodyOf(answers.get(id)) ?? (await readAlone(reading, { of, id, select }, signal)))
  }
  await together(reading, inParts(ids).map(batch), signal)
  return found
}

interface WantedAlone extends Omit<Wanted, 'ids'> {
  readonly id: string
}

const pathOf = ({ of, id, select }: WantedAlone): string => `/${of}/${id}?$select=${select.join(',')}`

/** One in a request of its own, which renews the token and finds the right words. @throws as readWhole */
export const readAlone = async (
  { graph, watch }: Pick<Reading, 'graph' | 'watch'>,
  wanted: WantedAlone,
  signal: AbortSignal,
): Promise<unknown> => {
  try {
    return await graph.get<unknown>(pathOf(wanted), { ...watch, needs: deltaNeeds[wanted.of] }, signal)
  } catch (error) {
    if (isAppError(error) && error.code === 'not_found') return null
    throw error
  }
}

const bodyOf = (answer: BatchAnswer | undefined): unknown => (answer?.status === 200 ? answer.body : undefined)

const inParts = (ids: readonly string[]): readonly (readonly string[])[] =>
  Array.from({ length: Math.ceil(ids.length / batchSize) }, (_, part) =>
    ids.slice(part * batchSize, (part + 1) * batchSize),
  )
