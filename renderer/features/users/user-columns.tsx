import type { User } from '../../../shared/domain/user.ts'
import type { UserColumn } from '../../../shared/ipc/directory.ts'
import type { UsersText } from '../../../shared/text/en/users.ts'
import type { Column } from '../../components/data-table-types.ts'
import { Status } from '../../components/status.tsx'
import { filterColumns } from './user-filter.ts'
import { userTypeText } from './user-text.ts'

const widths: Readonly<Record<UserColumn, number>> = {
  displayName: 200,
  mail: 272,
  jobTitle: 216,
  department: 144,
  city: 112,
  accountEnabled: 128,
  userType: 96,
  officeLocation: 104,
  businessPhones: 160,
  mobilePhone: 152,
  companyName: 208,
  country: 128,
  postalCode: 104,
  streetAddress: 200,
  userPrincipalName: 280,
}

/** Not shown until they are chosen: they repeat others or are seldom looked for in a list. */
export const usuallyHidden: readonly UserColumn[] = ['postalCode', 'streetAddress', 'userPrincipalName']

const textOf = (column: UserColumn, text: UsersText): ((user: User) => string) => {
  if (column === 'businessPhones') return (user) => user.businessPhones.join(', ')
  if (column === 'accountEnabled') return (user) => (user.accountEnabled ? text.states.enabled : text.states.disabled)
  if (column === 'userType') return (user) => userTypeText(user.userType, text)
  return (user) => user[column] ?? ''
}

export const AccountState = ({ enabled, text }: { readonly enabled: boolean; readonly text: UsersText }) => (
  <Status level={enabled ? 'ok' : 'off'}>{enabled ? text.states.enabled : text.states.disabled}</Status>
)

/** The 13 attributes, the state of the account and its type. */
export const userColumnsOf = (text: UsersText): readonly Column<User, UserColumn>[] =>
  filterColumns.map((id) => {
    const column = { id, header: text.columns[id], width: widths[id], text: textOf(id, text) }
    if (id !== 'accountEnabled') return column
    return { ...column, cell: ({ accountEnabled }) => <AccountState enabled={accountEnabled} text={text} /> }
  })
