import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  addFilter,
  filterColumns,
  formatFilter,
  parseFilter,
  turnAround,
} from '../../../../renderer/features/users/user-filter.ts'
import { shownProperties } from '../../../../shared/domain/user.ts'
import { type UserFilter, userFilter } from '../../../../shared/ipc/directory.ts'

const is = (column: UserFilter['column'], value: string | null): UserFilter => ({ column, operator: 'is', value })

const column = fc.constantFrom(...shownProperties)
const tricky = fc.constantFrom('is:', 'isNot:Sales', 'contains:', 'startsWith', ':', 'a:b:c', 'is', '%2F&filter=', ' ')
const value = fc.oneof(fc.string({ minLength: 1, maxLength: 40, unit: 'grapheme' }), tricky)
const anyFilter: fc.Arbitrary<UserFilter> = fc.oneof(
  fc.record({ column, operator: fc.constantFrom('is' as const, 'isNot' as const), value: fc.option(value) }),
  fc.record({ column, operator: fc.constantFrom('contains' as const, 'startsWith' as const), value }),
)

describe('filters in the address', () => {
  it('are written shortly where that is plain', () => {
    expect(formatFilter(is('department', 'Finance'))).toBe('department:Finance')
    expect(formatFilter(is('mobilePhone', null))).toBe('mobilePhone:')
    expect(formatFilter({ column: 'city', operator: 'isNot', value: null })).toBe('city:isNot:')
    expect(formatFilter(is('jobTitle', 'is: a title'))).toBe('jobTitle:is:is: a title')
  })

  it('are read back as they were, whatever the value', () => {
    fc.assert(
      fc.property(anyFilter, (filter) => {
        expect(parseFilter(formatFilter(filter))).toEqual(filter)
      }),
    )
  })

  it('are always what the contract takes', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.tuple(column, value).map((parts) => parts.join(':')),
        ),
        (text) => {
          const filter = parseFilter(text)
          expect(filter === undefined || userFilter.safeParse(filter).success).toBe(true)
        },
      ),
    )
  })

  it.each([
    '',
    'department',
    'salary:9',
    'city:contains:',
    'city:startsWith:',
    `city:${'x'.repeat(1025)}`,
    'toString:x',
  ])('are none for %j', (text) => {
    expect(parseFilter(text)).toBeUndefined()
  })

  it('cover every column of the contract', () => {
    expect([...filterColumns].sort()).toEqual([...shownProperties].sort())
  })
})

describe('chips', () => {
  it('have one value for each column', () => {
    const filters = addFilter([is('department', 'Finance'), is('country', 'Japan')], is('department', 'Sales'))
    expect(filters).toEqual([is('country', 'Japan'), is('department', 'Sales')])
  })

  it('may exclude several values, but none twice', () => {
    const not = (value: string): UserFilter => ({ column: 'department', operator: 'isNot', value })
    const filters = [not('Sales'), not('IT'), not('Sales')].reduce<readonly UserFilter[]>(addFilter, [])
    expect(filters).toEqual([not('IT'), not('Sales')])
  })

  it('turn around and back', () => {
    const turned = turnAround(is('city', 'Łódź'))
    expect(turned.operator).toBe('isNot')
    expect(turnAround(turned)).toEqual(is('city', 'Łódź'))
  })
})
