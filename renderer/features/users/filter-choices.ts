import type { UserColumn, UserFilter } from '../../../shared/ipc/directory.ts'
import type { UsersText } from '../../../shared/text/en/users.ts'
import { neverBlank, takesText } from './user-filter.ts'
import { valueText } from './user-text.ts'

export interface ValueCount {
  readonly value: string | null
  readonly users: number
}

/** One line of the filter list: what it says, how many users it finds as far as known, what it does. */
export interface FilterChoice {
  readonly key: string
  readonly label: string
  readonly users: number | undefined
  readonly filter: UserFilter
}

/**
 * What can be chosen for a column: first what the typed text asks for, then blank or not, then the values with their
 * counts as the directory gave them. `values` of a column with typed text are already searched by the directory.
 */
export const filterChoices = (
  column: UserColumn,
  typed: string,
  values: readonly ValueCount[],
  text: UsersText,
): readonly FilterChoice[] => {
  const choice = (operator: UserFilter['operator'], value: string | null, label: string, users?: number) => ({
    key: `${operator}:${value ?? ''}`,
    label,
    users,
    filter: { column, operator, value },
  })
  const words = text.filter
  const byText = typed !== '' && takesText(column)
  const byBlank = typed === '' && !neverBlank(column)
  const blank = values.find(({ value }) => value === null)
  const wanted = typed.toLocaleLowerCase()
  const listed = values.flatMap(({ value, users }) =>
    value === null ? [] : [choice('is', value, valueText(column, value, text), users)],
  )
  return [
    ...(byText ? [choice('contains', typed, words.contains({ value: typed }))] : []),
    ...(byText ? [choice('startsWith', typed, words.startsWith({ value: typed }))] : []),
    ...(byBlank ? [choice('is', null, words.isBlank, blank?.users ?? 0), choice('isNot', null, words.isNotBlank)] : []),
    ...(takesText(column) ? listed : listed.filter(({ label }) => label.toLocaleLowerCase().includes(wanted))),
  ]
}
