import type { PastMember } from '../../shared/ipc/changes.ts'
import type { Statements } from './statements.ts'
import { type StoredRow, walkedBack } from './walk-back.ts'

type Known = readonly [id: string, type: PastMember['type'], displayName: string | null, mail: string | null]
type Step = readonly [what: string, ...Known]

const now = `
  SELECT m.memberId, m.type, coalesce(u.displayName, h.displayName, m.displayName), coalesce(u.mail, h.mail)
  FROM groups g JOIN members m ON m.groupNumber = g.number
  LEFT JOIN users u ON u.id = m.memberId LEFT JOIN groups h ON h.id = m.memberId WHERE g.id = ?`

const since = `
  SELECT c.what, m.id, m.type, m.name, m.mail FROM changes c JOIN history_objects o ON o.number = c.object
  JOIN history_objects m ON m.number = c.member
  WHERE c.run > ? AND c.kind = 'membership' AND o.id = ? ORDER BY c.run DESC, c.number DESC`

/**
 * Direct members of a group as they were after a run: those of now, without who joined since and with who left, each by
 * the name of then. Of one that was not synchronised then the last name is told that was ever heard.
 */
export const pastMembers = (
  sql: Statements,
  { run, groupId }: { readonly run: number; readonly groupId: string },
  stored: Readonly<Record<'user' | 'group', (id: string) => StoredRow | null>>,
): readonly PastMember[] => {
  const members = new Map<string, PastMember>()
  const put = ([id, type, displayName, mail]: Known) => members.set(id, { id, type, displayName, mail })
  for (const known of sql.tuples<Known>(now, groupId)) put(known)
  for (const [what, ...known] of sql.tuples<Step>(since, run, groupId)) {
    if (what === 'added') members.delete(known[0])
    else put(known)
  }
  for (const kind of ['user', 'group'] as const)
    for (const [id, row] of walkedBack(sql, { run, kind }, stored[kind])) {
      const member = members.get(id)
      if (member !== undefined && row !== null) members.set(id, { ...member, ...namesOf(row) })
    }
  return [...members.values()]
}

const namesOf = ({ displayName, mail }: StoredRow): Pick<PastMember, 'displayName' | 'mail'> => ({
  displayName: typeof displayName === 'string' ? displayName : null,
  mail: typeof mail === 'string' ? mail : null,
})
