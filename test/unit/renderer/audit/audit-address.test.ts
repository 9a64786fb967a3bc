import { describe, expect, it } from 'vitest'
import { boundsOf, spans } from '../../../../renderer/components/period.ts'
import {
  formatAuditAddress,
  isNarrowed,
  parseAuditAddress,
  unfiltered,
} from '../../../../renderer/features/audit/audit-address.ts'
import { filterOf } from '../../../../renderer/features/audit/audit-view.ts'
import { auditCalls } from '../../../../shared/ipc/audit.ts'
import { en } from '../../../../shared/text/en/index.ts'

const read = (text: string) => parseAuditAddress(new URLSearchParams(text))
const now = Date.parse('2026-11-23T09:12:00.000Z')

describe('the address of the Audit page', () => {
  it('is plain for a plain page', () => {
    expect(read('')).toEqual(unfiltered)
    expect(formatAuditAddress(unfiltered).toString()).toBe('')
    expect(isNarrowed(unfiltered)).toBe(false)
  })

  it.each([
    'q=mail.read&action=connect&action=permissionsChanged&outcome=refused&outcome=failed&last=30d',
    'from=2026-11-01&to=2026-11-09',
    'to=2026-11-09',
  ])('holds search and filters, and gives them back: %s', (text) => {
    expect(formatAuditAddress(read(text)).toString()).toBe(text)
    expect(isNarrowed(read(text))).toBe(true)
  })

  it('leaves out what it does not understand and stays within the contract', () => {
    const wild = `q=${'q'.repeat(999)}&action=x&action=connect&action=connect&outcome=y&last=2y&from=2026-02-30&to=99999-01-01`
    expect(read(wild)).toMatchObject({ actions: ['connect'], outcomes: [], period: { kind: 'all' } })
    for (const text of [wild, 'last=90d', 'from=2026-01-01&to=2999-12-31']) {
      const filter = filterOf(read(text), en.audit.actions, now)
      expect(auditCalls['audit.list'].input.safeParse({ filter, offset: 0, limit: 50 }).success).toBe(true)
    }
  })
})

describe('the time of the filter', () => {
  it('is a span that ends now', () => {
    const from = spans.map((span) => boundsOf({ kind: 'last', span }, now).from)
    expect(from).toEqual([
      '2026-11-22T09:12:00.000Z',
      '2026-11-16T09:12:00.000Z',
      '2026-10-24T09:12:00.000Z',
      '2026-08-25T09:12:00.000Z',
    ])
  })

  it('or whole days of the calendar here, the last one included', () => {
    const { from, to } = boundsOf({ kind: 'days', from: '2026-11-01', to: '2026-11-30' }, now)
    expect(from).toBe(new Date(2026, 10, 1).toISOString())
    expect(to).toBe(new Date(2026, 11, 1).toISOString())
  })

  it('has no bound where a day is not typed to its end', () => {
    const half = { kind: 'days', from: '0002-11-01', to: '' } as const
    expect(boundsOf(half, now)).toEqual({ from: null, to: null })
    expect(isNarrowed({ ...unfiltered, period: half })).toBe(false)
  })
})
