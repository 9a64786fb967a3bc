import { AppError, type ErrorCode, type ErrorParams } from '../../shared/ipc/errors.ts'

/** The parts of an answer that tell why it is a refusal; those of a batch's inner answers come in the same form. */
export interface Refusal {
  readonly status: number
  readonly body: unknown
  readonly requestId: string
  readonly clientRequestId: string
  /** The answer's Date header as sent. */
  readonly date: string | null
}

const record = (value: unknown): Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {}
const text = (value: unknown): string => (typeof value === 'string' ? value : '')

/** `error` of Graph's body: code and message. The message can quote people's data; it is looked at, never passed on. */
export const graphFault = (body: unknown): { readonly code: string; readonly message: string } => {
  const error = record(record(body)['error'])
  return { code: text(error['code']), message: text(error['message']) }
}

/** The inner answers of a batch carry the request id in the body at the latest. */
export const innerRequestId = (body: unknown): string => {
  const error = record(record(body)['error'])
  return text(record(error['innerError'])['request-id'])
}

/** Sync tokens that Graph no longer knows. Source: Microsoft Graph, delta query and error responses. */
const forgotten = /^(syncStateNotFound|syncStateInvalid|resyncRequired\w*|resyncChanges\w*)$/i
const lackOfPermission = /^(Authorization_RequestDenied|Authorization_IdentityNotFound|Forbidden|AccessDenied)$/i

const codeFor = (status: number, graphCode: string): ErrorCode => {
  if (forgotten.test(graphCode) || status === 410) return 'delta_expired'
  if (status === 401) return 'token_refused'
  if (status === 403) return lackOfPermission.test(graphCode) ? 'permission_missing' : 'graph_refused'
  if (status === 404) return 'not_found'
  if (status === 407) return 'proxy_sign_in'
  if (status === 429 || status === 509) return 'throttled'
  // 501 is Graph's word for a property that a list cannot give: waiting does not help.
  return status >= 500 && status !== 501 ? 'graph_unavailable' : 'graph_refused'
}

const present = (params: Readonly<Record<string, string | null>>): ErrorParams =>
  Object.fromEntries(Object.entries(params).filter((entry): entry is [string, string] => (entry[1] ?? '') !== ''))

/**
 * Explains an answer of 400 and more. params: status, graphCode, requestId, clientRequestId, date (what Microsoft's
 * support asks for), host for proxy_sign_in and roles for permission_missing.
 */
export const graphError = (refusal: Refusal, host: string, needs: readonly string[] = []): AppError => {
  const { code: graphCode } = graphFault(refusal.body)
  const code = codeFor(refusal.status, graphCode)
  return new AppError(
    code,
    present({
      status: String(refusal.status),
      graphCode,
      requestId: refusal.requestId,
      clientRequestId: refusal.clientRequestId,
      date: refusal.date,
      host: code === 'proxy_sign_in' ? host : null,
      roles: code === 'permission_missing' ? needs.join(', ') : null,
    }),
  )
}
