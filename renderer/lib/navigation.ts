import { useSyncExternalStore } from 'react'

/** Where the window is: the address behind the hash, `#/users?q=…`. */
export interface Route {
  /** Empty for the page that opens first. */
  readonly page: string
  readonly query: URLSearchParams
}

export const parseRoute = (hash: string): Route => {
  const [path = '', ...search] = hash.replace(/^#?\/?/, '').split('?')
  return { page: path, query: new URLSearchParams(search.join('?')) }
}

export const hrefOf = (page: string, query: Readonly<Record<string, string>> = {}): string => {
  const search = new URLSearchParams(query).toString()
  return `#/${page}${search === '' ? '' : `?${search}`}`
}

const listeners = new Set<() => void>()
let last: { readonly hash: string; readonly route: Route } = { hash: '', route: parseRoute('') }

const current = (): Route => {
  if (last.hash !== location.hash) last = { hash: location.hash, route: parseRoute(location.hash) }
  return last.route
}

const subscribe = (listener: () => void) => {
  listeners.add(listener)
  addEventListener('hashchange', listener)
  return () => {
    listeners.delete(listener)
    removeEventListener('hashchange', listener)
  }
}

export const useRoute = (): Route => useSyncExternalStore(subscribe, current)

/** Opens an address: '#/users'. It becomes an entry of the history. */
export const navigate = (href: string): void => {
  location.hash = href
}

/** Writes what the page shows into its address, without a new entry of the history. */
export const replaceQuery = (query: URLSearchParams): void => {
  const search = query.toString()
  history.replaceState(history.state, '', `#/${current().page}${search === '' ? '' : `?${search}`}`)
  // The browser says nothing of it, unlike of a link.
  for (const listener of [...listeners]) listener()
}
