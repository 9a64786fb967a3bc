/**
 * Runs a command with a real Secret Service of its own: a private D-Bus session, an empty and unlocked gnome-keyring.
 * On Windows and macOS the operating system's own keychain is used and nothing is set up.
 */
import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'

const [command = '', ...args] = process.argv.slice(2)
const needsKeyring = process.platform === 'linux' && process.env['TENANTRY_KEYRING'] !== 'ready'

// The bus would keep this process alive.
process.exit(await run(needsKeyring ? await startKeyring() : {}))

async function startKeyring(): Promise<NodeJS.ProcessEnv> {
  const data = mkdtempSync(join(tmpdir(), 'tenantry-keyring-'))
  const bus = startBus()
  process.on('exit', () => {
    // The keyring ends with its bus.
    bus.kill()
    rmSync(data, { recursive: true, force: true, maxRetries: 5 })
  })
  const session = { XDG_DATA_HOME: data, DBUS_SESSION_BUS_ADDRESS: await addressOf(bus) }
  const keyring = spawnSync('gnome-keyring-daemon', ['--unlock', '--components=secrets'], {
    input: 'test',
    env: { ...process.env, ...session },
    stdio: ['pipe', 'ignore', 'ignore'],
  })
  if (keyring.status !== 0) throw new Error('gnome-keyring-daemon did not start')
  return { ...session, TENANTRY_KEYRING: 'ready' }
}

/** Its complaint in containers, about a limit of open files that does not matter, is nothing to show. */
function startBus(): ChildProcess {
  const options = ['--session', '--nofork', '--nopidfile', '--print-address=1']
  return spawn('dbus-daemon', options, { stdio: ['ignore', 'pipe', 'ignore'] })
}

async function addressOf(bus: ChildProcess): Promise<string> {
  if (bus.stdout === null) throw new Error('dbus-daemon has no output')
  const ended = once(bus, 'exit').then(([code]) => {
    throw new Error(`dbus-daemon ended with ${code}`)
  })
  ended.catch(() => undefined)
  const [address] = await Promise.race([once(createInterface(bus.stdout), 'line'), ended])
  return String(address)
}

/** Gives the command's exit code. */
async function run(extra: NodeJS.ProcessEnv): Promise<number> {
  const child = spawn(command, args, {
    stdio: 'inherit',
    env: { ...process.env, ...extra },
    shell: process.platform === 'win32',
  })
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => child.kill(signal))
  try {
    const [code] = await once(child, 'exit')
    return code ?? 1
  } catch (error) {
    process.stderr.write(`${command}: ${error instanceof Error ? error.message : String(error)}\n`)
    return 1
  }
}
