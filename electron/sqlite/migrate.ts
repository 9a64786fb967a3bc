import type { Database } from './database.ts'

/** A step from one version of the schema to the next. A published step is never changed: files hold what it made. */
export type Migration = (database: Database) => void

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
