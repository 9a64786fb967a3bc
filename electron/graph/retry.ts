import { randomUUID } from 'node:crypto'
import type { Context, Middleware } from '@microsoft/microsoft-graph-client'
import { AppError, type ErrorCode, isAppError } from '../../shared/ipc/errors.ts'
import { backoff, retryAfter } from '../cloud/retry-after.ts'
import type { Clock, Logger } from '../ports.ts'
import { type GraphAnswer, GraphCall } from './graph-call.ts'
import type { Limiter } from './limiter.ts'

/** Tries of one request, the first included. */
export const maxTries = 6
/** No wait is longer, whatever the server asks for. */
const maxWait = 600_000

/** Graph wants less load (Microsoft Graph, throttling guidance); 509 is SharePoint's word for it. */
const busy: ReadonlySet<number> = new Set([429, 503, 504, 509])
/** A fault of one server, or one that was too slow to hear the request: worth another try by itself. */
const hiccup: ReadonlySet<number> = new Set([408, 500, 502])
export const isBusy = (status: number): boolean => busy.has(status)

interface Needs {
  readonly limiter: Limiter
  readonly clock: Clock
  readonly logger: Logger
}

/**
 * The date until which to wait before the next try: what the server says, at least doubling, never beyond the ceiling. A
 * server that says 0 again and again would use up all tries at once.
 */
export const nextTry = (header: string | null, attempt: number, now: Date): Date => {
  const from = now.getTime()
  const asked = retryAfter(header, now)?.getTime() ?? from
  return new Date(Math.min(Math.max(asked, from + backoff(attempt)), from + maxWait))
}

/** The middleware for a call's own part of the context. */
export const callOf = (context: Context): GraphCall => {
  const call = context.middlewareControl?.getMiddlewareOptions(GraphCall)
  if (!(call instanceof GraphCall)) throw new AppError('internal')
  return call
}

/**
 * In place of the client's RetryHandler, which caps Retry-After at 180 seconds, gives up after 3 tries, does not know lost
 * connections and lets every request find out by itself that Graph is busy. A busy answer here pauses all requests.
 * What creates something is repeated only where Graph said that it did nothing: after a lost connection, a silent server
 * or a fault of the server, nobody knows, and whoever asked has to look first.
 */
export class Retry implements Middleware {
  readonly #needs: Needs
  #next: Middleware | null = null

  constructor(needs: Needs) {
    this.#needs = needs
  }

  setNext(next: Middleware): void {
    this.#next = next
  }

  async execute(context: Context): Promise<void> {
    const call = callOf(context)
    let odd = 0
    for (let attempt = 1; ; attempt++) {
      const lost = await this.#try(context)
      const answer = lost === null ? call.answer : null
      if (answer !== null && !isWorthwhile(answer)) return
      if (!call.repeatable && !wasRefused(answer)) return giveUp(call, lost)
      // Neither a silent server nor an answer that is not JSON gets better by asking often.
      if (lost?.code === 'timeout' || (answer !== null && isMalformed(answer))) odd++
      if (attempt === maxTries || odd > 1) return giveUp(call, lost)
      await this.#wait(call, answer, attempt)
    }
  }

  /** The error of a connection that broke off or stayed silent; null when an answer came. */
  async #try(context: Context): Promise<AppError | null> {
    // Each try has headers of its own: its id for Microsoft's support, and what the middleware behind adds.
    const headers = { ...(context.options?.headers as object), 'client-request-id': randomUUID() }
    const attempt: Context = { ...context, options: { ...context.options, headers } }
    try {
      await this.#next?.execute(attempt)
      if (attempt.response !== undefined) context.response = attempt.response
      return null
    } catch (error) {
      if (isAppError(error) && lostCodes.has(error.code)) return error
      throw error
    }
  }

  async #wait(call: GraphCall, answer: GraphAnswer | null, attempt: number): Promise<void> {
    const { clock, limiter, logger } = this.#needs
    const now = clock.now()
    const header = answer?.headers.get('retry-after') ?? null
    const until = nextTry(header, attempt, now)
    const milliseconds = until.getTime() - now.getTime()
    logger.warn('graph.retry', { status: answer?.status ?? 0, requestId: answer?.requestId, attempt, milliseconds })
    if (answer === null || (header === null && !isBusy(answer.status))) return clock.sleep(milliseconds, call.signal)
    limiter.pauseUntil(until)
    call.options.onWait?.((limiter.pausedUntil ?? until).toISOString())
  }
}

/** A body that breaks off is a lost connection as well; Transport calls it unreadable, which is what remains in the end. */
const lostCodes: ReadonlySet<ErrorCode> = new Set(['connection_lost', 'answer_unreadable', 'timeout'])

/** 204 says that there is no body. */
const isMalformed = (answer: GraphAnswer): boolean =>
  answer.status < 400 && answer.status !== 204 && answer.body === undefined
/** Throttled (429), or turned away with a time to come back (503): the request was not carried out. */
const wasRefused = (answer: GraphAnswer | null): boolean =>
  answer?.status === 429 || (answer?.status === 503 && answer.headers.get('retry-after') !== null)
const isWorthwhile = (answer: GraphAnswer): boolean =>
  isBusy(answer.status) || hiccup.has(answer.status) || isMalformed(answer)

/** A refusal is left to be explained by whoever asked; what cannot even be read is an error here. */
const giveUp = (call: GraphCall, lost: AppError | null): void => {
  if (lost !== null) throw lost
  const { answer } = call
  if (answer === null || !isMalformed(answer)) return
  const { status, requestId, clientRequestId } = answer
  const host = new URL(call.url).host
  throw new AppError('answer_unreadable', { host, status: String(status), requestId, clientRequestId })
}
