import type { MiddlewareOptions } from '@microsoft/microsoft-graph-client'
import type { LedgerEntry } from '../../shared/domain/sync.ts'
import type { AppError } from '../../shared/ipc/errors.ts'

export interface GraphOptions {
  /** Sent with every request of the call, follow-up pages included. */
  readonly headers?: Readonly<Record<string, string>>
  /** Application roles the call cannot do without; named when Graph refuses it for lack of permission. */
  readonly needs?: readonly string[]
  /** One entry a try, also for the tries that failed. */
  readonly onRequest?: (entry: LedgerEntry) => void
  /** One entry an answer within a batch that is a refusal: no request of its own, but what Microsoft's support asks for. */
  readonly onRefused?: (entry: LedgerEntry) => void
  /** Graph asked to wait until then (ISO 8601). */
  readonly onWait?: (until: string) => void
}

/** How an answer is taken: parsed, parsed but for its lists (RawItems), or bytes as they are, at most so many. */
export type AnswerForm = 'parsed' | 'rawLists' | { readonly most: number }

/**
 * One answer of Graph, whatever its status. `body` is the parsed JSON; undefined when it was not JSON. Where bytes were
 * asked for it is the bytes, or null when there are more than were wanted; a refusal is parsed in any case.
 */
export interface GraphAnswer {
  readonly status: number
  readonly headers: Headers
  readonly body: unknown
  readonly requestId: string
  readonly clientRequestId: string
}

/**
 * What travels with one call through the Graph client's middleware, by its own extension point. The client hands out
 * neither an error's cause nor a parsed body together with headers, so answer and failure come back here.
 */
export class GraphCall implements MiddlewareOptions {
  readonly url: string
  readonly options: GraphOptions
  readonly signal: AbortSignal
  /** Goes on with work already begun: a further page, a repeated batch. */
  readonly begun: boolean
  /** Whether a second time does no harm when nobody knows what became of the first: all reads, and writes by PATCH and DELETE. */
  readonly repeatable: boolean
  /** Resource units that a try probably costs. */
  readonly estimate: number
  readonly form: AnswerForm
  attempts = 0
  answer: GraphAnswer | null = null
  failure: AppError | null = null

  constructor(call: Pick<GraphCall, 'url' | 'options' | 'signal' | 'begun' | 'repeatable' | 'estimate' | 'form'>) {
    this.url = call.url
    this.options = call.options
    this.signal = call.signal
    this.begun = call.begun
    this.repeatable = call.repeatable
    this.estimate = call.estimate
    this.form = call.form
  }
}
