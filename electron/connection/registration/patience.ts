import { type AppError, isAppError } from '../../../shared/ipc/errors.ts'
import type { Clock } from '../../ports.ts'

/** Waits between tries, about two minutes in all: so long new objects may take to come around in the directory. */
const waits = [2_000, 4_000, 8_000, 16_000, 30_000, 30_000, 30_000]

export interface PatienceNeeds {
  readonly clock: Clock
  /** Before each wait: the number of the try that failed, and when the next one comes. */
  readonly onWait: (attempt: number, retryAt: Date) => void
  readonly onTry: (attempt: number) => void
}

/** Tries again what may only be early, and gives up with its last error. */
export const withPatience = async <Value>(
  { clock, onWait, onTry }: PatienceNeeds,
  isEarly: (error: AppError) => boolean,
  task: (attempt: number) => Promise<Value>,
  signal: AbortSignal,
): Promise<Value> => {
  for (let attempt = 1; ; attempt++) {
    onTry(attempt)
    try {
      return await task(attempt)
    } catch (error) {
      const wait = waits[attempt - 1]
      if (!isAppError(error) || !isEarly(error) || wait === undefined) throw error
      onWait(attempt, new Date(clock.now().getTime() + wait))
      await clock.sleep(wait, signal)
    }
  }
}

/**
 * A directory object that other servers do not know yet: 404, or a 400 that speaks of a reference that is not valid. An
 * answer that was lost is looked into at the next try. Source: reports of the lag (msgraph-sdk-dotnet, issue 3108;
 * terraform-provider-azuread, issue 581; azure-cli, issue 1332).
 */
export const isUnreplicated = ({ code, params }: AppError): boolean => {
  if (code === 'not_found' || code === 'connection_lost' || code === 'timeout' || code === 'answer_unreadable')
    return true
  if (code === 'graph_unavailable') return true
  const isReference = /^(Request_|Directory_Object|NoBackingApplication)/i.test(params['graphCode'] ?? '')
  // 409: made by a try whose answer was lost, and not to be seen yet.
  return code === 'graph_refused' && ((params['status'] === '400' && isReference) || params['status'] === '409')
}

/** A registration, certificate or grant that the token service does not know yet. */
export const isUnknownToEntra = ({ code }: AppError): boolean =>
  [
    'application_not_found',
    'certificate_refused',
    'application_disabled',
    'consent_missing',
    'replication_slow',
  ].includes(code)
