/** Opens the built application against Microsoft's real cloud. Further arguments go to it. */
import { spawn } from 'node:child_process'
import { electronEnvironment, root, sayWhichElectron } from './electron.ts'
import { electronPath } from './electron-path.ts'

sayWhichElectron()
const child = spawn(electronPath(), [root, ...process.argv.slice(2)], {
  cwd: root,
  stdio: 'inherit',
  env: electronEnvironment(),
})
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => child.kill(signal))
child.on('exit', (code) => process.exit(code ?? 1))
