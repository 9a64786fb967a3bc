import { Input, makeStyles, mergeClasses, tokens } from '@fluentui/react-components'
import { SearchRegular } from '@fluentui/react-icons'
import { type KeyboardEvent, type ReactNode, useEffect, useId, useRef, useState } from 'react'

export interface Choice {
  readonly key: string
  readonly label: string
  readonly note?: string | undefined
}

const useStyles = makeStyles({
  list: { overflowY: 'auto', maxHeight: '320px', margin: '4px 0 0', padding: 0 },
  choice: {
    display: 'flex',
    justifyContent: 'space-between',
    gap: '16px',
    padding: '4px 8px',
    borderRadius: tokens.borderRadiusMedium,
    cursor: 'default',
    ':hover': { backgroundColor: tokens.colorSubtleBackgroundHover },
  },
  at: {
    backgroundColor: tokens.colorBrandBackground2,
    boxShadow: `inset 3px 0 0 ${tokens.colorBrandStroke1}`,
    ':hover': { backgroundColor: tokens.colorBrandBackground2Hover },
    '@media (forced-colors: active)': { outline: '2px solid Highlight', outlineOffset: '-2px' },
  },
  label: { overflow: 'hidden', textOverflow: 'ellipsis', whiteSpace: 'nowrap' },
  note: { color: tokens.colorNeutralForeground3, fontVariantNumeric: 'tabular-nums', flexShrink: 0 },
  empty: { color: tokens.colorNeutralForeground3, padding: '4px 8px' },
})

const steps: Readonly<Record<string, (at: number, count: number) => number>> = {
  ArrowDown: (at, count) => (at + 1) % count,
  ArrowUp: (at, count) => (at - 1 + count) % count,
  PageDown: (at, count) => Math.min(count - 1, at + 10),
  PageUp: (at) => Math.max(0, at - 10),
}

/** A field that narrows a list of choices. The focus stays in the field; arrows move the choice, Enter takes it. */
export const ChoiceList = <C extends Choice>(props: {
  readonly label: string
  readonly typed: string
  readonly onTyped: (typed: string) => void
  readonly choices: readonly C[]
  readonly onChoose: (choice: C) => void
  /** Backspace in the empty field. */
  readonly onBack?: () => void
  readonly empty: ReactNode
}) => {
  const { label, typed, onTyped, choices, onChoose, onBack, empty } = props
  const s = useStyles()
  const id = useId()
  const list = useRef<HTMLDivElement>(null)
  const [moved, setMoved] = useState(0)
  const at = Math.max(0, Math.min(choices.length - 1, moved))

  useEffect(() => {
    list.current?.children[at]?.scrollIntoView({ block: 'nearest' })
  }, [at])

  const keys = (event: KeyboardEvent<HTMLElement>) => {
    const step = choices.length > 0 ? steps[event.key] : undefined
    const choice = choices[at]
    if (event.nativeEvent.isComposing) return
    if (step) setMoved(step(at, choices.length))
    else if (event.key === 'Enter' && choice) onChoose(choice)
    else if (event.key === 'Backspace' && typed === '' && onBack) onBack()
    else return
    event.preventDefault()
  }

  return (
    <>
      <Input
        size="small"
        autoFocus
        contentBefore={<SearchRegular fontSize={16} />}
        role="combobox"
        aria-label={label}
        placeholder={label}
        aria-expanded={true}
        aria-controls={`${id}list`}
        aria-activedescendant={choices.length > 0 ? `${id}${at}` : undefined}
        autoComplete="off"
        spellCheck={false}
        value={typed}
        onChange={(_, data) => {
          setMoved(0)
          onTyped(data.value)
        }}
        onKeyDown={keys}
      />
      <div ref={list} id={`${id}list`} role="listbox" aria-label={label} className={s.list}>
        {choices.map((choice, index) => (
          // biome-ignore lint/a11y/useKeyWithClickEvents: the field handles the keys of its choices
          // biome-ignore lint/a11y/useFocusableInteractive: the field keeps the focus and names the choice by aria-activedescendant
          <div
            key={choice.key}
            id={`${id}${index}`}
            role="option"
            aria-selected={index === at}
            className={mergeClasses(s.choice, index === at && s.at)}
            onClick={() => onChoose(choice)}
          >
            <span className={s.label}>{choice.label}</span>
            {choice.note !== undefined && <span className={s.note}>{choice.note}</span>}
          </div>
        ))}
      </div>
      {choices.length === 0 && <div className={s.empty}>{empty}</div>}
    </>
  )
}
