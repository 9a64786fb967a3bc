import type { Fetch } from '../../electron/ports.ts'

/** One request as it was sent. */
export interface Sent {
  readonly url: string
  readonly method: string
  readonly headers: Readonly<Record<string, string>>
  readonly body: string | null
}

/** Passes everything on and remembers what Graph was asked. */
export const recording = (fetch: Fetch, graph: string): { readonly fetch: Fetch; readonly sent: Sent[] } => {
  const sent: Sent[] = []
  return {
    sent,
    fetch: (url, init) => {
      const { method = 'GET', headers, body } = init
      if (url.startsWith(`${graph}/v1.0/`)) {
        const known = Object.fromEntries(new Headers(headers))
        sent.push({ url, method, headers: known, body: typeof body === 'string' ? body : null })
      }
      return fetch(url, init)
    },
  }
}

/** The least that reading the same answers takes: the same requests, four at a time, each body parsed and dropped. */
export const replay = async (fetch: Fetch, sent: readonly Sent[], token: string): Promise<void> => {
  const { signal } = new AbortController()
  const waiting = [...sent]
  const one = async () => {
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
      const { url, method, body } = next
      const headers = { ...next.headers, authorization: `Bearer ${token}` }
      const response = await fetch(url, { method, headers, ...(body === null ? {} : { body }), signal })
      JSON.parse(await response.text())
    }
  }
  await Promise.all(Array.from({ length: 4 }, one))
}
