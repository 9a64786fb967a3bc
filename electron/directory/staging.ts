import { type Group, hiddenMembership } from '../../shared/domain/group.ts'
import type { User } from '../../shared/domain/user.ts'
import { sqliteCode } from '../sqlite/database.ts'
import type { Staged } from './directory-api.ts'
import { groupValues, keysOfGroup, storedOfGroup } from './group-columns.ts'
import { generationOf } from './snapshot.ts'
import type { Statements } from './statements.ts'
import { foldedValues, markOf, userColumns, userKeyColumns, userValues } from './user-columns.ts'

const insert = (table: string, columns: readonly string[], or = ''): string =>
  `INSERT ${or} INTO ${table} (${columns.join(', ')}) VALUES (${columns.map(() => '?').join(', ')})`

/** The same number in each table. */
const beside = (table: string, columns: readonly string[]): string =>
  `INSERT INTO ${table} (number, ${columns.join(', ')}) VALUES (last_insert_rowid(), ${columns.map(() => '?').join(', ')})`

const userTables = ['staged_users', 'staged_user_keys', 'staged_user_text']
const insertUser = insert('staged_users', userColumns)
const insertKeys = beside('staged_user_keys', userKeyColumns)
const insertText = beside('staged_user_text', ['text', 'mark'])
/** An index goes with its table when tables change places, and its name as well. */
const firstUsersIndex = 'first_users_id'
/** Stays from run to run: whatever changes the schema makes each connection prepare all of its statements anew. */
const indexOfUsers = 'CREATE INDEX IF NOT EXISTS staged_users_id ON staged_users (id)'
const published = 'SELECT u.number, t.mark FROM users u CROSS JOIN user_text t ON t.number = u.number WHERE u.id = ?'
const insertSame = 'INSERT OR REPLACE INTO staged_same SELECT ?, coalesce(max(number), 0) FROM staged_users'
const laterRows = 'number IN (SELECT max(number) FROM staged_users GROUP BY id)'
/** Of staged users `s`: as published they came as well, earlier or later. */
const alsoSame = 'SELECT 1 FROM users u CROSS JOIN staged_same e ON e.number = u.number WHERE u.id = s.id'
const insertGroup = insert('staged_groups', ['id', ...storedOfGroup, ...keysOfGroup, 'text'], 'OR REPLACE')
/** By SQLite out of the text: thousands of values handed over one by one take half as long again. */
const insertMembers = `INSERT OR REPLACE INTO staged_members (list, memberId, type, displayName)
  SELECT ?, value ->> 0, value ->> 1, value ->> 2 FROM json_each(CAST(? AS TEXT))`

const insertKnown = `INSERT OR REPLACE INTO staged_members (list, memberId, type, displayName)
  SELECT l.number, m.memberId, m.type, m.displayName FROM staged_lists l CROSS JOIN groups g ON g.id = l.groupId
    CROSS JOIN members m ON m.groupNumber = g.number WHERE l.groupId = ?`

/** Of a list that is given as JSON. */
const these = '(SELECT value FROM json_each(?))'

/** What a run has read so far. Statements only: the caller holds the transaction. */
export class Staging {
  readonly #sql: Statements

  constructor(sql: Statements) {
    this.#sql = sql
  }

  addUsers(users: readonly User[]): void {
    for (const user of users) this.#addUser(user)
  }

  /**
   * Of a run that reads everyone: who comes as published needs no row. Before the first publishing there is nothing to
   * compare with, and keys and texts are made after it (indexPiece).
   */
  addAllUsers(users: readonly User[]): void {
    if (this.#isFirst) this.#addFirst(users)
    else for (const user of users) this.#addDiffering(user)
  }

  #addFirst(users: readonly User[]): void {
    this.#unindexFirst()
    for (const user of users) this.#sql.run(insertUser, ...userValues(user))
  }

  #addDiffering(user: User): void {
    const known = this.#sql.get<{ number: number; mark: string }>(published, user.id)
    const values = userValues(user)
    const mark = markOf(values)
    if (known?.mark === mark) this.#sql.run(insertSame, known.number)
    else this.#addUser(user, values, mark)
  }

  #addUser(user: User, values = userValues(user), mark = markOf(values)): void {
    const { keys, text } = foldedValues(user)
    this.#sql.run(insertUser, ...values)
    this.#sql.run(insertKeys, ...keys)
    this.#sql.run(insertText, text, mark)
  }

  addGroups(groups: readonly Group[]): void {
    for (const group of groups) this.#sql.run(insertGroup, ...groupValues(group))
  }

  /** Members of a group in parts, each packed (packedMembers). */
  addMembers(groupId: string, parts: readonly Uint8Array[]): void {
    this.#sql.run('INSERT OR IGNORE INTO staged_lists (groupId) VALUES (?)', groupId)
    const list = this.#sql.value<number>('SELECT number FROM staged_lists WHERE groupId = ?', groupId)
    for (const members of parts) this.#sql.run(insertMembers, list, members)
  }

  /** Groups of which nobody tells the members: those that are published stay. */
  keepMembers(groupIds: readonly string[]): void {
    for (const groupId of groupIds) {
      this.addMembers(groupId, [])
      this.#sql.run(insertKnown, groupId)
    }
  }

  clearUsers(): void {
    if (this.#isFirst) this.#unindexFirst()
    for (const table of [...userTables, 'staged_same']) this.#sql.run(`DELETE FROM ${table}`)
  }

  /** Looked up by the index that a run over changes has from its beginning. */
  clearUser(id: string): void {
    for (const number of this.#sql.column<number>('SELECT number FROM staged_users WHERE id = ?', id))
      for (const table of userTables) this.#sql.run(`DELETE FROM ${table} WHERE number = ?`, number)
  }

  /** Users that have changed since they came, or have gone. */
  dropUsers(ids: readonly string[]): void {
    const list = JSON.stringify(ids)
    this.#sql.run(`DELETE FROM staged_same WHERE number IN (SELECT number FROM users WHERE id IN ${these})`, list)
    if (this.#sql.run(`DELETE FROM staged_users WHERE id IN ${these}`, list) > 0) this.#dropLoose()
  }

  /** How many of them were staged. */
  dropGroups(ids: readonly string[]): number {
    return this.#sql.run(`DELETE FROM staged_groups WHERE id IN ${these}`, JSON.stringify(ids))
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

  /** Finds users by id. Of a first run not before all are there: an index that is grows page by page, which takes longer. */
  index(): void {
    if (this.#isFirst) this.#indexFirst()
    else this.#sql.run(indexOfUsers)
  }

  /** Nothing has been published yet. */
  get #isFirst(): boolean {
    return generationOf(this.#sql) === 0
  }

  #unindexFirst(): void {
    this.#sql.run(`DROP INDEX IF EXISTS ${firstUsersIndex}`)
  }

  /** The directory's own, as soon as the table is. Of a user that came twice the later row stays. */
  #indexFirst(): void {
    const create = `CREATE UNIQUE INDEX IF NOT EXISTS ${firstUsersIndex} ON staged_users (id)`
    try {
      this.#sql.run(create)
    } catch (error) {
      if (sqliteCode(error) !== 'SQLITE_CONSTRAINT_UNIQUE') throw error
      this.#keepUsers(laterRows)
      this.#sql.run(create)
    }
  }

  /** Of a user that came twice the later row stays; members of a group that is not staged go. */
  settle(): void {
    this.index()
    if (!this.#isFirst && this.#count('SELECT count(*) - count(DISTINCT id) FROM staged_users') > 0)
      this.#keepUsers(laterRows)
    if (this.#areSame()) this.#settleSame()
    this.dropStray()
  }

  /** Members of a group that is not staged. */
  dropStray(): void {
    const stray = 'SELECT number FROM staged_lists WHERE groupId NOT IN (SELECT id FROM staged_groups)'
    this.#sql.run(`DELETE FROM staged_members WHERE list IN (${stray})`)
    this.#sql.run(`DELETE FROM staged_lists WHERE number IN (${stray})`)
  }

  /** Groups with hidden membership. */
  hiding(): number {
    return this.#count(`SELECT count(*) FROM staged_groups WHERE visibility = '${hiddenMembership}'`)
  }

  counts(): Staged {
    const ofStaged = `WHERE list IN (SELECT l.number FROM staged_lists l JOIN staged_groups g ON g.id = l.groupId)`
    return {
      users: this.#countUsers(),
      groups: this.#count('SELECT count(*) FROM staged_groups'),
      memberships: this.#count(`SELECT count(*) FROM staged_members ${ofStaged}`),
    }
  }

  #countUsers(): number {
    const staged = 'SELECT count(DISTINCT id) FROM staged_users s'
    if (!this.#areSame()) return this.#count(staged)
    return this.#count('SELECT count(*) FROM staged_same') + this.#count(`${staged} WHERE NOT EXISTS (${alsoSame})`)
  }

  #areSame(): boolean {
    return this.#sql.value('SELECT 1 FROM staged_same LIMIT 1') !== undefined
  }

  /** Of a user that came as published and as another the later one counts. */
  #settleSame(): void {
    this.#keepUsers(`NOT EXISTS (${alsoSame} AND e.place >= s.number)`)
    this.#sql.run(`DELETE FROM staged_same WHERE number IN
      (SELECT u.number FROM staged_users s CROSS JOIN users u ON u.id = s.id)`)
  }

  #keepUsers(which: string): void {
    if (this.#sql.run(`DELETE FROM staged_users AS s WHERE NOT (${which})`) > 0) this.#dropLoose()
  }

  /** Keys and texts of users that are not staged any more. */
  #dropLoose(): void {
    for (const table of ['staged_user_keys', 'staged_user_text'])
      this.#sql.run(`DELETE FROM ${table} WHERE number NOT IN (SELECT number FROM staged_users)`)
  }

  #count(sql: string): number {
    return this.#sql.value<number>(sql) ?? 0
  }
}
