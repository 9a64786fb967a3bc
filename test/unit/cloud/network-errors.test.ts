import { describe, expect, it } from 'vitest'
import { networkError } from '../../../electron/cloud/network-errors.ts'
import { AppError } from '../../../shared/ipc/errors.ts'

const url = 'https://graph.example:8443/v1.0/users?$filter=secret'
const node = (code: string, message = 'x') =>
  new TypeError('fetch failed', { cause: Object.assign(new Error(message), { code }) })
const chromium = (name: string) => new Error(`net::${name}`)

describe('networkError', () => {
  it.each([
    ['ENOTFOUND', 'host_not_found'],
    ['EAI_AGAIN', 'host_not_found'],
    ['ECONNREFUSED', 'connection_refused'],
    ['ECONNRESET', 'connection_lost'],
    ['EPIPE', 'connection_lost'],
    ['UND_ERR_SOCKET', 'connection_lost'],
    ['ENETUNREACH', 'network_unavailable'],
    ['EHOSTUNREACH', 'network_unavailable'],
    ['ETIMEDOUT', 'timeout'],
    ['UND_ERR_CONNECT_TIMEOUT', 'timeout'],
    ['UND_ERR_HEADERS_TIMEOUT', 'timeout'],
    ['UND_ERR_BODY_TIMEOUT', 'timeout'],
    ['UNABLE_TO_VERIFY_LEAF_SIGNATURE', 'tls_untrusted'],
    ['UNABLE_TO_GET_ISSUER_CERT_LOCALLY', 'tls_untrusted'],
    ['SELF_SIGNED_CERT_IN_CHAIN', 'tls_untrusted'],
    ['DEPTH_ZERO_SELF_SIGNED_CERT', 'tls_untrusted'],
    ['CERT_HAS_EXPIRED', 'tls_untrusted'],
    ['ERR_TLS_CERT_ALTNAME_INVALID', 'tls_untrusted'],
    ['ERR_SSL_WRONG_VERSION_NUMBER', 'tls_untrusted'],
  ])('explains Node’s %s as %s', (name, code) => {
    const cause = node(name)
    expect(networkError(cause, url)).toMatchObject({
      code,
      params: { host: 'graph.example:8443', network: name },
      cause,
    })
  })

  it.each([
    ['ERR_NAME_NOT_RESOLVED', 'host_not_found'],
    ['ERR_DNS_TIMED_OUT', 'host_not_found'],
    ['ERR_CONNECTION_REFUSED', 'connection_refused'],
    ['ERR_PROXY_CONNECTION_FAILED', 'connection_refused'],
    ['ERR_TUNNEL_CONNECTION_FAILED', 'connection_refused'],
    ['ERR_BLOCKED_BY_ADMINISTRATOR', 'connection_refused'],
    ['ERR_CONNECTION_RESET', 'connection_lost'],
    ['ERR_CONNECTION_CLOSED', 'connection_lost'],
    ['ERR_EMPTY_RESPONSE', 'connection_lost'],
    ['ERR_NETWORK_CHANGED', 'connection_lost'],
    ['ERR_CONTENT_LENGTH_MISMATCH', 'connection_lost'],
    ['ERR_INCOMPLETE_CHUNKED_ENCODING', 'connection_lost'],
    ['ERR_HTTP2_PROTOCOL_ERROR', 'connection_lost'],
    ['ERR_INTERNET_DISCONNECTED', 'network_unavailable'],
    ['ERR_ADDRESS_UNREACHABLE', 'network_unavailable'],
    ['ERR_CERT_AUTHORITY_INVALID', 'tls_untrusted'],
    ['ERR_CERT_COMMON_NAME_INVALID', 'tls_untrusted'],
    ['ERR_CERT_DATE_INVALID', 'tls_untrusted'],
    ['ERR_SSL_PROTOCOL_ERROR', 'tls_untrusted'],
    ['ERR_PROXY_AUTH_REQUESTED', 'proxy_sign_in'],
    ['ERR_PROXY_AUTH_UNSUPPORTED', 'proxy_sign_in'],
    ['ERR_TIMED_OUT', 'timeout'],
    ['ERR_CONNECTION_TIMED_OUT', 'timeout'],
  ])('explains Chromium’s %s as %s', (name, code) => {
    expect(networkError(chromium(name), url)).toMatchObject({
      code,
      params: { host: 'graph.example:8443', network: name },
    })
  })

  it('finds the reason among several tried addresses', () => {
    const refused = Object.assign(new Error('connect'), { code: 'ECONNREFUSED' })
    expect(
      networkError(new TypeError('fetch failed', { cause: new AggregateError([refused, refused]) }), url).code,
    ).toBe('connection_refused')
  })

  it('tells an abort, a time limit and a redirect from a lost connection', () => {
    expect(networkError(new DOMException('x', 'AbortError'), url)).toMatchObject({ code: 'cancelled', params: {} })
    expect(networkError(new DOMException('x', 'TimeoutError'), url).code).toBe('timeout')
    expect(networkError(new TypeError('fetch failed', { cause: new Error('unexpected redirect') }), url).code).toBe(
      'proxy_sign_in',
    )
    const inElectron = new Error("Attempted to redirect, but redirect policy was 'error'")
    expect(networkError(inElectron, url).code).toBe('proxy_sign_in')
    expect(networkError(new TypeError('terminated'), url).code).toBe('connection_lost')
    expect(networkError('odd', url).code).toBe('connection_lost')
  })

  it('passes our own errors on and never names path or query', () => {
    const own = new AppError('timeout', { host: 'x' })
    expect(networkError(own, url)).toBe(own)
    expect(JSON.stringify(networkError(node('ECONNRESET', url), url).params)).not.toContain('secret')
  })
})
