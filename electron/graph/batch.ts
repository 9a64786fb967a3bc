import type { LedgerEntry } from '../../shared/domain/sync.ts'
import { AppError } from '../../shared/ipc/errors.ts'
import type { GraphAnswer } from './graph-call.ts'
import { graphError, innerRequestId, type Refusal } from './graph-errors.ts'
import { ledgerPath, withinBatch } from './ledger.ts'
import { isBusy } from './retry.ts'

/** Microsoft Graph, JSON batching. */
const maxBatch = 20

export interface BatchRequest {
  /** Unique within the batch, whatever the case. */
  readonly id: string
  /** Under v1.0, as for get. */
  readonly path: string
  readonly headers?: Readonly<Record<string, string>>
}

/** The inner answer, whatever its status (429, 503 and 504 excepted: those have been repeated). Header names are lower-case. */
export interface BatchAnswer {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly body: unknown
  readonly requestId: string
}

/** @throws AppError validation for what Graph would refuse as a whole. */
export const batchBody = (requests: readonly BatchRequest[]) => {
  const ids = new Set(requests.map(({ id }) => id.toLowerCase()))
  if (requests.length > maxBatch || ids.size !== requests.length) {
    throw new AppError('validation', { field: 'requests', problem: `at most ${maxBatch} with different ids` })
  }
  return {
    requests: requests.map(({ id, path, headers }) => ({
      id,
      method: 'GET',
      url: `/${path.replace(/^\/+/, '')}`,
      ...(headers === undefined ? {} : { headers }),
    })),
  }
}

const lowerCase = (headers: unknown): Record<string, string> => {
  if (typeof headers !== 'object' || headers === null) return {}
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), String(value)]))
}

/** The inner answers in whatever order they came. @throws AppError answer_unreadable when one asked for is not there. */
export const batchAnswers = (outer: GraphAnswer, asked: readonly BatchRequest[]): Map<string, BatchAnswer> => {
  const { responses } = (outer.body ?? {}) as { readonly responses?: unknown }
  const answers = new Map<string, BatchAnswer>()
  for (const response of Array.isArray(responses) ? responses : []) {
    const { id, status, headers, body } = (response ?? {}) as Readonly<Record<string, unknown>>
    const request = asked.find((one) => one.id.toLowerCase() === String(id).toLowerCase())
    if (request === undefined || typeof status !== 'number') continue
    const inner = lowerCase(headers)
    const requestId = inner['request-id'] || innerRequestId(body) || outer.requestId
    answers.set(request.id, { status, headers: inner, body, requestId })
  }
  if (answers.size === asked.length) return answers
  const { requestId, clientRequestId } = outer
  throw new AppError('answer_unreadable', { status: String(outer.status), requestId, clientRequestId })
}

/** What within a batch was refused, as the ledger notes it. */
export const refusedOnes = (
  answers: ReadonlyMap<string, BatchAnswer>,
  asked: readonly BatchRequest[],
  sent: Pick<LedgerEntry, 'at' | 'milliseconds' | 'attempt'>,
): readonly LedgerEntry[] =>
  asked.flatMap(({ id, path }) => {
    const { status = 0, requestId = '' } = answers.get(id) ?? {}
    if (status < 400) return []
    const own = ledgerPath(`https://graph/${path.replace(/^\/+/, '')}`)
    return [{ ...sent, requestId, method: 'GET', path: withinBatch + own, status, items: null, units: null }]
  })

export const busyOnes = (answers: ReadonlyMap<string, BatchAnswer>): [string, BatchAnswer][] =>
  [...answers].filter(([, answer]) => isBusy(answer.status))

export const batchRefusal = (
  answer: BatchAnswer,
  outer: GraphAnswer,
  host: string,
  needs: readonly string[] = [],
): AppError => {
  const refusal: Refusal = {
    status: answer.status,
    body: answer.body,
    requestId: answer.requestId,
    clientRequestId: outer.clientRequestId,
    date: outer.headers.get('date'),
  }
  return graphError(refusal, host, needs)
}
