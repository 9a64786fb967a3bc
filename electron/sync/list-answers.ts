import type { Member } from '../../shared/domain/group.ts'
import type { AppError } from '../../shared/ipc/errors.ts'
import type { MemberPage } from '../directory/directory-api.ts'
import type { BatchAnswer } from '../graph/graph.ts'
import { graphFault } from '../graph/graph-errors.ts'
import { toMember } from '../graph/mapping.ts'

/** Members that go to the writer in one message: copying them must not hold the event loop up. */
const membersAtOnce = 2_000

/** Why Graph refused a member list. */
export interface ListRefusal {
  readonly status: string
  readonly graphCode: string
  readonly requestId: string
}

/** The list's beginning out of a batch; null when the answer is no list. @throws AppError for a member without id. */
export const firstPage = (
  answer: BatchAnswer | undefined,
): { readonly members: readonly Member[]; readonly nextLink: string | null } | null => {
  const { value, '@odata.nextLink': nextLink } = (answer?.body ?? {}) as Readonly<Record<string, unknown>>
  if (answer?.status !== 200 || !Array.isArray(value)) return null
  return { members: value.map(toMember), nextLink: typeof nextLink === 'string' && nextLink !== '' ? nextLink : null }
}

export const refusalOf = ({ status, body, requestId }: BatchAnswer): ListRefusal => ({
  status: String(status),
  graphCode: graphFault(body).code,
  requestId,
})

/** Null for what concerns more than one list: the way there, the sign-in, a Graph that is not available. */
export const refusalFrom = ({ code, params }: AppError): ListRefusal | null => {
  if (code !== 'permission_missing' && code !== 'graph_refused') return null
  const { status = '', graphCode = '', requestId = '' } = params
  return { status, graphCode, requestId }
}

/** The pages in parts of bounded size, in their order, without empty ones. */
export const parts = (pages: readonly MemberPage[]): readonly (readonly MemberPage[])[] => {
  const all: MemberPage[][] = []
  let room = 0
  for (const page of pages) {
    if (page.members.length === 0) continue
    const last = all.at(-1)
    if (last === undefined || room <= 0) {
      all.push([page])
      room = membersAtOnce
    } else last.push(page)
    room -= page.members.length
  }
  return all
}
