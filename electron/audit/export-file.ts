import { createHash } from 'node:crypto'
import { type FileHandle, open, rename, rm } from 'node:fs/promises'
import type { AuditHead, ExportFormat } from '../../shared/domain/audit.ts'
import type { AuditStore } from './audit-store.ts'
import { exportLine, exportStart } from './export-text.ts'

/** Records without their signature. */
export interface Unsigned {
  readonly records: number
  readonly head: AuditHead
  readonly sha256: string
}

export interface ExportOrder {
  /** Where they are until they are signed: what is under the chosen name is always whole. */
  readonly partial: string
  readonly format: ExportFormat
  /** The last record that goes along. */
  readonly upTo: AuditHead
}

const chunk = 1_000

/** Lets others have the thread between chunks. */
export const writeRecords = async (
  store: AuditStore,
  { partial, format, upTo }: ExportOrder,
  onProgress: (done: number) => void,
  signal: AbortSignal,
): Promise<Unsigned> => {
  const digest = createHash('sha256')
  const handle = await open(partial, 'wx')
  const write = async (text: string): Promise<void> => {
    digest.update(text, 'utf8')
    await handle.writeFile(text, 'utf8')
  }
  try {
    await write(exportStart(format))
    for (let done = 0; done < upTo.sequence; ) {
      signal.throwIfAborted()
      const rows = store.rows(done, Math.min(chunk, upTo.sequence - done))
      if (rows.length === 0) break
      await write(rows.map((row) => exportLine(format, row)).join(''))
      done += rows.length
      onProgress(done)
    }
    await handle.close()
    return { records: upTo.sequence, head: upTo, sha256: digest.digest('hex') }
  } catch (error) {
    await handle.close().catch(() => undefined)
    await discard(partial)
    throw error
  }
}

/** Adds the signature and gives the file its name. */
export const finish = async (partial: string, file: string, end: string): Promise<void> => {
  let handle: FileHandle | null = null
  try {
    handle = await open(partial, 'a')
    await handle.writeFile(end, 'utf8')
    await handle.sync()
    await handle.close()
    await rename(partial, file)
  } catch (error) {
    await handle?.close().catch(() => undefined)
    await discard(partial)
    throw error
  }
}

const discard = (partial: string): Promise<void> => rm(partial, { force: true })
