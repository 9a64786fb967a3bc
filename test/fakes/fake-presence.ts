import type { Presence } from '../../electron/ports.ts'

export class FakePresence implements Presence {
  online = true
  readonly #listeners = new Set<() => void>()

  isOnline(): boolean {
    return this.online
  }

  onWake(listener: () => void): () => void {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  wake(): void {
    for (const listener of this.#listeners) listener()
  }

  get listeners(): number {
    return this.#listeners.size
  }
}
