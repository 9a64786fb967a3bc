import { session } from 'electron'
import type { Fetch } from '../ports.ts'
import { isIssuedByExtraRoot } from './trust.ts'

/** Electron's answer to a verify procedure: trust this chain, or let Chromium decide. */
const accept = 0
const asChromium = -3

/**
 * Fetch over Chromium's network: system proxy, PAC, proxy sign-in and the operating system's trust store, as the browser has them.
 * The session is of its own and in memory: no cookies, no cache, nothing on disk.
 * @param extraRoots PEM of each root to trust besides, in an unpackaged run with other clouds; else none.
 */
export const chromiumFetch = (extraRoots: readonly string[]): Fetch => {
  const own = session.fromPartition('cloud', { cache: false })
  own.setPermissionRequestHandler((_contents, _permission, answer) => answer(false))
  own.setPermissionCheckHandler(() => false)
  if (extraRoots.length > 0)
    own.setCertificateVerifyProc(({ hostname, certificate }, answer) => {
      const isTrusted = extraRoots.some((root) => isIssuedByExtraRoot(certificate, hostname, root, new Date()))
      answer(isTrusted ? accept : asChromium)
    })
  return (url, init) => {
    if (!url.startsWith('https://')) return Promise.reject(new TypeError('only https addresses are fetched'))
    return own.fetch(url, { ...init, credentials: 'omit', redirect: 'error' })
  }
}
