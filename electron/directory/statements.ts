import type { Database, Statement } from '../sqlite/database.ts'

/** Prepared statements by their text, which is made of constants alone. */
export class Statements {
  readonly #database: Database
  readonly #prepared = {
    rows: new Map<string, Statement>(),
    values: new Map<string, Statement>(),
    tuples: new Map<string, Statement>(),
  }

  constructor(database: Database) {
    this.#database = database
  }

  run(sql: string, ...values: readonly unknown[]): number {
    return this.#statement(sql).run(...values).changes
  }

  get<Row>(sql: string, ...values: readonly unknown[]): Row | undefined {
    return this.#statement(sql).get(...values) as Row | undefined
  }

  all<Row>(sql: string, ...values: readonly unknown[]): Row[] {
    return this.#statement(sql).all(...values) as Row[]
  }

  /** The first column of each row. */
  column<Value>(sql: string, ...values: readonly unknown[]): Value[] {
    return this.#statement(sql, 'values').all(...values) as Value[]
  }

  /** The first column of the first row. */
  value<Value>(sql: string, ...values: readonly unknown[]): Value | undefined {
    return this.#statement(sql, 'values').get(...values) as Value | undefined
  }

  /** Rows as arrays. */
  tuples<Row>(sql: string, ...values: readonly unknown[]): Row[] {
    return this.#statement(sql, 'tuples').all(...values) as Row[]
  }

  /** Rows as arrays, one at a time; no other statement may write meanwhile. */
  each<Row>(sql: string, ...values: readonly unknown[]): IterableIterator<Row> {
    return this.#statement(sql, 'tuples').iterate(...values) as IterableIterator<Row>
  }

  /** The same as objects. */
  rows<Row>(sql: string, ...values: readonly unknown[]): IterableIterator<Row> {
    return this.#statement(sql).iterate(...values) as IterableIterator<Row>
  }

  /** Rows behind a number (its only `?`) in their order, as many at a time as it asks for: others may write meanwhile. */
  *inPieces<Row extends { readonly number: number }>(sql: string, from = 0): Generator<Row, void, undefined> {
    for (let rows = this.all<Row>(sql, from); rows.length > 0; rows = this.all<Row>(sql, rows.at(-1)?.number))
      yield* rows
  }

  #statement(sql: string, form: 'rows' | 'values' | 'tuples' = 'rows'): Statement {
    const known = this.#prepared[form].get(sql)
    if (known !== undefined) return known
    const statement = this.#database.prepare(sql)
    if (form === 'values') statement.pluck()
    if (form === 'tuples') statement.raw()
    this.#prepared[form].set(sql, statement)
    return statement
  }
}
