import { useLayoutEffect } from 'react'
import { useQuery } from '../ipc/use-query.ts'
import { useMedia } from '../lib/use-media.ts'
import type { ThemeName } from './theme.ts'

/** The theme that was chosen, or the system's, which may change at any time. Forced colours always win: they are the system's. */
export const useThemeName = (): ThemeName => {
  const chosen = useQuery('app.info', {}).data?.preferences.theme ?? 'system'
  const isForced = useMedia('(forced-colors: active)')
  const isDark = useMedia('(prefers-color-scheme: dark)')
  const name = isForced ? 'contrast' : chosen === 'system' ? (isDark ? 'dark' : 'light') : chosen
  useLayoutEffect(() => {
    // For what the browser draws itself, above all scrollbars.
    document.documentElement.style.colorScheme = name === 'light' ? 'light' : 'dark'
  }, [name])
  return name
}
