import { Button, makeStyles, mergeClasses, tokens } from '@fluentui/react-components'
import { DismissRegular } from '@fluentui/react-icons'
import type { UserFilter } from '../../../shared/ipc/directory.ts'
import { useText } from '../../lib/text.tsx'
import { formatFilter, removeFilter, replaceFilter, turnAround } from './user-filter.ts'
import { filterText } from './user-text.ts'

const useStyles = makeStyles({
  chip: {
    display: 'inline-flex',
    alignItems: 'center',
    height: '24px',
    maxWidth: '320px',
    boxSizing: 'border-box',
    borderRadius: tokens.borderRadiusMedium,
    border: `1px solid ${tokens.colorNeutralStroke1}`,
    backgroundColor: tokens.colorNeutralBackground2,
    whiteSpace: 'nowrap',
  },
  words: {
    display: 'inline-flex',
    alignItems: 'center',
    gap: '6px',
    height: '100%',
    minWidth: 0,
    padding: '0 4px 0 8px',
    borderRadius: tokens.borderRadiusMedium,
  },
  turns: {
    cursor: 'pointer',
    ':hover': { backgroundColor: tokens.colorSubtleBackgroundHover },
    ':focus-visible': { outline: `2px solid ${tokens.colorStrokeFocus2}`, outlineOffset: '-1px' },
  },
  column: { color: tokens.colorNeutralForeground3, flexShrink: 0 },
  value: { overflow: 'hidden', textOverflow: 'ellipsis' },
  remove: { minWidth: '22px', width: '22px', height: '22px', padding: 0 },
})

interface Props {
  readonly filters: readonly UserFilter[]
  readonly onChange: (filters: readonly UserFilter[]) => void
}

const Words = ({ filter, onTurn }: { readonly filter: UserFilter; readonly onTurn: () => void }) => {
  const s = useStyles()
  const text = useText().users
  const column = text.columns[filter.column]
  const value = filterText(filter, text)
  const words = (
    <>
      <span className={s.column}>{column}</span> <span className={s.value}>{value}</span>
    </>
  )
  if (turnAround(filter) === filter) return <span className={s.words}>{words}</span>
  return (
    <button
      type="button"
      className={mergeClasses('bare', s.words, s.turns)}
      title={text.filter.turnAround}
      onClick={onTurn}
    >
      {words}
    </button>
  )
}

/** Before a chip goes, the focus moves on to what stands behind it: the next chip or the filter button. */
const focusNext = (button: HTMLElement) => {
  const next = button.parentElement?.nextElementSibling
  const target = next instanceof HTMLButtonElement ? next : next?.querySelector('button')
  target?.focus()
}

/** A filter turned around is still the same chip, so the focus stays on it. */
const keyOf = (filter: UserFilter) => formatFilter(filter.operator === 'isNot' ? turnAround(filter) : filter)

/** The filters that hold. The words of a chip turn it into its opposite, the cross takes it away. */
export const FilterChips = ({ filters, onChange }: Props) => {
  const s = useStyles()
  const text = useText().users
  return filters.map((filter) => (
    <span key={keyOf(filter)} className={s.chip}>
      <Words filter={filter} onTurn={() => onChange(replaceFilter(filters, filter, turnAround(filter)))} />
      <Button
        appearance="subtle"
        className={s.remove}
        icon={<DismissRegular fontSize={12} />}
        aria-label={text.filter.remove({ filter: `${text.columns[filter.column]} ${filterText(filter, text)}` })}
        onClick={({ currentTarget }) => {
          focusNext(currentTarget)
          onChange(removeFilter(filters, filter))
        }}
      />
    </span>
  ))
}
