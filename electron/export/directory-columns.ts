import type { Change } from '../../shared/domain/change.ts'
import { type User, userAttributes } from '../../shared/domain/user.ts'
import type { PastGroup } from '../../shared/ipc/changes.ts'
import { type GroupRow, groupColumns, type MemberRow } from '../../shared/ipc/directory.ts'
import type { ExportWhat } from '../../shared/ipc/export.ts'
import type { Text } from '../../shared/text/text.ts'
import type { MembershipLine } from '../directory/directory-api.ts'
import type { Cell, Column } from './table.ts'

type Words = Pick<Text, 'users' | 'groups' | 'changes' | 'exporting'>

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

/** Whom a group reaches through others is known of now alone. */
const ofPastGroups = ({ groups, exporting }: Words): readonly Column<PastGroup>[] => [
  plain('id', exporting.columns.objectId),
  ...groupColumns.filter((name) => name !== 'transitive').map((name) => plain<PastGroup>(name, groups.columns[name])),
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

/** What happened, of a membership to the member: it gained or lost a group. */
const whatOf = ({ kind, what }: Change): string => {
  if (kind !== 'membership') return what
  return what === 'added' ? 'gained' : 'lost'
}

/** Whom a line is about: of a membership the member, as on the page. */
const ofChanges = ({ changes, exporting: { columns } }: Words): readonly Column<Change>[] => [
  plain('at', columns.at),
  plain('runId', changes.columns.run),
  { property: 'what', label: changes.columns.what, cell: whatOf },
  { property: 'objectType', label: columns.objectType, cell: ({ kind, member }) => member?.type ?? kind },
  { property: 'id', label: columns.objectId, cell: ({ object, member }) => (member ?? object).id },
  {
    property: 'displayName',
    label: changes.attributes.displayName,
    cell: ({ object, member }) => (member ?? object).name,
  },
  { property: 'mail', label: changes.attributes.mail, cell: ({ object, member }) => (member ?? object).mail },
  plain('attribute', changes.columns.attribute),
  plain('before', changes.was),
  plain('after', changes.is),
  { property: 'groupId', label: columns.groupId, cell: ({ object, member }) => (member === null ? null : object.id) },
  {
    property: 'groupName',
    label: columns.groupName,
    cell: ({ object, member }) => (member === null ? null : object.name),
  },
]

const columns = {
  users: ofUsers,
  groups: ofGroups,
  members: ofMembers,
  memberships: ofMemberships,
  changes: ofChanges,
  usersAsOf: ofUsers,
  groupsAsOf: ofPastGroups,
}

/** The directory answers with rows of the kind that was asked for. */
export const columnsOf = <Row>(of: ExportWhat['of'], words: Words): readonly Column<Row>[] =>
  columns[of](words) as readonly unknown[] as readonly Column<Row>[]
