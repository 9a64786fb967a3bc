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
  Z_BUF_ERROR: 'ERR_CONTENT_DECODING_FAILED',
  Z_DATA_ERROR: 'ERR_CONTENT_DECODING_FAILED',
}

/** What undici says in words only; Electron's own words for the same. */
const sentences: Readonly<Record<string, Error>> = {
  'bad port': new NetError('ERR_UNSAFE_PORT'),
  'redirect count exceeded': new NetError('ERR_TOO_MANY_REDIRECTS'),
  'unexpected redirect': new Error("Attempted to redirect, but redirect policy was 'error'"),
}

/** What Chromium calls it when the other side closes properly, but too early. */
export type ClosedEarly = 'ERR_EMPTY_RESPONSE' | 'ERR_CONTENT_LENGTH_MISMATCH' | 'ERR_INCOMPLETE_CHUNKED_ENCODING'

const nameOf = (error: Error, closedEarly: ClosedEarly): string | undefined => {
  // undici gives it a code for some faults of the parser only.
  if (error.name === 'HTTPParserError') return 'ERR_INVALID_HTTP_RESPONSE'
  const code = 'code' in error ? String(error.code) : ''
  if (code === 'UND_ERR_SOCKET') return closedEarly
  return code.startsWith('ERR_SSL_') ? 'ERR_SSL_PROTOCOL_ERROR' : names[code]
}

/** @param error of fetch or of its body: the reason is somewhere down its causes */
export const asNetError = (error: unknown, closedEarly: ClosedEarly): Error => {
  for (let at = error; at instanceof Error; at = at.cause) {
    if (at instanceof NetError) return at
    const name = nameOf(at, closedEarly)
    if (name !== undefined) return new NetError(name, { cause: error })
    const said = sentences[at.message]
    if (said) return said
  }
  return new NetError('ERR_FAILED', { cause: error })
}
