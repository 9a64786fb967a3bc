import type { Context, Middleware } from '@microsoft/microsoft-graph-client'
import { AppError, isAppError } from '../../shared/ipc/errors.ts'
import type { AccessToken, TokenSource } from '../cloud/access-token.ts'
import { abortError } from '../cloud/deadline.ts'
import { assertOwn } from './graph-url.ts'
import { callOf } from './retry.ts'

/**
 * In place of the client's AuthenticationHandler, which gives up at a 401.
 * The token goes to the cloud's own Graph host alone. A 401 is answered once: by a token for the claims challenge that
 * came with it (continuous access evaluation), else by a fresh one.
 */
export class Authorization implements Middleware {
  readonly #tokens: TokenSource
  readonly #graph: string
  #next: Middleware | null = null

  constructor({ tokens, graph }: { readonly tokens: TokenSource; readonly graph: string }) {
    this.#tokens = tokens
    this.#graph = graph
  }

  setNext(next: Middleware): void {
    this.#next = next
  }

  async execute(context: Context): Promise<void> {
    const call = callOf(context)
    try {
      assertOwn(call.url, this.#graph)
      const token = await this.#tokens.acquire({}, call.signal)
      await this.#send(context, token)
      if (call.answer?.status !== 401) return
      const claims = claimsChallenge(call.answer.headers.get('www-authenticate'))
      await this.#send(context, await this.#renewed(token, claims, call.signal))
    } catch (error) {
      // First in the chain, so everything passes here before the client wraps it in an error of its own.
      call.failure = call.signal.aborted ? abortError(call.signal) : failure(error)
      throw call.failure
    }
  }

  /** Other requests may have been refused at the same moment: the first of them gets the new token for all. */
  async #renewed(refused: AccessToken, claims: string | null, signal: AbortSignal): Promise<AccessToken> {
    const current = await this.#tokens.acquire({}, signal)
    if (current.token !== refused.token) return current
    return this.#tokens.acquire(claims === null ? { fresh: true } : { claims }, signal)
  }

  async #send(context: Context, token: AccessToken): Promise<void> {
    const headers = { ...(context.options?.headers as object), authorization: `Bearer ${token.token}` }
    const authorized: Context = { ...context, request: callOf(context).url, options: { ...context.options, headers } }
    await this.#next?.execute(authorized)
    if (authorized.response !== undefined) context.response = authorized.response
  }
}

const failure = (error: unknown): AppError =>
  isAppError(error) ? error : new AppError('internal', {}, { cause: error })

/**
 * The claims (JSON) of a challenge such as `Bearer error="insufficient_claims", claims="<base64>"`; null without one.
 * Source: Microsoft identity platform, claims challenges.
 */
export const claimsChallenge = (header: string | null): string | null => {
  const encoded = /\bclaims="([A-Za-z0-9+/_=-]+)"/i.exec(header ?? '')?.[1]
  if (encoded === undefined) return null
  const claims = Buffer.from(encoded, 'base64').toString('utf8')
  try {
    return JSON.stringify(JSON.parse(claims))
  } catch {
    return null
  }
}
