import { mergeClasses } from '@fluentui/react-components'
import { useEffect } from 'react'
import { useText } from '../lib/text.tsx'
import { useKeyNames } from './keys.ts'
import type { Entry } from './palette-entries.tsx'
import { usePaletteStyles } from './palette-styles.ts'
import type { Section } from './use-palette.ts'

interface Props {
  readonly id: string
  readonly sections: readonly Section[]
  /** Key of the entry that Enter opens. */
  readonly at: string | undefined
  readonly onChoose: (entry: Entry) => void
}

export const optionId = (list: string, key: string): string => `${list} ${key}`.replaceAll(/[^\w:-]/g, '_')

const Option = ({
  id,
  entry,
  on,
  onChoose,
}: Pick<Props, 'id' | 'onChoose'> & { readonly entry: Entry; on: boolean }) => {
  const s = usePaletteStyles()
  const keyNames = useKeyNames()
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the field handles the keys of its results
    // biome-ignore lint/a11y/useFocusableInteractive: the field keeps the focus and names the result by aria-activedescendant
    <div
      id={optionId(id, entry.key)}
      role="option"
      aria-selected={on}
      className={mergeClasses(s.item, on && s.on)}
      onClick={() => onChoose(entry)}
    >
      <span className={s.icon} aria-hidden="true">
        {entry.icon}
      </span>
      <span className={s.text}>{entry.text}</span>
      <span className={s.note}>{entry.note}</span>
      {entry.keys && <span className={s.keys}>{keyNames(entry.keys)}</span>}
    </div>
  )
}

export const PaletteList = ({ id, sections, at, onChoose }: Props) => {
  const s = usePaletteStyles()
  const { results } = useText().app.palette
  useEffect(() => {
    if (at !== undefined) document.getElementById(optionId(id, at))?.scrollIntoView({ block: 'nearest' })
  }, [id, at])
  return (
    <div className={s.list} role="listbox" id={id} aria-label={results}>
      {sections.map(({ name, entries }) => (
        // biome-ignore lint/a11y/useSemanticElements: a fieldset is no part of a listbox
        <div key={name} role="group" aria-label={name}>
          <div className={s.group} aria-hidden="true">
            {name}
          </div>
          {entries.map((entry) => (
            <Option key={entry.key} id={id} entry={entry} on={entry.key === at} onChoose={onChoose} />
          ))}
        </div>
      ))}
    </div>
  )
}
