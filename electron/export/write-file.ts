import { createWriteStream } from 'node:fs'
import { rename, rm } from 'node:fs/promises'
import { basename } from 'node:path'
import type { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { AppError, isAppError } from '../../shared/ipc/errors.ts'
import { partialFile } from './partial-file.ts'

/** Under the chosen name there is the whole file or what was there before. @throws AppError cancelled, disk_full, file_unwritable; what the content throws */
export const writeWhole = async (file: string, content: Readable, signal: AbortSignal): Promise<void> => {
  const partial = partialFile(file)
  try {
    await pipeline(content, createWriteStream(partial, { flags: 'wx', flush: true }), { signal })
    await rename(partial, file)
  } catch (error) {
    await rm(partial, { force: true }).catch(() => undefined)
    throw signal.aborted ? signal.reason : fileError(error, file)
  }
}

const fileError = (error: unknown, file: string): unknown => {
  if (isAppError(error) || !(error instanceof Error) || !('code' in error)) return error
  if (error.code === 'ENOSPC') return new AppError('disk_full', {}, { cause: error })
  return new AppError('file_unwritable', { file: basename(file), problem: String(error.code) }, { cause: error })
}
