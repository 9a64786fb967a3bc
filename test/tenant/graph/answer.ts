/** What an endpoint gives back; server/deliver.ts writes it, batch.ts wraps it. */
export interface Answer {
  readonly status: number
  /** Serialised JSON (or plain text, when `type` says so); null for no body. */
  readonly body: string | null
  /** Instead of a body: what is no text, such as a message's content. */
  readonly bytes?: Uint8Array
  readonly headers?: Readonly<Record<string, string>>
  readonly type?: string
}

/** A request as endpoints see it, whether it came alone or inside a batch. Header names are lower case. */
export interface Call {
  readonly method: string
  /** Decoded path from the version on, such as `/v1.0/users`. */
  readonly path: string
  /** Raw query without the question mark. */
  readonly query: string
  readonly headers: Readonly<Record<string, string | undefined>>
  readonly body: string
}

/** Graph's own refusal; the dispatcher turns it into the documented error body. */
export class GraphFailure extends Error {
  readonly status: number
  readonly code: string
  readonly headers: Readonly<Record<string, string>>

  constructor(status: number, code: string, message: string, headers: Readonly<Record<string, string>> = {}) {
    super(message)
    this.status = status
    this.code = code
    this.headers = headers
  }
}

export const badRequest = (message: string, code = 'BadRequest') => new GraphFailure(400, code, message)
export const unsupported = (message: string) => new GraphFailure(400, 'Request_UnsupportedQuery', message)
/** For what the real Graph can and this simulation cannot: named, so that nobody takes it for Graph's answer. */
export const notSimulated = (what: string) =>
  new GraphFailure(501, 'NotImplemented', `The simulated tenant does not know ${what}.`)
export const notFound = (id: string) =>
  new GraphFailure(
    404,
    'Request_ResourceNotFound',
    `Resource '${id}' does not exist or one of its queried reference-property objects are not present.`,
  )
export const unknownSegment = (segment: string) => badRequest(`Resource not found for the segment '${segment}'.`)

export const json = (value: unknown, status = 200): Answer => ({ status, body: JSON.stringify(value) })

export interface Ids {
  readonly requestId: string
  readonly clientRequestId: string
  readonly now: Date
}

/** Source: Microsoft Graph, "error responses and resource types". */
export const failureAnswer = (failure: GraphFailure, ids: Ids): Answer => ({
  status: failure.status,
  headers: failure.headers,
  body: JSON.stringify({
    error: {
      code: failure.code,
      message: failure.message,
      innerError: {
        date: ids.now.toISOString().slice(0, 19),
        'request-id': ids.requestId,
        'client-request-id': ids.clientRequestId,
      },
    },
  }),
})
