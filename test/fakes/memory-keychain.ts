import type { Keychain } from '../../electron/ports.ts'

/** What a keychain call throws when the test lets the program die there: nothing may catch it and go on. */
class Killed extends Error {
  constructor() {
    super('killed')
    this.name = 'Killed'
  }
}

type Operation = 'get' | 'set' | 'delete' | 'accounts'

export interface KeychainFaults {
  /** Dies at this call, counted from 1; every later call dies as well. `effect`: whether that call is still carried out. */
  killAt?: { readonly call: number; readonly effect: boolean }
  /** Thrown by every call of these operations. */
  fails?: { readonly operations: readonly Operation[]; readonly message: string }
  /** Answers as keytar does on a locked Secret Service: nothing is found, writes are refused. */
  locked?: boolean
  /** Accepts writes and forgets them. */
  forgets?: boolean
  /** Cuts values off, as a store with a limit might. */
  maxLength?: number
}

/** A keychain in memory, with the limits and lies of the real ones on demand. */
export class MemoryKeychain implements Keychain {
  readonly entries: Map<string, string>
  faults: KeychainFaults
  calls = 0

  constructor(entries: ReadonlyMap<string, string> = new Map(), faults: KeychainFaults = {}) {
    this.entries = new Map(entries)
    this.faults = faults
  }

  get(account: string): Promise<string | null> {
    return this.#call('get', () => (this.faults.locked === true ? null : (this.entries.get(account) ?? null)))
  }

  set(account: string, value: string): Promise<void> {
    return this.#call('set', () => {
      if (value === '') throw new Error('Password is required.')
      if (Buffer.byteLength(value) > 2_560) throw new Error('The stub received bad data.')
      if (this.faults.locked === true) throw new Error('Cannot create an item in a locked collection')
      if (this.faults.forgets !== true) this.entries.set(account, value.slice(0, this.faults.maxLength))
    })
  }

  delete(account: string): Promise<boolean> {
    return this.#call('delete', () => this.faults.locked !== true && this.entries.delete(account))
  }

  accounts(): Promise<readonly string[]> {
    return this.#call('accounts', () => [...this.entries.keys()])
  }

  async #call<Value>(operation: Operation, task: () => Value): Promise<Value> {
    this.calls++
    // A real keychain answers later: whoever does not wait in turn is found out.
    await Promise.resolve()
    const { killAt, fails } = this.faults
    if (killAt !== undefined && this.calls > killAt.call) throw new Killed()
    if (killAt?.call === this.calls) {
      if (killAt.effect) task()
      throw new Killed()
    }
    if (fails?.operations.includes(operation) === true) throw new Error(fails.message)
    return task()
  }
}
