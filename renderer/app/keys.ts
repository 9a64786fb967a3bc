import { useCallback } from 'react'
import { useQuery } from '../ipc/use-query.ts'
import { useText } from '../lib/text.tsx'

/** The key that stands for commands: Command on a Mac, Control elsewhere. */
export const isCommandKey = (event: { readonly ctrlKey: boolean; readonly metaKey: boolean }, isMac: boolean) =>
  isMac ? event.metaKey && !event.ctrlKey : event.ctrlKey && !event.metaKey

export const useIsMac = (): boolean => useQuery('app.info', {}).data?.platform === 'darwin'

/** Names keys as the keyboard of this computer does: 'mod+K' is 'Ctrl K', 'Strg K' or '⌘ K'. */
export const useKeyNames = (): ((combination: string) => string) => {
  const { keys } = useText().app.shortcuts
  const isMac = useIsMac()
  return useCallback(
    (combination) => {
      const names: Readonly<Record<string, string>> = {
        ...keys,
        mod: isMac ? '⌘' : keys.control,
        alt: isMac ? '⌥' : keys.alt,
        shift: isMac ? '⇧' : keys.shift,
        up: '↑',
        down: '↓',
        left: '←',
        right: '→',
      }
      return combination
        .split('+')
        .map((key) => names[key] ?? key)
        .join(' ')
    },
    [keys, isMac],
  )
}
