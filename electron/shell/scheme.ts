import { randomBytes } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { extname, isAbsolute, join, relative } from 'node:path'
import { protocol } from 'electron'
import { host, scheme } from './origin.ts'

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
}

/** The mark that the build leaves in index.html (electron.vite.config.ts) and that each load replaces. */
const nonceMark = '__NONCE__'

/** No eval, no inline script, no remote anything; style elements only with this load's nonce (Griffel carries it). */
export const contentSecurityPolicy = (nonce: string): string =>
  [
    "default-src 'none'",
    "script-src 'self'",
    `style-src 'self' 'nonce-${nonce}'`,
    "img-src 'self' data:",
    "font-src 'self'",
    "connect-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join('; ')

/** The file that an address of ours names, or null when it leads outside the folder. */
export const assetPath = (folder: string, url: string): string | null => {
  const parsed = URL.parse(url)
  if (parsed === null || parsed.host !== host) return null
  let path: string
  try {
    path = decodeURIComponent(parsed.pathname)
  } catch {
    return null
  }
  if (path.includes('\0')) return null
  const file = join(folder, path === '/' ? 'index.html' : path)
  const inside = relative(folder, file)
  return inside !== '' && !inside.startsWith('..') && !isAbsolute(inside) ? file : null
}

/** Before the app is ready, once. No bypassCSP, no service workers: only what the pages need. */
export const registerScheme = (): void =>
  protocol.registerSchemesAsPrivileged([
    { scheme, privileges: { standard: true, secure: true, supportFetchAPI: true, codeCache: true } },
  ])

/** Serves the built renderer from `folder` and nothing else. */
export const serveRenderer = (folder: string): void => {
  protocol.handle(scheme, async (request) => {
    if (request.method !== 'GET') return new Response(null, { status: 405 })
    const file = assetPath(folder, request.url)
    const type = file === null ? undefined : types[extname(file)]
    if (file === null || type === undefined) return new Response(null, { status: 404 })
    let body: Buffer | string
    try {
      body = await readFile(file)
    } catch {
      return new Response(null, { status: 404 })
    }
    const headers = new Headers({
      'content-type': type,
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
    })
    if (file.endsWith('.html')) {
      const nonce = randomBytes(16).toString('base64')
      headers.set('content-security-policy', contentSecurityPolicy(nonce))
      headers.set('cache-control', 'no-store')
      body = body.toString('utf8').replaceAll(nonceMark, nonce)
    }
    return new Response(new Uint8Array(Buffer.from(body)), { headers })
  })
}
