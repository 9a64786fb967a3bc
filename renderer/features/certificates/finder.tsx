import { Combobox, makeStyles, Option, tokens } from '@fluentui/react-components'
import { useDeferredValue, useState } from 'react'
import { useQuery } from '../../ipc/use-query.ts'
import { useFormat, useText } from '../../lib/text.tsx'

const useStyles = makeStyles({
  field: { width: '320px', maxWidth: '100%', minWidth: 0 },
  list: { maxHeight: '320px' },
  option: { display: 'grid', minWidth: 0 },
  name: { overflow: 'hidden', textOverflow: 'ellipsis' },
  note: {
    color: tokens.colorNeutralForeground3,
    fontSize: tokens.fontSizeBase200,
    lineHeight: tokens.lineHeightBase200,
    overflow: 'hidden',
    textOverflow: 'ellipsis',
  },
})

/** Options of one list: whoever searches for more types on. */
const most = 20
const longestSearch = 256

interface Found {
  readonly total: number
  readonly rows: readonly { readonly id: string; readonly name: string; readonly note: string }[]
}

interface Props {
  readonly label: string
  /** Object id of what is chosen, and its name as far as it is known. */
  readonly chosen: string | undefined
  readonly name: string | undefined
  readonly onChoose: (id: string | undefined) => void
}

interface FinderProps extends Props {
  readonly placeholder: string
  readonly onSearch: (search: string | undefined) => void
  readonly found: Found | undefined
  readonly failed: boolean
  readonly search: string
  /** The field that 'Search on the page' goes to. */
  readonly main?: boolean
}

/** What is said below what was found: it cannot be chosen. */
const useNotes = ({ found, failed, search }: Pick<FinderProps, 'found' | 'failed' | 'search'>): readonly string[] => {
  const { find: text } = useText().certificates
  const { number } = useFormat()
  if (failed) return [text.failed]
  if (found === undefined) return []
  if (found.total === 0) return [text.nothing({ search })]
  const count = found.total - found.rows.length
  return count > 0 ? [text.more({ count, text: number(count) })] : []
}

/** What was typed over the choice, and whether the list below is open. */
const useField = ({ onSearch, onChoose }: Pick<FinderProps, 'onSearch' | 'onChoose'>) => {
  const [typed, setTyped] = useState<string>()
  const [open, setOpen] = useState(false)
  const change = (value: string | undefined) => {
    setTyped(value)
    onSearch(value)
  }
  return {
    typed,
    open,
    type: (value: string) => {
      change(value.slice(0, longestSearch))
      // Also for what is pasted: the control opens by keys alone.
      setOpen(true)
    },
    show: (isOpen: boolean) => {
      setOpen(isOpen)
      if (isOpen && typed === undefined) onSearch('')
    },
    choose: (id: string | undefined) => {
      // Typing over the choice deselects it: the field still holds what was typed.
      if (id === undefined || id === '') return
      change(undefined)
      onChoose(id)
    },
    leave: () => {
      // An emptied field takes the choice away; a word that was not followed up goes.
      if (typed === '') onChoose(undefined)
      change(undefined)
    },
  }
}

const Finder = (props: FinderProps) => {
  const { label, chosen, name, placeholder, found, main = false } = props
  const s = useStyles()
  const field = useField(props)
  const notes = useNotes(props)
  return (
    <Combobox
      freeform
      inlinePopup
      size="small"
      className={s.field}
      aria-label={label}
      placeholder={placeholder}
      value={field.typed ?? name ?? ''}
      selectedOptions={chosen === undefined ? [] : [chosen]}
      listbox={{ className: s.list }}
      {...(main ? { 'data-page-search': '' } : {})}
      open={field.open}
      onFocus={({ target }) => target.select()}
      onChange={({ target }) => field.type(target.value)}
      onOpenChange={(_, { open }) => field.show(open)}
      onOptionSelect={(_, { optionValue }) => field.choose(optionValue)}
      onBlur={field.leave}
    >
      {found?.rows.map((row) => (
        <Option key={row.id} value={row.id} text={row.name}>
          <span className={s.option}>
            <span className={s.name}>{row.name}</span>
            <span className={s.note}>{row.note}</span>
          </span>
        </Option>
      ))}
      {notes.map((note) => (
        <Option key={note} disabled value="" text={note}>
          {note}
        </Option>
      ))}
    </Combobox>
  )
}

/** What was typed, a moment behind the keys; undefined while nobody searches. */
const useTyped = () => {
  const [typed, setTyped] = useState<string>()
  const search = useDeferredValue(typed?.trim())
  return { search: search ?? '', options: { keepPrevious: true, when: search !== undefined }, setTyped }
}

const byName = { column: 'displayName', descending: false } as const

/** Finds a user of the last snapshot. */
export const UserFinder = (props: Props & { readonly main?: boolean }) => {
  const { find: text } = useText().certificates
  const { search, options, setTyped } = useTyped()
  const query = { search, filters: [], sort: byName }
  const { data, error } = useQuery('directory.users', { query, offset: 0, limit: most }, options)
  const found = data && {
    total: data.total,
    rows: data.rows.map(({ id, displayName, mail }) => ({ id, name: displayName ?? text.unnamed, note: mail })),
  }
  return (
    <Finder
      {...props}
      placeholder={text.userPlaceholder}
      onSearch={setTyped}
      found={found}
      failed={error !== undefined}
      search={search}
    />
  )
}

/** Finds a group of the last snapshot; its note is how many users it holds. */
export const GroupFinder = (props: Props) => {
  const { certificates, groups } = useText()
  const text = certificates.find
  const { number } = useFormat()
  const { search, options, setTyped } = useTyped()
  const query = { search, kinds: [], sort: byName }
  const { data, error } = useQuery('directory.groups', { query, offset: 0, limit: most }, options)
  const found = data && {
    total: data.total,
    rows: data.rows.map(({ id, displayName, kind, transitive }) => ({
      id,
      name: displayName ?? text.unnamed,
      note: `${groups.kinds[kind]}, ${certificates.health.users({ count: transitive, text: number(transitive) })}`,
    })),
  }
  return (
    <Finder
      {...props}
      placeholder={text.groupPlaceholder}
      onSearch={setTyped}
      found={found}
      failed={error !== undefined}
      search={search}
    />
  )
}
