import { makeStyles, SearchBox } from '@fluentui/react-components'
import type { ReactNode } from 'react'

const useStyles = makeStyles({
  search: { width: '280px', maxWidth: '100%' },
  push: { marginLeft: 'auto', display: 'flex', gap: '8px' },
})

/** Most that the contract takes of a search. */
const longestSearch = 256

/** The line above a list: its search, its filters, and at the right end how it is shown. */
export const ListBar = (props: {
  readonly words: { readonly label: string; readonly placeholder: string }
  readonly search: string
  readonly onSearch: (search: string) => void
  readonly children?: ReactNode
  readonly view: ReactNode
}) => {
  const { words, search, onSearch, children, view } = props
  const s = useStyles()
  return (
    <>
      <SearchBox
        size="small"
        className={s.search}
        data-page-search=""
        aria-label={words.label}
        placeholder={words.placeholder}
        value={search}
        onChange={(_, { value }) => onSearch(value.slice(0, longestSearch))}
      />
      {children}
      <span className={s.push}>{view}</span>
    </>
  )
}
