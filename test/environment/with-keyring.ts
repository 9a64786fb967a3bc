/**
 * Runs a command with a real Secret Service of its own: a private D-Bus session, an empty and unlocked gnome-keyring.
 * On Windows and macOS the operating system's own keychain is used and nothing is set up.
 */
import { spawn, spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const [command = '', ...args] = process.argv.slice(2)
const insideSession = process.env['TENANTRY_KEYRING'] === 'starting'

if (process.platform !== 'linux' || process.env['TENANTRY_KEYRING'] === 'ready') run(command, args, {})
else if (!insideSession) {
  const self = [process.execPath, import.meta.filename, command, ...args]
  run('dbus-run-session', ['--', ...self], { TENANTRY_KEYRING: 'starting' })
} else {
  const data = mkdtempSync(join(tmpdir(), 'tenantry-keyring-'))
  process.on('exit', () => rmSync(data, { recursive: true, force: true }))
  const env = { ...process.env, XDG_DATA_HOME: data }
  const daemon = spawnSync('gnome-keyring-daemon', ['--unlock', '--components=secrets'], {
    input: 'test',
    env,
    stdio: ['pipe', 'ignore', 'ignore'],
  })
  if (daemon.status !== 0) throw new Error('gnome-keyring-daemon did not start')
  run(command, args, { XDG_DATA_HOME: data, TENANTRY_KEYRING: 'ready' })
}

function run(file: string, rest: readonly string[], extra: NodeJS.ProcessEnv): void {
  const child = spawn(file, rest, {
    stdio: 'inherit',
    env: { ...process.env, ...extra },
    shell: process.platform === 'win32',
  })
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => child.kill(signal))
  child.on('error', (error) => {
    console.error(`${file}: ${error.message}`)
    process.exit(1)
  })
  child.on('exit', (code) => process.exit(code ?? 1))
}
