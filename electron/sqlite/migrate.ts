import type { Database } from './database.ts'

/** A step from one version of the schema to the next. A published step is never changed: files hold what it made. */
export type Migration = (database: Database) => void

/** What a kind of file is: how it is told from others, how it is made, and how much an answer promises. */
export interface FileKind {
  /** Kept in the file's header: tells it from another file that the same key opens. */
  readonly applicationId: number
  readonly migrations: readonly Migration[]
  /** `full`: what was written is on the disk before it is answered for. `normal`: it may be lost with the power, whole. */
  readonly synchronous: 'full' | 'normal'
  /** Bytes a page of a new file has; one that is there keeps what it has. Larger ones are read and encrypted faster in a row. */
  readonly pageSize: number
}

/** Makes a file ready to be written to, and brings it to the newest version. */
export const prepare = (database: Database, { applicationId, migrations, synchronous, pageSize }: FileKind): void => {
  database.pragma(`page_size = ${pageSize}`)
  database.pragma('journal_mode = wal')
  database.pragma(`synchronous = ${synchronous}`)
  database.pragma('journal_size_limit = 16777216')
  database.pragma(`application_id = ${applicationId}`)
  migrate(database, migrations)
}

/** Brings the file up to the newest version, one transaction a step. */
export const migrate = (database: Database, steps: readonly Migration[]): void => {
  for (let version = versionOf(database); version < steps.length; version++) {
    database
      .transaction(() => {
        steps[version]?.(database)
        database.pragma(`user_version = ${version + 1}`)
      })
      .immediate()
  }
}

export const versionOf = (database: Database): number => Number(database.pragma('user_version', { simple: true }))
