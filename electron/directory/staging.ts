import type { Group } from '../../shared/domain/group.ts'
import type { User } from '../../shared/domain/user.ts'
import type { MemberPage, Staged } from './directory-api.ts'
import { groupValues, keysOfGroup, storedOfGroup } from './group-columns.ts'
import type { Statements } from './sqlite.ts'
import { keys, stored, userValues } from './user-columns.ts'

const insert = (table: string, columns: readonly string[]): string =>
  `INSERT OR REPLACE INTO ${table} (${columns.join(', ')}) VALUES (${columns.map(() => '?').join(', ')})`

const insertUser = insert('staged_users', ['id', ...stored, ...keys, 'text'])
const insertGroup = insert('staged_groups', ['id', ...storedOfGroup, ...keysOfGroup, 'text'])
const insertMember = insert('staged_members', ['groupId', 'memberId', 'type', 'displayName'])

/** What a run has read so far. Statements only: the caller holds the transaction. */
export class Staging {
  readonly #sql: Statements

  constructor(sql: Statements) {
    this.#sql = sql
  }

  addUsers(users: readonly User[]): void {
    for (const user of users) this.#sql.run(insertUser, ...userValues(user))
  }

  addGroups(groups: readonly Group[]): void {
    for (const group of groups) this.#sql.run(insertGroup, ...groupValues(group))
  }

  addMembers(pages: readonly MemberPage[]): void {
    for (const { groupId, members } of pages)
      for (const { id, type, displayName } of members) this.#sql.run(insertMember, groupId, id, type, displayName)
  }

  clearUsers(): void {
    this.#sql.run('DELETE FROM staged_users')
  }

  clearGroups(): void {
    this.#sql.run('DELETE FROM staged_groups')
    this.#sql.run('DELETE FROM staged_members')
  }

  clearMembers(groupId: string): void {
    this.#sql.run('DELETE FROM staged_members WHERE groupId = ?', groupId)
  }

  clear(): void {
    this.clearUsers()
    this.clearGroups()
  }

  counts(): Staged {
    const count = (sql: string) => this.#sql.value<number>(sql) ?? 0
    return {
      users: count('SELECT count(*) FROM staged_users'),
      groups: count('SELECT count(*) FROM staged_groups'),
      memberships: count('SELECT count(*) FROM staged_members WHERE groupId IN (SELECT id FROM staged_groups)'),
    }
  }
}
