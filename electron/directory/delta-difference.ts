import { removedGroups, removedUsers } from './delta-staging.ts'
import type { GroupFinding } from './publish-groups.ts'
import type { Statements } from './statements.ts'

/** Which users go when only what changed is staged: nobody is looked at who did not come. */
export const goneOfDelta = `INSERT INTO gone_users
  SELECT u.number FROM ${removedUsers.replace(' WHERE', ' CROSS JOIN users u ON u.id = r.id WHERE')}`

/** From what is known here, first from this run. */
const nameOf = `coalesce((SELECT displayName FROM staged_names WHERE id = c.memberId),
  (SELECT displayName FROM users WHERE id = c.memberId), (SELECT displayName FROM groups WHERE id = c.memberId),
  (SELECT displayName FROM members WHERE memberId = c.memberId))`

/** Of groups that stay and were not read as a whole: what Graph repeats makes no difference. */
const alteredMembers = `
  INSERT INTO altered_members (groupNumber, memberId, type, displayName, removed)
  SELECT g.number, c.memberId, c.type, ${nameOf}, c.removed
  FROM staged_member_changes c CROSS JOIN groups g ON g.id = c.groupId
  LEFT JOIN members m ON m.groupNumber = g.number AND m.memberId = c.memberId
  WHERE c.groupId NOT IN (SELECT groupId FROM staged_whole) AND g.number NOT IN (SELECT number FROM gone_groups)
    AND CASE WHEN c.removed THEN m.type IS NOT NULL ELSE m.type IS NOT c.type END`

/** Which groups go, and whose members change. */
export const deltaOfGroups: GroupFinding = {
  gone: `INSERT INTO gone_groups SELECT g.number FROM ${removedGroups.replace(' WHERE', ' CROSS JOIN groups g ON g.id = r.id WHERE')}`,
  lists: (sql) => {
    sql.run(alteredMembers)
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
