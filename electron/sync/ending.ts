import type { Snapshot, SyncProof, SyncRun } from '../../shared/domain/sync.ts'
import { AppError, type ErrorCode, isAppError, type StoredError } from '../../shared/ipc/errors.ts'
import { abortError } from '../cloud/deadline.ts'
import { noWay } from '../cloud/network-errors.ts'
import type { RunEnd } from '../directory/directory-api.ts'
import type { RunResult } from './full-run.ts'

/** How a run ended: with a result, or without one. */
export type Ending = RunResult | Pick<RunEnd, 'outcome' | 'error'>

export const known = (error: unknown): AppError =>
  isAppError(error) ? error : new AppError('internal', {}, { cause: error })

/** Of a list, a count or a batch they only say that Graph refused it: nothing went that one could look for. */
const ofOneObject: ReadonlySet<string> = new Set<ErrorCode>(['not_found', 'delta_expired'])

const ofARun = ({ code, params }: AppError): StoredError =>
  ofOneObject.has(code) && params['status'] !== undefined ? { code: 'graph_refused', params } : { code, params }

export const endingOf = (error: AppError): Ending =>
  error.code === 'cancelled' ? { outcome: 'cancelled', error: null } : { outcome: 'failed', error: ofARun(error) }

/** What the network does to a run: a way that is not there for now, or leads to a page that wants a sign-in. */
const onTheWay: ReadonlySet<string> = new Set<ErrorCode>([...noWay, 'timeout'])

/** Whether what a run has read is as good when it failed so: the next one need not read it again. */
export const goesOn = ({ error }: Pick<SyncRun, 'error'>): boolean => error !== null && onTheWay.has(error.code)

/** An ending as the run's row tells it. */
export const noteOf = (ending: Ending): Pick<SyncRun, 'error' | 'proof'> & Pick<Ending, 'outcome'> => {
  if (ending.outcome === 'published') return { outcome: ending.outcome, error: null, proof: ending.snapshot.proof }
  const proof: SyncProof | null = 'proof' in ending ? ending.proof : null
  const error = ending.error === null ? null : { code: ending.error.code, params: ending.error.params }
  return { outcome: ending.outcome, error, proof }
}

/** What a run published; null when it published nothing. */
export const snapshotOf = ({ outcome, proof, finishedAt, ...run }: SyncRun): Snapshot | null => {
  if (outcome !== 'published' || proof === null || finishedAt === null) return null
  const { runId, users, groups, memberships } = run
  return { runId, publishedAt: finishedAt, users, groups, memberships, proof }
}

/** A keychain that waits for its owner cannot be stopped; whoever cancels does not wait for it. */
export const unless = async <Value>(signal: AbortSignal, promise: Promise<Value>): Promise<Value> => {
  const aborted = Promise.withResolvers<never>()
  const abort = () => aborted.reject(abortError(signal))
  signal.addEventListener('abort', abort, { once: true })
  if (signal.aborted) abort()
  try {
    return await Promise.race([promise, aborted.promise])
  } finally {
    signal.removeEventListener('abort', abort)
  }
}
