import { Button, makeStyles, Popover, PopoverSurface, PopoverTrigger, tokens } from '@fluentui/react-components'
import { ArrowLeftRegular, FilterRegular } from '@fluentui/react-icons'
import { useMemo, useState } from 'react'
import type { UserColumn, UserFilter } from '../../../shared/ipc/directory.ts'
import { useQuery } from '../../ipc/use-query.ts'
import { useFormat, useText } from '../../lib/text.tsx'
import { ChoiceList } from './choice-list.tsx'
import { filterChoices } from './filter-choices.ts'
import { filterColumns, takesText } from './user-filter.ts'

const useStyles = makeStyles({
  surface: { width: '320px', padding: '8px', boxSizing: 'border-box', display: 'flex', flexDirection: 'column' },
  head: {
    display: 'flex',
    alignItems: 'center',
    gap: '4px',
    minHeight: '24px',
    marginBottom: '8px',
    fontWeight: tokens.fontWeightSemibold,
  },
  back: { minWidth: '24px' },
  note: { color: tokens.colorNeutralForeground3, padding: '8px 8px 0', fontSize: tokens.fontSizeBase200 },
})

/** Most values that one answer lists. */
const valuesAtOnce = 200
const longestSearch = 256

const Columns = ({ onChoose }: { readonly onChoose: (column: UserColumn) => void }) => {
  const text = useText().users
  const [typed, setTyped] = useState('')
  const choices = useMemo(() => {
    const wanted = typed.trim().toLocaleLowerCase()
    return filterColumns
      .map((key) => ({ key, label: text.columns[key] }))
      .filter(({ label }) => label.toLocaleLowerCase().includes(wanted))
  }, [typed, text])
  return (
    <ChoiceList
      label={text.filter.searchColumns}
      typed={typed}
      onTyped={setTyped}
      choices={choices}
      onChoose={({ key }) => onChoose(key)}
      empty={text.filter.noColumn}
    />
  )
}

const Values = ({
  column,
  onChoose,
  onBack,
}: {
  readonly column: UserColumn
  readonly onChoose: (filter: UserFilter) => void
  readonly onBack: () => void
}) => {
  const s = useStyles()
  const text = useText().users
  const format = useFormat()
  const [typed, setTyped] = useState('')
  const search = takesText(column) ? typed.trim().slice(0, longestSearch) : ''
  const { data } = useQuery('directory.userValues', { column, search, limit: valuesAtOnce }, { keepPrevious: true })
  const choices = useMemo(
    () =>
      filterChoices(column, typed.trim(), data?.rows ?? [], text).map((choice) => ({
        ...choice,
        note: choice.users === undefined ? undefined : format.number(choice.users),
      })),
    [column, typed, data, text, format],
  )
  return (
    <>
      <ChoiceList
        label={text.filter.searchValues({ column: text.columns[column] })}
        typed={typed}
        onTyped={setTyped}
        choices={choices}
        onChoose={({ filter }) => onChoose(filter)}
        onBack={onBack}
        empty={text.filter.noValue}
      />
      {data?.rows.length === valuesAtOnce && <div className={s.note}>{text.filter.mostFrequent}</div>}
    </>
  )
}

/** First a column, then one of its values as the directory counts them. */
export const FilterMenu = ({ onAdd }: { readonly onAdd: (filter: UserFilter) => void }) => {
  const s = useStyles()
  const text = useText().users
  const [open, setOpen] = useState(false)
  const [column, setColumn] = useState<UserColumn>()
  const show = (next: boolean) => {
    setOpen(next)
    setColumn(undefined)
  }
  const back = () => setColumn(undefined)
  return (
    <Popover open={open} onOpenChange={(_, data) => show(data.open)} positioning="below-start" trapFocus>
      <PopoverTrigger disableButtonEnhancement>
        <Button size="small" appearance="subtle" icon={<FilterRegular />}>
          {text.filter.add}
        </Button>
      </PopoverTrigger>
      <PopoverSurface className={s.surface} aria-label={text.filter.chooseColumn}>
        <div className={s.head}>
          {column && (
            <Button
              className={s.back}
              size="small"
              appearance="subtle"
              icon={<ArrowLeftRegular />}
              aria-label={text.filter.back}
              onClick={back}
            />
          )}
          {column ? text.columns[column] : text.filter.chooseColumn}
        </div>
        {column ? (
          <Values
            key={column}
            column={column}
            onBack={back}
            onChoose={(filter) => {
              onAdd(filter)
              show(false)
            }}
          />
        ) : (
          <Columns onChoose={setColumn} />
        )}
      </PopoverSurface>
    </Popover>
  )
}
