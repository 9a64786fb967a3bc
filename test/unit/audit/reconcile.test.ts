import { describe, expect, it } from 'vitest'
import { type Ends, reconcile, started } from '../../../electron/audit/reconcile.ts'
import type { AuditHead } from '../../../shared/domain/audit.ts'

const head = (sequence: number, hash = `hash-${sequence}`): AuditHead => ({ sequence, hash })
const ends = (last: AuditHead | null, change: Partial<Ends> = {}): Ends => ({
  last,
  hashAtHead: 'hash-5',
  lastHolds: true,
  ...change,
})

describe('file and keychain at a start', () => {
  it('has nothing to say where they agree', () => {
    expect(reconcile(head(5), ends(head(5)))).toBeNull()
    expect(reconcile(null, ends(null))).toBeNull()
  })

  it('accepts a file one record ahead, as a kill between the two writes leaves it, and notes it', () => {
    expect(reconcile(head(5), ends(head(6)))).toMatchObject({
      action: 'auditHeadChecked',
      outcome: 'succeeded',
      before: { sequence: 5, hash: 'hash-5' },
      after: { sequence: 6, hash: 'hash-6' },
    })
    expect(reconcile(null, ends(head(1)))).toMatchObject({ outcome: 'succeeded', before: null })
  })

  it.each([
    ['more than one record ahead', head(5), ends(head(7)), 'audit_unacknowledged'],
    ['cut off', head(5), ends(head(4), { hashAtHead: null }), 'audit_truncated'],
    ['another chain of the same length', head(5), ends(head(5, 'other'), { hashAtHead: 'other' }), 'audit_replaced'],
    ['another chain, one longer', head(5), ends(head(6), { hashAtHead: 'other' }), 'audit_replaced'],
    ['a last record that does not hold', head(5), ends(head(5), { lastHolds: false }), 'audit_altered'],
    ['one ahead with a record that does not hold', head(5), ends(head(6), { lastHolds: false }), 'audit_altered'],
    ['no head in the keychain', null, ends(head(9), { hashAtHead: null }), 'audit_head_missing'],
  ] as const)('writes a fault down: %s', (_what, kept, found, code) => {
    const note = reconcile(kept, found)
    expect(note).toMatchObject({ action: 'auditHeadChecked', outcome: 'failed', error: { code } })
    expect(note?.error?.params['found']).toBe(String(found.last?.sequence))
  })

  it('begins a chain with what became of the one before', () => {
    expect(started(null, null)).toMatchObject({
      action: 'auditStarted',
      outcome: 'succeeded',
      error: null,
      before: null,
    })
    expect(started(head(5), { code: 'audit_damaged', file: 'audit.db.damaged' })).toMatchObject({
      outcome: 'failed',
      error: { code: 'audit_damaged', params: { file: 'audit.db.damaged', expected: '5' } },
      before: { sequence: 5, hash: 'hash-5' },
    })
  })
})
