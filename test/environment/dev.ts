/** The application with hot reload of the renderer. Further arguments go to it. */
import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { electronEnvironment, root, sayWhichElectron } from './electron.ts'

sayWhichElectron()
const electronVite = join(root, 'node_modules/electron-vite/bin/electron-vite.js')
const child = spawn(process.execPath, [electronVite, 'dev', '--', ...process.argv.slice(2)], {
  cwd: root,
  stdio: 'inherit',
  env: electronEnvironment(),
})
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => child.kill(signal))
child.on('exit', (code) => process.exit(code ?? 1))
