import { Dialog, DialogBody, DialogSurface, mergeClasses } from '@fluentui/react-components'
import { SearchRegular } from '@fluentui/react-icons'
import { type KeyboardEvent, useEffect, useId, useState } from 'react'
import type { Sync } from '../components/use-sync.ts'
import { useText } from '../lib/text.tsx'
import { useKeyNames } from './keys.ts'
import type { Entry } from './palette-entries.tsx'
import { optionId, PaletteList } from './palette-list.tsx'
import { usePaletteStyles } from './palette-styles.ts'
import type { Commands } from './use-commands.ts'
import { usePalette } from './use-palette.ts'

/** Most that the contract takes of a search. */
const longestSearch = 256

interface Props {
  readonly sync: Sync
  readonly commands: Commands
  readonly onClose: () => void
}

const Foot = () => {
  const s = usePaletteStyles()
  const { palette } = useText().app
  const keyNames = useKeyNames()
  return (
    <div className={s.foot}>
      <span>
        {keyNames('up+down')} {palette.choose}
      </span>
      <span>
        {keyNames('enter')} {palette.open}
      </span>
      <span>
        {keyNames('escape')} {palette.close}
      </span>
    </div>
  )
}

/** Arrows go round, and the choice stays on an entry for as long as it is there. */
const useChoice = (entries: readonly Entry[]) => {
  const [chosen, setChosen] = useState<string>()
  const found = entries.findIndex(({ key }) => key === chosen)
  const index = Math.max(0, found)
  const move = (step: number) => setChosen(entries.at((index + step) % Math.max(1, entries.length))?.key)
  return { entry: entries[index], move, reset: () => setChosen(undefined) }
}

/** At once: the dialog would take the focus a moment later, and what was typed meanwhile would go to the page. */
const takeFocus = (field: HTMLElement | null) => field?.focus()

const steps: Readonly<Record<string, number>> = { ArrowDown: 1, ArrowUp: -1 }

interface FieldProps {
  readonly id: string
  readonly typed: string
  readonly at: Entry | undefined
  readonly onTyped: (typed: string) => void
  readonly onKeyDown: (event: KeyboardEvent) => void
}

const Field = ({ id, typed, at, onTyped, onKeyDown }: FieldProps) => {
  const s = usePaletteStyles()
  const { field } = useText().app.palette
  return (
    <div className={s.field}>
      <SearchRegular fontSize={16} aria-hidden="true" />
      <input
        ref={takeFocus}
        className={mergeClasses('bare', s.input)}
        value={typed}
        placeholder={field}
        aria-label={field}
        role="combobox"
        aria-expanded={true}
        aria-autocomplete="list"
        aria-controls={id}
        aria-activedescendant={at && optionId(id, at.key)}
        autoComplete="off"
        spellCheck={false}
        onChange={(event) => onTyped(event.target.value.slice(0, longestSearch))}
        onKeyDown={onKeyDown}
      />
    </div>
  )
}

/** Enter stands for what has been typed: the list may still be for what was there before, and then it waits for the other. */
const useEnter = (settled: boolean, at: Entry | undefined, choose: (entry: Entry) => void) => {
  const [pressed, setPressed] = useState(false)
  useEffect(() => {
    if (!pressed || !settled) return
    setPressed(false)
    if (at !== undefined) choose(at)
  })
  return setPressed
}

/** One field for people, groups, commands and places. */
export const Palette = ({ sync, commands, onClose }: Props) => {
  const s = usePaletteStyles()
  const id = useId()
  const text = useText().app.palette
  const [typed, setTyped] = useState('')
  const { search, sections, failed, settled } = usePalette(typed, sync, commands)
  const entries = sections.flatMap((section) => section.entries)
  const { entry: at, move, reset } = useChoice(entries)
  const choose = (entry: Entry) => {
    onClose()
    entry.run()
  }
  const press = useEnter(settled, at, choose)
  const type = (next: string) => {
    setTyped(next)
    reset()
    press(false)
  }
  const onKeyDown = (event: KeyboardEvent) => {
    const step = steps[event.key]
    if (event.nativeEvent.isComposing) return
    if (step !== undefined) move(step)
    else if (event.key === 'Enter') press(true)
    else return
    event.preventDefault()
  }
  return (
    <Dialog open onOpenChange={onClose}>
      <DialogSurface className={s.surface} aria-label={text.label}>
        <DialogBody className={s.body}>
          <Field id={id} typed={typed} at={at} onTyped={type} onKeyDown={onKeyDown} />
          <PaletteList id={id} sections={sections} at={at?.key} onChoose={choose} />
          {entries.length === 0 && <div className={s.nothing}>{text.nothing({ search })}</div>}
          {failed && <div className={s.nothing}>{text.failed}</div>}
          <span className="sr" role="status">
            {search === '' ? '' : text.found({ count: entries.length })}
          </span>
          <Foot />
        </DialogBody>
      </DialogSurface>
    </Dialog>
  )
}
