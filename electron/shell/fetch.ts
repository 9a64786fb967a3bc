import { type Session, session } from 'electron'
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
  const own = ownSession('cloud')
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

/** For what authorities publish about revocation: nearly all do so over http, because what they publish is signed. */
export const revocationFetch = (): Fetch => {
  const own = ownSession('revocation')
  return (url, init) => {
    if (!/^https?:\/\//.test(url)) return Promise.reject(new TypeError('only http and https addresses are fetched'))
    return own.fetch(url, { ...init, credentials: 'omit', redirect: 'error' })
  }
}

const ownSession = (name: string): Session => {
  const own = session.fromPartition(name, { cache: false })
  own.setPermissionRequestHandler((_contents, _permission, answer) => answer(false))
  own.setPermissionCheckHandler(() => false)
  return own
}
