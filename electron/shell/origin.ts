/** Where the renderer comes from. Standard scheme: relative URLs, storage and a real origin. */
export const scheme = 'app'
export const host = 'tenantry'
export const ownOrigin = `${scheme}://${host}`

/** Parsed, never compared as text: `app://tenantry.evil` and `app://tenantry@evil` are foreign. Null for what has no origin. */
export const originOf = (url: string): string | null => {
  const parsed = URL.parse(url)
  if (parsed === null || parsed.host === '' || parsed.username !== '' || parsed.password !== '') return null
  return `${parsed.protocol}//${parsed.host}`
}

export const isOwnPage = (url: string, developmentOrigin: string | null): boolean => {
  const origin = originOf(url)
  return origin === ownOrigin || (origin !== null && origin === developmentOrigin)
}

/** What of a frame decides whether it may speak: Electron's WebFrameMain, or null when it has navigated away. */
export interface SenderFrame {
  readonly url: string
  readonly parent: unknown
}

/** The page of our own window, its top frame, from our own origin; everything else is a stranger. */
export const isTrustedSender = (
  frame: SenderFrame | null,
  isKnownWindow: boolean,
  developmentOrigin: string | null,
): boolean => isKnownWindow && frame !== null && frame.parent === null && isOwnPage(frame.url, developmentOrigin)
