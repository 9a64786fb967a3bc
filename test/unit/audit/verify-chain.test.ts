import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Row } from '../../../electron/audit/audit-store.ts'
import { seal, searchText, type Unchained } from '../../../electron/audit/record.ts'
import { ChainCheck } from '../../../electron/audit/verify-chain.ts'
import type { AuditHead, AuditRecord } from '../../../shared/domain/audit.ts'
import { chain, headOf, unchained } from './entries.ts'

const verify = (rows: readonly Row[], head: AuditHead | null) => {
  const check = new ChainCheck(head)
  for (const row of rows) if (!check.broken) check.take(row)
  return check.end()
}

const rows = chain(12, (index) => unchained({ after: { number: index } }))
const head = headOf(rows)
const place = fc.nat({ max: rows.length - 1 })

/** Everything hashed anew from a record on, as who has the key but not the keychain could. */
const forged = (from: number, change: Partial<Unchained>): Row[] => {
  const kept = rows.slice(0, from)
  let last: AuditHead | null = headOf(kept)
  for (const row of rows.slice(from)) {
    const { sequence, previousHash, ...record } = JSON.parse(row.body) as AuditRecord
    const sealed = seal(sequence === from + 1 ? { ...record, ...change } : record, last)
    kept.push({ ...sealed, text: searchText(JSON.parse(sealed.body) as AuditRecord) })
    last = sealed
  }
  return kept
}

describe('verifying the chain', () => {
  it('finds nothing in what was written', () => {
    expect(verify(rows, head)).toEqual({ ok: true, records: 12, head, headMatches: true, broken: null, faults: [] })
    expect(verify([], null)).toMatchObject({ ok: true, records: 0, headMatches: true })
  })

  it('finds any single byte that was changed', () => {
    const column = fc.constantFrom('body', 'hash', 'text')
    fc.assert(
      fc.property(place, column, fc.nat(), fc.integer({ min: 1, max: 255 }), (at, name, position, change) => {
        const altered = rows.map((row) => ({ ...row }))
        const target = altered[at]!
        const bytes = Buffer.from(target[name as 'body'])
        bytes[position % bytes.length]! ^= change
        const text = bytes.toString('utf8')
        fc.pre(text !== target[name as 'body'])
        target[name as 'body'] = text
        expect(verify(altered, head)).toMatchObject({ ok: false, broken: { sequence: at + 1, reason: 'changed' } })
      }),
    )
  })

  it('finds a dropped record', () => {
    fc.assert(
      fc.property(fc.nat({ max: rows.length - 2 }), (at) => {
        expect(verify(rows.toSpliced(at, 1), head).broken).toEqual({ sequence: at + 1, reason: 'missing' })
      }),
    )
  })

  it('finds a dropped record whose followers were moved up', () => {
    fc.assert(
      fc.property(fc.nat({ max: rows.length - 2 }), (at) => {
        const moved = rows.toSpliced(at, 1).map((row, index) => ({ ...row, sequence: index + 1 }))
        expect(verify(moved, head).broken).toEqual({ sequence: at + 1, reason: 'moved' })
      }),
    )
  })

  it('finds swapped records', () => {
    fc.assert(
      fc.property(place, place, (one, other) => {
        fc.pre(one !== other)
        const swapped = rows.map((row) => ({ ...row }))
        Object.assign(swapped[one]!, rows[other], { sequence: one + 1 })
        Object.assign(swapped[other]!, rows[one], { sequence: other + 1 })
        expect(verify(swapped, head).broken).toEqual({ sequence: Math.min(one, other) + 1, reason: 'moved' })
      }),
    )
  })

  it('finds a chain that was cut off anywhere', () => {
    fc.assert(
      fc.property(place, (length) => {
        expect(verify(rows.slice(0, length), head)).toMatchObject({
          ok: false,
          headMatches: false,
          broken: { sequence: length + 1, reason: 'truncated' },
        })
      }),
    )
  })

  it('finds a record hashed anew by the link of the next one', () => {
    const altered = [...rows]
    altered[3] = forged(3, { outcome: 'failed' })[3]!
    expect(verify(altered, head).broken).toEqual({ sequence: 5, reason: 'unlinked' })
  })

  it('finds a chain that was hashed anew to its end, by the keychain’s head', () => {
    fc.assert(
      fc.property(place, (from) => {
        const result = verify(forged(from, { outcome: 'failed' }), head)
        expect(result).toMatchObject({ ok: false, headMatches: false, broken: { sequence: 12, reason: 'replaced' } })
      }),
    )
  })

  it('finds a forged chain that is longer than the one it replaces', () => {
    const longer = chain(15, () => unchained({ outcome: 'failed' }))
    expect(verify(longer, head).broken).toEqual({ sequence: 12, reason: 'replaced' })
  })

  it('finds records that the keychain never heard of', () => {
    expect(verify(rows, headOf(rows.slice(0, 9))).broken).toEqual({ sequence: 10, reason: 'unacknowledged' })
    expect(verify(rows, null).broken).toEqual({ sequence: 1, reason: 'unacknowledged' })
  })

  it('tells of faults that a start has written down', () => {
    const fault = { code: 'audit_truncated' as const, params: { found: '1', expected: '9' } }
    const noted = chain(3, (index) =>
      index === 1 ? unchained({ action: 'auditHeadChecked', outcome: 'failed', error: fault }) : unchained(),
    )
    const faults = [{ sequence: 2, at: unchained().at, error: fault }]
    expect(verify(noted, headOf(noted))).toMatchObject({ ok: true, faults })
  })
})
