import { AppError } from '../../shared/ipc/errors.ts'

interface ChosenFile {
  readonly name: string
  readonly bytes: Uint8Array
}

/** Chosen files wait here for 'Test and save'; the page holds only their handles. The last few are enough. */
export class ChosenFiles {
  readonly #files = new Map<string, ChosenFile>()
  readonly #newId: () => string
  readonly #most = 8

  constructor(newId: () => string) {
    this.#newId = newId
  }

  keep(file: ChosenFile): { readonly handle: string; readonly name: string } {
    const handle = this.#newId()
    this.#files.set(handle, file)
    for (const oldest of this.#files.keys()) {
      if (this.#files.size <= this.#most) break
      this.#files.delete(oldest)
    }
    return { handle, name: file.name }
  }

  bytes(handle: string): Uint8Array {
    const file = this.#files.get(handle)
    if (file === undefined) throw new AppError('file_unreadable', { name: '?', problem: 'choose it again' })
    return file.bytes
  }

  /** Private keys do not stay in memory longer than the attempt needs. */
  forget(): void {
    for (const { bytes } of this.#files.values()) bytes.fill(0)
    this.#files.clear()
  }
}
