import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { Vault } from '../../../electron/vault/vault.ts'
import { type KeychainFaults, MemoryKeychain } from '../../fakes/memory-keychain.ts'

const name = 'connection/1/credential'
const long = `${'ä'.repeat(2_500)}😀${'x'.repeat(1_501)}`

/** Any text that UTF-8 can hold, short and longer than several parts. */
const value = fc
  .tuple(fc.string({ unit: 'binary', maxLength: 40 }), fc.integer({ min: 0, max: 120 }))
  .map(([text, times]) => text.repeat(times))

const code = (promise: Promise<unknown>) =>
  promise.then(
    () => 'no error',
    (error: { code: string }) => error.code,
  )

describe('Vault', () => {
  it('gives back what was put in, whatever its length and characters', async () => {
    await fc.assert(
      fc.asyncProperty(value, async (text) => {
        const vault = new Vault(new MemoryKeychain())
        await vault.set(name, text)
        expect(await vault.get(name)).toBe(text)
      }),
      { numRuns: 60 },
    )
  })

  it('keeps every entry below the 2,560 bytes of Windows, as UTF-8 and as UTF-16', async () => {
    const keychain = new MemoryKeychain()
    await new Vault(keychain).set(name, '😀ä€x'.repeat(2_000))
    const sizes = [...keychain.entries.values()].map((entry) => Math.max(Buffer.byteLength(entry), entry.length * 2))
    expect(Math.max(...sizes)).toBeLessThanOrEqual(2_000)
    expect(sizes.length).toBeGreaterThan(8)
  })

  it('never splits a character in two', async () => {
    const keychain = new MemoryKeychain()
    await new Vault(keychain).set(name, `a${'😀'.repeat(3_000)}`)
    for (const entry of keychain.entries.values()) expect(entry.isWellFormed()).toBe(true)
  })

  it('knows null from a secret that was never there', async () => {
    expect(await new Vault(new MemoryKeychain()).get(name)).toBeNull()
  })

  it('replaces a long value by a short one without leaving parts behind', async () => {
    const keychain = new MemoryKeychain()
    const vault = new Vault(keychain)
    await vault.set(name, long)
    await vault.set(name, 'short')
    expect(await vault.get(name)).toBe('short')
    expect(keychain.entries.size).toBe(2)
  })

  it('deletes a secret wholly, twice without complaint, and no other', async () => {
    const keychain = new MemoryKeychain()
    const vault = new Vault(keychain)
    await vault.set('other', 'stays')
    const before = new Map(keychain.entries)
    await vault.set(name, long)
    await vault.delete(name)
    await vault.delete(name)
    expect(keychain.entries).toEqual(before)
  })

  it('leaves the old value or the new one when killed at any call of a write, and the next write clears the rest', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.option(value, { nil: null }),
        value,
        fc.boolean(),
        fc.nat(),
        async (before, after, effect, at) => {
          const keychain = new MemoryKeychain()
          if (before !== null) await new Vault(keychain).set(name, before)
          const rehearsal = new MemoryKeychain(keychain.entries)
          await new Vault(rehearsal).set(name, after)
          const dying = new MemoryKeychain(keychain.entries, {
            killAt: { call: 1 + (at % rehearsal.calls), effect },
          })
          await new Vault(dying).set(name, after).catch(() => undefined)
          const found = await new Vault(new MemoryKeychain(dying.entries)).get(name)
          expect([before, after]).toContain(found)

          const again = new MemoryKeychain(dying.entries)
          await new Vault(again).set(name, 'final')
          expect(again.entries.size).toBe(2)
        },
      ),
      { numRuns: 300 },
    )
  })

  it('leaves the old value or none when killed at any call of a delete, and the next delete clears the rest', async () => {
    await fc.assert(
      fc.asyncProperty(value, fc.boolean(), fc.nat(), async (before, effect, at) => {
        const keychain = new MemoryKeychain()
        await new Vault(keychain).set(name, before)
        const rehearsal = new MemoryKeychain(keychain.entries)
        await new Vault(rehearsal).delete(name)
        const dying = new MemoryKeychain(keychain.entries, { killAt: { call: 1 + (at % rehearsal.calls), effect } })
        await new Vault(dying).delete(name).catch(() => undefined)
        expect([before, null]).toContain(await new Vault(new MemoryKeychain(dying.entries)).get(name))

        const again = new MemoryKeychain(dying.entries)
        await new Vault(again).delete(name)
        expect(again.entries.size).toBe(0)
      }),
      { numRuns: 150 },
    )
  })

  it('calls a secret damaged when a part is missing, changed, or the head is not its own', async () => {
    const keychain = new MemoryKeychain()
    await new Vault(keychain).set(name, long)
    const parts = [...keychain.entries.keys()].filter((account) => account !== name)
    expect(parts.length).toBeGreaterThan(3)
    for (const part of parts) {
      const missing = new MemoryKeychain(keychain.entries)
      missing.entries.delete(part)
      expect(await code(new Vault(missing).get(name))).toBe('secret_damaged')
      const changed = new MemoryKeychain(keychain.entries)
      changed.entries.set(part, [...keychain.entries.get(part)!].toReversed().join('').replace('x', 'y'))
      if (changed.entries.get(part) === keychain.entries.get(part)) changed.entries.set(part, 'z')
      expect(await code(new Vault(changed).get(name))).toBe('secret_damaged')
    }
    for (const head of ['', 'x', '{}', '{"version":2}', 'null']) {
      const foreign = new MemoryKeychain(keychain.entries)
      foreign.entries.set(name, head)
      expect(await code(new Vault(foreign).get(name))).toBe('secret_damaged')
      await new Vault(foreign).set(name, 'new')
      expect(await new Vault(foreign).get(name)).toBe('new')
    }
  })

  it('does not take silence of a locked keychain for "no such secret"', async () => {
    const keychain = new MemoryKeychain()
    await new Vault(keychain).set(name, 'kept')
    keychain.faults = { locked: true }
    const vault = new Vault(keychain)
    expect(await code(vault.get(name))).toBe('keychain_locked')
    expect(await code(vault.set(name, 'new'))).toBe('keychain_locked')
    expect(await code(vault.delete(name))).toBe('keychain_locked')
    keychain.faults = {}
    expect(await vault.get(name)).toBe('kept')
  })

  it.each<[string, KeychainFaults, string]>([
    ['forgets what it is given', { forgets: true }, 'keychain_unavailable'],
    ['cuts values off', { maxLength: 20 }, 'keychain_failed'],
    [
      'is not there',
      { fails: { operations: ['get', 'set', 'delete'], message: 'Cannot autolaunch D-Bus without X11' } },
      'keychain_unavailable',
    ],
    ['refuses writes', { fails: { operations: ['set'], message: 'disk quota exceeded' } }, 'keychain_failed'],
  ])('refuses a keychain that %s and leaves the old value in force', async (_, faults, expected) => {
    const keychain = new MemoryKeychain()
    await new Vault(keychain).set(name, 'old')
    keychain.faults = faults
    expect(await code(new Vault(keychain).set(name, long))).toBe(expected)
    keychain.faults = {}
    expect(await new Vault(keychain).get(name)).toBe('old')
  })

  it('proves by a probe that a keychain works and leaves nothing of it', async () => {
    const keychain = new MemoryKeychain()
    await new Vault(keychain).probe()
    expect(keychain.entries.size).toBe(0)
    for (const [faults, expected] of [
      [{ forgets: true }, 'keychain_unavailable'],
      [{ locked: true }, 'keychain_locked'],
    ] as const) {
      expect(await code(new Vault(new MemoryKeychain(new Map(), faults)).probe())).toBe(expected)
    }
  })

  it('does one thing after the other for one name, and probes at the same time do not meet', async () => {
    const keychain = new MemoryKeychain()
    const vault = new Vault(keychain)
    const values = Array.from({ length: 8 }, (_, index) => `${index}`.repeat(1_500))
    await Promise.all([...values.map((text) => vault.set(name, text)), vault.probe(), vault.probe(), vault.get('none')])
    expect(await vault.get(name)).toBe(values.at(-1))
    expect(keychain.entries.size).toBe(3)
  })

  it('goes on after a failed operation', async () => {
    const keychain = new MemoryKeychain(new Map(), { locked: true })
    const vault = new Vault(keychain)
    const failed = code(vault.set(name, 'x'))
    expect(await failed).toBe('keychain_locked')
    keychain.faults = {}
    await vault.set(name, 'y')
    expect(await vault.get(name)).toBe('y')
  })

  it('refuses names that could be mistaken for parts', async () => {
    const vault = new Vault(new MemoryKeychain())
    for (const bad of ['', 'a#b', 'x'.repeat(101)]) expect(await code(vault.set(bad, 'v'))).toBe('validation')
  })
})
