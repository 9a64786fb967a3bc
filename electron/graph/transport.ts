import type { Context, Middleware } from '@microsoft/microsoft-graph-client'
import { AppError } from '../../shared/ipc/errors.ts'
import { withDeadline } from '../cloud/deadline.ts'
import { networkError } from '../cloud/network-errors.ts'
import { bytesOf } from '../cloud/response-bytes.ts'
import type { Clock, Fetch } from '../ports.ts'
import type { AnswerForm, GraphAnswer, GraphCall } from './graph-call.ts'
import { ledgerPath } from './ledger.ts'
import type { Limiter } from './limiter.ts'
import { isItems } from './page.ts'
import { rawLists } from './raw-lists.ts'
import { unitsUsed } from './resource-units.ts'
import { callOf } from './retry.ts'

const timeout = 100_000

interface Needs {
  readonly fetch: Fetch
  readonly clock: Clock
  readonly limiter: Limiter
}

/**
 * The last middleware, in place of the client's HTTPMessageHandler, which calls the global fetch and so knows neither
 * proxy nor trust store. One try: a place in the limiter, a time limit, the body read and parsed, an entry in the ledger.
 */
export class Transport implements Middleware {
  readonly #needs: Needs

  constructor(needs: Needs) {
    this.#needs = needs
  }

  async execute(context: Context): Promise<void> {
    const { clock, limiter } = this.#needs
    const call = callOf(context)
    const deadline = { clock, milliseconds: timeout, host: new URL(call.url).host }
    const task = (signal: AbortSignal) => withDeadline(deadline, (limited) => this.#try(context, call, limited), signal)
    context.response = await (call.begun || call.attempts > 0
      ? limiter.runNext(task, call.signal)
      : limiter.run(task, call.signal))
  }

  async #try(context: Context, call: GraphCall, signal: AbortSignal): Promise<Response> {
    const { fetch, clock, limiter } = this.#needs
    const headers = context.options?.headers as Record<string, string>
    const clientRequestId = headers['client-request-id'] ?? ''
    const method = context.options?.method ?? 'GET'
    const attempt = ++call.attempts
    const at = clock.now()
    call.answer = null
    let response: Response | null = null
    try {
      response = await fetch(call.url, {
        method,
        headers,
        ...(context.options?.body == null ? {} : { body: context.options.body as string }),
        redirect: 'error',
        credentials: 'omit',
        cache: 'no-store',
        signal,
      })
      call.answer = await read(response, clientRequestId, call.form)
      if (response.status < 400) limiter.answered(usedOf(response.headers))
      return response
    } catch (error) {
      const failure = networkError(error, call.url)
      throw response !== null && failure.code === 'connection_lost' ? cutShort(failure, response) : failure
    } finally {
      call.options.onRequest?.({
        requestId: response?.headers.get('request-id') ?? clientRequestId,
        method,
        path: ledgerPath(call.url),
        status: response?.status ?? 0,
        items: items(call.answer?.body),
        milliseconds: clock.now().getTime() - at.getTime(),
        attempt,
        units: unitsUsed(call.answer, call.estimate),
        at: at.toISOString(),
      })
    }
  }
}

/** Source: Microsoft Graph, throttling limits: 0.8 to 1.8, and left out below. */
const usedOf = (headers: Headers): number | null => {
  const text = headers.get('x-ms-throttle-limit-percentage')
  const used = Number(text)
  return text === null || Number.isNaN(used) ? null : used
}

const read = async (response: Response, clientRequestId: string, form: AnswerForm): Promise<GraphAnswer> => {
  const { status, headers } = response
  const body = await bodyOf(response, status < 400 ? form : 'parsed')
  return { status, headers, body, requestId: headers.get('request-id') ?? clientRequestId, clientRequestId }
}

const bodyOf = async (response: Response, form: AnswerForm): Promise<unknown> => {
  if (form === 'parsed') return parse(await response.text())
  if (form !== 'rawLists') return bytesOf(response, form.most)
  return rawLists(await response.arrayBuffer())
}

/** Undefined when it is not JSON, which an empty text is not either. */
const parse = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/** The connection broke off within the body. */
const cutShort = (failure: AppError, response: Response): AppError =>
  new AppError('answer_unreadable', { ...failure.params, status: String(response.status) }, { cause: failure })

const items = (body: unknown): number | null => {
  if (typeof body !== 'object' || body === null) return null
  const { value, responses } = body as { readonly value?: unknown; readonly responses?: unknown }
  if (isItems(value)) return value.length
  return Array.isArray(responses) ? responses.length : null
}
