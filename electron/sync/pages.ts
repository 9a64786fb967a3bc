import { type ErrorCode, isAppError } from '../../shared/ipc/errors.ts'
import type { GraphOptions, GraphPage, RawPage } from '../graph/graph.ts'
import type { Reading } from './reading.ts'

interface Listing {
  /** The list, or a link into it. */
  readonly path: string
  /** The list from its beginning. */
  readonly whole: string
  readonly options?: GraphOptions
  /** The path is a link that another run was given: Graph may refuse it for its age in whatever words. */
  readonly old?: boolean
}

/**
 * All pages of a list. Graph's links into a list do not last for ever: one whose place has been forgotten is begun anew,
 * once, as one whose page size was refused (page.restart).
 */
export const pagesOf = ({ graph, watch }: From, of: Listing, signal: AbortSignal): Pages<GraphPage<unknown>> =>
  follow((path) => graph.list<unknown>(path, { ...of.options, ...watch }, signal), of)

/** The same with the items as they came. */
export const rawPagesOf = ({ graph, watch }: From, of: Listing, signal: AbortSignal): Pages<RawPage> =>
  follow((path) => graph.rawList(path, { ...of.options, ...watch }, signal), of)

type From = Pick<Reading, 'graph' | 'watch'>
type Pages<Page> = AsyncGenerator<Page, void, undefined>

async function* follow<Page extends GraphPage<unknown> | RawPage>(
  pages: (path: string) => Pages<Page>,
  { path, whole, old = false }: Listing,
): Pages<Page> {
  for (let isAgain = false; ; isAgain = true) {
    let isFirst = isAgain
    let isAccepted = !old
    try {
      for await (const page of pages(isAgain ? whole : path)) {
        yield isFirst ? { ...page, restart: true } : page
        isFirst = false
        isAccepted = true
      }
      return
    } catch (error) {
      if (isAgain || !(isForgotten(error) || (!isAccepted && isRefused(error)))) throw error
    }
  }
}

const refused: ReadonlySet<ErrorCode> = new Set<ErrorCode>(['graph_refused', 'not_found', 'delta_expired'])
const isRefused = (error: unknown): boolean => isAppError(error) && refused.has(error.code)

const isForgotten = (error: unknown): boolean =>
  isAppError(error) && error.params['graphCode'] === 'Directory_ExpiredPageToken'
