import type { Application } from './application.ts'

export interface Redirect {
  readonly uri: string
  readonly platform: 'publicClient' | 'web' | 'spa'
}

export const redirectsOf = ({ properties }: Application): readonly Redirect[] =>
  (['publicClient', 'web', 'spa'] as const).flatMap((platform) =>
    properties[platform].redirectUris.map((uri) => ({ uri, platform })),
  )

/**
 * The registered redirect that the given one matches, or null. The port counts except on `http://localhost`;
 * the path counts with its case. `deeper`: further path segments are accepted, as the older consent page does.
 * Source: Microsoft identity platform, "Redirect URI (reply URL) best practices and limitations".
 */
export const matchRedirect = (registered: readonly Redirect[], given: string, deeper = false): Redirect | null => {
  if (!URL.canParse(given) || new URL(given).hash !== '') return null
  return registered.find(({ uri }) => matches(uri, given, deeper)) ?? null
}

const matches = (registered: string, given: string, deeper: boolean): boolean => {
  if (!URL.canParse(registered)) return false
  const [known, asked] = [new URL(registered), new URL(given)]
  const local = known.protocol === 'http:' && known.hostname === 'localhost'
  const sameHost = local ? asked.hostname === 'localhost' : asked.host === known.host
  if (known.protocol !== asked.protocol || !sameHost) return false
  if (known.pathname === asked.pathname && known.search === asked.search) return true
  const folder = known.pathname.endsWith('/') ? known.pathname : `${known.pathname}/`
  return deeper && asked.pathname.startsWith(folder)
}

/** Whether Graph takes it into a registration. Source: the same page. */
export const isRegistrable = (uri: string): boolean => {
  if (uri.length > 256 || /[!$'(),;*]/.test(uri) || !URL.canParse(uri)) return false
  const { protocol, hostname, hash } = new URL(uri)
  if (hash !== '' || hostname === '[::1]') return false
  if (protocol !== 'http:') return true
  return hostname === 'localhost' || hostname === '127.0.0.1'
}
