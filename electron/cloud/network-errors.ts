import { AppError, type ErrorCode, isAppError } from '../../shared/ipc/errors.ts'

/** First match wins. Chromium's names: net_error_list.h; Node's: errno names, OpenSSL's verification codes and undici's own. */
const table: readonly (readonly [RegExp, ErrorCode])[] = [
  [/^AbortError$/, 'cancelled'],
  [/^TimeoutError$/, 'timeout'],
  [/ERR_PROXY_AUTH|ERR_MALFORMED_PROXY_AUTH|ERR_UNEXPECTED_PROXY_AUTH|Proxy response \(407\)/, 'proxy_sign_in'],
  [/ERR_INTERNET_DISCONNECTED|ERR_ADDRESS_UNREACHABLE|ERR_NETWORK_ACCESS_DENIED/, 'network_unavailable'],
  [/^(ENETUNREACH|EHOSTUNREACH|ENETDOWN|EADDRNOTAVAIL)$/, 'network_unavailable'],
  [/ERR_NAME_|ERR_DNS_|ERR_ICANN_NAME_COLLISION|ERR_PAC_|^(ENOTFOUND|EAI_\w+)$/, 'host_not_found'],
  [/ERR_TIMED_OUT|ERR_CONNECTION_TIMED_OUT|^ETIMEDOUT$|UND_ERR_\w*TIMEOUT/, 'timeout'],
  [/ERR_CERT|ERR_SSL|ERR_BAD_SSL|ERR_PKP|ERR_TLS|ERR_OSSL|EPROTO|^ERR_INVALID_CERT/, 'tls_untrusted'],
  [/UNABLE_TO_|SELF_SIGNED_CERT|DEPTH_ZERO|^CERT_|INVALID_CA|HOSTNAME_MISMATCH/, 'tls_untrusted'],
  [/ERR_CONNECTION_REFUSED|ERR_PROXY_CONNECTION_FAILED|ERR_TUNNEL_|^ECONNREFUSED$/, 'connection_refused'],
  [/ERR_BLOCKED_BY|ERR_ACCESS_DENIED|^(EACCES|EPERM)$/, 'connection_refused'],
  // Graph and Entra never redirect what is asked of them; something on the way that wants a sign-in does.
  [/unexpected redirect|redirect policy|ERR_UNSAFE_REDIRECT|ERR_TOO_MANY_REDIRECTS/, 'proxy_sign_in'],
]

/** What no request comes through, whoever it is for, until something on the way is mended. */
export const noWay = [
  'host_not_found',
  'connection_refused',
  'connection_lost',
  'network_unavailable',
  'tls_untrusted',
  'proxy_sign_in',
] as const satisfies readonly ErrorCode[]

/** The name, code and Chromium's `net::` name of an error and of everything that caused it; AggregateError holds one a tried address. */
const namesOf = (cause: unknown, depth = 0): string[] => {
  if (!(cause instanceof Error) || depth > 5) return []
  const code = 'code' in cause && typeof cause.code === 'string' ? [cause.code] : []
  const net = /net::(ERR_[A-Z0-9_]+)/.exec(cause.message)?.[1]
  const redirect =
    /unexpected redirect|redirect policy/.exec(cause.message) ?? /Proxy response \(\d+\)/.exec(cause.message)
  const own = [...code, ...(net === undefined ? [] : [net]), ...(redirect === null ? [] : [redirect[0]]), cause.name]
  const inner = cause instanceof AggregateError ? cause.errors : []
  return [...own, ...[...inner, cause.cause].flatMap((error) => namesOf(error, depth + 1))]
}

/** Why a request got no answer. `params.host` is what was asked, `params.network` the name the network stack gave. */
export const networkError = (cause: unknown, url: string): AppError => {
  if (isAppError(cause)) return cause
  const names = namesOf(cause)
  const hit = table.find(([pattern]) => names.some((name) => pattern.test(name)))
  const code = hit?.[1] ?? 'connection_lost'
  const network = names.find((name) => (hit === undefined ? /^(E[A-Z]+|ERR_|UND_)/.test(name) : hit[0].test(name)))
  if (code === 'cancelled') return new AppError(code, {}, { cause })
  return new AppError(code, { host: new URL(url).host, ...(network === undefined ? {} : { network }) }, { cause })
}
