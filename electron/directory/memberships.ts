import type { Input, Output } from '../../shared/ipc/contract.ts'
import type { MemberRow } from '../../shared/ipc/directory.ts'
import { fold, sortKey, wordsOf } from './fold.ts'
import { groupOf } from './group-columns.ts'
import type { GroupLists } from './group-lists.ts'
import { Lru } from './lru.ts'
import { Nesting } from './nesting.ts'
import type { Statements } from './statements.ts'
import type { UserLists } from './user-lists.ts'

/** `user` and `group`: row numbers where the member is part of the snapshot. */
interface Found extends Omit<MemberRow, 'path' | 'synchronised'> {
  readonly user: number | null
  readonly group: number | null
  /** Of the group, where it is one. */
  readonly text: string | null
  readonly via: string
}

const membersOf = `
  SELECT m.memberId id, m.type, coalesce(u.displayName, g.displayName, m.displayName) displayName,
    coalesce(u.mail, g.mail) mail, u.number user, g.number 'group', g.text, ? via
  FROM members m LEFT JOIN users u ON u.id = m.memberId LEFT JOIN groups g ON g.id = m.memberId
  WHERE m.groupNumber = (SELECT number FROM groups WHERE id = ?)`
const usersOf = `
  SELECT u.id, 'user' type, u.displayName, u.mail, u.number user, NULL 'group', NULL text, ? via
  FROM members m JOIN users u ON u.id = m.memberId WHERE m.groupNumber = (SELECT number FROM groups WHERE id = ?)`

/** Who is in which group of one snapshot, directly and through others. */
export class Memberships {
  readonly #sql: Statements
  readonly #users: UserLists
  readonly #groups: GroupLists
  readonly #lists = new Lru<readonly Found[]>(3)
  readonly #found = new Lru<readonly Found[]>(3)
  #known: Nesting | null = null

  constructor(sql: Statements, users: UserLists, groups: GroupLists) {
    this.#sql = sql
    this.#users = users
    this.#groups = groups
  }

  /** Direct members of every kind, or the synchronised users reached through nested groups, each once by a shortest way. */
  members(input: Input<'directory.members'>): Output<'directory.members'> {
    const { groupId, transitive, search, offset, limit } = input
    const name = JSON.stringify([groupId, transitive])
    const everyone = () => this.#lists.get(name, () => (transitive ? this.#reached(groupId) : this.#direct(groupId)))
    const found = this.#found.get(JSON.stringify([name, search]), () => this.#matching(everyone(), search))
    const ways = transitive ? this.#nesting.below(groupId) : null
    const rows = found.slice(offset, offset + limit).map(({ user, group, text, via, ...member }) => ({
      ...member,
      synchronised: user !== null || group !== null,
      path: ways?.get(via) ?? [],
    }))
    return { total: found.length, rows }
  }

  /** The nearest groups first, then by name. */
  groupsOf(userId: string, offset: number, limit: number): Output<'directory.userGroups'> {
    const direct = this.#sql.column<string>(
      `SELECT g.id FROM members m JOIN groups g ON g.number = m.groupNumber WHERE m.memberId = ?
       ORDER BY g.displayNameKey IS NULL, g.displayNameKey, g.number`,
      userId,
    )
    const chains = [...this.#nesting.above(direct)]
    const rows = chains.slice(offset, offset + limit).flatMap(([id, path]) => {
      const row = this.#groups.byId(id)
      return row === null ? [] : [{ group: groupOf(row), path }]
    })
    return { total: chains.length, rows }
  }

  get #nesting(): Nesting {
    this.#known ??= new Nesting(this.#sql)
    return this.#known
  }

  #direct(groupId: string): readonly Found[] {
    return sorted(this.#sql.all<Found>(membersOf, groupId, groupId))
  }

  #reached(groupId: string): readonly Found[] {
    const reached = new Map<string, Found>()
    for (const id of this.#nesting.below(groupId).keys())
      for (const user of this.#sql.all<Found>(usersOf, id, id)) if (!reached.has(user.id)) reached.set(user.id, user)
    return sorted([...reached.values()])
  }

  #matching(members: readonly Found[], search: string): readonly Found[] {
    const words = wordsOf(search)
    if (words.length === 0) return members
    const users = this.#users.search.matching(search)
    return members.filter(({ user, displayName, text }) => {
      if (user !== null) return users?.[user] === 1
      const searched = text ?? fold(displayName ?? '')
      return words.every((word) => searched.includes(word))
    })
  }
}

const sorted = (members: readonly Found[]): readonly Found[] => {
  const keyed = members.map((member) => ({
    member,
    key: member.displayName === null ? null : sortKey(fold(member.displayName)),
  }))
  keyed.sort((one, other) => {
    if (one.key === null || other.key === null) return Number(one.key === null) - Number(other.key === null)
    return one.key < other.key ? -1 : Number(one.key > other.key)
  })
  return keyed.map(({ member }) => member)
}
