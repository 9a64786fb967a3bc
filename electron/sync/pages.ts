import { isAppError } from '../../shared/ipc/errors.ts'
import type { GraphOptions, GraphPage } from '../graph/graph.ts'
import type { Reading } from './reading.ts'

interface Listing {
  /** The list, or a link into it. */
  readonly path: string
  /** The list from its beginning. */
  readonly whole: string
  readonly options?: GraphOptions
}

/**
 * All pages of a list. Graph's links into a list do not last for ever: one whose place has been forgotten is begun anew,
 * once, as one whose page size was refused (page.restart).
 */
export async function* pagesOf(
  { graph, watch }: Pick<Reading, 'graph' | 'watch'>,
  { path, whole, options }: Listing,
  signal: AbortSignal,
): AsyncGenerator<GraphPage<unknown>, void, undefined> {
  for (let isAgain = false; ; isAgain = true) {
    let isFirst = isAgain
    try {
      for await (const page of graph.list<unknown>(isAgain ? whole : path, { ...options, ...watch }, signal)) {
        yield isFirst ? { ...page, restart: true } : page
        isFirst = false
      }
      return
    } catch (error) {
      if (isAgain || !isForgotten(error)) throw error
    }
  }
}

const isForgotten = (error: unknown): boolean =>
  isAppError(error) && error.params['graphCode'] === 'Directory_ExpiredPageToken'
