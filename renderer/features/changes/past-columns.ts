import type { User } from '../../../shared/domain/user.ts'
import type { PastGroup } from '../../../shared/ipc/changes.ts'
import type { Text } from '../../../shared/text/text.ts'
import { changeValueText } from '../../components/change-text.ts'
import type { Column } from '../../components/data-table-types.ts'

const userColumns = ['displayName', 'mail', 'jobTitle', 'department', 'city', 'accountEnabled'] as const
const groupColumns = ['displayName', 'kind', 'mail', 'description', 'dynamic'] as const
type GroupColumn = (typeof groupColumns)[number] | 'direct'

const widths: Readonly<Record<string, number>> = { displayName: 232, mail: 264, description: 280, jobTitle: 200 }

export const pastUserColumnsOf = (text: Text): readonly Column<User, (typeof userColumns)[number]>[] =>
  userColumns.map((id) => ({
    id,
    header: text.changes.attributes[id],
    width: widths[id] ?? 152,
    sortable: id === 'displayName',
    text: (user) => changeValueText(id, user[id], text),
  }))

export const pastGroupColumnsOf = (
  text: Text,
  number: (value: number) => string,
): readonly Column<PastGroup, GroupColumn>[] => {
  const columns = groupColumns.map(
    (id): Column<PastGroup, GroupColumn> => ({
      id,
      header: text.changes.attributes[id],
      width: widths[id] ?? 152,
      sortable: id === 'displayName',
      text: (group) => changeValueText(id, group[id], text),
    }),
  )
  const direct: Column<PastGroup, GroupColumn> = {
    id: 'direct',
    header: text.changes.asOf.direct,
    width: 144,
    sortable: false,
    align: 'end',
    text: (group) => number(group.direct),
  }
  return columns.toSpliced(2, 0, direct)
}
