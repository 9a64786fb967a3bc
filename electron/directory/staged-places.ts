import type { Group } from '../../shared/domain/group.ts'
import type { LeftReading, ListPlace, StagedReading } from './directory-api.ts'
import type { Statements } from './statements.ts'

type Stream = ListPlace['stream']

/**
 * How far the lists of a full run are staged, so that another run can go on where it ended before its end. What is noted
 * is noted in the transaction of the page that it tells of. Statements only: the caller holds the transaction.
 */
export class StagedPlaces {
  readonly #sql: Statements

  constructor(sql: Statements) {
    this.#sql = sql
  }

  /** From now on what is staged is this run's, which another may take over. */
  begin(runId: string): void {
    this.#sql.run(`INSERT OR REPLACE INTO staged_reading (only, runId, version) VALUES (1, ?, ${version})`, runId)
  }

  note(places: readonly ListPlace[]): void {
    for (const { stream, list, link, read, aside, by = null } of places)
      this.#sql.run(
        'INSERT OR REPLACE INTO staged_places VALUES (?, ?, ?, ?, ?, ?)',
        stream,
        list,
        link,
        read,
        aside,
        by,
      )
  }

  /** Users that are not staged for want of a mail address. */
  leaveOut(ids: readonly string[]): void {
    for (const id of ids) this.#sql.run('INSERT OR IGNORE INTO staged_mailless VALUES (?)', id)
  }

  /** Groups that were listed, and whose members are still to come. */
  open(groups: readonly Group[]): void {
    for (const group of groups)
      this.#sql.run('INSERT OR REPLACE INTO staged_open VALUES (?, ?)', group.id, JSON.stringify(group))
  }

  close(ids: readonly string[]): void {
    for (const id of ids) this.#sql.run('DELETE FROM staged_open WHERE id = ?', id)
  }

  clear(stream: Stream): void {
    this.#sql.run('DELETE FROM staged_places WHERE stream = ?', stream)
    this.#sql.run(`DELETE FROM ${stream === 'users' ? 'staged_mailless' : 'staged_open'}`)
  }

  /** Nothing of it can be gone on with. */
  end(): void {
    this.#sql.run('DELETE FROM staged_reading')
    this.clear('users')
    this.clear('groups')
  }

  /** Takes out what has changed since it was staged. */
  takeOut({ users, groups }: { readonly users: readonly string[]; readonly groups: readonly string[] }): void {
    const takeOut = (table: string, ids: readonly string[]) =>
      this.#sql.run(`DELETE FROM ${table} WHERE id IN (SELECT value FROM json_each(?))`, JSON.stringify(ids))
    for (const table of ['staged_users', 'staged_mailless']) takeOut(table, users)
    for (const table of ['staged_groups', 'staged_open']) takeOut(table, groups)
  }

  /** A group whose list did not come to its end is asked for once more, as one that was only listed. */
  goOn(): void {
    this.#sql.run('DELETE FROM staged_groups WHERE id IN (SELECT id FROM staged_open)')
  }

  /** Without delta links nothing would tell what has changed since; a newer program may stage in another way. */
  left(): LeftReading | null {
    const sum = (stream: Stream) => `(SELECT coalesce(sum(read), 0) FROM staged_places WHERE stream = '${stream}')`
    const found = this.#sql.get<LeftReading>(`SELECT r.runId, r.fullReason, l.takenAt, ${sum('users')} users,
      (SELECT count(*) FROM staged_groups) groups FROM staged_reading s JOIN runs r USING (runId)
      JOIN staged_links l ON l.stream = 'users' WHERE s.version = ${version}`)
    return found !== undefined && found.users + found.groups > 0 ? found : null
  }

  reading(): Omit<StagedReading, 'memberships' | 'hidden' | 'links'> {
    const places = this.#sql.all<ListPlace>('SELECT stream, list, link, read, aside, by FROM staged_places')
    const records = this.#sql.column<string>('SELECT record FROM staged_open')
    return {
      places: places.map(({ by, ...place }) => ({ ...place, by: by ?? undefined })),
      withoutMail: this.#sql.column<string>('SELECT id FROM staged_mailless'),
      groupIds: this.#sql.column<string>('SELECT id FROM staged_groups'),
      open: records.map((record) => JSON.parse(record) as Group),
    }
  }
}

/** Of the file's schema. */
const version = '(SELECT user_version FROM pragma_user_version)'
