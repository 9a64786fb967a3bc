import { abortError } from '../cloud/deadline.ts'
import type { Graph, GraphOptions } from '../graph/graph.ts'
import type { Clock } from '../ports.ts'
import type { RunProgress } from './run-progress.ts'
import type { Staging } from './staging.ts'

/** What every list of a run is read with. */
export interface Reading {
  readonly graph: Graph
  readonly staging: Staging
  readonly progress: RunProgress
  readonly clock: Clock
  /** Ends the run: the first error is the one it ends with. */
  readonly fail: (error: unknown) => void
  readonly watch: Required<Pick<GraphOptions, 'onRequest' | 'onWait'>> & Pick<GraphOptions, 'onRefused'>
}

/**
 * Work side by side. The first failure ends the run, and so the others; when this settles, none of them runs any more.
 *
 * @throws AppError the first failure, or cancelled.
 */
export const together = async <Values extends readonly unknown[]>(
  reading: Pick<Reading, 'fail'>,
  work: { readonly [Index in keyof Values]: Promise<Values[Index]> },
  signal: AbortSignal,
): Promise<Values> => {
  const values = await Promise.all(
    work.map((one: Promise<unknown>) =>
      one.catch((error: unknown) => {
        reading.fail(error)
        return undefined
      }),
    ),
  )
  if (signal.aborted) throw abortError(signal)
  return values as unknown as Values
}
