import type { PendingChanges } from '../../../shared/domain/change.ts'
import { type Connection, missingRoles } from '../../../shared/domain/connection.ts'
import type { Snapshot, SyncRun } from '../../../shared/domain/sync.ts'
import type { StoredError } from '../../../shared/ipc/errors.ts'
import type { OverviewText } from '../../../shared/text/en/overview.ts'
import { isOfConnection, isOfPermission } from '../../components/cures.ts'
import { expiryLevel } from '../../components/expiry.ts'
import { daysUntil } from '../../lib/format.ts'

export type Cure = keyof OverviewText['attention']['cures'] | 'sync'

/** Something an administrator should do, and the way to it. */
export interface Matter {
  readonly kind: keyof OverviewText['attention']['what']
  readonly level: 'error' | 'warn' | 'info'
  readonly cure: Cure
  /** What fills the sentence. */
  readonly error?: StoredError
  readonly count?: number
  readonly roles?: readonly string[]
  /** Either a day that is coming or past, or the moment something happened. */
  readonly days?: number
  readonly at?: string
  /** The run that it is about, where that is not the last one. */
  readonly runId?: string
}

export interface Situation {
  readonly connection: Connection
  readonly snapshot: Snapshot | null
  readonly last: SyncRun | null
  readonly duplicateMail: number
  /** What waits for an answer, or was only tried. */
  readonly pending?: PendingChanges | null
  /** A former file was put aside when the directory was opened. */
  readonly fault: StoredError | null
}

/** No sync runs by itself yet, so a snapshot ages until somebody asks for one. */
const oldSnapshot = 7

const cureOf = (error: StoredError): Cure => {
  if (isOfPermission(error)) return 'permissions'
  return isOfConnection(error) ? 'connection' : 'run'
}

const ofLastRun = ({ last, snapshot }: Situation): readonly Matter[] => {
  if (last === null || last.runId === snapshot?.runId) return []
  const at = last.finishedAt ?? last.startedAt
  if (last.outcome === 'failed' && last.error !== null)
    return [{ kind: 'syncFailed', level: 'error', cure: cureOf(last.error), error: last.error, at }]
  if (last.outcome === 'partial') return [{ kind: 'syncPartial', level: 'warn', cure: 'run', at }]
  if (last.outcome === 'held') return [{ kind: 'syncHeld', level: 'warn', cure: 'run', at }]
  if (last.outcome === 'kept') return [{ kind: 'syncKept', level: 'info', cure: 'run', at }]
  return last.outcome === 'interrupted' ? [{ kind: 'syncInterrupted', level: 'warn', cure: 'sync', at }] : []
}

/** A run over one user or group, which is no run over the tenant: no other begins by itself until it is answered. */
const ofHeldOne = ({ last, pending }: Situation): readonly Matter[] => {
  if (pending?.held !== true || pending.runId === last?.runId) return []
  return [{ kind: 'oneHeld', level: 'warn', cure: 'run', at: pending.at, runId: pending.runId }]
}

const ofCredential = ({ connection: { credential } }: Situation, now: number): readonly Matter[] => {
  if (credential.kind !== 'certificate') return []
  const days = daysUntil(credential.notAfter, now)
  if (days < 0) return [{ kind: 'expired', level: 'error', cure: 'credential', days }]
  const level = expiryLevel(days)
  return level === 'ok' ? [] : [{ kind: 'expiring', level, cure: 'credential', days }]
}

const ofRoles = ({ connection: { roles } }: Situation): readonly Matter[] => {
  const missing = missingRoles(roles)
  return missing.length === 0 ? [] : [{ kind: 'rolesMissing', level: 'error', cure: 'permissions', roles: missing }]
}

const ofSnapshot = ({ snapshot, duplicateMail, fault }: Situation, now: number): readonly Matter[] => {
  // Once read anew, nothing is left to do about the file that was put aside.
  if (snapshot === null) return fault === null ? [] : [{ kind: 'setAside', level: 'warn', cure: 'sync', error: fault }]
  const matters: Matter[] = []
  const days = daysUntil(snapshot.publishedAt, now)
  if (days < -oldSnapshot) matters.push({ kind: 'old', level: 'warn', cure: 'sync', at: snapshot.publishedAt })
  const { memberListsHidden: hidden } = snapshot.proof
  if (hidden > 0) matters.push({ kind: 'hiddenMembers', level: 'info', cure: 'permissions', count: hidden })
  if (duplicateMail > 0) matters.push({ kind: 'duplicateMail', level: 'warn', cure: 'users', count: duplicateMail })
  return matters
}

const rank = { error: 0, warn: 1, info: 2 } as const
/** What has no day stands behind what has one. */
const nearness = ({ days }: Matter): number => days ?? Number.POSITIVE_INFINITY
const order = (a: Matter, b: Matter): number => {
  if (a.level !== b.level) return rank[a.level] - rank[b.level]
  const distance = nearness(a) - nearness(b)
  return Number.isNaN(distance) ? 0 : distance
}

/** Everything that needs attention, the worst and nearest first. */
export const mattersOf = (situation: Situation, now: number): readonly Matter[] =>
  [
    ...ofLastRun(situation),
    ...ofHeldOne(situation),
    ...ofRoles(situation),
    ...ofCredential(situation, now),
    ...ofSnapshot(situation, now),
  ].toSorted(order)
