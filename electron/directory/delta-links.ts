import type { DeltaLinks } from './directory-api.ts'
import type { Statements } from './statements.ts'

interface LinkRecord {
  readonly stream: 'users' | 'groups'
  readonly link: string
  readonly takenAt: string
  readonly readAt: string
}

/** Those of the snapshot, or of what is staged; null unless there are both. */
export const linksOf = (sql: Statements, of: 'delta' | 'staged' = 'delta'): DeltaLinks | null => {
  const records = sql.all<LinkRecord>(`SELECT stream, link, takenAt, readAt FROM ${of}_links`)
  const users = records.find(({ stream }) => stream === 'users')
  const groups = records.find(({ stream }) => stream === 'groups')
  if (users === undefined || groups === undefined) return null
  return { users: users.link, groups: groups.link, takenAt: users.takenAt, readAt: users.readAt }
}

export const stageLinks = (sql: Statements, { takenAt, readAt, ...links }: DeltaLinks): void => {
  for (const stream of ['users', 'groups'] as const)
    sql.run('INSERT OR REPLACE INTO staged_links VALUES (?, ?, ?, ?)', stream, links[stream], takenAt, readAt)
}

/** A snapshot that was read without links has none: those of the one before would leave out what this one read. */
export const publishLinks = (sql: Statements): void => {
  sql.run('DELETE FROM delta_links')
  sql.run('INSERT INTO delta_links SELECT * FROM staged_links')
}
