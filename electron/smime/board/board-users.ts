import { AppError } from '../../../shared/ipc/errors.ts'
import type { ExportWhat } from '../../../shared/ipc/export.ts'
import type { DirectoryReader, ExportBatch, ExportPlace, ExportRow } from '../../directory/directory-api.ts'
import type { BoardUser } from './health-row.ts'

type Read = Pick<DirectoryReader, 'exportBatch' | 'user'>

const everyone: ExportWhat = {
  of: 'users',
  query: { search: '', filters: [], sort: { column: 'displayName', descending: false } },
}
/** A sync may publish while the list is read; then it is read again. */
const mostTries = 3
/** Users read by their ids at once. */
const atOnce = 100

/** Everyone in the directory, or the users that are in a group or in one within it, of one snapshot and by name. */
export const boardUsers = async (read: Read, groupId: string | null, signal: AbortSignal): Promise<BoardUser[]> => {
  if (groupId === null) return (await rowsOf(read, everyone, signal)).flatMap(userOf)
  const members = await rowsOf(read, { of: 'members', groupId, transitive: true, search: '' }, signal)
  const ids = members.flatMap((row) =>
    'synchronised' in row && row.synchronised && row.type === 'user' ? [row.id] : [],
  )
  const users: BoardUser[] = []
  for (let from = 0; from < ids.length; from += atOnce) {
    signal.throwIfAborted()
    const some = await Promise.all(ids.slice(from, from + atOnce).map((id) => read.user(id)))
    users.push(...some.flatMap(userOf))
  }
  return users
}

const userOf = (row: ExportRow): BoardUser[] => {
  if (!('userPrincipalName' in row)) return []
  const { id, displayName, mail, department } = row
  return [{ id, displayName, mail, department }]
}

const rowsOf = async (read: Read, what: ExportWhat, signal: AbortSignal): Promise<readonly ExportRow[]> => {
  for (let tries = 1; ; tries++) {
    const rows = await oneSnapshot(read, what, signal)
    if (rows !== null) return rows
    if (tries === mostTries) throw new AppError('export_overtaken')
  }
}

/** Null where another one was published meanwhile. */
const oneSnapshot = async (read: Read, what: ExportWhat, signal: AbortSignal): Promise<ExportRow[] | null> => {
  const rows: ExportRow[] = []
  let generation: number | null = null
  let from: ExportPlace | null = { row: 0, within: 0 }
  while (from !== null) {
    signal.throwIfAborted()
    const batch: ExportBatch = await read.exportBatch(what, from)
    generation ??= batch.generation
    if (generation !== batch.generation) return null
    rows.push(...batch.rows)
    from = batch.next
  }
  return rows
}
