import { EventEmitter } from 'node:events'
import { expect, it, vi } from 'vitest'

const powerMonitor = new EventEmitter()
vi.mock('electron', () => ({ net: {}, powerMonitor }))
const { systemPresence } = await import('../../../electron/shell/presence.ts')

it('hears the end of sleep, not an unlocked screen, until nobody listens any more', () => {
  const listener = vi.fn()
  const stop = systemPresence().onWake(listener)
  powerMonitor.emit('unlock-screen')
  expect(listener).not.toHaveBeenCalled()
  powerMonitor.emit('resume')
  expect(listener).toHaveBeenCalledTimes(1)
  stop()
  powerMonitor.emit('resume')
  expect(listener).toHaveBeenCalledTimes(1)
})
