import type { AuditEntry, AuditHead } from '../../shared/domain/audit.ts'
import type { ErrorCode, ErrorParams } from '../../shared/ipc/errors.ts'

/** The end of the file, and what it holds where the keychain's head stands. */
export interface Ends {
  readonly last: AuditHead | null
  readonly hashAtHead: string | null
  /** Whether the last record is what its hash says and follows on the one before. */
  readonly lastHolds: boolean
}

/** Why a chain begins anew although there was one. */
export interface Lost {
  readonly code: 'audit_foreign' | 'audit_damaged' | 'audit_missing'
  /** Where the former file was put, if there was one. */
  readonly file: string | null
}

/**
 * What the first record of this start says, null when file and keychain agree.
 *
 * A record goes to the file first and to the keychain after, and no second one is written before: a program killed
 * between the two leaves a file exactly one record ahead. That is accepted, and noted. Everything else is written down
 * as a fault, and the chain goes on from what the file holds: nothing is repaired, and a fault cannot be made to vanish
 * by starting again.
 */
export const reconcile = (head: AuditHead | null, ends: Ends): AuditEntry | null => {
  const { last } = ends
  if (last === null) return null
  if (last.sequence === head?.sequence && last.hash === head.hash && ends.lastHolds) return null
  const oneAhead = last.sequence === (head?.sequence ?? 0) + 1
  if (oneAhead && ends.lastHolds && (head === null || ends.hashAtHead === head.hash)) return checked(head, last)
  const { code, params } = faultOf(head, last, ends)
  return { ...checked(head, last), outcome: 'failed', error: { code, params } }
}

/** The first record of a chain. */
export const started = (head: AuditHead | null, lost: Lost | null): AuditEntry => ({
  action: 'auditStarted',
  outcome: lost === null ? 'succeeded' : 'failed',
  connectionId: null,
  trigger: 'program',
  error: lost === null ? null : { code: lost.code, params: { file: lost.file ?? '', ...expected(head) } },
  before: flat(head),
})

const checked = (head: AuditHead | null, last: AuditHead): AuditEntry => ({
  action: 'auditHeadChecked',
  outcome: 'succeeded',
  connectionId: null,
  trigger: 'program',
  before: flat(head),
  after: flat(last),
})

const faultOf = (head: AuditHead | null, last: AuditHead, { hashAtHead, lastHolds }: Ends) => {
  const params: ErrorParams = { ...expected(head), found: String(last.sequence) }
  const fault = (code: ErrorCode) => ({ code, params })
  if (!lastHolds) return fault('audit_altered')
  if (head === null) return fault('audit_head_missing')
  if (last.sequence < head.sequence) return fault('audit_truncated')
  return fault(hashAtHead === head.hash ? 'audit_unacknowledged' : 'audit_replaced')
}

const expected = (head: AuditHead | null): ErrorParams => ({ expected: head === null ? '' : String(head.sequence) })
const flat = (head: AuditHead | null) => (head === null ? null : { sequence: head.sequence, hash: head.hash })
