/**
 * Uses the operating system's keychain in a process of its own and prints what came of it as one line of JSON.
 * argv: service, then `try`, `locked` (locks the Secret Service's collection first) or `write` (writes until killed).
 */
import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { osKeychain } from '../../../electron/vault/os-keychain.ts'
import { Vault } from '../../../electron/vault/vault.ts'
import { isAppError } from '../../../shared/ipc/errors.ts'

export const childName = 'child'
export const childValues = ['ä'.repeat(2_600), `${'-'.repeat(3_300)}😀`, 'short'] as const

const outcome = (task: Promise<unknown>): Promise<unknown> =>
  task.then(
    (value) => value ?? 'done',
    (error: unknown) => (isAppError(error) ? error.code : String(error)),
  )

const run = promisify(execFile)

const lock = async (): Promise<void> => {
  const path = '/org/freedesktop/secrets'
  const call = ['--dest=org.freedesktop.secrets', path, 'org.freedesktop.Secret.Service.Lock']
  await run('dbus-send', ['--session', '--print-reply', ...call, `array:objpath:${path}/collection/login`])
}

const main = async (): Promise<void> => {
  const [service = '', mode = ''] = process.argv.slice(2)
  const keychain = osKeychain(service)
  const vault = new Vault(keychain)
  if (mode === 'write') {
    for (let turn = 0; ; turn++) {
      await vault.set(childName, childValues[turn % childValues.length] ?? '')
      if (turn === 0) process.stdout.write('begun\n')
    }
  }
  if (mode === 'locked') {
    await vault.set(childName, 'kept')
    await lock()
  }
  const results = {
    get: await outcome(vault.get(childName)),
    set: await outcome(vault.set(childName, 'new')),
    delete: await outcome(vault.delete(childName)),
    probe: await outcome(vault.probe()),
    accounts: await outcome(keychain.accounts().then(() => 'listed')),
  }
  process.stdout.write(`${JSON.stringify(results)}\n`)
}

if (import.meta.main) await main()
