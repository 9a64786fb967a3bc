import { useText } from './text.tsx'
import { useOnline } from './use-online.ts'

/** Why nothing can be asked of Microsoft at the moment; undefined where the computer has a network. */
export const useOffline = (): string | undefined => {
  const { offlineWhy } = useText().app.foot
  return useOnline() ? undefined : offlineWhy
}
