import { createSecureContext, rootCertificates } from 'node:tls'
import { Agent, type RequestInit as UndiciRequestInit, fetch as undiciFetch } from 'undici'
import type { Fetch } from '../../electron/ports.ts'

export interface NodeFetch {
  readonly fetch: Fetch
  /** Ends the connections that are kept open. */
  close(): Promise<void>
}

/** The web's fetch by undici, trusting one more certificate authority (PEM) beside the well-known ones. */
export const nodeFetch = (ca: string | null = null): NodeFetch => {
  // Made once: for each connection anew, some milliseconds of reading certificates would stand in what is measured.
  const trusted = ca === null ? {} : { secureContext: createSecureContext({ ca: [...rootCertificates, ca] }) }
  const dispatcher = new Agent({ connect: trusted })
  return {
    // Node's and undici's types of the same fetch differ in names only.
    fetch: (url, init) =>
      undiciFetch(url, { ...(init as unknown as UndiciRequestInit), dispatcher }) as unknown as Promise<Response>,
    close: () => dispatcher.destroy(),
  }
}
