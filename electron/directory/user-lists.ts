import { keptProperties, type User } from '../../shared/domain/user.ts'
import type { UserColumn, UserQuery } from '../../shared/ipc/directory.ts'
import { Lru } from './lru.ts'
import { common, type NumberSet, nextIndex, within } from './number-set.ts'
import type { Statements } from './statements.ts'
import { keyColumn, type UserRecord, userOf } from './user-columns.ts'
import { passing, startingWith } from './user-filter.ts'
import { userKeys } from './user-keys.ts'
import { UserSearch } from './user-search.ts'

const record = `SELECT id, ${keptProperties.join(', ')} FROM users`

/** Lists of users of one snapshot: row numbers in order, so that a window costs the same wherever it lies. */
export class UserLists {
  readonly search: UserSearch
  readonly #sql: Statements
  readonly #size: number
  readonly #lists = new Lru<Uint32Array>(8)
  readonly #filters = new Lru<NumberSet>(16)
  readonly #orders = new Lru<Uint32Array>(6)

  constructor(sql: Statements) {
    this.#sql = sql
    this.#size = (sql.value<number>('SELECT max(number) FROM users') ?? 0) + 1
    this.search = new UserSearch(sql, this.#size)
  }

  /** Row numbers of everyone who matches, sorted. */
  list(query: UserQuery): Uint32Array {
    return this.#lists.get(JSON.stringify(query), () => {
      const { column, descending } = query.sort
      const order = this.#orders.get(`${column} ${descending}`, () => this.#order(column, descending))
      const matching = this.#matching(query)
      return matching === null ? order : within(order, matching)
    })
  }

  window(query: UserQuery, offset: number, limit: number): { readonly total: number; readonly rows: readonly User[] } {
    const list = this.list(query)
    const rows = Array.from(list.subarray(offset, offset + limit), (number) => this.byNumber(number))
    return { total: list.length, rows: rows.filter((row) => row !== null) }
  }

  index(query: UserQuery, prefix: string, from: number): number | null {
    return nextIndex(this.list(query), startingWith(this.#sql, query.sort.column, prefix, this.#size), from)
  }

  byNumber(number: number): User | null {
    const found = this.#sql.get<UserRecord>(`${record} WHERE number = ?`, number)
    return found === undefined ? null : userOf(found)
  }

  byId(id: string): User | null {
    const found = this.#sql.get<UserRecord>(`${record} WHERE id = ?`, id)
    return found === undefined ? null : userOf(found)
  }

  #matching({ search, filters }: UserQuery): NumberSet | null {
    const found = this.search.matching(search)
    const passed = filters.map((filter) =>
      this.#filters.get(JSON.stringify(filter), () => passing(this.#sql, filter, this.#size)),
    )
    return common(found === null ? passed : [found, ...passed])
  }

  /** Blank last in both directions; between equal keys the row number decides. */
  #order(column: UserColumn, descending: boolean): Uint32Array {
    const key = keyColumn(column)
    const filled = this.#sql.column<number>(
      `SELECT number FROM ${userKeys(this.#sql)} WHERE ${key} IS NOT NULL ORDER BY ${key}, number`,
    )
    const blank = this.#sql.column<number>(
      `SELECT number FROM ${userKeys(this.#sql)} WHERE ${key} IS NULL ORDER BY number`,
    )
    return Uint32Array.from([...(descending ? filled.reverse() : filled), ...blank])
  }
}
