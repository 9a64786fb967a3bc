/** The names that Chromium's network gives to failures, for the causes that Node and undici report. */

/** Message `net::ERR_…`, as Electron's fetch rejects. */
export class NetError extends Error {
  constructor(name: string, options?: ErrorOptions) {
    super(`net::${name}`, options)
  }
}

const names: Readonly<Record<string, string>> = {
  EAI_AGAIN: 'ERR_NAME_NOT_RESOLVED',
  EAI_FAIL: 'ERR_NAME_NOT_RESOLVED',
  EAI_NODATA: 'ERR_NAME_NOT_RESOLVED',
  ECONNABORTED: 'ERR_CONNECTION_ABORTED',
  ECONNREFUSED: 'ERR_CONNECTION_REFUSED',
  ECONNRESET: 'ERR_CONNECTION_RESET',
  EHOSTUNREACH: 'ERR_ADDRESS_UNREACHABLE',
  ENETDOWN: 'ERR_INTERNET_DISCONNECTED',
  ENETUNREACH: 'ERR_ADDRESS_UNREACHABLE',
  ENOTFOUND: 'ERR_NAME_NOT_RESOLVED',
  EPIPE: 'ERR_CONNECTION_RESET',
  EPROTO: 'ERR_SSL_PROTOCOL_ERROR',
  ETIMEDOUT: 'ERR_TIMED_OUT',
  UND_ERR_BODY_TIMEOUT: 'ERR_TIMED_OUT',
  UND_ERR_CONNECT_TIMEOUT: 'ERR_TIMED_OUT',
  UND_ERR_HEADERS_OVERFLOW: 'ERR_RESPONSE_HEADERS_TOO_BIG',
  UND_ERR_HEADERS_TIMEOUT: 'ERR_TIMED_OUT',
  UND_ERR_RES_CONTENT_LENGTH_MISMATCH: 'ERR_CONTENT_LENGTH_MISMATCH',
  // The other side closed properly, but too early.
  UND_ERR_SOCKET: 'ERR_CONNECTION_CLOSED',
  Z_BUF_ERROR: 'ERR_CONTENT_DECODING_FAILED',
  Z_DATA_ERROR: 'ERR_CONTENT_DECODING_FAILED',
}

/** What undici says in words only; Electron's own words for the same. */
const sentences: Readonly<Record<string, Error>> = {
  'bad port': new NetError('ERR_UNSAFE_PORT'),
  'redirect count exceeded': new NetError('ERR_TOO_MANY_REDIRECTS'),
  'unexpected redirect': new Error("Attempted to redirect, but redirect policy was 'error'"),
}

const nameOf = (code: string): string | undefined => {
  if (code.startsWith('ERR_SSL_')) return 'ERR_SSL_PROTOCOL_ERROR'
  if (code.startsWith('HPE_')) return 'ERR_INVALID_HTTP_RESPONSE'
  return names[code]
}

/** @param error of fetch or of its body: the reason is somewhere down its causes */
export const asNetError = (error: unknown): Error => {
  for (let at = error; at instanceof Error; at = at.cause) {
    if (at instanceof NetError) return at
    const name = 'code' in at ? nameOf(String(at.code)) : undefined
    if (name !== undefined) return new NetError(name, { cause: error })
    const said = sentences[at.message]
    if (said) return said
  }
  return new NetError('ERR_FAILED', { cause: error })
}
