import { withDeadline } from '../../cloud/deadline.ts'
import type { Clock, Fetch } from '../../ports.ts'

const patience = 10_000

export interface Download {
  readonly url: URL
  /** The most that is taken; a larger answer is none. */
  readonly most: number
  /** Sent by POST; else it is a GET. */
  readonly request?: { readonly type: string; readonly body: Uint8Array }
}

/** null when there is more than was wanted; the rest is not fetched then. */
const bodyOf = async (response: Response, most: number): Promise<Uint8Array | null> => {
  const reader = response.body?.getReader()
  const parts: Uint8Array[] = []
  let length = 0
  for (;;) {
    const part = await reader?.read()
    if (part?.value === undefined) return Uint8Array.from(Buffer.concat(parts))
    parts.push(part.value)
    length += part.value.length
    if (length <= most) continue
    await reader?.cancel()
    return null
  }
}

/**
 * What an authority publishes; null when it cannot be had. A redirection is not followed: contacted are the hosts that
 * are named to the administrator, and no others.
 * @throws AppError cancelled
 */
export const download = async (
  { fetch, clock }: { readonly fetch: Fetch; readonly clock: Clock },
  { url, most, request }: Download,
  signal: AbortSignal,
): Promise<Uint8Array | null> => {
  const init: RequestInit =
    request === undefined
      ? { method: 'GET' }
      : { method: 'POST', headers: { 'content-type': request.type }, body: Uint8Array.from(request.body) }
  const task = async (limited: AbortSignal): Promise<Uint8Array | null> => {
    const response = await fetch(url.href, { ...init, redirect: 'error', credentials: 'omit', signal: limited })
    if (response.ok) return bodyOf(response, most)
    await response.body?.cancel()
    return null
  }
  try {
    return await withDeadline({ clock, milliseconds: patience, host: url.host }, task, signal)
  } catch (error) {
    if (signal.aborted) throw error
    return null
  }
}
