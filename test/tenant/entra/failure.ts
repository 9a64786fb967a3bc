import { randomUUID } from 'node:crypto'
import type { Answer } from '../graph/answer.ts'
import { errorText } from './callback.ts'

/** Entra's refusal: the number after AADSTS, OAuth's error name and what happened. */
export class EntraFailure extends Error {
  readonly code: number
  readonly error: string
  readonly status: number

  constructor(code: number, error: string, message: string) {
    super(message)
    this.code = code
    this.error = error
    this.status = error === 'invalid_client' ? 401 : 400
  }
}

/** Source: Microsoft Entra, "authentication and authorization error codes". */
export const entraAnswer = (
  failure: { readonly code: number; readonly error: string; readonly status: number; readonly message: string },
  context: { readonly origin: string; readonly now: Date; readonly correlationId: string },
): Answer => {
  const trace = randomUUID()
  const timestamp = `${context.now.toISOString().slice(0, 19).replace('T', ' ')}Z`
  return {
    status: failure.status,
    headers: { 'Cache-Control': 'no-store' },
    body: JSON.stringify({
      error: failure.error,
      error_description: errorText(context, failure, trace),
      error_codes: [failure.code],
      timestamp,
      trace_id: trace,
      correlation_id: context.correlationId,
      error_uri: `${context.origin}/error?code=${failure.code}`,
    }),
  }
}

/** An error that Entra shows on a page of its own, so that the application only ever sees that nobody comes back. */
export class PageFailure extends Error {
  readonly code: number

  constructor(code: number, message: string) {
    super(message)
    this.code = code
  }
}
