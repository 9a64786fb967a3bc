import { net, powerMonitor } from 'electron'
import type { Presence } from '../ports.ts'

export const systemPresence = (): Presence => ({
  isOnline: () => net.isOnline(),
  // Unlocking the screen is no waking up: it comes many times a day on a computer that never slept.
  onWake: (listener) => {
    powerMonitor.on('resume', listener)
    return () => powerMonitor.off('resume', listener)
  },
})
