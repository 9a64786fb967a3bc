/** What a key on a row of the table asks for. */
export type RowCommand =
  | { readonly kind: 'move'; readonly to: number; readonly extend: boolean }
  | { readonly kind: 'toHead' }
  | { readonly kind: 'open' }
  | { readonly kind: 'escape' }
  | { readonly kind: 'toggle' }
  | { readonly kind: 'selectAll' }
  | { readonly kind: 'copy' }
  | { readonly kind: 'type'; readonly letter: string }

export interface Key {
  readonly key: string
  readonly ctrlKey: boolean
  readonly metaKey: boolean
  readonly altKey: boolean
  readonly shiftKey: boolean
}

export interface RowState {
  readonly active: number
  readonly count: number
  /** Rows that PageUp and PageDown pass over. */
  readonly page: number
  /** A word is being typed: Space belongs to it. */
  readonly typing: boolean
}

const steps: Readonly<Record<string, (state: RowState) => number>> = {
  ArrowDown: ({ active }) => active + 1,
  ArrowUp: ({ active }) => active - 1,
  PageDown: ({ active, page }) => active + page,
  PageUp: ({ active, page }) => active - page,
  Home: () => 0,
  End: ({ count }) => count - 1,
}

const withControl = (key: string): RowCommand | undefined => {
  if (key === 'a') return { kind: 'selectAll' }
  return key === 'c' ? { kind: 'copy' } : undefined
}

/** Undefined for a key that is none of the table's business. */
export const rowCommand = (event: Key, state: RowState): RowCommand | undefined => {
  const { key } = event
  if (event.altKey) return undefined
  if (event.ctrlKey || event.metaKey) return withControl(key.toLowerCase())
  if (key === 'ArrowUp' && state.active <= 0 && !event.shiftKey) return { kind: 'toHead' }
  const step = steps[key]
  if (step) {
    const to = Math.max(0, Math.min(state.count - 1, step(state)))
    return { kind: 'move', to, extend: event.shiftKey }
  }
  if (key === 'Enter') return { kind: 'open' }
  if (key === 'Escape') return { kind: 'escape' }
  if (key === ' ' && !state.typing) return { kind: 'toggle' }
  // No name begins so: the keys of the window for search and shortcuts.
  if ((key === '/' || key === '?') && !state.typing) return undefined
  return [...key].length === 1 ? { kind: 'type', letter: key } : undefined
}

/** A pause of this length between two letters starts a new word. */
const pause = 800

/** Letters typed on a row, gathered to a word. Times are milliseconds of any steady clock. */
export class TypeAhead {
  #word = ''
  #at = Number.NEGATIVE_INFINITY

  typing(now: number): boolean {
    return now - this.#at <= pause
  }

  /** The word so far and the row to search from: a new word looks behind the active row, a longer one may stay on it. */
  add(letter: string, now: number, active: number): { readonly word: string; readonly from: number } {
    const longer = this.typing(now)
    this.#word = longer ? this.#word + letter : letter
    this.#at = now
    return { word: this.#word, from: longer ? active : active + 1 }
  }
}
