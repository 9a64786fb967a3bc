import { createContext, use, useCallback, useMemo, useRef, useSyncExternalStore } from 'react'
import type { Input, Output, Route } from '../../shared/ipc/contract.ts'
import { type QueryCache, type QueryState, queryKey } from './query-cache.ts'

export const QueryContext = createContext<QueryCache | null>(null)

export interface Query<Data> extends QueryState<Data> {
  readonly refresh: () => void
}

interface Options {
  /** While the answer to another input is on its way, that to the last one stays. Only where both look alike. */
  readonly keepPrevious?: boolean
  /** Nothing is asked while this is false. */
  readonly when?: boolean
}

const unasked: QueryState<never> = { data: undefined, error: undefined, loading: false }
const nothing = () => undefined

const useQueryCache = (): QueryCache => {
  const cache = use(QueryContext)
  if (cache === null) throw new Error('No QueryContext around this component')
  return cache
}

/** What main answers, kept up to date by its events. Everyone who asks the same shares one answer. */
export const useQuery = <R extends Route>(
  route: R,
  input: Input<R>,
  { keepPrevious = false, when = true }: Options = {},
): Query<Output<R>> => {
  const cache = useQueryCache()
  const key = queryKey(route, input)
  const subscribe = useCallback(
    (listener: () => void) => (when ? cache.subscribe(key, listener) : nothing),
    [cache, key, when],
  )
  const state = useSyncExternalStore<QueryState<Output<R>>>(subscribe, () => (when ? cache.state<R>(key) : unasked))
  const previous = useRef<Output<R>>(undefined)
  if (state.data !== undefined) previous.current = state.data
  const data = state.data ?? (keepPrevious && state.loading ? previous.current : undefined)
  const refresh = useCallback(() => cache.refresh(key), [cache, key])
  return useMemo(() => ({ ...state, data, refresh }), [state, data, refresh])
}
