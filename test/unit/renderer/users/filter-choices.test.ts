import { describe, expect, it } from 'vitest'
import { filterChoices } from '../../../../renderer/features/users/filter-choices.ts'
import { filterText } from '../../../../renderer/features/users/user-text.ts'
import { users as de } from '../../../../shared/text/de/users.ts'
import { users as en } from '../../../../shared/text/en/users.ts'

const departments = [
  { value: 'Finance', users: 40 },
  { value: null, users: 7 },
]
const lines = (...given: Parameters<typeof filterChoices>) =>
  filterChoices(...given).map(({ label, users }) => [label, users])

describe('what can be chosen for a column', () => {
  it('is blank, not blank, and each value with its count', () => {
    expect(lines('department', '', departments, en)).toEqual([
      ['is blank', 7],
      ['is not blank', undefined],
      ['Finance', 40],
    ])
  })

  it('begins with what was typed', () => {
    const choices = filterChoices('department', 'fin', departments.slice(0, 1), en)
    expect(choices.map(({ filter }) => [filter.operator, filter.value])).toEqual([
      ['contains', 'fin'],
      ['startsWith', 'fin'],
      ['is', 'Finance'],
    ])
  })

  it('says zero where nobody is blank, and does not ask where nobody can be', () => {
    expect(lines('city', '', [], en)[0]).toEqual(['is blank', 0])
    expect(lines('mail', '', [], en)).toEqual([])
  })

  it('offers states by their words, whatever the directory calls them', () => {
    const states = [
      { value: 'true', users: 9 },
      { value: 'false', users: 1 },
    ]
    expect(lines('accountEnabled', '', states, de)).toEqual([
      ['Aktiviert', 9],
      ['Deaktiviert', 1],
    ])
    const [choice] = filterChoices('accountEnabled', 'DEAKT', states, de)
    expect(choice?.filter).toEqual({ column: 'accountEnabled', operator: 'is', value: 'false' })
  })

  it('keeps a type that only Graph has a word for', () => {
    expect(lines('userType', '', [{ value: 'Robot', users: 2 }], en)).toContainEqual(['Robot', 2])
  })
})

describe('the words of a chip', () => {
  it('tell blank, not blank, is and is not apart', () => {
    const words = (operator: 'is' | 'isNot', value: string | null) =>
      filterText({ column: 'userType', operator, value }, en)
    expect([words('is', null), words('isNot', null), words('is', 'Guest'), words('isNot', 'Guest')]).toEqual([
      'blank',
      'not blank',
      'Guest',
      'not Guest',
    ])
  })
})
