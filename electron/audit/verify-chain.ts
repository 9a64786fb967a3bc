import type {
  AuditAction,
  AuditBreak,
  AuditFault,
  AuditHead,
  AuditRecord,
  AuditVerification,
} from '../../shared/domain/audit.ts'
import type { Row } from './audit-store.ts'
import { noHash, searchText, sha256 } from './record.ts'

/** Records of faults, which a start has found and noted. */
const faultActions: readonly AuditAction[] = ['auditStarted', 'auditHeadChecked']

/** Goes along the chain record by record and stops at the first that does not hold. */
export class ChainCheck {
  #last: AuditHead | null = null
  #broken: AuditVerification['broken'] = null
  readonly #faults: AuditFault[] = []
  readonly #head: AuditHead | null
  #reached = false

  /** `head`: the keychain's. */
  constructor(head: AuditHead | null) {
    this.#head = head
  }

  get broken(): boolean {
    return this.#broken !== null
  }

  /** The sequence of the last record that holds. */
  get at(): number {
    return this.#last?.sequence ?? 0
  }

  take(row: Row): void {
    const sequence = this.at + 1
    const parsed = readable(row)
    const reason = this.#fault(row, parsed, sequence)
    if (reason !== null || parsed === null) {
      this.#broken = { sequence, reason: reason ?? 'changed' }
      return
    }
    this.#last = { sequence, hash: row.hash }
    if (sequence === this.#head?.sequence) this.#reached = row.hash === this.#head.hash
    if (parsed.error !== null && faultActions.includes(parsed.action))
      this.#faults.push({ sequence, at: parsed.at, error: parsed.error })
  }

  /** SQLite could not read on. */
  unreadable(): void {
    this.#broken ??= { sequence: this.at + 1, reason: 'unreadable' }
  }

  end(): AuditVerification {
    const broken = this.#broken ?? this.#headFault()
    return {
      ok: broken === null,
      records: this.at,
      head: this.#last,
      headMatches: this.#last?.sequence === this.#head?.sequence && this.#last?.hash === this.#head?.hash,
      broken,
      faults: this.#faults,
    }
  }

  #fault(row: Row, parsed: AuditRecord | null, sequence: number): AuditBreak | null {
    if (row.sequence !== sequence) return 'missing'
    if (parsed === null || sha256(row.body) !== row.hash) return 'changed'
    if (parsed.sequence !== sequence) return 'moved'
    if (parsed.previousHash !== (this.#last?.hash ?? noHash)) return 'unlinked'
    return searchText(parsed) === row.text ? null : 'changed'
  }

  /** A chain can be whole and yet not the one whose end the keychain keeps. */
  #headFault(): AuditVerification['broken'] {
    const expected = this.#head?.sequence ?? 0
    if (this.at < expected) return { sequence: this.at + 1, reason: 'truncated' }
    if (this.#head !== null && !this.#reached) return { sequence: expected, reason: 'replaced' }
    return this.at > expected ? { sequence: expected + 1, reason: 'unacknowledged' } : null
  }
}

const readable = (row: Row): AuditRecord | null => {
  try {
    return JSON.parse(row.body) as AuditRecord
  } catch {
    return null
  }
}
