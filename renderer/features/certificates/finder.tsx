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

const Finder = (
  props: Props & {
    readonly placeholder: string
    readonly onSearch: (search: string | undefined) => void
    readonly found: Found | undefined
    readonly failed: boolean
    readonly search: string
    /** The field that 'Search on the page' goes to. */
    readonly main?: boolean
  },
) => {
  const { label, chosen, name, onChoose, placeholder, onSearch, found, failed, search, main = false } = props
  const s = useStyles()
  const { find: text } = useText().certificates
  const { number } = useFormat()
  const [typed, setTyped] = useState<string>()
  const [isOpen, setOpen] = useState(false)
  const left = found === undefined ? 0 : found.total - found.rows.length
  const change = (value: string | undefined) => {
    setTyped(value)
    onSearch(value)
  }
  return (
    <Combobox
      freeform
      inlinePopup
      size="small"
      className={s.field}
      aria-label={label}
      placeholder={placeholder}
      value={typed ?? name ?? ''}
      selectedOptions={chosen === undefined ? [] : [chosen]}
      listbox={{ className: s.list }}
      {...(main ? { 'data-page-search': '' } : {})}
      onFocus={({ target }) => target.select()}
      open={isOpen}
      onChange={({ target }) => {
        change(target.value.slice(0, longestSearch))
        // Also for what is pasted: the control opens by keys alone.
        setOpen(true)
      }}
      onOpenChange={(_, { open }) => {
        setOpen(open)
        if (open && typed === undefined) onSearch('')
      }}
      onOptionSelect={(_, { optionValue }) => {
        // Typing over the choice deselects it: the field still holds what was typed.
        if (optionValue === undefined || optionValue === '') return
        change(undefined)
        onChoose(optionValue)
      }}
      onBlur={() => {
        // An emptied field takes the choice away; a word that was not followed up goes.
        if (typed === '') onChoose(undefined)
        change(undefined)
      }}
    >
      {found?.rows.map((row) => (
        <Option key={row.id} value={row.id} text={row.name}>
          <span className={s.option}>
            <span className={s.name}>{row.name}</span>
            <span className={s.note}>{row.note}</span>
          </span>
        </Option>
      ))}
      {failed && (
        <Option key="failed" disabled value="" text={text.failed}>
          {text.failed}
        </Option>
      )}
      {found?.total === 0 && (
        <Option key="nothing" disabled value="" text={text.nothing({ search })}>
          {text.nothing({ search })}
        </Option>
      )}
      {left > 0 && (
        <Option key="more" disabled value="" text={text.more({ count: left, text: number(left) })}>
          {text.more({ count: left, text: number(left) })}
        </Option>
      )}
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
