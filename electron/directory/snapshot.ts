import type { Snapshot } from '../../shared/domain/sync.ts'
import type { Output } from '../../shared/ipc/contract.ts'
import { AppError } from '../../shared/ipc/errors.ts'
import type { RunProof } from './directory-api.ts'
import { type Figures, noFigures } from './figures.ts'
import type { Statements } from './statements.ts'

type Counts = Pick<Snapshot, 'users' | 'groups' | 'memberships'>

export const countAll = (sql: Statements): Counts => {
  const count = (table: 'users' | 'groups' | 'members') => sql.value<number>(`SELECT count(*) FROM ${table}`) ?? 0
  return { users: count('users'), groups: count('groups'), memberships: count('members') }
}

/** The figures of the snapshot that there is. */
export const formerFigures = (sql: Statements): Figures =>
  JSON.parse(sql.value<string>('SELECT overview FROM snapshot') ?? JSON.stringify(noFigures))

/** What there is to say of what has just been published. */
export interface Published {
  readonly counts: Counts
  readonly figures: Figures
  /** The last row that the search's index holds; null when it holds all. */
  readonly searchable: number | null
}

interface Origin {
  readonly runId: string
  readonly end: Pick<RunProof, 'finishedAt' | 'proof'>
}

/**
 * A run over a single object brings that one up to date. How old the rest is, and what proved it, is as it was: else one
 * user read a minute ago would make a directory of last week look like new.
 */
const originOf = (sql: Statements, { runId, end }: Origin): Origin => {
  if (end.proof.one === undefined) return { runId, end }
  const former = sql.get<{ readonly runId: string; readonly finishedAt: string; readonly proof: string }>(
    'SELECT runId, publishedAt finishedAt, proof FROM snapshot',
  )
  if (former === undefined) throw new AppError('not_found', { id: end.proof.one.id })
  const { finishedAt, proof } = former
  return { runId: former.runId, end: { finishedAt, proof: JSON.parse(proof) } }
}

/** Notes what has just been published as the snapshot. */
export const noteSnapshot = (
  sql: Statements,
  by: Origin,
  { counts, figures: told, searchable }: Published,
): Snapshot => {
  const { runId, end } = originOf(sql, by)
  sql.run(
    `INSERT OR REPLACE INTO snapshot (only, generation, runId, publishedAt, users, groups, memberships, proof, overview,
       searchable)
     VALUES (1, coalesce((SELECT generation FROM snapshot), 0) + 1, ?, ?, ?, ?, ?, ?, ?, ?)`,
    ...[runId, end.finishedAt, counts.users, counts.groups, counts.memberships],
    ...[JSON.stringify(end.proof), JSON.stringify(told), searchable],
  )
  return { runId, publishedAt: end.finishedAt, ...counts, proof: end.proof }
}

/** Rises with each publishing; 0 before the first. */
export const generationOf = (sql: Statements): number => sql.value<number>('SELECT generation FROM snapshot') ?? 0

export const overviewOf = (sql: Statements): Omit<Output<'directory.overview'>, 'fault'> => {
  const record = sql.get<Omit<Snapshot, 'proof'> & { proof: string; overview: string }>(
    'SELECT runId, publishedAt, users, groups, memberships, proof, overview FROM snapshot',
  )
  if (record === undefined) return { snapshot: null, ...noFigures }
  const { overview, proof, ...counts } = record
  return { snapshot: { ...counts, proof: JSON.parse(proof) }, ...(JSON.parse(overview) as Figures) }
}
