import type { Keychain, SettingsFile } from '../../../electron/ports.ts'

/** What stays on a computer when the program ends. */
export class Disk {
  readonly sections: Map<string, unknown>
  readonly secrets: Map<string, string>
  /** Connections of which there is a directory file. */
  readonly files: Set<string>

  constructor(former?: Disk) {
    this.sections = structuredClone(former?.sections ?? new Map())
    this.secrets = new Map(former?.secrets)
    this.files = new Set(former?.files)
  }
}

/** One run of the program on a computer; it ends at a write, counted from 1, that is still carried out or not. */
export class Life {
  readonly #disk: Disk
  readonly #end: { readonly write: number; readonly effect: boolean } | null
  writes = 0
  isOver = false

  constructor(disk: Disk, end: { readonly write: number; readonly effect: boolean } | null = null) {
    this.#disk = disk
    this.#end = end
  }

  readonly settings: SettingsFile = {
    read: (section) => {
      this.#live()
      return structuredClone(this.#disk.sections.get(section))
    },
    write: (section, value) => this.write(() => void this.#disk.sections.set(section, structuredClone(value))),
  }

  readonly keychain: Keychain = {
    get: async (account) => {
      await Promise.resolve()
      this.#live()
      return this.#disk.secrets.get(account) ?? null
    },
    set: async (account, value) => {
      await Promise.resolve()
      this.write(() => void this.#disk.secrets.set(account, value))
    },
    delete: async (account) => {
      await Promise.resolve()
      const isThere = this.#disk.secrets.has(account)
      this.write(() => void this.#disk.secrets.delete(account))
      return isThere
    },
    accounts: async () => [...this.#disk.secrets.keys()],
  }

  write(task: () => void): void {
    this.#live()
    this.writes++
    const isLast = this.writes === this.#end?.write
    if (!isLast || this.#end?.effect === true) task()
    this.isOver = isLast
    this.#live()
  }

  #live(): void {
    if (this.isOver) throw new Error('the program has ended')
  }
}
