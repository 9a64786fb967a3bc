import { randomUUID } from 'node:crypto'
import type { AuditCorrelation, AuditEntry, AuditOutcome, Flat } from '../../shared/domain/audit.ts'
import { AppError, type ErrorCode, isAppError, type StoredError } from '../../shared/ipc/errors.ts'
import type { Audit, Logger } from '../ports.ts'

export interface Auditing {
  readonly audit: Audit
  readonly logger: Logger
  readonly newId?: () => string
}

type Planned = Omit<AuditEntry, 'outcome' | 'error'>

/** What a change says of itself once it is done; what it leaves out stays as planned. */
export interface Changed<Value> {
  readonly value: Value
  readonly after?: Flat | null
  readonly connectionId?: string
  readonly correlation?: Partial<Omit<AuditCorrelation, 'operationId'>>
}

/**
 * A change that cannot happen unrecorded. The attempt is written first; where that fails, nothing is changed
 * (audit_unavailable). Then comes the change, then its outcome. An outcome that cannot be written undoes nothing and
 * hides nothing: the change's own answer goes to the caller, the log has the fault, and the attempt stands in the chain
 * without its outcome, which the page shows.
 */
export const audited = async <Value>(
  { audit, logger, newId = randomUUID }: Auditing,
  planned: Planned,
  change: () => Promise<Changed<Value>>,
): Promise<Value> => {
  const operationId = newId()
  const record = (entry: Partial<AuditEntry> & Pick<AuditEntry, 'outcome'>): Promise<void> =>
    audit.record({ ...planned, ...entry, correlation: { ...planned.correlation, ...entry.correlation, operationId } })
  const settle = async (entry: Parameters<typeof record>[0]): Promise<void> => {
    try {
      await record(entry)
    } catch (error) {
      logger.error('audit.outcome', { action: planned.action, outcome: entry.outcome, operationId, error })
    }
  }
  await record({ outcome: 'attempted' }).catch(unavailable)
  try {
    const { value, ...changed } = await change()
    await settle({ outcome: 'succeeded', ...changed })
    return value
  } catch (error) {
    await settle({ ...failure(error), after: null })
    throw error
  }
}

/**
 * Before and after are the settings themselves: there is nothing secret in them. A wish that is fulfilled already changes
 * nothing, and nothing is recorded of it.
 */
export const settingsChange = async <Settings extends Flat>(
  auditing: Auditing,
  before: Settings,
  wish: Partial<Settings>,
  change: () => Promise<Settings>,
): Promise<Settings> => {
  if (Object.entries(wish).every(([name, value]) => before[name] === value)) return before
  return audited(auditing, { action: 'settingsChanged', connectionId: null, before }, async () => {
    const after = await change()
    return { value: after, after }
  })
}

/** Something that was found, not done. Where it cannot be recorded, what found it fails (audit_unavailable). */
export const found = ({ audit }: Auditing, entry: Omit<AuditEntry, 'outcome'>): Promise<void> =>
  audit.record({ ...entry, outcome: 'succeeded' }).catch(unavailable)

const unavailable = (error: unknown): never => {
  const known = isAppError(error) ? error : new AppError('internal', {}, { cause: error })
  throw new AppError('audit_unavailable', { problem: known.code }, { cause: error })
}

/** Somebody said no: an administrator, a policy, Microsoft. Everything else is a fault. */
const refusals: ReadonlySet<ErrorCode> = new Set<ErrorCode>([
  'consent_missing',
  'conditional_access',
  'sign_in_refused',
  'permission_missing',
  'secret_wrong',
  'secret_expired',
  'certificate_refused',
  'application_disabled',
  'token_refused',
  'consent_declined',
  'admin_role_missing',
  'bootstrap_refused',
  'graph_refused',
  'validation',
])

interface Failure {
  readonly outcome: AuditOutcome
  readonly error: StoredError
  readonly correlation?: Pick<AuditCorrelation, 'requestIds'>
}

/** Under these names an error carries what Microsoft's support finds a request by. */
const requestIdNames = ['requestId', 'clientRequestId', 'correlationId', 'traceId']

const failure = (error: unknown): Failure => {
  if (isAbort(error)) return { outcome: 'cancelled', error: { code: 'cancelled', params: {} } }
  const { code, params } = isAppError(error) ? error : new AppError('internal')
  const requestIds = [...new Set(requestIdNames.flatMap((name) => params[name] ?? []))].filter((id) => id !== '')
  return { outcome: refusals.has(code) ? 'refused' : 'failed', error: { code, params }, correlation: { requestIds } }
}

const isAbort = (error: unknown): boolean =>
  isAppError(error) ? error.code === 'cancelled' : error instanceof Error && error.name === 'AbortError'
