import type { Change, ChangeKind, ChangeRun, ChangeWhat } from '../../shared/domain/change.ts'
import type { ChangesQuery } from '../../shared/ipc/changes.ts'
import { wordsOf } from './fold.ts'
import {
  attributeOf,
  changeValueOf,
  removedGroupOf,
  removedUserOf,
  runCounts,
  type StoredValue,
} from './history-columns.ts'
import { Lru } from './lru.ts'
import { pendingOf } from './pending.ts'
import type { Statements } from './statements.ts'

interface ChangeRecord {
  readonly number: number
  readonly runId: string
  readonly at: string
  readonly kind: ChangeKind
  readonly what: ChangeWhat
  readonly id: string
  readonly name: string | null
  readonly mail: string | null
  readonly memberId: string | null
  readonly memberType: string | null
  readonly memberName: string | null
  readonly memberMail: string | null
  readonly attribute: string | null
  readonly before: StoredValue
  readonly after: StoredValue
}

const record = `
  SELECT c.number, coalesce(r.runId, p.runId) runId, coalesce(r.at, p.at) at, c.kind, c.what, o.id, o.name, o.mail, m.id memberId, m.type memberType, m.name memberName,
    m.mail memberMail, c.attribute, c.before, c.after
  FROM changes c LEFT JOIN history_runs r ON r.number = c.run LEFT JOIN pending p ON c.run = 0
  JOIN history_objects o ON o.number = c.object LEFT JOIN history_objects m ON m.number = c.member`

/** Empty lists stand for everything. A membership is found by its group and by its member. */
const matching = (runs: string) => `
  WITH asked (words, kinds, whats, attributes, runId, since, until) AS (VALUES (?, ?, ?, ?, ?, ?, ?)),
  found AS (SELECT h.number FROM history_objects h, asked
    WHERE NOT EXISTS (SELECT 1 FROM json_each(words) WHERE NOT instr(h.text, value)))
  SELECT c.number, c.run FROM asked, changes c JOIN ${runs} r ON r.number = c.run
  WHERE (json_array_length(words) = 0 OR c.object IN found OR c.member IN found)
    AND (json_array_length(kinds) = 0 OR c.kind IN (SELECT value FROM json_each(kinds)))
    AND (json_array_length(whats) = 0 OR c.what IN (SELECT value FROM json_each(whats)))
    AND (json_array_length(attributes) = 0 OR c.attribute IN (SELECT value FROM json_each(attributes)))
    AND (asked.runId IS NULL OR r.runId = asked.runId) AND (since IS NULL OR r.at >= since) AND (until IS NULL OR r.at < until)
  ORDER BY c.number`

type RunRecord = Omit<ChangeRun, 'first' | 'counts'> & ChangeRun['counts'] & { readonly first: number }

const kept = matching('history_runs')
const pending = matching('(SELECT 0 number, runId, at FROM pending)')

/** What changed, run by run, of one snapshot. Only changes of runs that are kept are there, and those that are pending. */
export class History {
  readonly #sql: Statements
  readonly #lists = new Lru<Uint32Array>(8)

  constructor(sql: Statements) {
    this.#sql = sql
  }

  /** The newest run first; within a run memberships, users, groups, each by name. */
  window(query: ChangesQuery, offset: number, limit: number): { readonly total: number; readonly rows: Change[] } {
    const list = this.#list(query)
    return { total: list.length, rows: this.#rows(list, offset, limit) }
  }

  /** Newest first; runs that changed nothing are left out. `changes`: of all of them. */
  runs(
    offset: number,
    limit: number,
  ): { readonly total: number; readonly changes: number; readonly rows: ChangeRun[] } {
    const told = 'FROM history_runs WHERE changes > 0 OR first = 1'
    const rows = this.#sql.all<RunRecord>(
      `SELECT runId, at, first, ${runCounts} ${told} ORDER BY number DESC LIMIT ? OFFSET ?`,
      ...[limit, offset],
    )
    return {
      total: this.#sql.value<number>(`SELECT count(*) ${told}`) ?? 0,
      changes: this.#sql.value<number>('SELECT coalesce(sum(changes), 0) FROM history_runs') ?? 0,
      rows: rows.map(({ runId, at, first, ...counts }) => ({ runId, at, first: first === 1, counts })),
    }
  }

  /** One object's own history, newest first: what changed of it, and the memberships that it is one end of. */
  of(id: string, offset: number, limit: number): { readonly total: number; readonly rows: Change[] } {
    const numbers = this.#sql.column<number>(
      `SELECT c.number FROM changes c JOIN history_runs r ON r.number = c.run, history_objects o
       WHERE o.id = ? AND (c.object = o.number OR c.member = o.number) ORDER BY c.run DESC, c.number`,
      id,
    )
    return { total: numbers.length, rows: this.#rows(Uint32Array.from(numbers), offset, limit) }
  }

  #list(query: ChangesQuery): Uint32Array {
    const isPending = query.runId !== null && pendingOf(this.#sql)?.runId === query.runId
    return this.#lists.get(JSON.stringify([isPending, query]), () => {
      const { search, kinds, whats, attributes, runId, from, to } = query
      const lists = [wordsOf(search), kinds, whats, attributes].map((list) => JSON.stringify(list))
      return newestRunFirst(this.#sql.tuples<Found>(isPending ? pending : kept, ...lists, runId, from, to))
    })
  }

  #rows(list: Uint32Array, offset: number, limit: number): Change[] {
    let former = offset === 0 ? undefined : this.#byNumber(list[offset - 1])?.runId
    const rows: Change[] = []
    for (const number of list.subarray(offset, offset + limit)) {
      const found = this.#byNumber(number)
      if (found !== undefined) rows.push({ ...changeOf(found), leads: found.runId !== former })
      former = found?.runId
    }
    return rows
  }

  #byNumber(number: number | undefined): ChangeRecord | undefined {
    return this.#sql.get<ChangeRecord>(`${record} WHERE c.number = ?`, number ?? 0)
  }
}

type Found = readonly [number: number, run: number]

/** They come in the order in which they were noted, which within a run is the order to show them in. */
const newestRunFirst = (found: readonly Found[]): Uint32Array => {
  const list = new Uint32Array(found.length)
  let at = 0
  for (let end = found.length; end > 0; ) {
    let start = end
    while (start > 0 && found[start - 1]?.[1] === found[end - 1]?.[1]) start--
    for (let index = start; index < end; index++) list[at++] = found[index]?.[0] ?? 0
    end = start
  }
  return list
}

const changeOf = (row: ChangeRecord): Omit<Change, 'leads'> => {
  const { number, runId, at, kind, what, id, name, mail, memberId, memberType, before, after } = row
  const attribute = attributeOf(row.attribute)
  const removed = what === 'removed' && typeof before === 'string' ? before : null
  return {
    ...{ number, runId, at, kind, what, object: { id, name, mail } },
    member:
      memberId === null
        ? null
        : { id: memberId, type: memberType ?? 'other', name: row.memberName, mail: row.memberMail },
    attribute,
    before: attribute === null ? null : changeValueOf(attribute, before),
    after: attribute === null ? null : changeValueOf(attribute, after),
    removedUser: removed !== null && kind === 'user' ? removedUserOf(removed) : null,
    removedGroup: removed !== null && kind === 'group' ? removedGroupOf(removed) : null,
  }
}
