import { useCallback, useEffect, useRef, useState } from 'react'
import { replaceQuery, useRoute } from '../lib/navigation.ts'

/** Chromium refuses more than some 200 changes of the address in ten seconds; a held arrow key makes more. */
const pause = 250

/**
 * What a page shows, kept in the query of its address: read from it at first and whenever something else changes it
 * (a link, back, forward), written a moment after each change. `parse` and `format` must not change.
 */
export const useAddress = <State>(
  parse: (query: URLSearchParams) => State,
  format: (state: State) => URLSearchParams,
): readonly [State, (part: Partial<State>) => void] => {
  const { query } = useRoute()
  const address = query.toString()
  const [state, setState] = useState(() => parse(query))
  const latest = useRef(state)
  const known = useRef(address)
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)

  useEffect(() => {
    if (address === known.current) return
    known.current = address
    clearTimeout(timer.current)
    latest.current = parse(new URLSearchParams(address))
    setState(latest.current)
  }, [address, parse])
  useEffect(() => () => clearTimeout(timer.current), [])

  const change = useCallback(
    (part: Partial<State>) => {
      latest.current = { ...latest.current, ...part }
      setState(latest.current)
      clearTimeout(timer.current)
      timer.current = setTimeout(() => {
        const next = format(latest.current)
        if (next.toString() === known.current) return
        known.current = next.toString()
        replaceQuery(next)
      }, pause)
    },
    [format],
  )
  return [state, change]
}
