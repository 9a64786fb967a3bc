import type { Ref } from './ids.ts'

/** One thing that happened to the directory. Versions rise by one with each. */
export type Change =
  | { readonly version: number; readonly what: 'properties'; readonly ref: Ref; readonly properties: readonly string[] }
  | { readonly version: number; readonly what: 'created' | 'removed'; readonly ref: Ref }
  | {
      readonly version: number
      readonly what: 'member'
      readonly ref: Ref
      readonly member: Ref
      readonly added: boolean
    }

type Unversioned<T> = T extends { readonly version: number } ? Omit<T, 'version'> : never

/** What delta queries are answered from. */
export class ChangeLog {
  readonly #changes: Change[] = []

  get version(): number {
    return this.#changes.length
  }

  add(change: Unversioned<Change>): void {
    this.#changes.push({ ...change, version: this.version + 1 })
  }

  /** Everything after that version up to and including the other. */
  between(after: number, upTo: number): readonly Change[] {
    return this.#changes.slice(after, upTo)
  }
}
