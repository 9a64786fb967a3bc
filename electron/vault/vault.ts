import { randomUUID } from 'node:crypto'
import { AppError } from '../../shared/ipc/errors.ts'
import type { Keychain } from '../ports.ts'
import { keychainError } from './keychain-errors.ts'
import { type Generation, headOf, join, parseHead, partAccount, split } from './parts.ts'

const namePattern = /^[^#]{1,100}$/
const probeAccount = 'probe#'

/**
 * Secrets of any length in the operating system's keychain, one name each.
 *
 * A value is kept in parts plus a head entry that names them. Writing goes: new parts, read back, head, read back, old
 * parts away; so a program killed at any point leaves the old value or the new one. Parts are written upwards and
 * deleted downwards, so what a killed run left behind is always a row without gaps and the next write or delete of the
 * name finds it without listing the keychain (keytar's listing ends the process when the collection is locked).
 *
 * A locked or missing Secret Service makes keytar answer "no such entry" instead of failing. Nothing here trusts that
 * answer without a proof that the keychain works.
 *
 * Every method throws AppError keychain_unavailable, keychain_locked or keychain_failed; get also secret_damaged.
 */
export class Vault {
  readonly #keychain: Keychain
  readonly #queues = new Map<string, Promise<unknown>>()

  constructor(keychain: Keychain) {
    this.#keychain = keychain
  }

  /** Null when there is no such secret for certain. */
  get(name: string): Promise<string | null> {
    return this.#named(name, async () => {
      const text = await this.#readHead(name)
      if (text === null) return null
      const head = parseHead(text)
      if (head === null) throw new AppError('secret_damaged')
      const parts: string[] = []
      for (let index = 0; index < head.parts; index++) {
        const part = await this.#read(partAccount(name, head.generation, index))
        if (part === null) return await this.#partMissing()
        parts.push(part)
      }
      return join(head, parts)
    })
  }

  /** After an error the old value is in force, or the new one where the keychain failed after it had taken it; never a mixture. */
  set(name: string, value: string): Promise<void> {
    return this.#named(name, async () => {
      const before = await this.#readHead(name)
      const old = before === null ? null : parseHead(before)
      const generation = old?.generation === 'a' ? 'b' : 'a'
      const parts = split(value)
      try {
        for (const [index, part] of parts.entries()) await this.#write(partAccount(name, generation, index), part)
        await this.#trim(name, generation, parts.length)
      } catch (error) {
        // The write's own error is the one to report; what stays behind goes with the next write or delete.
        await this.#trim(name, generation, 0).catch(() => undefined)
        throw error
      }
      await this.#write(name, JSON.stringify(headOf(value, generation, parts.length)))
      // The new value is in force: old parts that cannot be deleted now are leftovers, not a failure.
      await this.#trim(name, generation === 'a' ? 'b' : 'a', 0).catch(() => undefined)
    })
  }

  /** Deletes the secret with all its parts and leftovers; one that is not there is no error. */
  delete(name: string): Promise<void> {
    return this.#named(name, async () => {
      await this.probe()
      await this.#remove(name)
      await this.#trim(name, 'a', 0)
      await this.#trim(name, 'b', 0)
    })
  }

  /** Writes, reads and deletes an entry of its own. @throws AppError keychain_unavailable when it does not come back. */
  probe(): Promise<void> {
    return this.#inTurn(probeAccount, async () => {
      const value = randomUUID()
      await this.#call(() => this.#keychain.set(probeAccount, value))
      const answer = await this.#read(probeAccount)
      const deleted = await this.#call(() => this.#keychain.delete(probeAccount))
      if (answer !== value || !deleted) throw new AppError('keychain_unavailable')
    })
  }

  #named<Value>(name: string, task: () => Promise<Value>): Promise<Value> {
    if (namePattern.test(name)) return this.#inTurn(name, task)
    return Promise.reject(new AppError('validation', { field: 'name', problem: '1 to 100 characters without #' }))
  }

  #inTurn<Value>(account: string, task: () => Promise<Value>): Promise<Value> {
    const turn = (this.#queues.get(account) ?? Promise.resolve()).then(task)
    const settled = turn
      .catch(() => undefined)
      .then(() => {
        if (this.#queues.get(account) === settled) this.#queues.delete(account)
      })
    this.#queues.set(account, settled)
    return turn
  }

  /** Null only once the keychain has proved that it works; it may have been unlocked by that, so it is asked again. */
  async #readHead(name: string): Promise<string | null> {
    const text = await this.#read(name)
    if (text !== null) return text
    await this.probe()
    return this.#read(name)
  }

  /** The keychain may have been locked between the head and this part; only a working one proves the damage. */
  async #partMissing(): Promise<never> {
    await this.probe()
    throw new AppError('secret_damaged')
  }

  async #write(account: string, value: string): Promise<void> {
    await this.#call(() => this.#keychain.set(account, value))
    const answer = await this.#read(account)
    if (answer === null) throw new AppError('keychain_unavailable')
    if (answer !== value) throw new AppError('keychain_failed')
  }

  /** Deletes the parts from `first` upwards, the highest first. */
  async #trim(name: string, generation: Generation, first: number): Promise<void> {
    let end = first
    while ((await this.#read(partAccount(name, generation, end))) !== null) end++
    for (let index = end - 1; index >= first; index--) await this.#remove(partAccount(name, generation, index))
  }

  async #remove(account: string): Promise<void> {
    await this.#call(() => this.#keychain.delete(account))
    if ((await this.#read(account)) !== null) throw new AppError('keychain_failed')
  }

  #read(account: string): Promise<string | null> {
    return this.#call(() => this.#keychain.get(account))
  }

  async #call<Value>(task: () => Promise<Value>): Promise<Value> {
    try {
      return await task()
    } catch (error) {
      throw keychainError(error)
    }
  }
}
