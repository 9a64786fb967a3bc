import { createHash, timingSafeEqual } from 'node:crypto'
import type { IncomingMessage } from 'node:http'

/** What the one expected request looks like. */
export interface Expected {
  readonly port: number
  readonly path: string
  readonly state: string
}

/** The parameters of the awaited answer, or the status with which anything else is turned away. */
export type Verdict = { readonly accepted: URLSearchParams } | { readonly refused: number }

const digest = (text: string): Buffer => createHash('sha256').update(text).digest()
/** Of the digests, so that neither content nor length shows in the time it takes. */
const isSame = (one: string, other: string): boolean => timingSafeEqual(digest(one), digest(other))

const hosts = ({ rawHeaders }: IncomingMessage): string[] =>
  rawHeaders.filter((_value, index) => index % 2 === 1 && rawHeaders[index - 1]?.toLowerCase() === 'host')

/**
 * Judges a request to the loopback server. A page of a stranger can make the browser send one here under its own name
 * (DNS rebinding), so the Host header counts; and nobody but the sign-in service knows the state.
 */
export const checkCallback = (request: IncomingMessage, { port, path, state }: Expected): Verdict => {
  const [host, ...more] = hosts(request)
  if (more.length > 0 || host?.toLowerCase() !== `localhost:${port}`) return { refused: 421 }
  if (request.method !== 'GET') return { refused: 405 }
  const target = request.url ?? ''
  // Only the origin form (RFC 9112, 3.2.1): an absolute address would bring a host of its own.
  if (!target.startsWith('/') || target.startsWith('//')) return { refused: 400 }
  const [pathname, ...query] = target.split('?')
  if (pathname !== path) return { refused: 404 }
  const { headers } = request
  if (headers['transfer-encoding'] !== undefined || (headers['content-length'] ?? '0') !== '0') return { refused: 413 }
  const parameters = new URLSearchParams(query.join('?'))
  const names = [...parameters.keys()]
  if (new Set(names).size !== names.length || !isSame(parameters.get('state') ?? '', state)) return { refused: 400 }
  return { accepted: parameters }
}
