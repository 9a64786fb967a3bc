import { existsSync, mkdirSync, renameSync, statSync } from 'node:fs'
import { dirname } from 'node:path'
import { AppError } from '../../shared/ipc/errors.ts'
import { migrate, migrations, versionOf } from './schema.ts'
import { applicationId, connect, type Database, sqliteCode } from './sqlite.ts'

type Fault = 'foreign' | 'damaged'

/** Bytes of the smallest page that a database has. */
const smallest = 512

/**
 * Opens the file for writing and brings it to this version. One that this key does not open or that is no directory is
 * put aside as `.foreign`, one that is torn as `.damaged`, and a new one takes its place.
 * @throws AppError directory_newer, with the file as it was
 */
export const openForWriting = (
  file: string,
  key: string,
): { readonly database: Database; readonly setAside: string | null } => {
  mkdirSync(dirname(file), { recursive: true })
  const fault = faultOf(file, key)
  const setAside = fault === null ? null : putAside(file, fault)
  const database = connect(file, key)
  try {
    prepare(database)
    return { database, setAside }
  } catch (error) {
    database.close()
    throw error
  }
}

export const openForReading = (file: string, key: string): Database => {
  const database = connect(file, key)
  database.pragma('query_only = 1')
  database.pragma('cache_size = -32768')
  return database
}

const prepare = (database: Database): void => {
  database.pragma('journal_mode = wal')
  database.pragma('synchronous = normal')
  database.pragma('journal_size_limit = 16777216')
  database.pragma(`application_id = ${applicationId}`)
  migrate(database)
}

/** Looks at a file without changing it. */
const faultOf = (file: string, key: string): Fault | null => {
  const size = statSync(file, { throwIfNoEntry: false })?.size ?? 0
  if (size === 0) return null
  // SQLite takes so little for an empty file and would write over it.
  if (size < smallest) return 'foreign'
  const database = connect(file, key)
  try {
    const tables = Number(database.prepare('SELECT count(*) FROM sqlite_schema').pluck().get())
    if (tables === 0) return null
    if (database.pragma('application_id', { simple: true }) !== applicationId) return 'foreign'
    const version = versionOf(database)
    if (version > migrations.length) throw new AppError('directory_newer', { version: String(version) })
    return null
  } catch (error) {
    const code = sqliteCode(error)
    if (code === 'SQLITE_NOTADB') return 'foreign'
    if (code?.startsWith('SQLITE_CORRUPT')) return 'damaged'
    throw error
  } finally {
    database.close()
  }
}

/** The write-ahead log belongs to the file: under its new name it can still be opened with the right key. */
export const putAside = (file: string, fault: Fault): string => {
  const date = new Date().toISOString().replaceAll(':', '-')
  const target = `${file}.${date}.${fault}`
  for (const suffix of ['', '-wal', '-shm']) if (existsSync(file + suffix)) renameSync(file + suffix, target + suffix)
  return target
}
