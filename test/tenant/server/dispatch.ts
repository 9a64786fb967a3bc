import type { Caller } from '../entra/access-tokens.ts'
import { answerBrowser } from '../entra/browser.ts'
import type { EntraContext } from '../entra/context.ts'
import { instanceDiscovery, openIdConfiguration } from '../entra/discovery.ts'
import { EntraFailure, entraAnswer } from '../entra/failure.ts'
import { answerToken } from '../entra/token-endpoint.ts'
import { type Answer, type Call, failureAnswer, GraphFailure, json } from '../graph/answer.ts'
import { answerBatch } from '../graph/batch.ts'
import { resourceUnits } from '../graph/resource-units.ts'
import type { Routes } from '../graph/routes.ts'
import type { Passage } from '../mail/gate.ts'
import { codeOf, headersOf } from './deliver.ts'
import type { Faults, StatusFault } from './faults.ts'
import type { RequestLog } from './log.ts'
import { mailboxOf } from './mail-traffic.ts'

export interface RequestIds {
  readonly requestId: string
  readonly clientRequestId: string
}

/** Finds out what a request gets, before it is known how it will be delivered. */
export class Dispatcher {
  readonly #entra: EntraContext
  readonly #routes: Routes
  readonly #faults: Faults
  readonly #log: RequestLog

  constructor(parts: {
    readonly entra: EntraContext
    readonly routes: Routes
    readonly faults: Faults
    readonly log: RequestLog
  }) {
    this.#entra = parts.entra
    this.#routes = parts.routes
    this.#faults = parts.faults
    this.#log = parts.log
  }

  answer(call: Call, ids: RequestIds, passage: Passage): Promise<Answer> {
    return isGraph(call.path) ? this.#graph(call, ids, passage) : this.#signIn(call, ids)
  }

  /** The answer that a status fault gives, in the error shape of the service that was asked. */
  spoilt(call: Pick<Call, 'path'>, fault: StatusFault, ids: RequestIds): Answer {
    const now = this.#entra.state.now()
    const message = fault.message ?? 'The request was answered by a fault of the simulated tenant.'
    if (isGraph(call.path)) {
      return failureAnswer(new GraphFailure(fault.status, codeOf(fault), message, headersOf(fault, now)), {
        ...ids,
        now,
      })
    }
    const number = Number(/\d+/.exec(fault.code ?? '')?.[0] ?? 90033)
    const failure = { code: number, error: 'temporarily_unavailable', status: fault.status, message }
    const answer = entraAnswer(failure, { origin: this.#entra.origin, now, correlationId: ids.clientRequestId })
    return { ...answer, headers: { ...answer.headers, ...headersOf(fault, now) } }
  }

  async #graph(call: Call, ids: RequestIds, passage: Passage): Promise<Answer> {
    const now = this.#entra.state.now()
    try {
      const caller = await this.#entra.tokens.check(call.headers['authorization'], this.#entra.graphAudiences)
      if (call.path.toLowerCase() !== '/v1.0/$batch') {
        const units = String(resourceUnits(call.path, call.query))
        const answer = this.#routed(call, caller, ids, passage)
        return { ...answer, headers: { 'x-ms-resource-unit': units, 'OData-Version': '4.0', ...answer.headers } }
      }
      if (call.method !== 'POST') throw new GraphFailure(405, 'MethodNotAllowed', 'A batch is sent by POST.')
      return answerBatch(call, (inner) => this.#inner(inner, caller, ids, passage))
    } catch (error) {
      if (error instanceof GraphFailure) return failureAnswer(error, { ...ids, now })
      throw error
    }
  }

  /** Source: Outlook's own refusal, as it is reported. */
  #routed(call: Call, caller: Caller, ids: RequestIds, passage: Passage): Answer {
    const mailbox = mailboxOf(call.path)
    if (mailbox === null || !passage.refuses(mailbox)) return this.#routes.answer(call, caller, ids)
    const message = 'Application is over its MailboxConcurrency limit.'
    const failure = new GraphFailure(429, 'ApplicationThrottled', message, { 'Retry-After': '1' })
    return failureAnswer(failure, { ...ids, now: this.#entra.state.now() })
  }

  #inner(call: Call, caller: Caller, ids: RequestIds, passage: Passage): Answer {
    const started = performance.now()
    const path = pathAndQuery(call)
    const status = this.#faults.strike(call.method, path).find((fault) => fault.kind === 'status')
    const answer = status === undefined ? this.#routed(call, caller, ids, passage) : this.spoilt(call, status, ids)
    this.#log.add({
      at: new Date().toISOString(),
      method: call.method,
      path,
      status: answer.status,
      milliseconds: Math.round(performance.now() - started),
      requestId: ids.requestId,
      clientRequestId: ids.clientRequestId,
      inBatch: true,
      concurrent: 1,
    })
    return answer
  }

  async #signIn(call: Call, ids: RequestIds): Promise<Answer> {
    try {
      const segments = call.path.split('/').filter((segment) => segment !== '')
      const [tenant = '', ...rest] = segments
      const endpoint = `${call.method} ${rest.join('/').toLowerCase()}`
      if (endpoint === 'POST oauth2/v2.0/token') return await answerToken(this.#entra, tenant, call)
      if (endpoint === 'GET v2.0/.well-known/openid-configuration') return openIdConfiguration(this.#entra, tenant)
      if (endpoint === 'GET discovery/v2.0/keys') return json(await this.#entra.tokens.jwks())
      if (endpoint === 'GET discovery/instance') return instanceDiscovery(this.#entra)
      const page = answerBrowser(this.#entra, tenant, endpoint, call, ids.clientRequestId)
      if (page !== null) return page
      return json(
        { error: 'not_found', error_description: `The simulated tenant has no endpoint ${call.method} ${call.path}.` },
        404,
      )
    } catch (error) {
      if (!(error instanceof EntraFailure)) throw error
      return entraAnswer(error, {
        origin: this.#entra.origin,
        now: this.#entra.state.now(),
        correlationId: ids.clientRequestId,
      })
    }
  }
}

export const isGraph = (path: string): boolean => /^\/(v1\.0|beta)(\/|$)/i.test(path)

export const pathAndQuery = (call: Pick<Call, 'path' | 'query'>): string => {
  if (call.query === '') return call.path
  try {
    return `${call.path}?${decodeURIComponent(call.query.replaceAll('+', ' '))}`
  } catch {
    return `${call.path}?${call.query}`
  }
}
