import type { AccessToken, TokenSource } from '../../../electron/cloud/access-token.ts'
import { clouds } from '../../../electron/cloud/clouds.ts'
import { Graph } from '../../../electron/graph/graph.ts'
import { Limiter } from '../../../electron/graph/limiter.ts'
import type { Fetch } from '../../../electron/ports.ts'
import type { LedgerEntry } from '../../../shared/domain/sync.ts'
import { FakeClock } from '../../fakes/fake-clock.ts'
import { SilentLogger } from '../../fakes/silent-logger.ts'

export interface Asked {
  readonly url: string
  readonly method: string
  readonly headers: Headers
  readonly body: string
  readonly signal: AbortSignal
}
type Answer = (asked: Asked) => Response | Promise<Response>

/** Tokens t1, t2, …: a new one each time a fresh one or one for claims is asked for. */
class CountingTokens implements TokenSource {
  readonly asked: { readonly fresh?: boolean; readonly claims?: string }[] = []
  roles: readonly string[] = []
  #serial = 1

  acquire(options: { readonly fresh?: boolean; readonly claims?: string }): Promise<AccessToken> {
    this.asked.push(options)
    if (options.fresh === true || options.claims !== undefined) this.#serial++
    const expiresAt = '2026-03-01T13:00:00.000Z'
    return Promise.resolve({
      token: `t${this.#serial}`,
      expiresAt,
      roles: this.roles,
      tenantId: 'x',
      applicationId: 'y',
    })
  }
}

/** A Graph over scripted answers: each request gets the next one, the last one stays. */
export const desk = (answers: readonly Answer[], options: { concurrency?: number; skip?: number } = {}) => {
  const asked: Asked[] = []
  const clock = new FakeClock(undefined, { skip: options.skip ?? 99_000 })
  const tokens = new CountingTokens()
  const logger = new SilentLogger()
  const limiter = new Limiter({ clock, concurrency: options.concurrency ?? 4 })
  const fetch: Fetch = async (url, init) => {
    const { signal } = init
    const one: Asked = {
      url,
      method: init.method ?? 'GET',
      headers: new Headers(init.headers),
      body: String(init.body ?? ''),
      signal,
    }
    asked.push(one)
    signal.throwIfAborted()
    const aborted = Promise.withResolvers<never>()
    signal.addEventListener('abort', () => aborted.reject(signal.reason), { once: true })
    const answer = answers[Math.min(asked.length, answers.length) - 1]
    if (answer === undefined) throw new Error('no answer prepared')
    return await Promise.race([answer(one), aborted.promise])
  }
  const graph = new Graph({ cloud: clouds.global, tokens, fetch, clock, logger, limiter })
  const ledger: LedgerEntry[] = []
  const waits: string[] = []
  const watch = { onRequest: (entry: LedgerEntry) => ledger.push(entry), onWait: (until: string) => waits.push(until) }
  return { graph, asked, clock, tokens, logger, limiter, ledger, waits, watch }
}

export const ok =
  (body: unknown, headers: Record<string, string> = {}) =>
  (): Response =>
    Response.json(body, { headers: { 'request-id': 'r1', ...headers } })

export const fault =
  (status: number, code = 'x', message = 'm', headers: Record<string, string> = {}) =>
  (): Response =>
    Response.json({ error: { code, message, innerError: {} } }, { status, headers: { 'request-id': 'r1', ...headers } })

export const text = (body: string) => (): Response => new Response(body, { headers: { 'request-id': 'r1' } })

export const reset = () =>
  Promise.reject(new TypeError('fetch failed', { cause: Object.assign(new Error('x'), { code: 'ECONNRESET' }) }))

/** The head comes, then the connection breaks off within the body. */
export const cut = (): Response =>
  new Response(
    new ReadableStream({
      start(controller) {
        controller.enqueue(new TextEncoder().encode('{"value":['))
        controller.error(new TypeError('terminated'))
      },
    }),
    { headers: { 'request-id': 'r1' } },
  )

export const silence = () => new Promise<Response>(() => undefined)
