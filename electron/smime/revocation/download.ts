import { withDeadline } from '../../cloud/deadline.ts'
import { bytesOf } from '../../cloud/response-bytes.ts'
import type { Clock, Fetch } from '../../ports.ts'

const patience = 10_000

export interface Download {
  readonly url: URL
  /** The most that is taken; a larger answer is none. */
  readonly most: number
  /** Sent by POST; else it is a GET. */
  readonly request?: { readonly type: string; readonly body: Uint8Array }
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
    if (response.ok) return bytesOf(response, most)
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
