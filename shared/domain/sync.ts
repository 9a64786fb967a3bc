import type { StoredError } from '../ipc/errors.ts'

export const syncPhases = ['signIn', 'count', 'read', 'prove', 'publish'] as const
export type SyncPhase = (typeof syncPhases)[number]
export const syncOutcomes = [
  'running',
  'published',
  'partial',
  'failed',
  'cancelled',
  'interrupted',
  'rehearsed',
  'held',
  'kept',
] as const
/**
 * `interrupted`: the program ended while the run was under way. `rehearsed`: it was asked only what it would change.
 * `held`: it would remove too much, and waits for an administrator; `kept`: who said no, now or before to
 * the same.
 */
export type SyncOutcome = (typeof syncOutcomes)[number]
export const syncTriggers = [
  'connected',
  'manual',
  'rehearsal',
  'schedule',
  'start',
  'wake',
  'network',
  'commandLine',
] as const
export type SyncTrigger = (typeof syncTriggers)[number]
const occasions = ['schedule', 'start', 'wake', 'network'] as const satisfies readonly SyncTrigger[]
/** On which a run begins by itself. */
export type Occasion = (typeof occasions)[number]
const unasked: ReadonlySet<SyncTrigger> = new Set<SyncTrigger>([...occasions, 'commandLine'])
/** Nobody waits for how it ends: it began by itself, or by a command, which is a scheduled task's. */
export const isUnasked = (trigger: SyncTrigger): boolean => unasked.has(trigger)
export const oneKinds = ['user', 'group'] as const
export type OneKind = (typeof oneKinds)[number]
export const syncKinds = ['full', 'delta', ...oneKinds] as const
/**
 * `full`: everything was read. `delta`: only what Graph says has changed since the run before. `user`, `group`: a single
 * one; how old all the others are such a run does not change.
 */
export type SyncKind = (typeof syncKinds)[number]
export const isOneKind = (kind: SyncKind): kind is OneKind => kind === 'user' || kind === 'group'
/** `read`: it came. `left`: it came, and is none of those that are synchronised any more. `gone`: it is not there. */
export const oneFinds = ['read', 'left', 'gone'] as const
/** What a run over a single object asked for, and what came. */
export interface OneFound {
  readonly kind: OneKind
  readonly id: string
  readonly found: (typeof oneFinds)[number]
  /** Direct members that came; null for a user, and for a group whose members were not read. */
  readonly members: number | null
}
/**
 * Why everything was read instead of the changes alone. Before it began: `asked` for, no delta links from a run
 * before (`noLinks`), or the last whole reading or the links too old (`daily`, `aged`). After it had begun with the
 * changes: Graph knew the links no more (`expired`), refused them or kept failing with them (`refused`), answered what
 * cannot be relied on (`unreadable`), counted something else (`counts`), or so much has changed that lists are quicker
 * (`large`). After it had gone on with what another run left: that could not be brought up to date, or did not come to
 * Graph's count (`overtaken`).
 */
export const fullReasons = [
  'asked',
  'noLinks',
  'daily',
  'aged',
  'expired',
  'refused',
  'unreadable',
  'counts',
  'large',
  'overtaken',
] as const
export type FullReason = (typeof fullReasons)[number]
/** What a run went on with: read by one before it that did not come to its end. */
export interface Resumed {
  readonly users: number
  readonly groups: number
}
export const streams = ['users', 'groups', 'members'] as const
export type SyncStream = (typeof streams)[number]

/** How far one kind of object is read. `total` is null until Graph has counted. Rates are objects a second. */
export interface StreamProgress {
  readonly done: number
  readonly total: number | null
}

export interface SyncProgress extends Pick<SyncRun, 'kind' | 'fullReason'> {
  readonly runId: string
  readonly phase: SyncPhase
  /** users: users read; groups: groups read; members: groups whose member list is complete (their number is known, that of members is not). */
  readonly streams: Readonly<Record<SyncStream, StreamProgress>>
  readonly memberships: number
  readonly requests: number
  readonly retries: number
  /** Resource units used so far. */
  readonly units?: number | undefined
  /** Objects a second over the last seconds, over all streams. */
  readonly rate: number
  /** Seconds left, null while unknown. */
  readonly eta: number | null
  /** Graph asked to wait until then (ISO 8601). */
  readonly waitingUntil: string | null
  readonly startedAt: string
  /** Absent for a run that began at the beginning. */
  readonly resumed?: Resumed | undefined
}

/** Why a run counts as complete, or does not: what Graph counted against what was read. */
export interface SyncProof {
  readonly complete: boolean
  readonly usersCounted: number | null
  /** Everything the filtered list gave, users without mail included. */
  readonly usersRead: number
  readonly usersWithoutMail: number
  readonly groupsCounted: number | null
  readonly groupsRead: number
  readonly memberListsRead: number
  readonly memberListsFailed: number
  /** Groups whose members are hidden from this application (HiddenMembership without Member.Read.Hidden). */
  readonly memberListsHidden: number
  /**
   * How the users were read, where there are enough to be read in parts side by side: so, or in one list because Graph
   * refused the parts, because they would not have held everyone, because Graph would not tell who moves from one to
   * another, or because they did not come to its count or it did not tell after all (`changed`).
   */
  readonly usersBy?: 'partitions' | 'refused' | 'uncovered' | 'untold' | 'changed' | undefined
  /** All users of the tenant, whatever their licence; null when it could not be counted. */
  readonly tenantUsers: number | null
  /** Of a run over a single object, which says nothing of any other. */
  readonly one?: OneFound | undefined
}

export interface SyncRun {
  readonly runId: string
  readonly trigger: SyncTrigger
  readonly kind: SyncKind
  /** Null for a run that read the changes alone, and for runs of the first version. */
  readonly fullReason: FullReason | null
  readonly startedAt: string
  readonly finishedAt: string | null
  readonly outcome: SyncOutcome
  readonly requests: number
  readonly retries: number
  /** Resource units: what the requests cost of what Graph allows. Not known of runs of former versions. */
  readonly units?: number | null | undefined
  readonly users: number
  readonly groups: number
  readonly memberships: number
  readonly proof: SyncProof | null
  readonly error: StoredError | null
  /** Null for a run that began at the beginning. */
  readonly resumed?: Resumed | null | undefined
}

/** The published truth that every page shows. */
export interface Snapshot {
  readonly runId: string
  readonly publishedAt: string
  readonly users: number
  readonly groups: number
  readonly memberships: number
  readonly proof: SyncProof
}

/** One request of a run as the ledger keeps it. `path` holds no token and no personal data beyond object ids. */
export interface LedgerEntry {
  readonly requestId: string
  readonly method: string
  /** Of a refusal within a batch the batch's and its own. */
  readonly path: string
  /** HTTP status; 0 when no answer came. */
  readonly status: number
  readonly items: number | null
  readonly milliseconds: number
  readonly attempt: number
  /** Resource units, as the answer says or else as they are known; not noted by former versions. */
  readonly units?: number | null | undefined
  readonly at: string
}
