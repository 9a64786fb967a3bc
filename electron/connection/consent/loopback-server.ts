import { randomBytes } from 'node:crypto'
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Language } from '../../../shared/ipc/app.ts'
import { AppError } from '../../../shared/ipc/errors.ts'
import { abortError } from '../../cloud/deadline.ts'
import type { Clock, Logger } from '../../ports.ts'
import { answerHeaders, answerPage } from './answer-page.ts'
import { checkCallback } from './callback-check.ts'
import { type LoopbackLimits, LoopbackListener } from './loopback-listener.ts'

const patienceMinutes = 5

export interface LoopbackNeeds {
  readonly clock: Clock
  readonly logger: Logger
  readonly language: () => Language
  readonly limits?: LoopbackLimits
}

/** Where the browser is to come back to, and the secret it has to bring along. */
export interface LoopbackAddress {
  readonly redirectUri: string
  readonly state: string
}

/**
 * Waits on this computer for the one request with which the browser brings back the answer of the sign-in service. The
 * first one with the right state wins; nothing else has any effect. `show` gets the address to come back to and opens
 * the browser. However it ends, all connections are closed by then.
 *
 * Source of the address's form: Microsoft identity platform, "Redirect URI (reply URL) best practices and limitations":
 * for `http://localhost` the port does not count, the path does.
 *
 * @throws AppError browser_unanswered after five minutes, loopback_unavailable, cancelled, or what `show` throws.
 */
export const awaitBrowser = async (
  needs: LoopbackNeeds,
  path: '/consent' | '/',
  show: (address: LoopbackAddress) => Promise<void>,
  signal: AbortSignal,
): Promise<URLSearchParams> => {
  if (signal.aborted) throw abortError(signal)
  const state = randomBytes(32).toString('base64url')
  const answer = Promise.withResolvers<URLSearchParams>()
  const desk = new Desk(needs, path, state, answer.resolve)
  const listener = new LoopbackListener((request, response) => desk.serve(request, response), needs.limits)
  const end = new AbortController()
  const abort = () => answer.reject(abortError(signal))
  signal.addEventListener('abort', abort, { once: true })
  try {
    await listener.open()
    desk.port = listener.port
    const redirectUri = `http://localhost:${listener.port}${path === '/' ? '' : path}`
    const registered = `http://localhost${path === '/' ? '' : path}`
    needs.clock.sleep(patienceMinutes * 60_000, end.signal).then(
      () =>
        answer.reject(new AppError('browser_unanswered', { minutes: String(patienceMinutes), redirect: registered })),
      () => undefined,
    )
    show({ redirectUri, state }).catch(answer.reject)
    const parameters = await answer.promise
    // The page has to reach the browser before its connection is ended; the listener's limit of time holds for it too.
    await desk.farewell
    return parameters
  } finally {
    end.abort()
    signal.removeEventListener('abort', abort)
    // It may have been cancelled before anybody waited for it.
    answer.promise.catch(() => undefined)
    await listener.close()
  }
}

/** Answers requests, and gives on the first one that is the awaited answer. */
class Desk {
  port = 0
  readonly #needs: LoopbackNeeds
  readonly #path: string
  readonly #state: string
  readonly #resolve: (parameters: URLSearchParams) => void
  readonly #farewell = Promise.withResolvers<void>()
  #answered = false

  constructor(needs: LoopbackNeeds, path: string, state: string, resolve: (parameters: URLSearchParams) => void) {
    this.#needs = needs
    this.#path = path
    this.#state = state
    this.#resolve = resolve
  }

  /** Resolves when the page after the answer has left. */
  get farewell(): Promise<void> {
    return this.#farewell.promise
  }

  serve(request: IncomingMessage, response: ServerResponse): void {
    const verdict = checkCallback(request, { port: this.port, path: this.#path, state: this.#state })
    // Whatever the request still has to say is not read.
    response.once('finish', () => request.socket.destroySoon())
    if ('refused' in verdict || this.#answered) {
      const status = 'refused' in verdict ? verdict.refused : 410
      this.#needs.logger.warn('loopback.refused', { status })
      this.#write(response, status, 'refused')
      return
    }
    this.#answered = true
    response.once('close', () => this.#farewell.resolve())
    this.#write(response, 200, 'received')
    this.#resolve(verdict.accepted)
  }

  #write(response: ServerResponse, status: number, kind: 'received' | 'refused'): void {
    response.writeHead(status, { ...answerHeaders, ...(status === 405 ? { Allow: 'GET' } : {}) })
    response.end(answerPage(this.#needs.language(), kind))
  }
}
