import { makeStyles, tokens } from '@fluentui/react-components'
import {
  AddRegular,
  ArrowEnterRegular,
  ArrowExitRegular,
  EditRegular,
  type FluentIcon,
  SubtractRegular,
} from '@fluentui/react-icons'
import type { Change } from '../../../shared/domain/change.ts'
import type { Text } from '../../../shared/text/text.ts'
import { changeValueText, nameOf, whoOf } from '../../components/change-text.ts'
import { ChangeValues } from '../../components/change-values.tsx'
import type { Column } from '../../components/data-table-types.ts'
import { Quiet } from '../../components/page.tsx'

type ChangeColumn = 'run' | 'what' | 'who' | 'attribute' | 'values'
export const changeColumnIds: readonly ChangeColumn[] = ['run', 'what', 'who', 'attribute', 'values']

const useStyles = makeStyles({
  what: { display: 'inline-flex', alignItems: 'center', gap: '8px', verticalAlign: 'top' },
  icon: { fontSize: '16px', lineHeight: 0, color: tokens.colorNeutralForeground3 },
  leads: { fontWeight: tokens.fontWeightSemibold },
})

const icons: Readonly<Record<Change['what'], FluentIcon>> = {
  changed: EditRegular,
  added: AddRegular,
  removed: SubtractRegular,
}
const iconOf = ({ kind, what }: Change): FluentIcon => {
  if (kind !== 'membership') return icons[what]
  return what === 'added' ? ArrowEnterRegular : ArrowExitRegular
}

export const What = ({ change, words }: { readonly change: Change; readonly words: string }) => {
  const s = useStyles()
  const Icon = iconOf(change)
  return (
    <span className={s.what}>
      <span className={s.icon} aria-hidden="true">
        <Icon />
      </span>
      {words}
    </span>
  )
}

/** Rows of one run stand together: the first says its time loud, the others softly. */
const Run = ({ leads, when }: { readonly leads: boolean; readonly when: string }) => {
  const s = useStyles()
  return leads ? <span className={s.leads}>{when}</span> : <Quiet>{when}</Quiet>
}

const attributeText = ({ attribute, member, object }: Change, { changes: text }: Text): string => {
  if (member !== null) return text.memberOf({ group: nameOf(object, text.unnamed) })
  return attribute === null ? '' : text.attributes[attribute]
}

const valuesText = ({ attribute, before, after }: Change, text: Text): string => {
  if (attribute === null) return ''
  const [former, now] = [before, after].map((value) => changeValueText(attribute, value, text) || text.changes.blank)
  return `${former} → ${now}`
}

export const changeColumnsOf = (
  text: Text,
  dateTime: (at: string) => string,
): readonly Column<Change, ChangeColumn>[] => {
  const { columns, happened, unnamed } = text.changes
  const column = (id: ChangeColumn, width: number, textOf: (row: Change) => string) => ({
    id,
    header: columns[id],
    width,
    sortable: false,
    text: textOf,
  })
  const words = ({ kind, what }: Change) => happened[kind][what]
  return [
    {
      ...column('run', 184, ({ at }) => dateTime(at)),
      cell: (row) => <Run leads={row.leads} when={dateTime(row.at)} />,
    },
    { ...column('what', 152, words), cell: (row) => <What change={row} words={words(row)} /> },
    column('who', 192, (row) => nameOf(whoOf(row), unnamed)),
    column('attribute', 192, (row) => attributeText(row, text)),
    { ...column('values', 328, (row) => valuesText(row, text)), cell: (row) => <ChangeValues change={row} /> },
  ]
}
