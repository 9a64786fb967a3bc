import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { hasElectronBinary, root } from './electron.ts'

/** The executable to start: Electron's own, or the host that takes its place. */
export const electronPath = (): string =>
  hasElectronBinary
    ? join(root, 'node_modules/electron/dist', readFileSync(join(root, 'node_modules/electron/path.txt'), 'utf8'))
    : join(root, 'test/electron-host/electron')
