import { type User, userAttributes } from '../../shared/domain/user.ts'
import { type GroupRow, groupColumns, type MemberRow } from '../../shared/ipc/directory.ts'
import type { ExportWhat } from '../../shared/ipc/export.ts'
import type { Text } from '../../shared/text/text.ts'
import type { MembershipLine } from '../directory/directory-api.ts'
import type { Cell, Column } from './table.ts'

type Words = Pick<Text, 'users' | 'groups' | 'exporting'>

/** The property of a row as it is, under its own name. */
const plain = <Row>(property: keyof Row & string, label: string): Column<Row> => ({
  property,
  label,
  cell: (row) => row[property] as Cell,
})

const ofUsers = ({ users, exporting }: Words): readonly Column<User>[] => [
  plain('id', exporting.columns.objectId),
  ...[...userAttributes.map(({ property }) => property), 'accountEnabled' as const, 'userType' as const].map((name) =>
    plain<User>(name, users.columns[name]),
  ),
  plain('assignedLicenses', exporting.columns.licences),
]

const ofGroups = ({ groups, exporting }: Words): readonly Column<GroupRow>[] => [
  plain('id', exporting.columns.objectId),
  ...groupColumns.map((name) => plain<GroupRow>(name, groups.columns[name])),
  plain('membershipRule', exporting.columns.membershipRule),
]

const ofMembers = ({ exporting: { columns } }: Words): readonly Column<MemberRow>[] => [
  plain('id', columns.memberId),
  plain('type', columns.memberType),
  plain('displayName', columns.memberName),
  plain('mail', columns.memberMail),
  plain('synchronised', columns.synchronised),
  { property: 'path', label: columns.path, cell: ({ path }) => path.map(({ id, displayName }) => displayName ?? id) },
]

const ofMemberships = ({ exporting: { columns } }: Words): readonly Column<MembershipLine>[] => [
  plain('groupId', columns.groupId),
  plain('groupName', columns.groupName),
  { property: 'memberId', label: columns.memberId, cell: ({ id }) => id },
  { property: 'memberType', label: columns.memberType, cell: ({ type }) => type },
  { property: 'memberName', label: columns.memberName, cell: ({ displayName }) => displayName },
  { property: 'memberMail', label: columns.memberMail, cell: ({ mail }) => mail },
]

const columns = { users: ofUsers, groups: ofGroups, members: ofMembers, memberships: ofMemberships }

/** The directory answers with rows of the kind that was asked for. */
export const columnsOf = <Row>(of: ExportWhat['of'], words: Words): readonly Column<Row>[] =>
  columns[of](words) as readonly unknown[] as readonly Column<Row>[]
