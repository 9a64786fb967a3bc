import type { Audit } from '../../electron/ports.ts'
import type { AuditEntry } from '../../shared/domain/audit.ts'

/** Remembers what it is told; refuses as often as a test wants it to. */
export class RecordingAudit implements Audit {
  readonly entries: AuditEntry[] = []
  /** Thrown at the next records, one after the other; null lets one through. */
  readonly faults: (Error | null)[] = []

  async record(entry: AuditEntry): Promise<void> {
    await Promise.resolve()
    const fault = this.faults.shift()
    if (fault) throw fault
    this.entries.push(entry)
  }
}
