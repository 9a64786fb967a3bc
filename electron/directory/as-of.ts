import { keptProperties, type User } from '../../shared/domain/user.ts'
import type { PastGroup, PastMember, PastQuery } from '../../shared/ipc/changes.ts'
import { AppError } from '../../shared/ipc/errors.ts'
import { keyOfName, wordsOf } from './fold.ts'
import { searchedTextOfGroup, storedOfGroup } from './group-columns.ts'
import { groupOfStored, type StoredGroup } from './history-columns.ts'
import { Lru } from './lru.ts'
import { pastMembers } from './past-members.ts'
import type { Statements } from './statements.ts'
import { searchedText, type UserRecord, userOf } from './user-columns.ts'
import { userKeys } from './user-keys.ts'
import type { UserLists } from './user-lists.ts'
import { keptRun, type StoredRow, walkedBack } from './walk-back.ts'

interface Window<Row> {
  readonly total: number
  readonly rows: readonly Row[]
}

/** A row of now by its number, or one that was different then. */
type Entry<Row> = { readonly key: string | null } & ({ readonly number: number } | { readonly row: Row })

const userRecord = `SELECT id, ${keptProperties.join(', ')} FROM users`
const groupRecord = `SELECT id, ${storedOfGroup.join(', ')} FROM groups`

/** The directory as it was after a run that the history still knows, by walking changes back from one snapshot. */
export class AsOf {
  readonly #sql: Statements
  readonly #now: UserLists
  readonly #users = new Lru<readonly Entry<User>[]>(2)
  readonly #groups = new Lru<readonly PastGroup[]>(2)
  readonly #members = new Lru<readonly PastMember[]>(2)

  constructor(sql: Statements, users: UserLists) {
    this.#sql = sql
    this.#now = users
  }

  users(query: PastQuery, offset: number, limit: number): Window<User> {
    const list = this.#users.get(JSON.stringify(query), () => this.#userList(query))
    const rows = list
      .slice(offset, offset + limit)
      .map((entry) => ('row' in entry ? entry.row : this.#now.byNumber(entry.number)))
    return { total: list.length, rows: rows.filter((row) => row !== null) }
  }

  groups(query: PastQuery, offset: number, limit: number): Window<PastGroup> {
    const list = this.#groups.get(JSON.stringify(query), () => this.#groupList(query))
    return { total: list.length, rows: list.slice(offset, offset + limit) }
  }

  /** @throws AppError not_found where the object, or the run, was not there */
  user(runId: string, id: string): User {
    const { run } = keptRun(this.#sql, runId)
    const row = this.#one(run, 'user', id)
    return userOf(row as unknown as UserRecord)
  }

  group(runId: string, id: string): PastGroup {
    const { run } = keptRun(this.#sql, runId)
    const row = this.#one(run, 'group', id)
    return { ...groupOfStored(row as unknown as StoredGroup), direct: this.#direct(run).get(id) ?? 0 }
  }

  /** Direct ones, by name. @throws as group */
  members(runId: string, groupId: string, offset: number, limit: number): Window<PastMember> {
    const list = this.#members.get(JSON.stringify([runId, groupId]), () => this.#memberList(runId, groupId))
    return { total: list.length, rows: list.slice(offset, offset + limit) }
  }

  #memberList(runId: string, groupId: string): readonly PastMember[] {
    const { run } = keptRun(this.#sql, runId)
    this.#one(run, 'group', groupId)
    return pastMembers(this.#sql, { run, groupId }, { user: this.#storedUser, group: this.#storedGroup })
      .map((row) => ({ key: keyOfName(row.displayName), row }))
      .sort((one, other) => compared(one, other, false))
      .map(({ row }) => row)
  }

  #one(run: number, kind: 'user' | 'group', id: string): StoredRow {
    const now = kind === 'user' ? this.#storedUser : this.#storedGroup
    const former = walkedBack(this.#sql, { run, kind, id }, now)
    const row = former.has(id) ? (former.get(id) ?? null) : now(id)
    if (row === null) throw new AppError('not_found', { id })
    return row
  }

  #userList({ runId, search, descending }: PastQuery): readonly Entry<User>[] {
    const { run } = keptRun(this.#sql, runId)
    const former = walkedBack(this.#sql, { run, kind: 'user' }, this.#storedUser)
    const words = wordsOf(search)
    const then = present(former)
      .map((row) => userOf(row as unknown as UserRecord))
      .filter((user) => words.length === 0 || matches(searchedText(user), words))
      .map((user) => ({ key: keyOfName(user.displayName), row: user }))
    return merged(this.#unchanged(search, descending, former), then, descending)
  }

  /** Users who are as they were, in the order of their names. */
  #unchanged(search: string, descending: boolean, former: ReadonlyMap<string, unknown>): readonly Entry<User>[] {
    const changed = new Set(
      [...former.keys()].map((id) => this.#sql.value<number>('SELECT number FROM users WHERE id = ?', id)),
    )
    const keys = new Map(
      this.#sql.tuples<readonly [number, string | null]>(`SELECT number, displayNameKey FROM ${userKeys(this.#sql)}`),
    )
    const list = this.#now.list({ search, filters: [], sort: { column: 'displayName', descending } })
    return Array.from(list)
      .filter((number) => !changed.has(number))
      .map((number) => ({ key: keys.get(number) ?? null, number }))
  }

  #groupList({ runId, search, descending }: PastQuery): readonly PastGroup[] {
    const { run } = keptRun(this.#sql, runId)
    const former = walkedBack(this.#sql, { run, kind: 'group' }, this.#storedGroup)
    const direct = this.#direct(run)
    const words = wordsOf(search)
    const unchanged = this.#sql.all<StoredGroup>(groupRecord).filter(({ id }) => !former.has(id))
    return [...unchanged, ...present(former).map((row) => row as unknown as StoredGroup)]
      .map(groupOfStored)
      .filter((group) => words.length === 0 || matches(searchedTextOfGroup(group), words))
      .map((group) => ({ key: keyOfName(group.displayName), row: { ...group, direct: direct.get(group.id) ?? 0 } }))
      .sort((one, other) => compared(one, other, descending))
      .map(({ row }) => row)
  }

  /** Direct members of each group then: those of now, without those gained and with those lost since. */
  #direct(run: number): ReadonlyMap<string, number> {
    const counts = new Map(this.#sql.tuples<readonly [string, number]>('SELECT id, direct FROM groups'))
    const since = this.#sql.tuples<readonly [string, number]>(
      `SELECT o.id, sum(CASE c.what WHEN 'added' THEN -1 ELSE 1 END) FROM changes c JOIN history_objects o ON o.number = c.object
       WHERE c.run > ? AND c.kind = 'membership' GROUP BY o.id`,
      run,
    )
    for (const [id, more] of since) counts.set(id, (counts.get(id) ?? 0) + more)
    return counts
  }

  readonly #storedUser = (id: string): StoredRow | null =>
    this.#sql.get<StoredRow>(`${userRecord} WHERE id = ?`, id) ?? null
  readonly #storedGroup = (id: string): StoredRow | null =>
    this.#sql.get<StoredRow>(`${groupRecord} WHERE id = ?`, id) ?? null
}

const present = (former: ReadonlyMap<string, StoredRow | null>): readonly StoredRow[] =>
  [...former.values()].filter((row) => row !== null)

const matches = (text: string, words: readonly string[]): boolean => words.every((word) => text.includes(word))

/** Blank last in both directions. */
const compared = (
  one: { readonly key: string | null },
  other: { readonly key: string | null },
  descending: boolean,
): number => {
  if (one.key === null || other.key === null) return Number(one.key === null) - Number(other.key === null)
  if (one.key === other.key) return 0
  return one.key < other.key === descending ? 1 : -1
}

/** Two lists into one: the first is sorted already. */
const merged = <Row>(
  sorted: readonly Entry<Row>[],
  others: readonly Entry<Row>[],
  descending: boolean,
): readonly Entry<Row>[] => {
  const list: Entry<Row>[] = []
  let at = 0
  for (const other of others.toSorted((one, next) => compared(one, next, descending))) {
    for (let next = sorted[at]; next !== undefined && compared(next, other, descending) <= 0; next = sorted[at]) {
      list.push(next)
      at++
    }
    list.push(other)
  }
  for (; at < sorted.length; at++) {
    const next = sorted[at]
    if (next !== undefined) list.push(next)
  }
  return list
}
