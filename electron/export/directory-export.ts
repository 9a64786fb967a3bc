import { basename } from 'node:path'
import { Readable } from 'node:stream'
import type { Connection } from '../../shared/domain/connection.ts'
import { AppError } from '../../shared/ipc/errors.ts'
import type { ExportWhat, TableFormat } from '../../shared/ipc/export.ts'
import type { Text } from '../../shared/text/text.ts'
import { type Auditing, audited } from '../audit/audited.ts'
import type { DirectoryReader, ExportBatch, ExportPlace, ExportRow } from '../directory/directory-api.ts'
import { columnsOf } from './directory-columns.ts'
import type { Table } from './table.ts'
import { csvText, jsonText } from './texts.ts'
import { workbook } from './workbook.ts'
import { writeWhole } from './write-file.ts'

export interface ExportOrder {
  readonly what: ExportWhat
  readonly format: TableFormat
  readonly file: string
}

interface Needs {
  readonly auditing: Auditing
  readonly text: () => Text
}

type OnProgress = (progress: { readonly done: number; readonly total: number }) => void

/** Lists of the directory as files, read and written piece by piece: memory does not grow with them. */
export class DirectoryExport {
  readonly #needs: Needs

  constructor(needs: Needs) {
    this.#needs = needs
  }

  /**
   * What the file holds is one snapshot, whole, or there is no file. Resolves with the number of rows.
   *
   * @throws AppError cancelled; export_overtaken when a sync was published meanwhile; export_too_long; disk_full,
   * file_unwritable; of the directory and the audit.
   */
  write(
    { what, format, file }: ExportOrder,
    { id }: Pick<Connection, 'id'>,
    read: Pick<DirectoryReader, 'exportBatch'>,
    onProgress: OnProgress,
    signal: AbortSignal,
  ): Promise<number> {
    const after = { what: what.of, format, name: basename(file) }
    const planned = { action: 'exportMade', connectionId: id, before: null, after, correlation: runOf(what) } as const
    return audited(this.#needs.auditing, planned, async () => {
      let done = 0
      const batches = batchesOf(
        (from) => read.exportBatch(what, from),
        signal,
        ({ rows, total }) => {
          done += rows.length
          onProgress({ done, total })
        },
      )
      const text = this.#needs.text()
      const table = { columns: columnsOf<ExportRow>(what.of, text), batches }
      await writeWhole(file, contentOf(table, format, sheetOf(what.of, text)), signal)
      return { value: done, after: { ...after, rows: done } }
    })
  }
}

/** Whose changes it holds, or after which the directory was as it tells; none where it is today's, or of many runs. */
const runOf = (what: ExportWhat): { readonly runId?: string } => {
  const runId = 'query' in what && 'runId' in what.query ? what.query.runId : null
  return runId === null ? {} : { runId }
}

const sheetOf = (of: ExportWhat['of'], text: Text): string => {
  if (of === 'changes') return text.changes.title
  return of === 'users' || of === 'usersAsOf' ? text.users.title : text.groups.title
}

const contentOf = <Row>(table: Table<Row>, format: TableFormat, sheet: string): Readable => {
  if (format === 'xlsx') return workbook(table, sheet)
  return Readable.from(format === 'csv' ? csvText(table) : jsonText(table))
}

async function* batchesOf(
  read: (from: ExportPlace) => Promise<ExportBatch>,
  signal: AbortSignal,
  onBatch: (batch: ExportBatch) => void,
): AsyncGenerator<readonly ExportRow[]> {
  let first: ExportBatch | undefined
  let from: ExportPlace | null = { row: 0, within: 0 }
  while (from !== null) {
    signal.throwIfAborted()
    const batch: ExportBatch = await read(from)
    first ??= batch
    // What a run would change goes without a publishing when the next run begins.
    if (first.generation !== batch.generation || first.total !== batch.total) throw new AppError('export_overtaken')
    onBatch(batch)
    yield batch.rows
    from = batch.next
  }
}
