import type { Change, ChangeKind, ChangeRun, ChangeWhat } from '../../shared/domain/change.ts'
import type { ChangesQuery } from '../../shared/ipc/changes.ts'
import { AppError } from '../../shared/ipc/errors.ts'
import { changesMatching } from './change-filter.ts'
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

/** What is pending may have other names than what was published. */
const named = (of: 'o' | 'm', column: 'name' | 'mail') =>
  `iif(p${of}.number IS NULL, ${of}.${column}, p${of}.${column})`

const record = `
  SELECT c.number, coalesce(r.runId, p.runId) runId, coalesce(r.at, p.at) at, c.kind, c.what, o.id, ${named('o', 'name')} name,
    ${named('o', 'mail')} mail, m.id memberId, m.type memberType, ${named('m', 'name')} memberName, ${named('m', 'mail')} memberMail,
    c.attribute, c.before, c.after
  FROM changes c LEFT JOIN history_runs r ON r.number = c.run LEFT JOIN pending p ON c.run = 0
  JOIN history_objects o ON o.number = c.object LEFT JOIN history_objects m ON m.number = c.member
  LEFT JOIN pending_names po ON c.run = 0 AND po.number = c.object
  LEFT JOIN pending_names pm ON c.run = 0 AND pm.number = c.member`

type RunRecord = Omit<ChangeRun, 'first' | 'counts'> & ChangeRun['counts'] & { readonly first: number }

const runColumns = `runId, at, first, ${runCounts}`
const runRecord = `SELECT ${runColumns} FROM history_runs`

const runOf = ({ runId, at, first, ...counts }: RunRecord): ChangeRun => ({ runId, at, first: first === 1, counts })

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
      `SELECT ${runColumns} ${told} ORDER BY number DESC LIMIT ? OFFSET ?`,
      ...[limit, offset],
    )
    return {
      total: this.#sql.value<number>(`SELECT count(*) ${told}`) ?? 0,
      changes: this.#sql.value<number>('SELECT coalesce(sum(changes), 0) FROM history_runs') ?? 0,
      rows: rows.map(runOf),
    }
  }

  /** @throws AppError not_found when it is not kept */
  run(runId: string): ChangeRun {
    const found = this.#sql.get<RunRecord>(`${runRecord} WHERE runId = ?`, runId)
    if (found === undefined) throw new AppError('not_found', { id: runId })
    return runOf(found)
  }

  /** The newest by its number: a clock that was set back does not make another run the newer one. */
  runBefore(before: string, changed: boolean): ChangeRun | null {
    const found = this.#sql.get<RunRecord>(
      `${runRecord} WHERE at < ? ${changed ? 'AND changes > 0' : ''} ORDER BY number DESC LIMIT 1`,
      before,
    )
    return found === undefined ? null : runOf(found)
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
    return this.#lists.get(JSON.stringify([isPending, query]), () => changesMatching(this.#sql, query, isPending))
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
