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

  /** From now on what is staged is this run's, which another may take over; what a rehearsal reads is for itself. */
  begin(runId: string): void {
    this.#sql.run(
      `INSERT OR REPLACE INTO staged_reading (only, runId, version)
       SELECT 1, runId, ${version} FROM runs WHERE runId = ? AND kind = 'full' AND trigger <> 'rehearsal'`,
      runId,
    )
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

  leftOut(): number {
    return this.#sql.value<number>('SELECT count(*) FROM staged_mailless') ?? 0
  }

  /** A page of groups whose members are still to come. */
  list(groups: readonly Group[]): void {
    this.#sql.run('INSERT INTO staged_listed (groups) VALUES (?)', JSON.stringify(groups))
  }

  /** Groups that are staged without their members, which Graph did not give. */
  refuse(ids: readonly string[]): void {
    for (const id of ids) this.#sql.run('INSERT OR IGNORE INTO staged_refused VALUES (?)', id)
  }

  clear(stream: Stream): void {
    this.#sql.run('DELETE FROM staged_places WHERE stream = ?', stream)
    const others = stream === 'users' ? ['staged_mailless'] : ['staged_listed', 'staged_refused']
    for (const table of others) this.#sql.run(`DELETE FROM ${table}`)
  }

  /** Nothing of it can be gone on with. */
  end(): void {
    this.#sql.run('DELETE FROM staged_reading')
    this.clear('users')
    this.clear('groups')
  }

  /** Of the groups the members are to come anew; of the others nothing is known any more. */
  change(groups: readonly Group[], others: readonly string[]): void {
    const changed = new Set([...others, ...groups.map(({ id }) => id)])
    const open = [...this.#open().filter(({ id }) => !changed.has(id)), ...groups]
    this.#sql.run('DELETE FROM staged_listed')
    this.list(open)
    for (const id of others) this.#sql.run('DELETE FROM staged_mailless WHERE id = ?', id)
  }

  /** A group whose list did not come to its end is asked for once more, as one that was only listed. */
  goOn(): void {
    this.#sql.run('DELETE FROM staged_groups WHERE id IN (SELECT id FROM staged_refused)')
    this.#sql.run('DELETE FROM staged_refused')
  }

  /** Without delta links nothing would tell what has changed since; a newer program may stage in another way. */
  left(): LeftReading | null {
    const sum = (stream: Stream) => `(SELECT coalesce(sum(read), 0) FROM staged_places WHERE stream = '${stream}')`
    const found = this.#sql.get<LeftReading>(`SELECT r.runId, r.fullReason, l.takenAt, ${sum('users')} users,
      (SELECT count(*) FROM staged_groups) groups FROM staged_reading s JOIN runs r USING (runId)
      JOIN staged_links l ON l.stream = 'users' WHERE s.version = ${version}`)
    return found !== undefined && found.users + found.groups > 0 ? found : null
  }

  reading(): Omit<StagedReading, 'memberships' | 'hiding' | 'links'> {
    const places = this.#sql.all<ListPlace>('SELECT stream, list, link, read, aside, by FROM staged_places')
    return {
      places: places.map(({ by, ...place }) => ({ ...place, by: by ?? undefined })),
      groupIds: this.#sql.column<string>('SELECT id FROM staged_groups'),
      open: this.#open(),
    }
  }

  /** Groups that were listed and are not staged. */
  #open(): readonly Group[] {
    const staged = new Set(this.#sql.column<string>('SELECT id FROM staged_groups'))
    const pages = this.#sql.column<string>('SELECT groups FROM staged_listed ORDER BY number')
    return pages.flatMap((page) => JSON.parse(page) as Group[]).filter(({ id }) => !staged.has(id))
  }
}

/** Of the file's schema. */
const version = '(SELECT user_version FROM pragma_user_version)'
