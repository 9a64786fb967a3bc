import type { Fetch } from '../../../electron/ports.ts'
import type { NodeFetch } from '../../fakes/node-fetch.ts'

/** A line on which something happens just before a request is sent. */
export class EventfulLine implements NodeFetch {
  readonly #line: NodeFetch
  #due: { readonly path: RegExp; readonly act: () => void } | null = null

  constructor(line: NodeFetch) {
    this.#line = line
  }

  /** Once, before the next request whose address is like this. */
  before(path: RegExp, act: () => void): void {
    this.#due = { path, act }
  }

  /** Whether it has not happened yet. */
  get isDue(): boolean {
    return this.#due !== null
  }

  readonly fetch: Fetch = (url, init) => {
    const due = this.#due
    if (due?.path.test(decodeURIComponent(String(url))) === true) {
      this.#due = null
      due.act()
    }
    return this.#line.fetch(url, init)
  }

  close(): Promise<void> {
    return this.#line.close()
  }
}
