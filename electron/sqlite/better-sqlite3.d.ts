/** The package ships types that its export map hides. These are of what is used here, without their `any`. */
declare module 'better-sqlite3-multiple-ciphers' {
  namespace Sqlite {
    interface Statement {
      run(...values: readonly unknown[]): { readonly changes: number }
      get(...values: readonly unknown[]): unknown
      all(...values: readonly unknown[]): unknown[]
      iterate(...values: readonly unknown[]): IterableIterator<unknown>
      pluck(): this
      raw(): this
    }
    interface Transaction<Value> {
      (): Value
      immediate(): Value
    }
    interface Database {
      prepare(sql: string): Statement
      exec(sql: string): this
      pragma(text: string, options?: { readonly simple: boolean }): unknown
      transaction<Value>(task: () => Value): Transaction<Value>
      function(name: string, options: { readonly deterministic: boolean }, of: (...values: never[]) => unknown): this
      close(): this
    }
  }
  class SqliteError extends Error {
    readonly code: string
  }
  const Sqlite: {
    new (file: string, options: { readonly timeout: number }): Sqlite.Database
    readonly SqliteError: typeof SqliteError
  }
  export = Sqlite
}
