import type {
  CertificateSource,
  MaterialProblem,
  SourceAnswer,
  SourceReason,
  UnreadMaterial,
} from '../../../shared/domain/certificates.ts'
import { AppError, type StoredError } from '../../../shared/ipc/errors.ts'
import type { BatchAnswer, Graph } from '../../graph/graph.ts'
import { graphError } from '../../graph/graph-errors.ts'
import type { Judgement, Material } from '../material.ts'

/** Whose certificates are looked for. */
export interface Person {
  readonly id: string
  /** Mail and proxy addresses, the first of them the main one. */
  readonly addresses: readonly string[]
}

/** What a source has to find somebody's certificates with. */
export interface Asked {
  readonly person: Person
  readonly graph: Graph
  /** To the paths of `first`, under their names. */
  readonly answers: ReadonlyMap<string, BatchAnswer>
  readonly judge: (material: readonly Material[]) => Promise<Judgement>
}

/** What a source brought, judged. */
export interface Delivery {
  readonly answer: SourceAnswer
  readonly reason: SourceReason
  readonly params: Readonly<Record<string, string>>
  readonly error: StoredError | null
  readonly judgement: Judgement | null
  /** What never came to be judged. */
  readonly unread: readonly UnreadMaterial[]
  /** Beyond the first batch. */
  readonly roundTrips: number
}

/** One place where certificates are looked for. Nothing that it reads is kept. */
export interface Source {
  readonly source: CertificateSource
  /** Paths whose answers come with those about the user, so that they cost no round trip of their own. */
  first(userId: string): Readonly<Record<string, string>>
  /** @throws AppError cancelled, and whatever keeps it from an answer */
  find(asked: Asked, signal: AbortSignal): Promise<Delivery>
}

const nothing = { params: {}, error: null, judgement: null, unread: [], roundTrips: 0 }

export const delivery = (
  answer: SourceAnswer,
  reason: SourceReason,
  more: Partial<Omit<Delivery, 'answer' | 'reason'>> = {},
): Delivery => ({ ...nothing, answer, reason, ...more })

export const failed = ({ code, params }: AppError, roundTrips = 0): Delivery =>
  delivery('failed', 'error', { error: { code, params }, roundTrips })

export const unreadOf = (source: CertificateSource, problem: MaterialProblem): UnreadMaterial => ({
  source,
  problem,
  params: {},
})

/** The refusal of one read within a batch, as a read by itself would have been refused. */
export const refusalOf = (answer: BatchAnswer, needs: readonly string[]): AppError =>
  graphError(
    { ...answer, clientRequestId: '', date: answer.headers['date'] ?? null },
    answer.headers['host'] ?? 'Microsoft Graph',
    needs,
  )

/** The body of an answer that is no refusal. @throws AppError */
export const accepted = (answer: BatchAnswer, needs: readonly string[]): unknown => {
  if (answer.status >= 400) throw refusalOf(answer, needs)
  return answer.body
}

/** @throws AppError answer_unreadable where a batch lacks what was asked, which the batch itself rules out */
export const answerTo = (answers: Asked['answers'], name: string): BatchAnswer => {
  const answer = answers.get(name)
  if (answer === undefined) throw new AppError('answer_unreadable')
  return answer
}
