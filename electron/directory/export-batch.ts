import type { ExportWhat } from '../../shared/ipc/export.ts'
import type { ExportBatch, ExportPlace, MembershipLine } from './directory-api.ts'
import type { Published } from './reader.ts'

const size = 1_000

type Batch = Omit<ExportBatch, 'generation'>

/** From one list to the next piece of it. */
const piece = (list: Pick<Batch, 'total' | 'rows'>, { row }: ExportPlace): Batch => {
  const after = row + size
  return { ...list, next: after < list.total ? { row: after, within: 0 } : null }
}

export const exportBatch = (published: Published, what: ExportWhat, from: ExportPlace): Batch => {
  const { users, groups, memberships, history, asOf } = published
  if (what.of === 'users') return piece(users.window(what.query, from.row, size), from)
  if (what.of === 'groups') return piece(groups.window(what.query, from.row, size), from)
  if (what.of === 'memberships') return membershipLines(published, what.query, from)
  if (what.of === 'changes') return piece(history.window(what.query, from.row, size), from)
  if (what.of === 'usersAsOf') return piece(asOf.users(what.query, from.row, size), from)
  if (what.of === 'groupsAsOf') return piece(asOf.groups(what.query, from.row, size), from)
  const { groupId, transitive, search } = what
  return piece(memberships.members({ groupId, transitive, search, offset: from.row, limit: size }), from)
}

/** As many groups as it takes to fill a batch; a group larger than one goes on in the next. */
const membershipLines = (
  { groups, memberships }: Published,
  query: Extract<ExportWhat, { of: 'memberships' }>['query'],
  from: ExportPlace,
): Batch => {
  const rows: MembershipLine[] = []
  const total = groups.memberships(query)
  let { row, within } = from
  for (const group of groups.window(query, row, size).rows) {
    const members = memberships.members({
      groupId: group.id,
      transitive: false,
      search: '',
      offset: within,
      limit: size - rows.length,
    })
    for (const { id, type, displayName, mail } of members.rows)
      rows.push({ groupId: group.id, groupName: group.displayName, id, type, displayName, mail })
    within += members.rows.length
    if (within < members.total) return { total, rows, next: { row, within } }
    row++
    within = 0
    if (rows.length >= size) break
  }
  const isLast = row >= groups.window(query, row, 1).total
  return { total, rows, next: isLast ? null : { row, within } }
}
