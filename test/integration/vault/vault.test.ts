import { execFile, spawn } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { promisify } from 'node:util'
import { afterEach, describe, expect, it } from 'vitest'
import { osKeychain } from '../../../electron/vault/os-keychain.ts'
import { Vault } from '../../../electron/vault/vault.ts'
import { childName, childValues } from './vault-child.ts'

const run = promisify(execFile)
const child = join(import.meta.dirname, 'vault-child.ts')
const withKeyring = join(import.meta.dirname, '../../environment/with-keyring.ts')
const service = `Tenantry test ${randomUUID()}`
const keychain = osKeychain(service)
const vault = new Vault(keychain)
const linux = process.platform === 'linux'

/** Without the session this test runs in, without a screen that could be asked for a password. */
const bare = (): NodeJS.ProcessEnv => {
  const { DBUS_SESSION_BUS_ADDRESS, TENANTRY_KEYRING, DISPLAY, WAYLAND_DISPLAY, XDG_RUNTIME_DIR, ...rest } = process.env
  return rest
}

afterEach(async () => {
  for (const account of await keychain.accounts()) await keychain.delete(account)
})

/** What the child said last; the keyring's daemon prints to the same place. */
const said = (stdout: string) => JSON.parse(stdout.trim().split('\n').at(-1) ?? '')

describe('Vault in the operating system’s keychain', () => {
  it('keeps short and long secrets, line breaks and characters of every kind', async () => {
    const values = ['', 'x', 'two\nlines\r\n\ttab', 'äöü€😀漢字', `${'😀ä'.repeat(3_000)}end`, 'p'.repeat(20_000)]
    for (const value of values) {
      await vault.set('name', value)
      expect(await new Vault(osKeychain(service)).get('name')).toBe(value)
    }
  })

  it('deletes wholly and leaves nothing of probes', async () => {
    await vault.set('one', 'x'.repeat(5_000))
    await vault.set('other', 'y')
    expect((await keychain.accounts()).length).toBe(8)
    await vault.delete('one')
    await vault.probe()
    expect((await keychain.accounts()).toSorted()).toEqual(['other', 'other#a0'])
    expect(await vault.get('one')).toBeNull()
    await vault.delete('other')
    expect(await keychain.accounts()).toEqual([])
  })

  it('calls a secret damaged that lost a part behind its back', async () => {
    await vault.set('name', 'x'.repeat(5_000))
    await keychain.delete('name#a3')
    await expect(vault.get('name')).rejects.toMatchObject({ code: 'secret_damaged' })
  })

  it('holds one whole value after kill -9 in the middle of writing', async () => {
    for (const milliseconds of [3, 11, 23, 37, 60]) {
      const writer = spawn(process.execPath, [child, service, 'write'], { stdio: ['ignore', 'pipe', 'inherit'] })
      await once(writer.stdout, 'data')
      await sleep(milliseconds)
      writer.kill('SIGKILL')
      await once(writer, 'exit')
      expect(childValues).toContain(await vault.get(childName))
      await vault.set(childName, 'after')
      expect((await keychain.accounts()).length).toBe(2)
    }
  })
})

describe.runIf(linux)('Vault without a Secret Service that works', () => {
  it('says locked, without ending the process, and takes silence for no answer', async () => {
    const { stdout } = await run(process.execPath, [withKeyring, process.execPath, child, service, 'locked'], {
      env: bare(),
    })
    const { accounts, ...results } = said(stdout)
    expect(results).toEqual({
      get: 'keychain_locked',
      set: 'keychain_locked',
      delete: 'keychain_locked',
      probe: 'keychain_locked',
    })
    expect(accounts).toContain('locked collection')
  })

  const unavailable = {
    get: 'keychain_unavailable',
    set: 'keychain_unavailable',
    delete: 'keychain_unavailable',
    probe: 'keychain_unavailable',
  }

  it('says unavailable without a message bus', async () => {
    const { stdout } = await run(process.execPath, [child, service, 'try'], { env: bare() })
    expect(said(stdout)).toMatchObject(unavailable)
  })

  it('says unavailable on a bus without a keychain', async () => {
    const directory = mkdtempSync(join(tmpdir(), 'tenantry-bus-'))
    const config = join(directory, 'bus.conf')
    writeFileSync(
      config,
      `<busconfig><type>session</type><listen>unix:tmpdir=${directory}</listen><policy context="default">
        <allow send_destination="*"/><allow eavesdrop="true"/><allow own="*"/></policy></busconfig>`,
    )
    try {
      const command = [`--config-file=${config}`, '--', process.execPath, child, service, 'try']
      const { stdout } = await run('dbus-run-session', command, { env: bare() })
      expect(said(stdout)).toMatchObject(unavailable)
    } finally {
      rmSync(directory, { recursive: true, force: true })
    }
  })

  it('says unavailable where there is no keyring and nobody to ask for its first password', async () => {
    const home = mkdtempSync(join(tmpdir(), 'tenantry-home-'))
    try {
      const env = { ...bare(), XDG_DATA_HOME: home, XDG_CACHE_HOME: home, HOME: home }
      const { stdout } = await run('dbus-run-session', ['--', process.execPath, child, service, 'try'], { env })
      expect(said(stdout)).toMatchObject(unavailable)
    } finally {
      rmSync(home, { recursive: true, force: true })
    }
  })
})
