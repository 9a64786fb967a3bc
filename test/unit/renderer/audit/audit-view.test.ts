import { describe, expect, it } from 'vitest'
import { detailOf, diffOf, filterOf } from '../../../../renderer/features/audit/audit-view.ts'
import { de } from '../../../../shared/text/de/index.ts'
import { en } from '../../../../shared/text/en/index.ts'

describe('before and after', () => {
  it('lie line by line: gone, new and the same', () => {
    expect(
      diffOf({ state: 'connected', tenantId: 't', note: null }, { state: 'paused', tenantId: 't', roles: ['a'] }),
    ).toEqual([
      { name: 'note', change: 'removed', value: null },
      { name: 'roles', change: 'added', value: ['a'] },
      { name: 'state', change: 'removed', value: 'connected' },
      { name: 'state', change: 'added', value: 'paused' },
      { name: 'tenantId', change: 'kept', value: 't' },
    ])
    expect(diffOf(null, null)).toEqual([])
  })

  it('are one line in the list: what is new, or why nothing is', () => {
    expect(detailOf({ before: { theme: 'light' }, after: { theme: 'dark', roles: ['a', 'b'] }, error: null })).toBe(
      'roles: a, b; theme: dark',
    )
    const error = { code: 'secret_wrong', params: {} } as const
    expect(detailOf({ before: null, after: { tenantId: 't' }, error })).toBe('secret_wrong')
  })
})

describe('the search of the audit', () => {
  it('finds an action by its name in the language of the window', () => {
    expect(filterOf(' Tenant DISC', [], en.audit.actions)).toMatchObject({
      text: 'Tenant DISC',
      textActions: ['disconnect'],
    })
    expect(filterOf('mandant getrennt', ['failed'], de.audit.actions)).toMatchObject({
      textActions: ['disconnect'],
      outcomes: ['failed'],
    })
    expect(filterOf('', [], en.audit.actions)).toMatchObject({ text: '', textActions: [] })
  })
})
