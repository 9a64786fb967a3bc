import type { Bridge, Input, Output, Route } from '../../shared/ipc/contract.ts'
import type { ErrorCode, ErrorEnvelope, ErrorParams, StoredError } from '../../shared/ipc/errors.ts'

declare global {
  interface Window {
    /** Put there by the preload. */
    readonly tenantry: Bridge
  }
}

/** A refusal of main. `reference` leads to the entry of the log that says more. */
export class RequestError extends Error implements StoredError {
  readonly code: ErrorCode
  readonly params: ErrorParams
  readonly remedy: string | undefined
  readonly reference: string

  constructor({ code, message, remedy, params, reference }: ErrorEnvelope) {
    super(message)
    this.name = 'RequestError'
    this.code = code
    this.params = params
    this.remedy = remedy
    this.reference = reference
  }
}

/** Main did not answer at all, or something of the page's own went wrong: nothing is in the log. */
export const asRequestError = (error: unknown): RequestError => {
  if (error instanceof RequestError) return error
  const message = error instanceof Error ? error.message : String(error)
  return new RequestError({ code: 'internal', message, params: {}, reference: '' })
}

/** Asks main. Rejects with a RequestError and with nothing else. */
export const request = async <R extends Route>(route: R, input: Input<R>): Promise<Output<R>> => {
  const answer = await window.tenantry.request(route, input).catch((error: unknown) => {
    throw asRequestError(error)
  })
  if (answer.ok) return answer.data
  throw new RequestError(answer.error)
}
