/**
 * When a server wants to be asked again, by its Retry-After header: seconds from now or an HTTP date (RFC 9110, 10.2.3).
 * Null without the header or when it says nothing understandable. Never before now.
 */
export const retryAfter = (header: string | null, now: Date): Date | null => {
  const text = header?.trim() ?? ''
  if (text === '') return null
  if (/^\d+(\.\d+)?$/.test(text)) return new Date(now.getTime() + Number(text) * 1000)
  const date = Date.parse(text)
  if (Number.isNaN(date)) return null
  return new Date(Math.max(date, now.getTime()))
}

/** Doubling from one second, spread over half of it, so that several programs do not come back together. */
export const backoff = (attempt: number, random: () => number = Math.random): number =>
  Math.round(1000 * 2 ** (attempt - 1) * (0.75 + random() / 2))
