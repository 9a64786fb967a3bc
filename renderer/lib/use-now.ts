import { useSyncExternalStore } from 'react'

/** How often words like '4 min ago' are looked at again, in milliseconds. */
const tick = 30_000

const subscribe = (listener: () => void) => {
  const timer = setInterval(listener, tick)
  return () => clearInterval(timer)
}

/** The time now, in milliseconds, as exact as words like '4 min ago' need it. */
export const useNow = (): number => useSyncExternalStore(subscribe, () => Math.floor(Date.now() / tick) * tick)
