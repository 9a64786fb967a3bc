import type { GroupColumn, GroupQuery, GroupRow } from '../../shared/ipc/directory.ts'
import { fold, textOfKey, wordsOf } from './fold.ts'
import { type GroupRecord, groupRowOf, groupSort, isKeyed, storedOfGroup } from './group-columns.ts'
import { Lru } from './lru.ts'
import { nextIndex } from './number-set.ts'
import type { Statements } from './statements.ts'

const record = `SELECT id, ${storedOfGroup.join(', ')}, direct, transitive FROM groups`

/** Lists of groups of one snapshot. There are few: each list is one scan. */
export class GroupLists {
  readonly #sql: Statements
  readonly #lists = new Lru<Uint32Array>(8)

  constructor(sql: Statements) {
    this.#sql = sql
  }

  window(query: GroupQuery, offset: number, limit: number): { total: number; rows: readonly GroupRow[] } {
    const list = this.#list(query)
    const rows = Array.from(list.subarray(offset, offset + limit), (number) => this.#byNumber(number))
    return { total: list.length, rows: rows.filter((row) => row !== null) }
  }

  /** Memberships of all groups that match. */
  memberships(query: GroupQuery): number {
    const numbers = JSON.stringify([...this.#list(query)])
    const sum = 'SELECT coalesce(sum(direct), 0) FROM groups WHERE number IN (SELECT value FROM json_each(?))'
    return this.#sql.value<number>(sum, numbers) ?? 0
  }

  index(query: GroupQuery, prefix: string, from: number): number | null {
    const value = fold(prefix)
    const set = new Uint8Array((this.#sql.value<number>('SELECT max(number) FROM groups') ?? 0) + 1)
    const sorted = groupSort[query.sort.column]
    for (const [number, cell] of this.#sql.tuples<[number, string | number | null]>(
      `SELECT number, ${sorted} FROM groups WHERE ${sorted} IS NOT NULL`,
    ))
      if (textOfCell(query.sort.column, cell).startsWith(value)) set[number] = 1
    return nextIndex(this.#list(query), set, from)
  }

  byId(id: string): GroupRow | null {
    const found = this.#sql.get<GroupRecord>(`${record} WHERE id = ?`, id)
    return found === undefined ? null : groupRowOf(found)
  }

  #byNumber(number: number): GroupRow | null {
    const found = this.#sql.get<GroupRecord>(`${record} WHERE number = ?`, number)
    return found === undefined ? null : groupRowOf(found)
  }

  /** No kind stands for every kind. Blank last in both directions; between equals the row number decides. */
  #list(query: GroupQuery): Uint32Array {
    const { search, kinds, sort } = query
    const sorted = groupSort[sort.column]
    const direction = sort.descending ? 'DESC' : 'ASC'
    return this.#lists.get(JSON.stringify(query), () =>
      Uint32Array.from(
        this.#sql.column<number>(
          `WITH asked (kinds, words) AS (VALUES (?, ?)) SELECT number FROM groups, asked
           WHERE (json_array_length(kinds) = 0 OR kind IN (SELECT value FROM json_each(kinds)))
           AND NOT EXISTS (SELECT 1 FROM json_each(words) WHERE NOT instr(text, value))
           ORDER BY ${sorted} IS NULL, ${sorted} ${direction}, number ${direction}`,
          JSON.stringify(kinds),
          JSON.stringify(wordsOf(search)),
        ),
      ),
    )
  }
}

const textOfCell = (column: GroupColumn, cell: string | number | null): string => {
  if (cell === null) return ''
  if (column === 'dynamic') return cell === 1 ? 'true' : 'false'
  return isKeyed(column) ? textOfKey(String(cell)) : fold(String(cell))
}
