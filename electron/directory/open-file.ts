import { mkdirSync } from 'node:fs'
import { dirname } from 'node:path'
import { AppError } from '../../shared/ipc/errors.ts'
import { connect, type Database } from '../sqlite/database.ts'
import { look, putAside } from '../sqlite/fault.ts'
import { prepare } from '../sqlite/migrate.ts'
import { directoryFile } from './schema.ts'
import { offerUserKeys } from './user-keys.ts'

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
  const looked = look(file, key, directoryFile)
  if (looked.is === 'newer') throw new AppError('directory_newer', { version: String(looked.version) })
  const setAside = looked.is === 'fit' ? null : putAside(file, looked.is)
  const database = connect(file, key)
  try {
    prepare(database, directoryFile)
    return { database, setAside }
  } catch (error) {
    database.close()
    throw error
  }
}

export const openForReading = (file: string, key: string): Database => {
  const database = connect(file, key)
  offerUserKeys(database)
  database.pragma('query_only = 1')
  database.pragma('cache_size = -32768')
  return database
}
