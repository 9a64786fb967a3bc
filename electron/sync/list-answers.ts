import type { AppError, ErrorCode } from '../../shared/ipc/errors.ts'
import type { BatchAnswer } from '../graph/graph.ts'
import { graphFault } from '../graph/graph-errors.ts'
import { isRaw } from '../graph/page.ts'
import type { RawItems } from '../graph/raw-lists.ts'

/** Why Graph refused a member list. */
export interface ListRefusal {
  readonly status: string
  readonly graphCode: string
  readonly requestId: string
}

/** The list's beginning out of a batch whose lists were not parsed; null when the answer is no list. */
export const firstPage = (
  answer: BatchAnswer | undefined,
): { readonly members: RawItems; readonly nextLink: string | null } | null => {
  const { value, '@odata.nextLink': nextLink } = (answer?.body ?? {}) as Readonly<Record<string, unknown>>
  if (answer?.status !== 200 || !isRaw(value)) return null
  return { members: value, nextLink: typeof nextLink === 'string' && nextLink !== '' ? nextLink : null }
}

export const refusalOf = ({ status, body, requestId }: BatchAnswer): ListRefusal => ({
  status: String(status),
  graphCode: graphFault(body).code,
  requestId,
})

const ofOneList: ReadonlySet<ErrorCode> = new Set<ErrorCode>(['permission_missing', 'graph_refused', 'not_found'])

/** Null for what concerns more than one list: the way there, the sign-in, a Graph that is not available. */
export const refusalFrom = ({ code, params }: AppError): ListRefusal | null => {
  if (!ofOneList.has(code)) return null
  const { status = '', graphCode = '', requestId = '' } = params
  return { status, graphCode, requestId }
}
