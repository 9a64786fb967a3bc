/** The machine as Electron tells of it: `screen`, `powerMonitor`, `clipboard`, `safeStorage`, `crashReporter`. */
import type { Display, Rectangle } from 'electron'
import { strict, strictEmitter } from './strict.ts'

const area: Rectangle = { x: 0, y: 0, width: 1280, height: 800 }
const size = { width: area.width, height: area.height }
/** One screen, of the same size everywhere. */
export const primaryDisplay = {
  ...{ id: 1, label: 'electron-host', scaleFactor: 1, rotation: 0, internal: true },
  ...{ bounds: area, workArea: area, size, workAreaSize: size },
} as Partial<Display> as Display

const display = () => primaryDisplay
export const screen = strictEmitter('Screen', {
  getPrimaryDisplay: display,
  getAllDisplays: () => [primaryDisplay],
  getDisplayMatching: display,
  getDisplayNearestPoint: display,
  getCursorScreenPoint: () => ({ x: 0, y: 0 }),
})

/** Tests emit the events themselves. */
export const powerMonitor = strictEmitter(
  'PowerMonitor',
  { getSystemIdleTime: () => 0, getSystemIdleState: () => 'active', isOnBatteryPower: () => false },
  ['suspend', 'resume', 'lock-screen', 'unlock-screen'],
)

/** Of this process only: tests must not disturb the desktop's. */
let copied = ''
export const clipboard = strict('Clipboard', {
  writeText(text: string) {
    copied = text
  },
  readText: () => copied,
  clear() {
    copied = ''
  },
})

export const safeStorage = strict('SafeStorage', { isEncryptionAvailable: () => false })
export const crashReporter = strict('CrashReporter', {})
