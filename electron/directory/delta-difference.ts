import { removedGroups, removedUsers } from './delta-staging.ts'
import type { GroupFinding } from './publish-groups.ts'
import type { Statements } from './statements.ts'

/** Which users go when only what changed is staged: nobody is looked at who did not come. */
export const goneOfDelta = `INSERT INTO gone_users
  SELECT u.number FROM ${removedUsers.replace(' WHERE', ' CROSS JOIN users u ON u.id = r.id WHERE')}`

const known = (column: string) =>
  `(SELECT ${column} FROM members m WHERE m.groupNumber = g.number AND m.memberId = c.memberId)`
/** Groups that stay and of which a change came that makes a difference: what Graph repeats makes none. */
const changedLists = `
  SELECT DISTINCT g.id FROM staged_member_changes c CROSS JOIN groups g ON g.id = c.groupId
  WHERE c.groupId NOT IN (SELECT groupId FROM staged_whole)
    AND CASE WHEN c.removed THEN ${known('m.type')} IS NOT NULL ELSE ${known('m.type')} IS NOT c.type END`

const change = `staged_member_changes c WHERE c.groupId = l.groupId AND c.memberId`
/** From what is known here, first from this run. */
const nameOf = `coalesce((SELECT displayName FROM staged_names WHERE id = c.memberId),
  (SELECT displayName FROM users WHERE id = c.memberId), (SELECT displayName FROM groups WHERE id = c.memberId),
  (SELECT displayName FROM members WHERE memberId = c.memberId))`

/** Makes whole lists of the changes, so that what follows need not know how a list was read. */
const stageLists = (sql: Statements): void => {
  sql.run(`DELETE FROM staged_member_changes WHERE groupId IN (SELECT groupId FROM staged_whole)`)
  sql.run(`INSERT OR IGNORE INTO staged_lists (groupId) ${changedLists}`)
  const lists = 'staged_lists l CROSS JOIN groups g ON g.id = l.groupId'
  const isChanged = 'l.groupId NOT IN (SELECT groupId FROM staged_whole)'
  sql.run(`INSERT INTO staged_members (list, memberId, type, displayName)
    SELECT l.number, m.memberId, m.type, m.displayName FROM ${lists} CROSS JOIN members m ON m.groupNumber = g.number
    WHERE ${isChanged} AND NOT EXISTS (SELECT 1 FROM ${change} = m.memberId)`)
  sql.run(`INSERT INTO staged_members (list, memberId, type, displayName)
    SELECT l.number, c.memberId, c.type, ${nameOf} FROM staged_lists l
    CROSS JOIN staged_member_changes c ON c.groupId = l.groupId WHERE ${isChanged} AND NOT c.removed`)
}

/** Which groups go, and whose members change. */
export const deltaOfGroups: GroupFinding = {
  gone: `INSERT INTO gone_groups SELECT g.number FROM ${removedGroups.replace(' WHERE', ' CROSS JOIN groups g ON g.id = r.id WHERE')}`,
  lists: (sql) => {
    stageLists(sql)
    // A list that was read as a whole and has no members left has no staged list.
    sql.run(`INSERT INTO altered_lists (groupNumber, list)
      SELECT g.number, coalesce(l.number, 0)
      FROM (SELECT groupId FROM staged_lists UNION
        SELECT w.groupId FROM staged_whole w CROSS JOIN staged_groups s ON s.id = w.groupId) c
      CROSS JOIN groups g ON g.id = c.groupId LEFT JOIN staged_lists l ON l.groupId = g.id
      WHERE g.number NOT IN (SELECT number FROM gone_groups)`)
  },
}

/**
 * A member that was renamed has its new name in every list, as if the list had been read anew. As an INSERT, whose source
 * is looked up name by name: an UPDATE would go over all members.
 */
export const renameMembers = (sql: Statements): void => {
  sql.run(`INSERT INTO members (groupNumber, memberId, type, displayName)
    SELECT m.groupNumber, m.memberId, m.type, n.displayName FROM staged_names n CROSS JOIN members m ON m.memberId = n.id
    WHERE m.displayName IS NOT n.displayName
    ON CONFLICT DO UPDATE SET displayName = excluded.displayName`)
}
