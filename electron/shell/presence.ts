import { net, powerMonitor } from 'electron'
import type { Presence } from '../ports.ts'

export const systemPresence = (): Presence => ({
  isOnline: () => net.isOnline(),
  onWake: (listener) => {
    powerMonitor.on('resume', listener)
    powerMonitor.on('unlock-screen', listener)
    return () => {
      powerMonitor.off('resume', listener)
      powerMonitor.off('unlock-screen', listener)
    }
  },
})
