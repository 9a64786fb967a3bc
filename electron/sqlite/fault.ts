import { existsSync, renameSync, statSync } from 'node:fs'
import { connect, sqliteCode } from './database.ts'
import { type FileKind, versionOf } from './migrate.ts'

/** foreign: this key does not open it, or it is another kind of file. damaged: the key is right, the content torn. */
export type FileFault = 'foreign' | 'damaged'

export type Looked =
  | { readonly is: 'fit' }
  | { readonly is: 'newer'; readonly version: number }
  | { readonly is: FileFault }

/** Bytes of the smallest page that a database has. */
const smallest = 512

/** Looks at a file without changing it. A file that is not there, or is empty, is fit. */
export const look = (file: string, key: string, kind: FileKind): Looked => {
  const size = statSync(file, { throwIfNoEntry: false })?.size ?? 0
  if (size === 0) return { is: 'fit' }
  // SQLite takes so little for an empty file and would write over it.
  if (size < smallest) return { is: 'foreign' }
  const database = connect(file, key)
  try {
    const tables = Number(database.prepare('SELECT count(*) FROM sqlite_schema').pluck().get())
    if (tables === 0) return { is: 'fit' }
    if (database.pragma('application_id', { simple: true }) !== kind.applicationId) return { is: 'foreign' }
    const version = versionOf(database)
    return version > kind.migrations.length ? { is: 'newer', version } : { is: 'fit' }
  } catch (error) {
    const code = sqliteCode(error)
    if (code === 'SQLITE_NOTADB') return { is: 'foreign' }
    if (code?.startsWith('SQLITE_CORRUPT')) return { is: 'damaged' }
    throw error
  } finally {
    database.close()
  }
}

/** The write-ahead log belongs to the file: under its new name it can still be opened with the right key. */
export const putAside = (file: string, fault: FileFault): string => {
  const target = `${file}.${new Date().toISOString().replaceAll(':', '-')}.${fault}`
  for (const suffix of ['', '-wal', '-shm']) if (existsSync(file + suffix)) renameSync(file + suffix, target + suffix)
  return target
}
