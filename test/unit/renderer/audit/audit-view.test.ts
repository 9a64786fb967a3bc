import { describe, expect, it } from 'vitest'
import { unfiltered } from '../../../../renderer/features/audit/audit-address.ts'
import { diffOf, filterOf, verdictOf } from '../../../../renderer/features/audit/audit-view.ts'
import type { AuditVerification } from '../../../../shared/domain/audit.ts'
import { de } from '../../../../shared/text/de/index.ts'
import { en } from '../../../../shared/text/en/index.ts'

const line = (name: string, change: 'added' | 'removed' | 'kept', value: unknown, isPart = false) => ({
  name,
  change,
  value,
  isPart,
})

describe('the verdict of a verification', () => {
  const whole: AuditVerification = { ok: true, records: 9, head: null, headMatches: true, broken: null, faults: [] }
  const fault = {
    sequence: 6,
    at: '2026-11-23T09:12:00.000Z',
    error: { code: 'audit_truncated', params: {} },
  } as const

  it('is whole only where no start ever found the file damaged', () => {
    expect(verdictOf(whole)).toBe('whole')
    expect(verdictOf({ ...whole, faults: [fault] })).toBe('faulty')
    const broken = { sequence: 3, reason: 'changed' } as const
    expect(verdictOf({ ...whole, ok: false, broken, faults: [fault] })).toBe('broken')
  })
})

describe('before and after', () => {
  it('lie line by line: gone, new and the same', () => {
    const before = { state: 'connected', tenantId: 't', note: null }
    const after = { state: 'paused', tenantId: 't', roles: ['a'] }
    expect(diffOf({ before, after, outcome: 'succeeded' })).toEqual([
      line('note', 'removed', null),
      line('roles', 'added', ['a']),
      line('state', 'removed', 'connected'),
      line('state', 'added', 'paused'),
      line('tenantId', 'kept', 't'),
    ])
    expect(diffOf({ before: null, after: null, outcome: 'succeeded' })).toEqual([])
  })

  it('of a list say what it kept, lost and gained', () => {
    const lists = { before: { roles: ['a', 'b'] }, after: { roles: ['b', 'c'] } }
    expect(diffOf({ ...lists, outcome: 'succeeded' })).toEqual([
      line('roles', 'kept', ['b'], true),
      line('roles', 'removed', ['a'], true),
      line('roles', 'added', ['c'], true),
    ])
  })

  it('say of a change that failed that everything stayed as it was', () => {
    const before = { state: 'connected', roles: ['a'] }
    for (const outcome of ['failed', 'refused', 'cancelled'] as const)
      expect(diffOf({ before, after: null, outcome })).toEqual([
        line('roles', 'kept', ['a']),
        line('state', 'kept', 'connected'),
      ])
    expect(diffOf({ before, after: null, outcome: 'succeeded' }).map(({ change }) => change)).toEqual([
      'removed',
      'removed',
    ])
  })
})

describe('the search of the audit', () => {
  const filter = (search: string, names: typeof en.audit.actions) => filterOf({ ...unfiltered, search }, names, 0)

  it('finds an action by its name in the language of the window', () => {
    expect(filter(' Tenant DISC', en.audit.actions)).toMatchObject({ text: 'Tenant DISC', textActions: ['disconnect'] })
    expect(filter('mandant getrennt', de.audit.actions)).toMatchObject({ textActions: ['disconnect'] })
    expect(filter('', en.audit.actions)).toMatchObject({ text: '', textActions: [] })
  })
})
