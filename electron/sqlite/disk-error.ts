import { statfsSync } from 'node:fs'
import { dirname } from 'node:path'
import { AppError, type ErrorCode, type ErrorParams, isAppError } from '../../shared/ipc/errors.ts'
import { sqliteCode } from './database.ts'

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

/** Names an error of SQLite or the file system: `damaged` as the caller calls it, disk_full or disk_failed. */
export const diskError = (error: unknown, file: string, damaged: ErrorCode, params: ErrorParams = {}): AppError => {
  if (isAppError(error)) return error
  const code = sqliteCode(error) ?? systemCode(error)
  if (code === null) return new AppError('internal', {}, { cause: error })
  if (code.startsWith('SQLITE_CORRUPT') || code === 'SQLITE_NOTADB')
    return new AppError(damaged, params, { cause: error })
  if (code === 'SQLITE_FULL' || code === 'ENOSPC' || isFull(file))
    return new AppError('disk_full', {}, { cause: error })
  return new AppError('disk_failed', { problem: code }, { cause: error })
}

/** A file's thread that died says nothing about the file, whose transactions are whole or not at all. */
export const threadEnded = (cause?: unknown): AppError =>
  new AppError('disk_failed', { problem: 'THREAD_ENDED' }, { cause })

const systemCode = (error: unknown): string | null =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : null
