import type { Row } from '../../../electron/audit/audit-store.ts'
import { type Sealed, seal, searchText, type Unchained } from '../../../electron/audit/record.ts'
import type { AuditEntry, AuditRecord } from '../../../shared/domain/audit.ts'

export const entry = (change: Partial<AuditEntry> = {}): AuditEntry => ({
  action: 'settingsChanged',
  outcome: 'succeeded',
  connectionId: 'connection-1',
  ...change,
})

/** What AuditLog hands to the thread. */
export const unchained = (change: Partial<Unchained> = {}): Unchained => ({
  version: 1,
  at: '2026-03-01T12:00:00.000Z',
  action: 'permissionsChanged',
  outcome: 'succeeded',
  error: null,
  connectionId: 'connection-1',
  actor: { osUser: 'NORDWIND\\h.müller', host: 'NB-4471', trigger: 'person' },
  before: { roles: ['User.Read.All'] },
  after: { roles: ['User.Read.All', 'Mail.Read'], note: '=SUM(A1), "quoted"\nsecond line €😀' },
  correlation: { operationId: null, runId: null, requestIds: ['4f0d1c22-9a07-4b1e-8a55-31c2b9d07710'] },
  ...change,
})

/** A chain of so many records, as the file holds them. */
export const chain = (length: number, made: (index: number) => Unchained = () => unchained()): Row[] => {
  const rows: Row[] = []
  let last: Sealed | null = null
  for (let index = 0; index < length; index++) {
    last = seal(made(index), last)
    rows.push({ ...last, text: searchText(JSON.parse(last.body) as AuditRecord) })
  }
  return rows
}

export const headOf = (rows: readonly Row[]) => {
  const last = rows.at(-1)
  return last === undefined ? null : { sequence: last.sequence, hash: last.hash }
}
