import { Client, ResponseType, TelemetryHandler } from '@microsoft/microsoft-graph-client'
import { AppError } from '../../shared/ipc/errors.ts'
import type { TokenSource } from '../cloud/access-token.ts'
import type { Cloud } from '../cloud/clouds.ts'
import type { Clock, Fetch, Logger } from '../ports.ts'
import { Authorization } from './authorization.ts'
import {
  type BatchAnswer,
  type BatchRequest,
  batchAnswers,
  batchBody,
  batchRefusal,
  busyOnes,
  refusedOnes,
} from './batch.ts'
import { type AnswerForm, type GraphAnswer, GraphCall, type GraphOptions } from './graph-call.ts'
import { graphError } from './graph-errors.ts'
import { countPath, graphUrl, hasOwnTop, kindOfList, withTop } from './graph-url.ts'
import type { Limiter } from './limiter.ts'
import { type GraphPage, minTop, PageSize, pageOf, type RawPage, refusesTop, smallerTop, Trail } from './page.ts'
import { estimatedUnits } from './resource-units.ts'
import { maxTries, nextTry, Retry } from './retry.ts'
import { Transport } from './transport.ts'

export type { BatchAnswer, BatchRequest } from './batch.ts'
export type { GraphOptions } from './graph-call.ts'
export type { GraphPage, RawPage } from './page.ts'

type ListOptions = GraphOptions & { readonly top?: number | null }
type Pages<Page> = AsyncGenerator<Page, void, undefined>

interface Needs {
  readonly cloud: Cloud
  readonly tokens: TokenSource
  readonly fetch: Fetch
  readonly clock: Clock
  readonly logger: Logger
  readonly limiter: Limiter
}

/**
 * Reads Microsoft Graph v1.0, and writes the little that setting up asks for. Bodies are what Graph sent; whoever reads
 * them checks what it relies on.
 *
 * Built on Microsoft's client: its requests, its middleware chain and its TelemetryHandler (which tells Microsoft's
 * support the client's version) are used. Retry, authorisation and transport are our own for the reasons written there.
 * The client's way to build an address is gone round: it takes a query apart and puts it together in another order, and
 * takes `https://` within a query for a host, while Graph's links must be sent to the letter. Its PageIterator is not
 * used because it hides the pages, whose counts are the proof of completeness; nor its batch content, which cannot read
 * relative addresses under Node.
 *
 * Every method throws AppError: of the sign-in, of the way there, cancelled, token_refused, permission_missing,
 * not_found, throttled, graph_unavailable, graph_refused, answer_unreadable, delta_expired.
 */
export class Graph {
  readonly #needs: Needs
  readonly #client: Client
  readonly #host: string
  readonly #sizes = new Map<string, PageSize>()

  constructor(needs: Needs) {
    const { cloud, tokens, fetch, clock, limiter, logger } = needs
    const { host, hostname, origin } = new URL(cloud.graph)
    this.#needs = needs
    this.#host = host
    this.#client = Client.initWithMiddleware({
      baseUrl: cloud.graph,
      customHosts: new Set([hostname]),
      middleware: [
        new Authorization({ tokens, graph: origin }),
        new Retry({ limiter, clock, logger }),
        new TelemetryHandler(),
        new Transport({ fetch, clock, limiter }),
      ],
    })
  }

  /** Graph asked to wait until then (ISO 8601), whoever it was that asked too much; null while nothing waits. */
  get pausedUntil(): string | null {
    return this.#needs.limiter.pausedUntil?.toISOString() ?? null
  }

  /** Application roles of the token that requests go with; empty where it does not tell. */
  async roles(signal: AbortSignal): Promise<readonly string[]> {
    return (await this.#needs.tokens.acquire({}, signal)).roles
  }

  /** How large a page the lists of this path's kind are asked for; for whoever asks for them in batches. */
  pageSize(path: string): PageSize {
    const kind = kindOfList(path)
    const size = this.#sizes.get(kind) ?? new PageSize(this.#needs.clock)
    this.#sizes.set(kind, size)
    return size
  }

  /** One object, or one page as it comes. */
  async get<Body>(path: string, options: GraphOptions, signal: AbortSignal): Promise<Body> {
    const answer = await this.#send({ path, options, begun: false }, signal)
    return this.#accepted(answer, options).body as Body
  }

  /**
   * What is no JSON, as it is: a message whole. Null when it is larger than `most` bytes; what is more is not fetched.
   */
  async bytes(path: string, most: number, options: GraphOptions, signal: AbortSignal): Promise<Uint8Array | null> {
    const answer = await this.#send({ path, options, begun: true, form: { most } }, signal)
    const { body, status, requestId, clientRequestId } = this.#accepted(answer, options)
    if (body === null || body instanceof Uint8Array) return body
    throw new AppError('answer_unreadable', { status: String(status), requestId, clientRequestId })
  }

  /**
   * All pages of a list, or of a delta, in their order. `path` may be a link that Graph gave. `top` is the page size
   * (what went well lately, at most 999, when not given; null leaves it to Graph); refused, it is halved and the list
   * begins anew (page.restart).
   */
  list<Item>(path: string, options: ListOptions, signal: AbortSignal): Pages<GraphPage<Item>> {
    return this.#list(path, options, 'parsed', signal)
  }

  /** As list, with the items as they came, to be parsed where they are used. */
  rawList(path: string, options: ListOptions, signal: AbortSignal): Pages<RawPage> {
    return this.#list(path, options, 'rawLists', signal)
  }

  async *#list<Page extends GraphPage<unknown> | RawPage>(
    path: string,
    options: ListOptions,
    form: AnswerForm,
    signal: AbortSignal,
  ): Pages<Page> {
    const size = this.pageSize(path)
    let top = hasOwnTop(path) ? null : options.top === undefined ? size.top : options.top
    let next: string | null = withTop(path, top)
    let trail = new Trail()
    let begun = false
    let restart = false
    while (next !== null) {
      const answer: GraphAnswer = await this.#send({ path: next, options, begun, form }, signal)
      if (top !== null && top > minTop && refusesTop(answer)) {
        size.refused(top)
        top = smallerTop(top)
        this.#needs.logger.warn('graph.page-size', { top, requestId: answer.requestId })
        next = withTop(path, top)
        trail = new Trail()
        restart = true
        continue
      }
      const page = pageOf<Page['value']>(this.#accepted(answer, options), restart)
      yield page as Page
      next = page.nextLink === null ? null : trail.follow(page.nextLink, answer)
      begun = true
      restart = false
    }
  }

  /**
   * Up to 20 reads in one request, answers by id. A refusal of one is its own answer (401, 403, 404, …); those that
   * Graph had no time for are asked again alone. Links within the answers are followed by list.
   */
  batch(requests: readonly BatchRequest[], options: GraphOptions, signal: AbortSignal): Promise<BatchAnswers> {
    return this.#batch(requests, options, 'parsed', signal)
  }

  /** As batch, with the items of lists as they came (RawItems), to be parsed where they are used. */
  rawBatch(requests: readonly BatchRequest[], options: GraphOptions, signal: AbortSignal): Promise<BatchAnswers> {
    return this.#batch(requests, options, 'rawLists', signal)
  }

  async #batch(
    requests: readonly BatchRequest[],
    options: GraphOptions,
    form: AnswerForm,
    signal: AbortSignal,
  ): Promise<BatchAnswers> {
    const { clock, limiter } = this.#needs
    const answers = new Map<string, BatchAnswer>()
    let open = requests
    for (let attempt = 1; open.length > 0; attempt++) {
      const estimate = open.reduce((sum, one) => sum + estimatedUnits(`/${one.path.replace(/^\/+/, '')}`), 0)
      const call = { path: '/$batch', options, begun: attempt > 1, body: batchBody(open), estimate, form }
      const at = clock.now()
      const outer = this.#accepted(await this.#send(call, signal), options)
      const inner = batchAnswers(outer, open)
      const milliseconds = clock.now().getTime() - at.getTime()
      for (const entry of refusedOnes(inner, open, { at: at.toISOString(), milliseconds, attempt }))
        options.onRefused?.(entry)
      const busy = busyOnes(inner)
      for (const [id, answer] of inner) answers.set(id, answer)
      const [first] = busy
      if (first === undefined) break
      if (attempt === maxTries) throw batchRefusal(first[1], outer, this.#host, options.needs)
      const now = clock.now()
      const dates = busy.map(([, { headers }]) => nextTry(headers['retry-after'] ?? null, attempt, now).getTime())
      limiter.pauseUntil(new Date(Math.max(...dates)))
      if (limiter.pausedUntil !== null) options.onWait?.(limiter.pausedUntil.toISOString())
      open = open.filter(({ id }) => busy.some(([one]) => one === id))
    }
    return answers
  }

  /** How many objects a collection holds, by its `$count`; `path` is the collection's, with a filter where wanted. */
  async count(path: string, options: GraphOptions, signal: AbortSignal): Promise<number> {
    const headers = { ...options.headers, ConsistencyLevel: 'eventual' }
    const answer = await this.#send({ path: countPath(path), options: { ...options, headers }, begun: false }, signal)
    const { body, status, requestId, clientRequestId } = this.#accepted(answer, options)
    if (typeof body === 'number' && Number.isSafeInteger(body) && body >= 0) return body
    throw new AppError('answer_unreadable', { status: String(status), requestId, clientRequestId })
  }

  /**
   * Changes something; the answer's body, undefined where there is none. A POST is not repeated when its connection was
   * lost (connection_lost, timeout, answer_unreadable): it may have been carried out, so look before asking again.
   */
  async send<Body>(
    method: WriteMethod,
    path: string,
    body: unknown,
    options: GraphOptions,
    signal: AbortSignal,
  ): Promise<Body> {
    const answer = await this.#send({ path, options, begun: false, method, body }, signal)
    return this.#accepted(answer, options).body as Body
  }

  async #send(
    { path, options, begun, method, body, estimate, form }: SendOptions,
    signal: AbortSignal,
  ): Promise<GraphAnswer> {
    const url = graphUrl(path, new URL(this.#needs.cloud.graph).origin)
    const call = new GraphCall({
      ...{ url, options, signal, begun, repeatable: method !== 'POST' },
      estimate: estimate ?? estimatedUnits(url),
      form: form ?? 'parsed',
    })
    const request = this.#client
      .api(new URL(url).pathname)
      .headers({ ...options.headers })
      .middlewareOptions([call])
      .responseType(ResponseType.RAW)
    try {
      if (method === 'DELETE') await request.delete()
      else if (method === 'PATCH') await request.patch(body)
      else await (body === undefined ? request.get() : request.post(body))
    } catch (error) {
      // The client wraps whatever comes up in an error of its own.
      throw call.failure ?? new AppError('internal', {}, { cause: error })
    }
    if (call.answer === null) throw new AppError('internal')
    return call.answer
  }

  #accepted(answer: GraphAnswer, options: GraphOptions): GraphAnswer {
    if (answer.status < 400) return answer
    const error = graphError({ ...answer, date: answer.headers.get('date') }, this.#host, options.needs)
    this.#needs.logger.warn('graph.refused', { code: error.code, ...error.params })
    throw error
  }
}

type BatchAnswers = ReadonlyMap<string, BatchAnswer>

interface SendOptions {
  /** Under v1.0, or a link that Graph gave. */
  readonly path: string
  readonly options: GraphOptions
  readonly begun: boolean
  /** Absent for a read; a batch is one too, though it is posted. */
  readonly method?: WriteMethod
  readonly body?: unknown
  /** Resource units, where the path does not tell. */
  readonly estimate?: number
  readonly form?: AnswerForm
}

export type WriteMethod = 'POST' | 'PATCH' | 'DELETE'
