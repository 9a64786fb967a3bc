import type { Group } from '../../shared/domain/group.ts'
import type { User } from '../../shared/domain/user.ts'
import type { MemberPage, Staged } from './directory-api.ts'
import { groupValues, keysOfGroup, storedOfGroup } from './group-columns.ts'
import type { Statements } from './statements.ts'
import { userColumns, userKeyColumns, userValues } from './user-columns.ts'

const insert = (table: string, columns: readonly string[]): string =>
  `INSERT OR REPLACE INTO ${table} (${columns.join(', ')}) VALUES (${columns.map(() => '?').join(', ')})`

const insertUser = insert('staged_users', [...userColumns, ...userKeyColumns, 'text'])
const insertGroup = insert('staged_groups', ['id', ...storedOfGroup, ...keysOfGroup, 'text'])
const insertMember = insert('staged_members', ['list', 'memberId', 'type', 'displayName'])

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
    for (const { groupId, members } of pages) {
      this.#sql.run('INSERT OR IGNORE INTO staged_lists (groupId) VALUES (?)', groupId)
      const list = this.#sql.value<number>('SELECT number FROM staged_lists WHERE groupId = ?', groupId)
      for (const { id, type, displayName } of members) this.#sql.run(insertMember, list, id, type, displayName)
    }
  }

  clearUsers(): void {
    this.#sql.run('DROP INDEX IF EXISTS staged_users_id')
    this.#sql.run('DELETE FROM staged_users')
  }

  dropUsers(ids: readonly string[]): void {
    this.#drop('staged_users', ids)
  }

  dropGroups(ids: readonly string[]): void {
    this.#drop('staged_groups', ids)
  }

  #drop(table: string, ids: readonly string[]): void {
    this.#sql.run(`DELETE FROM ${table} WHERE id IN (SELECT value FROM json_each(?))`, JSON.stringify(ids))
  }

  clearGroups(): void {
    for (const table of ['staged_groups', 'staged_lists', 'staged_members']) this.#sql.run(`DELETE FROM ${table}`)
  }

  clearMembers(groupId: string): void {
    this.#sql.run(
      'DELETE FROM staged_members WHERE list = (SELECT number FROM staged_lists WHERE groupId = ?)',
      groupId,
    )
  }

  clear(): void {
    this.clearUsers()
    this.clearGroups()
  }

  /** For what is asked when all are there: an index that is there before grows page by page, which takes longer. */
  index(): void {
    this.#sql.run('CREATE INDEX IF NOT EXISTS staged_users_id ON staged_users (id)')
  }

  /** Of a user that came twice the later row stays; members of a group that is not staged go. */
  settle(): void {
    this.index()
    if (this.#count('SELECT count(*) - count(DISTINCT id) FROM staged_users') > 0)
      this.#sql.run('DELETE FROM staged_users WHERE number NOT IN (SELECT max(number) FROM staged_users GROUP BY id)')
    this.dropStray()
  }

  /** Members of a group that is not staged. */
  dropStray(): void {
    const stray = 'SELECT number FROM staged_lists WHERE groupId NOT IN (SELECT id FROM staged_groups)'
    this.#sql.run(`DELETE FROM staged_members WHERE list IN (${stray})`)
    this.#sql.run(`DELETE FROM staged_lists WHERE number IN (${stray})`)
  }

  /** Groups with hidden membership of which no member came. */
  hidden(): number {
    return this.#count(`SELECT count(*) FROM staged_groups g WHERE visibility = 'HiddenMembership' AND NOT EXISTS
      (SELECT 1 FROM staged_lists l JOIN staged_members m ON m.list = l.number WHERE l.groupId = g.id)`)
  }

  counts(): Staged {
    const ofStaged = `WHERE list IN (SELECT l.number FROM staged_lists l JOIN staged_groups g ON g.id = l.groupId)`
    return {
      users: this.#count('SELECT count(DISTINCT id) FROM staged_users'),
      groups: this.#count('SELECT count(*) FROM staged_groups'),
      memberships: this.#count(`SELECT count(*) FROM staged_members ${ofStaged}`),
    }
  }

  #count(sql: string): number {
    return this.#sql.value<number>(sql) ?? 0
  }
}
