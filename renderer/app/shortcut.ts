import type { MenuCommand } from '../../shared/ipc/app.ts'
import { isCommandKey } from './keys.ts'

export interface KeyPress {
  readonly key: string
  readonly ctrlKey: boolean
  readonly metaKey: boolean
  readonly altKey: boolean
  readonly shiftKey: boolean
}

interface Place {
  readonly isMac: boolean
  /** The focus is where text is written. */
  readonly isWriting: boolean
}

export type Shortcut =
  | { readonly kind: 'command'; readonly command: MenuCommand }
  | { readonly kind: 'page'; readonly index: number }
  | { readonly kind: 'search' }

const withCommandKey: Readonly<Record<string, MenuCommand>> = { k: 'openPalette', ',': 'openSettings', r: 'syncNow' }

const command = (name: MenuCommand | undefined): Shortcut | undefined => name && { kind: 'command', command: name }

const plain = ({ key }: KeyPress): Shortcut | undefined => {
  if (key === '?') return command('showShortcuts')
  return key === '/' ? { kind: 'search' } : undefined
}

/** What a key asks of the window, wherever the focus is; undefined when it is none of the window's business. */
export const shortcutOf = (press: KeyPress, { isMac, isWriting }: Place): Shortcut | undefined => {
  const { key, altKey, shiftKey } = press
  if (isCommandKey(press, isMac)) {
    if (altKey || shiftKey) return undefined
    if (/^[1-9]$/.test(key)) return { kind: 'page', index: Number(key) - 1 }
    const letter = key.toLowerCase()
    return letter === 'f' ? { kind: 'search' } : command(withCommandKey[letter])
  }
  if (press.ctrlKey || press.metaKey) return undefined
  if (altKey) {
    // On a Mac these keys move the cursor by words.
    if (shiftKey || (isMac && isWriting)) return undefined
    return command(({ ArrowLeft: 'goBack', ArrowRight: 'goForward' } as const)[key])
  }
  return isWriting ? undefined : plain(press)
}
