import type { Fetch } from '../../../electron/ports.ts'
import type { NodeFetch } from '../../fakes/node-fetch.ts'

/** A line on which something happens just before a request is sent. */
export class EventfulLine implements NodeFetch {
  readonly #line: NodeFetch
  #due: { readonly path: RegExp; readonly act: (url: string) => void | Promise<void> } | null = null

  constructor(line: NodeFetch) {
    this.#line = line
  }

  /** Once, before the next request whose address is like this; it is sent when what happens is over. */
  before(path: RegExp, act: (url: string) => void | Promise<void>): void {
    this.#due = { path, act }
  }

  /** Whether it has not happened yet. */
  get isDue(): boolean {
    return this.#due !== null
  }

  readonly fetch: Fetch = async (url, init) => {
    const due = this.#due
    const address = decodeURIComponent(String(url))
    if (due?.path.test(address) === true) {
      this.#due = null
      await due.act(address)
    }
    return this.#line.fetch(url, init)
  }

  close(): Promise<void> {
    return this.#line.close()
  }
}
