import type { GroupColumn, GroupRow } from '../../../shared/ipc/directory.ts'
import type { GroupsText } from '../../../shared/text/en/groups.ts'
import type { Column } from '../../components/data-table-types.ts'
import { Quiet } from '../../components/page.tsx'

/** Not shown until they are chosen: the kind already says what is dynamic. */
export const usuallyHidden: readonly GroupColumn[] = ['dynamic']

export const kindText = ({ kind, dynamic }: Pick<GroupRow, 'kind' | 'dynamic'>, text: GroupsText): string =>
  dynamic ? text.dynamicKind({ kind: text.kinds[kind] }) : text.kinds[kind]

/** Microsoft's three words in the administrator's language; another one as Graph says it. */
export const visibilityText = (visibility: string | null, { visibilities }: GroupsText): string => {
  const known: Readonly<Record<string, string>> = visibilities
  return visibility === null ? '' : (known[visibility] ?? visibility)
}

export const groupColumnsOf = (
  text: GroupsText,
  number: (value: number) => string,
): readonly Column<GroupRow, GroupColumn>[] => {
  const column = (id: GroupColumn, width: number, textOf: (row: GroupRow) => string) => ({
    id,
    header: text.columns[id],
    width,
    text: textOf,
  })
  const counted = (id: 'direct' | 'transitive', width: number) => ({
    ...column(id, width, (row) => String(row[id])),
    align: 'end' as const,
    cell: (row: GroupRow) => (row[id] === 0 ? <Quiet>0</Quiet> : number(row[id])),
  })
  return [
    column('displayName', 232, ({ displayName }) => displayName ?? ''),
    column('kind', 192, (row) => kindText(row, text)),
    counted('direct', 80),
    counted('transitive', 112),
    column('mail', 240, ({ mail }) => mail ?? ''),
    column('description', 280, ({ description }) => description ?? ''),
    column('visibility', 144, ({ visibility }) => visibilityText(visibility, text)),
    column('dynamic', 128, ({ dynamic }) => (dynamic ? text.membership.dynamic : text.membership.assigned)),
  ]
}
