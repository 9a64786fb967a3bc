import { session } from 'electron'
import type { Fetch } from '../ports.ts'
import { isIssuedByExtraRoot } from './trust.ts'

/** Electron's answer to a verify procedure: trust this chain, or let Chromium decide. */
const accept = 0
const asChromium = -3

/**
 * Fetch over Chromium's network: system proxy, PAC, proxy sign-in and the operating system's trust store, as the browser has them.
 * The session is of its own and in memory: no cookies, no cache, nothing on disk.
 * @param extraRoot PEM of a root to trust besides, in an unpackaged run with another cloud; else null.
 */
export const chromiumFetch = (extraRoot: string | null): Fetch => {
  const own = session.fromPartition('cloud', { cache: false })
  own.setPermissionRequestHandler((_contents, _permission, answer) => answer(false))
  own.setPermissionCheckHandler(() => false)
  if (extraRoot !== null)
    own.setCertificateVerifyProc(({ hostname, certificate }, answer) =>
      answer(isIssuedByExtraRoot(certificate, hostname, extraRoot, new Date()) ? accept : asChromium),
    )
  return (url, init) => {
    if (!url.startsWith('https://')) return Promise.reject(new TypeError('only https addresses are fetched'))
    return own.fetch(url, { ...init, credentials: 'omit', redirect: 'error' })
  }
}
