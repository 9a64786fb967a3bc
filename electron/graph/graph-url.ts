import { AppError } from '../../shared/ipc/errors.ts'

/**
 * The whole address of a call. A path is taken under v1.0; a link that Graph gave is kept to the letter, as it must be.
 * Values within a path's query are the caller's to encode where they hold `&`, `+` or `#`.
 *
 * @throws AppError answer_unreadable for a link to anywhere else than the cloud's own Graph over https.
 */
export const graphUrl = (path: string, graph: string): string => {
  if (!/^[a-z][a-z0-9+.-]*:/i.test(path)) return new URL(`${graph}/v1.0/${path.replace(/^\/+/, '')}`).href
  assertOwn(path, graph)
  return path
}

/** The guard before a token is sent. `graph` is an https origin. */
export const assertOwn = (url: string, graph: string): void => {
  const origin = URL.canParse(url) ? new URL(url).origin : ''
  if (origin !== graph) throw new AppError('answer_unreadable', { host: new URL(graph).host, link: origin })
}

/** Adds the page size, unless the address is a link of Graph's or says itself how much it wants. */
export const withTop = (path: string, top: number | null): string => {
  if (top === null) return path
  return `${path}${path.includes('?') ? '&' : '?'}$top=${top}`
}

export const hasOwnTop = (path: string): boolean => /^https:/i.test(path) || /[?&](\$|%24)top=/i.test(path)

/** `/users?$filter=…` becomes `/users/$count?$filter=…`. */
export const countPath = (path: string): string => {
  const [resource = '', ...query] = path.split('?')
  const counted = resource.endsWith('/$count') ? resource : `${resource.replace(/\/+$/, '')}/$count`
  return query.length === 0 ? counted : `${counted}?${query.join('?')}`
}

/** What is listed: `/users?…` and `/groups/{id}/members` are lists of users and of members. */
export const kindOfList = (path: string): string => path.split('?')[0]?.split('/').at(-1) ?? ''
