import { existsSync } from 'node:fs'
import { join } from 'node:path'

export const root = join(import.meta.dirname, '../..')

/** The npm package holds no binary; its installer writes path.txt once it has fetched one. */
export const hasElectronBinary = existsSync(join(root, 'node_modules/electron/path.txt'))

/** Environment in which every tool that starts Electron finds the real one, or else the host that takes its place. */
export function electronEnvironment(): NodeJS.ProcessEnv {
  const env = { ...process.env }
  // Terminals inside Electron applications set it; Electron would then start as plain Node.
  delete env['ELECTRON_RUN_AS_NODE']
  if (hasElectronBinary) return env
  const host = join(root, 'test/electron-host')
  return { ...env, ELECTRON_OVERRIDE_DIST_PATH: host, ELECTRON_EXEC_PATH: join(host, 'electron') }
}

/** Said once by whatever opens the application by hand. */
export function sayWhichElectron(): void {
  if (!hasElectronBinary)
    process.stderr.write(
      'The Electron binary is not installed here: using the host in test/electron-host on Chromium.\n',
    )
}
