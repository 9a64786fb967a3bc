import { statfsSync } from 'node:fs'
import { dirname } from 'node:path'
import { AppError, isAppError } from '../../shared/ipc/errors.ts'
import { sqliteCode } from './sqlite.ts'

/** Less than this is as good as nothing: SQLite fails where it cannot lay out its shared index, before the last byte. */
const scarce = 512 * 1024

const isFull = (file: string): boolean => {
  try {
    const { bavail, bsize } = statfsSync(dirname(file))
    return bavail * bsize < scarce
  } catch {
    return false
  }
}

/** Names an error of SQLite or the file system: directory_damaged, disk_full or disk_failed. What it says of people stays here. */
export const diskError = (error: unknown, file: string): AppError => {
  if (isAppError(error)) return error
  const code = sqliteCode(error) ?? systemCode(error)
  if (code === null) return new AppError('internal', {}, { cause: error })
  if (code.startsWith('SQLITE_CORRUPT') || code === 'SQLITE_NOTADB') return new AppError('directory_damaged', { file })
  if (code === 'SQLITE_FULL' || code === 'ENOSPC' || isFull(file))
    return new AppError('disk_full', {}, { cause: error })
  return new AppError('disk_failed', { problem: code }, { cause: error })
}

const systemCode = (error: unknown): string | null =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : null
