import type { INetworkModule, NetworkRequestOptions, NetworkResponse } from '@azure/msal-node'
import type { AppError } from '../../shared/ipc/errors.ts'
import type { Clock, Fetch } from '../ports.ts'
import { withDeadline } from './deadline.ts'
import type { EntraAnswer } from './entra-errors.ts'
import { networkError } from './network-errors.ts'
import { retryAfter } from './retry-after.ts'

const timeout = 30_000

interface Needs {
  readonly fetch: Fetch
  readonly clock: Clock
  /** Of the whole token request; MSAL has none of its own. */
  readonly signal: AbortSignal
  readonly explain: (answer: EntraAnswer) => AppError
}

/**
 * MSAL's way to the network for one token request, over the Fetch port, so that the system's proxy, PAC file and trust
 * store apply. MSAL replaces what its network client throws by a bare `network_error`, and remembers a 429 or 5xx answer
 * for a minute in which it refuses further tries by itself; so a refusal never reaches it and is kept here in `failure`.
 */
export class FetchNetworkModule implements INetworkModule {
  readonly #needs: Needs
  #failure: AppError | null = null
  #retryAt: Date | null = null

  constructor(needs: Needs) {
    this.#needs = needs
  }

  /** Why the request failed, in our terms; null when it did not fail on the network or by the service's answer. */
  get failure(): AppError | null {
    return this.#failure
  }

  /** When the service wants to be asked again; null when it did not say. */
  get retryAt(): Date | null {
    return this.#retryAt
  }

  sendGetRequestAsync<Body>(url: string, options?: NetworkRequestOptions): Promise<NetworkResponse<Body>> {
    return this.#send(url, 'GET', options)
  }

  sendPostRequestAsync<Body>(url: string, options?: NetworkRequestOptions): Promise<NetworkResponse<Body>> {
    return this.#send(url, 'POST', options)
  }

  async #send<Body>(
    url: string,
    method: 'GET' | 'POST',
    options: NetworkRequestOptions = {},
  ): Promise<NetworkResponse<Body>> {
    const { clock, signal } = this.#needs
    try {
      const deadline = { clock, milliseconds: timeout, host: new URL(url).host }
      return await withDeadline(deadline, (limited) => this.#ask<Body>(url, method, options, limited), signal)
    } catch (error) {
      this.#failure = networkError(error, url)
      throw this.#failure
    }
  }

  async #ask<Body>(
    url: string,
    method: 'GET' | 'POST',
    options: NetworkRequestOptions,
    signal: AbortSignal,
  ): Promise<NetworkResponse<Body>> {
    const response = await this.#needs.fetch(url, {
      method,
      headers: { accept: 'application/json', ...options.headers },
      ...(method === 'POST' ? { body: options.body ?? '' } : {}),
      redirect: 'error',
      credentials: 'omit',
      cache: 'no-store',
      signal,
    })
    const body = parse(await response.text())
    const date = new Date(response.headers.get('date') ?? '')
    if (response.status >= 400 || typeof body !== 'object' || body === null) {
      this.#retryAt = retryAfter(response.headers.get('retry-after'), this.#needs.clock.now())
      throw this.#needs.explain({ status: response.status, body, date: Number.isNaN(date.getTime()) ? null : date })
    }
    return { status: response.status, headers: Object.fromEntries(response.headers), body: body as Body }
  }
}

const parse = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}
