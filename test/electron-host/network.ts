/**
 * `fetch` of one session: its own connections, kept alive, and its own say on certificates. No cookies, no cache, no proxy,
 * HTTP/1.1 only but without Chromium's six connections a host, since the services that matter speak HTTP/2.
 */
import { setImmediate as turn } from 'node:timers/promises'
import type { TLSSocket } from 'node:tls'
import { Agent, buildConnector } from 'undici'
import { type VerifyProc, verifyRequest } from './certificates.ts'
import { asNetError, type ClosedEarly, NetError } from './net-errors.ts'
import type { SchemeHandler } from './schemes.ts'
import { NotImplemented } from './strict.ts'

type Init = RequestInit & { bypassCustomProtocolHandlers?: boolean }

/** What a verify procedure may answer, by Electron's documentation; any other number refuses as well. */
const [accept, ownVerdict] = [0, -3]
/** Chromium gives up connecting after four minutes and waits for an answer as long as it takes. */
const timeouts = { headersTimeout: 0, bodyTimeout: 0 }
const connectTimeout = 240_000

export class Network {
  readonly #handlers: ReadonlyMap<string, SchemeHandler>
  #proc: VerifyProc = null
  #agent = this.#newAgent()

  /** @param handlers custom schemes, answered without the network */
  constructor(handlers: ReadonlyMap<string, SchemeHandler>) {
    this.#handlers = handlers
  }

  /** For connections made from now on. */
  setVerifyProc(proc: VerifyProc): void {
    this.#proc = proc
    this.#replaceAgent((old) => old.close())
  }

  closeAllConnections(): Promise<void> {
    return this.#replaceAgent((old) => old.destroy())
  }

  /** @throws Error `net::ERR_…` as Chromium names the failure, or DOMException AbortError */
  async fetch(input: string | Request, init: Init = {}): Promise<Response> {
    const { bypassCustomProtocolHandlers, ...rest } = init
    const request = new Request(input, rest)
    const scheme = request.url.slice(0, request.url.indexOf(':'))
    const handler = bypassCustomProtocolHandlers ? undefined : this.#handlers.get(scheme)
    if (handler) return handler(request)
    if (scheme !== 'http' && scheme !== 'https') throw new NotImplemented(`fetch of ${scheme}:`)
    if (request.redirect === 'manual') throw new NotImplemented("fetch with redirect 'manual'")
    const { signal } = request
    try {
      const response = await fetch(request, { dispatcher: this.#agent } as unknown as RequestInit)
      const { status, statusText, headers } = response
      const closedEarly = headers.has('content-length')
        ? 'ERR_CONTENT_LENGTH_MISMATCH'
        : 'ERR_INCOMPLETE_CHUNKED_ENCODING'
      const fail = (error: unknown) => failure(error, signal, closedEarly)
      return new Response(response.body && bodyOf(response.body, fail), { status, statusText, headers })
    } catch (error) {
      throw failure(error, signal, 'ERR_EMPTY_RESPONSE')
    }
  }

  #replaceAgent(end: (old: Agent) => Promise<void>): Promise<void> {
    const old = this.#agent
    this.#agent = this.#newAgent()
    return end(old)
  }

  #newAgent(): Agent {
    // Without session resumption, which would hide the chain; the verdict is ours, before a byte of the request goes out.
    const options = { rejectUnauthorized: false, maxCachedSessions: 0, timeout: connectTimeout, allowH2: false }
    const connector = buildConnector(options)
    return new Agent({
      ...timeouts,
      connect: (target, callback) =>
        connector(target, (error, socket) => {
          if (error || !socket) callback(error ?? new NetError('ERR_FAILED'), null)
          else if (target.protocol !== 'https:') callback(null, socket)
          else
            this.#verify(socket as TLSSocket, target.hostname).then(
              () => callback(null, socket),
              (refusal: Error) => {
                socket.destroy()
                callback(refusal, null)
              },
            )
        }),
    })
  }

  async #verify(socket: TLSSocket, hostname: string): Promise<void> {
    const proc = this.#proc
    const asked = verifyRequest(socket, hostname)
    const answer = proc ? await new Promise<number>((resolve) => proc(asked, resolve)) : ownVerdict
    if (answer === ownVerdict && asked.errorCode !== 0)
      throw new NetError(asked.verificationResult.replace('net::', ''))
    if (answer !== ownVerdict && answer !== accept) throw new NetError('ERR_FAILED')
    if (socket.destroyed) throw new NetError('ERR_CONNECTION_RESET')
  }
}

const failure = (error: unknown, signal: AbortSignal, closedEarly: ClosedEarly): Error =>
  signal.aborted ? new DOMException('The operation was aborted.', 'AbortError') : asNetError(error, closedEarly)

/** The same bytes as they come; failures on the way by Chromium's names. */
const bodyOf = (body: ReadableStream<Uint8Array<ArrayBuffer>>, fail: (error: unknown) => Error) => {
  const reader = body.getReader()
  const source: UnderlyingDefaultSource<Uint8Array<ArrayBuffer>> = {
    async pull(controller) {
      try {
        const { done, value } = await reader.read()
        if (!done) return controller.enqueue(value)
        // undici lets go of the connection a turn later; whoever asks next is to find it free.
        await turn()
        controller.close()
      } catch (error) {
        controller.error(fail(error))
      }
    },
    cancel: (reason) => reader.cancel(reason),
  }
  return new ReadableStream(source, { highWaterMark: 0 })
}
