import type { UserColumn, UserFilter } from '../../../shared/ipc/directory.ts'
import type { UsersText } from '../../../shared/text/en/users.ts'

/** Graph's own words, save the two that everyone has a word for. */
export const userTypeText = (type: string | null, { types }: UsersText): string => {
  if (type === 'Member') return types.member
  return type === 'Guest' ? types.guest : (type ?? '')
}

/** A value as people read it. */
export const valueText = (column: UserColumn, value: string, text: UsersText): string => {
  if (column === 'accountEnabled') return value === 'true' ? text.states.enabled : text.states.disabled
  return column === 'userType' ? userTypeText(value, text) : value
}

/** A chip's words behind the name of its column. */
export const filterText = ({ column, operator, value }: UserFilter, text: UsersText): string => {
  const { chip } = text.filter
  if (value === null) return operator === 'isNot' ? chip.notBlank : chip.blank
  return chip[operator]({ value: valueText(column, value, text) })
}
