import { useSyncExternalStore } from 'react'

const follow = (listener: () => void): (() => void) => {
  addEventListener('online', listener)
  addEventListener('offline', listener)
  return () => {
    removeEventListener('online', listener)
    removeEventListener('offline', listener)
  }
}

/** False while this computer has no network at all; true says nothing of who can be reached. */
export const useOnline = (): boolean => useSyncExternalStore(follow, () => navigator.onLine)
