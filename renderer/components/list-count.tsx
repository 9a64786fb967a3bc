import { useFormat } from '../lib/text.tsx'

interface Counted {
  readonly count: number
  readonly text: string
}

/** The count in the title line: all, or how many of all; then what is selected or was just copied. */
export const ListCount = (props: {
  readonly words: {
    readonly all: (all: Counted) => string
    readonly some: (values: { readonly shown: string; readonly total: string }) => string
    readonly selected: (selected: Counted) => string
  }
  /** Rows that match; undefined until the first answer. */
  readonly shown: number | undefined
  /** Rows there are without search and filters. */
  readonly total: number | undefined
  readonly narrowed: boolean
  readonly selected: number
  readonly said: string
}) => {
  const { words, shown, total, narrowed, selected, said } = props
  const { number } = useFormat()
  const parts: string[] = []
  if (shown !== undefined && narrowed) parts.push(words.some({ shown: number(shown), total: number(total ?? shown) }))
  if (shown !== undefined && !narrowed) parts.push(words.all({ count: shown, text: number(shown) }))
  if (selected > 0) parts.push(words.selected({ count: selected, text: number(selected) }))
  if (said !== '') parts.push(said)
  return <span role="status">{parts.join(', ')}</span>
}
