import { type Group, hiddenMembership } from '../../shared/domain/group.ts'
import type { User } from '../../shared/domain/user.ts'
import type { Changes, MemberChange, Outlook } from './directory-api.ts'
import { storedOfGroup } from './group-columns.ts'
import type { Staging } from './staging.ts'
import type { Statements } from './statements.ts'
import { type UserRecord, userColumns, userOf } from './user-columns.ts'

const tables = ['staged_links', 'staged_removed', 'staged_names', 'staged_whole', 'staged_member_changes']
const shownOfUser = userColumns.join(', ')
const shownOfGroup = ['id', ...storedOfGroup].join(', ')

/** Gone is what was removed and did not come again. */
export const removedUsers = 'staged_removed r WHERE r.id NOT IN (SELECT id FROM staged_users)'
export const removedGroups = 'staged_removed r WHERE r.id NOT IN (SELECT id FROM staged_groups)'

/** What an incremental run has read so far, beside what Staging holds. Statements only: the caller holds the transaction. */
export class DeltaStaging {
  readonly #sql: Statements
  readonly #staging: Staging

  constructor(sql: Statements, staging: Staging) {
    this.#sql = sql
    this.#staging = staging
  }

  clear(): void {
    for (const table of tables) this.#sql.run(`DELETE FROM ${table}`)
  }

  add({ users = [], groups = [], gone = [], names = [], members = [], wholeLists = [] }: Partial<Changes>): void {
    for (const id of gone) this.#remove(id)
    this.#staging.addUsers(users)
    this.#staging.addGroups(groups)
    for (const { id, displayName } of names)
      this.#sql.run('INSERT OR REPLACE INTO staged_names (id, displayName) VALUES (?, ?)', id, displayName)
    for (const { groupId, id, type, removed } of members)
      this.#sql.run(
        'INSERT OR REPLACE INTO staged_member_changes (groupId, memberId, type, removed) VALUES (?, ?, ?, ?)',
        ...[groupId, id, type, Number(removed)],
      )
    for (const id of wholeLists) this.#sql.run('INSERT OR IGNORE INTO staged_whole (groupId) VALUES (?)', id)
  }

  known(ids: readonly string[]): { readonly users: readonly User[]; readonly groups: readonly Group[] } {
    const users = ids.map((id) => this.#record<UserRecord>('users', shownOfUser, id))
    const groups = ids.map((id) =>
      this.#record<Omit<Group, 'dynamic'> & { dynamic: number }>('groups', shownOfGroup, id),
    )
    return {
      users: users.filter((record) => record !== undefined).map(userOf),
      groups: groups
        .filter((record) => record !== undefined)
        .map((record) => ({ ...record, dynamic: record.dynamic === 1 })),
    }
  }

  /** Every name that is known counts, also that of the same member in another group. */
  nameless(): readonly Pick<MemberChange, 'groupId' | 'id' | 'type'>[] {
    const named = ['staged_names', 'staged_users', 'staged_groups', 'users', 'groups']
      .map((table) => `AND NOT EXISTS (SELECT 1 FROM ${table} WHERE id = c.memberId)`)
      .join(' ')
    return this.#sql.all(`SELECT c.groupId, c.memberId id, c.type FROM staged_member_changes c
      WHERE NOT c.removed AND c.groupId NOT IN (SELECT groupId FROM staged_whole)
        AND EXISTS (SELECT 1 FROM groups WHERE id = c.groupId)
        AND NOT EXISTS (SELECT 1 FROM members WHERE memberId = c.memberId) ${named}`)
  }

  outlook(): Outlook {
    const former = this.#sql.get<{ readonly users: number; readonly groups: number }>(
      'SELECT users, groups FROM snapshot',
    )
    const left = (table: 'users' | 'groups', removed: string) =>
      this.#count(`SELECT count(*) FROM ${removed} AND EXISTS (SELECT 1 FROM ${table} WHERE id = r.id)`)
    const came = (table: 'users' | 'groups') =>
      this.#count(`SELECT count(DISTINCT id) FROM staged_${table} s
        WHERE NOT EXISTS (SELECT 1 FROM ${table} WHERE id = s.id)`)
    return {
      users: (former?.users ?? 0) - left('users', removedUsers) + came('users'),
      groups: (former?.groups ?? 0) - left('groups', removedGroups) + came('groups'),
      hiding: this.#hiding(),
    }
  }

  #hiding(): number {
    const kept = this.#count(`SELECT count(*) FROM groups WHERE visibility = '${hiddenMembership}'
      AND id NOT IN (SELECT id FROM staged_groups) AND id NOT IN (SELECT id FROM staged_removed)`)
    return this.#staging.hiding() + kept
  }

  #remove(id: string): void {
    this.#staging.clearUser(id)
    this.#sql.run('DELETE FROM staged_groups WHERE id = ?', id)
    this.#sql.run('INSERT OR IGNORE INTO staged_removed (id) VALUES (?)', id)
  }

  #record<Row>(table: 'users' | 'groups', columns: string, id: string): Row | undefined {
    const staged = this.#sql.get<Row>(`SELECT ${columns} FROM staged_${table} WHERE id = ? ORDER BY number DESC`, id)
    if (staged !== undefined) return staged
    if (this.#sql.value('SELECT 1 FROM staged_removed WHERE id = ?', id) !== undefined) return undefined
    return this.#sql.get<Row>(`SELECT ${columns} FROM ${table} WHERE id = ?`, id)
  }

  #count(sql: string): number {
    return this.#sql.value<number>(sql) ?? 0
  }
}
