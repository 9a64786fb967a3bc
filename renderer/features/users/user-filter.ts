import type { UserColumn, UserFilter } from '../../../shared/ipc/directory.ts'

/**
 * Filters in the address, one `filter` entry each, all of which must hold:
 *
 *     column:value            is the value                  filter=department:Finance
 *     column:                 is blank                      filter=mobilePhone:
 *     column:operator:value   any of the four operators     filter=jobTitle:contains:lead
 *     column:isNot:           is not blank                  filter=city:isNot:
 *
 * Columns and operators have the names of the contract (UserFilter). Everything behind the first colon that does not
 * begin with an operator and a colon is the value, colons and all; a value that does begin so is written with `is:`.
 * The state of an account is `accountEnabled:true` or `accountEnabled:false`.
 */
type Operator = UserFilter['operator']

const operators: Readonly<Record<Operator, true>> = { is: true, isNot: true, contains: true, startsWith: true }
const isOperator = (text: string): text is Operator => Object.hasOwn(operators, text)

/** Every column, and whether the directory can be filtered by typed text in it. */
const columns: Readonly<Record<UserColumn, 'text' | 'choice'>> = {
  displayName: 'text',
  mail: 'text',
  jobTitle: 'text',
  department: 'text',
  city: 'text',
  accountEnabled: 'choice',
  userType: 'choice',
  officeLocation: 'text',
  businessPhones: 'text',
  mobilePhone: 'text',
  companyName: 'text',
  country: 'text',
  postalCode: 'text',
  streetAddress: 'text',
  userPrincipalName: 'text',
}

const isColumn = (text: string): text is UserColumn => Object.hasOwn(columns, text)
/** In the order in which the table shows them. */
export const filterColumns: readonly UserColumn[] = Object.keys(columns).filter(isColumn)
export const takesText = (column: UserColumn): boolean => columns[column] === 'text'
/** A user always has these, so asking whether they are blank finds nothing. */
export const neverBlank = (column: UserColumn): boolean =>
  column === 'mail' || column === 'userPrincipalName' || column === 'accountEnabled'

/** Most characters of a value that the contract takes. */
const longestValue = 1024
/** Most filters at once that it takes. */
export const mostFilters = 20

export const formatFilter = ({ column, operator, value }: UserFilter): string => {
  const text = value ?? ''
  const short = operator === 'is' && !isOperator(text.split(':', 1)[0] ?? '')
  return short ? `${column}:${text}` : `${column}:${operator}:${text}`
}

/** Undefined for what is no filter: an unknown column, a search for nothing, a value that is too long. */
export const parseFilter = (text: string): UserFilter | undefined => {
  const colon = text.indexOf(':')
  const column = text.slice(0, Math.max(0, colon))
  if (!isColumn(column)) return undefined
  const rest = text.slice(colon + 1)
  const [head = '', ...tail] = rest.split(':')
  const explicit = tail.length > 0 && isOperator(head)
  const operator: Operator = explicit ? head : 'is'
  const value = explicit ? tail.join(':') : rest
  if (value.length > longestValue) return undefined
  if (value === '') return operator === 'is' || operator === 'isNot' ? { column, operator, value: null } : undefined
  return { column, operator, value }
}

const same = (a: UserFilter, b: UserFilter) => a.column === b.column && a.operator === b.operator && a.value === b.value

/** A column can only be one value: `is` takes the place of every other filter of its column, the others come in addition. */
export const addFilter = (filters: readonly UserFilter[], filter: UserFilter): readonly UserFilter[] => {
  const others = filters.filter((other) =>
    filter.operator === 'is' ? other.column !== filter.column : !same(other, filter),
  )
  return [...others, filter].slice(-mostFilters)
}

export const removeFilter = (filters: readonly UserFilter[], filter: UserFilter): readonly UserFilter[] =>
  filters.filter((other) => other !== filter)

/** `is` becomes `isNot` and back; what has no opposite stays. */
export const turnAround = (filter: UserFilter): UserFilter => {
  if (filter.operator === 'is') return { ...filter, operator: 'isNot' }
  return filter.operator === 'isNot' ? { ...filter, operator: 'is' } : filter
}

export const replaceFilter = (
  filters: readonly UserFilter[],
  old: UserFilter,
  filter: UserFilter,
): readonly UserFilter[] => filters.map((other) => (other === old ? filter : other))
