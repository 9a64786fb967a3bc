/// <reference path="./better-sqlite3.d.ts" />
import Sqlite from 'better-sqlite3-multiple-ciphers'

export type Database = Sqlite.Database
export type Statement = Sqlite.Statement

/**
 * Opens an encrypted file, or begins one. Nothing is read yet: a wrong key shows at the first statement.
 * `cipher` must come before `key`; a raw key (64 hex digits) spares its derivation.
 */
export const connect = (file: string, key: string): Database => {
  const database = new Sqlite(file, { timeout: 10_000 })
  database.pragma("cipher = 'aegis'")
  database.pragma(`key = "x'${key}'"`)
  database.pragma('temp_store = memory')
  return database
}

/** The code of an error of SQLite (`SQLITE_FULL`), null for any other. */
export const sqliteCode = (error: unknown): string | null => (error instanceof Sqlite.SqliteError ? error.code : null)
