import { useEffect } from 'react'
import { hrefOf, navigate } from '../lib/navigation.ts'
import { useIsMac } from './keys.ts'
import { shownPages } from './pages.ts'
import { type Shortcut, shortcutOf } from './shortcut.ts'
import type { Commands } from './use-commands.ts'

const isWriting = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement &&
  (target.isContentEditable || target.matches('input:not([type=checkbox]):not([type=radio]), textarea, select'))

/** A dialog asks for an answer first. */
const inDialog = (target: EventTarget | null): boolean =>
  target instanceof Element && target.closest('[role=dialog], [role=alertdialog]') !== null

/** False when the page has nothing to search. */
const focusSearch = (): boolean => {
  const marked = document.querySelector<HTMLElement>('[data-page-search]')
  const field = marked instanceof HTMLInputElement ? marked : marked?.querySelector('input')
  field?.focus()
  field?.select()
  return field != null
}

/** False when there is nothing to do, so that the key keeps its usual meaning. */
const run = (shortcut: Shortcut, commands: Commands): boolean => {
  if (shortcut.kind === 'search') return focusSearch()
  if (shortcut.kind === 'command') commands[shortcut.command]()
  else {
    const page = shownPages[shortcut.index]
    if (page) navigate(hrefOf(page.id))
  }
  return true
}

/** The keys that work everywhere. The native menu shows some of them but leaves them to the page. */
export const useShortcuts = (commands: Commands): void => {
  const isMac = useIsMac()
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.isComposing || inDialog(event.target)) return
      const shortcut = shortcutOf(event, { isMac, isWriting: isWriting(event.target) })
      if (shortcut && run(shortcut, commands)) event.preventDefault()
    }
    addEventListener('keydown', onKeyDown)
    return () => removeEventListener('keydown', onKeyDown)
  }, [commands, isMac])
}
