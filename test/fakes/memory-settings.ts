import type { SettingsFile } from '../../electron/ports.ts'

/** Copies on the way in and out, as a file does. */
export class MemorySettings implements SettingsFile {
  readonly #sections: Map<string, unknown>

  constructor(sections: Readonly<Record<string, unknown>> = {}) {
    this.#sections = new Map(Object.entries(structuredClone(sections)))
  }

  read(section: string): unknown {
    return structuredClone(this.#sections.get(section))
  }

  write(section: string, value: unknown): void {
    this.#sections.set(section, structuredClone(value))
  }
}
