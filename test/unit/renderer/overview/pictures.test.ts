import { describe, expect, it } from 'vitest'
import { departmentBarsOf } from '../../../../renderer/features/overview/department-bars.ts'
import { figuresOf } from '../../../../renderer/features/overview/figures.ts'
import { parseUsersAddress } from '../../../../renderer/features/users/users-address.ts'
import { hrefOf, parseRoute } from '../../../../renderer/lib/navigation.ts'
import type { Snapshot } from '../../../../shared/domain/sync.ts'

const many = Array.from({ length: 15 }, (_, i) => ({ name: `D${i}`, users: 100 - i }))

describe('users by department', () => {
  it('stands in order of size, those without a department last', () => {
    const bars = departmentBarsOf([
      { name: null, users: 500 },
      { name: 'IT', users: 3 },
      { name: 'Sales', users: 7 },
    ])
    expect(bars.map(({ kind, name }) => [kind, name])).toEqual([
      ['department', 'Sales'],
      ['department', 'IT'],
      ['blank', ''],
    ])
  })

  it('sums up what does not fit and loses nobody', () => {
    const bars = departmentBarsOf([...many, { name: null, users: 9 }])
    expect(bars).toHaveLength(13)
    expect(bars.at(-2)).toMatchObject({ kind: 'others', departments: 4 })
    expect(bars.reduce((sum, { users }) => sum + users, 0)).toBe(many.reduce((sum, { users }) => sum + users, 9))
  })

  it('keeps twelve departments apart, rather than to put one of them under others', () => {
    expect(departmentBarsOf(many.slice(0, 12)).every(({ kind }) => kind === 'department')).toBe(true)
  })
})

describe('the figures', () => {
  const proof = { usersRead: 90, usersWithoutMail: 4, tenantUsers: 120 } as Snapshot['proof']
  const snapshot = { users: 86, groups: 5, memberships: 40, proof } as Snapshot
  const value = (name: string, of = snapshot) =>
    figuresOf({ disabled: 2, guests: 1 }, of).find((figure) => figure.name === name)?.value

  it('count what is left out', () => {
    expect([value('withoutMail'), value('withoutLicence')]).toEqual([4, 30])
  })

  it('say nothing where Microsoft gave no count', () => {
    expect(value('withoutLicence', { ...snapshot, proof: { ...proof, tenantUsers: null } })).toBeUndefined()
  })

  it('lead to lists that understand the address', () => {
    const hrefs = figuresOf({ disabled: 2, guests: 1 }, snapshot).flatMap(({ href }) => (href ? [hrefOf(...href)] : []))
    const filters = hrefs.map((href) => parseUsersAddress(parseRoute(href).query).filters)
    expect(filters).toEqual([
      [],
      [],
      [{ column: 'accountEnabled', operator: 'is', value: 'false' }],
      [{ column: 'userType', operator: 'is', value: 'Guest' }],
    ])
  })
})
