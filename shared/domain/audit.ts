import type { StoredError } from '../ipc/errors.ts'

/** Everything the audit knows to write down. Closed: the page has a word for each, and an export's reader a list. */
export const auditActions = [
  // a tenant and the way to it
  'connect',
  'reconnect',
  'connectionRenamed',
  'connectionSwitched',
  'connectionPaused',
  'disconnect',
  'connectionRemoved',
  'dataRemoved',
  // the application on Microsoft's side
  'adminSignIn',
  'consent',
  'registrationCreated',
  'registrationRemoved',
  'setupRemoved',
  'permissionsChanged',
  // what it signs in with
  'credentialAdded',
  'credentialActivated',
  'credentialRotated',
  'credentialRemoved',
  // what the program does by itself
  'scheduleChanged',
  'notificationsChanged',
  'settingsChanged',
  'guardApplied',
  'guardKept',
  // what was looked at or taken out
  'certificateLookedUp',
  'exportMade',
  // the audit itself
  'auditStarted',
  'auditHeadChecked',
  'auditSigningKeyMade',
] as const
export type AuditAction = (typeof auditActions)[number]

/**
 * attempted: written before a change, so that none happens unrecorded; the record with its outcome has the same
 * operationId. One that stays alone is a change whose end nobody saw (the program was killed, the disk was full).
 * refused: by a person, a policy or Microsoft; failed: by a fault.
 */
export const auditOutcomes = ['attempted', 'succeeded', 'refused', 'failed', 'cancelled'] as const
export type AuditOutcome = (typeof auditOutcomes)[number]

/** Who gave the order: a person at this computer, or the program by itself. */
export const auditTriggers = ['person', 'schedule', 'notification', 'program'] as const
type AuditTrigger = (typeof auditTriggers)[number]

export interface AuditActor {
  /** As the operating system names the account, on Windows with its domain. */
  readonly osUser: string
  readonly host: string | null
  readonly trigger: AuditTrigger
}

/** One level deep, so that before and after can be laid side by side. Secrets only as fingerprint. */
export type FlatValue = string | number | boolean | null | readonly string[]
export type Flat = Readonly<Record<string, FlatValue>>

export interface AuditCorrelation {
  /** Ties an attempt to its outcome. */
  readonly operationId: string | null
  readonly runId: string | null
  /** `request-id` and `client-request-id` of Microsoft's answers, correlation ids of sign-ins. */
  readonly requestIds: readonly string[]
}

/** One link of the chain. */
export interface AuditRecord {
  /** Of this shape. */
  readonly version: 1
  /** From 1, without gaps. */
  readonly sequence: number
  readonly at: string
  readonly action: AuditAction
  readonly outcome: AuditOutcome
  readonly error: StoredError | null
  readonly connectionId: string | null
  readonly actor: AuditActor
  readonly before: Flat | null
  readonly after: Flat | null
  readonly correlation: AuditCorrelation
  /** Of the record before, 64 zeros for the first. */
  readonly previousHash: string
}

/** `hash`: SHA-256, hex, over the record's canonical JSON (RFC 8785), which holds the hash of the one before. */
export interface ChainedRecord extends AuditRecord {
  readonly hash: string
}

/** The end of the chain, as the keychain keeps it beside the file. */
export interface AuditHead {
  readonly sequence: number
  readonly hash: string
}

/** What a service hands in; the rest the audit knows by itself. */
export interface AuditEntry {
  readonly action: AuditAction
  readonly outcome: AuditOutcome
  readonly connectionId: string | null
  readonly error?: StoredError | null
  readonly before?: Flat | null
  readonly after?: Flat | null
  readonly correlation?: Partial<AuditCorrelation>
  readonly trigger?: AuditTrigger
}

/**
 * changed: a byte of the record is not what was written. missing: the record is not there. moved: another record stands
 * in its place. unlinked: it does not follow on the one before. truncated: the keychain knows more records than the file
 * holds. unacknowledged: the file holds more than the keychain knows. replaced: the chain is whole, but not the one whose
 * end the keychain keeps. unreadable: the file is damaged there.
 */
export const auditBreaks = [
  'changed',
  'missing',
  'moved',
  'unlinked',
  'truncated',
  'unacknowledged',
  'replaced',
  'unreadable',
] as const
export type AuditBreak = (typeof auditBreaks)[number]

export interface AuditVerification {
  readonly ok: boolean
  /** Proven before the first break. */
  readonly records: number
  readonly head: AuditHead | null
  /** Whether the keychain's head is the file's. */
  readonly headMatches: boolean
  readonly broken: { readonly sequence: number; readonly reason: AuditBreak } | null
  /** Faults that were found at a start and have been written into the chain: the chain is whole since, not before. */
  readonly faults: readonly AuditFault[]
}

export interface AuditFault {
  readonly sequence: number
  readonly at: string
  readonly error: StoredError
}

export const attemptFilters = ['unsettled', 'all'] as const

export interface AuditFilter {
  /** Empty: all. */
  readonly actions: readonly AuditAction[]
  /** Empty: all. */
  readonly outcomes: readonly AuditOutcome[]
  /** An attempt whose outcome is recorded says nothing that the outcome does not say: `unsettled` leaves it out. */
  readonly attempts: (typeof attemptFilters)[number]
  readonly text: string
  /** Actions whose name, in the administrator's language, matches the text: their records count as matching it. */
  readonly textActions: readonly AuditAction[]
  /** Inclusive. */
  readonly from: string | null
  /** Exclusive. */
  readonly to: string | null
  readonly connectionId: string | null
}

export const exportFormats = ['jsonl', 'csv'] as const
export type ExportFormat = (typeof exportFormats)[number]
