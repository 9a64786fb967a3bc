import { randomUUID } from 'node:crypto'
import type { Account } from './accounts.ts'
import type { ConsentRequest } from './admin-consent.ts'
import type { AuthorizeRequest } from './authorize.ts'
import type { Client } from './clients.ts'

/** A browser on its way through the pages. */
export interface Flow {
  readonly tenant: string
  readonly client: Client
  readonly request: AuthorizeRequest | ConsentRequest
  /** Who has signed in, once someone has. */
  readonly account: Account | null
}

/** The pages hold nothing but the flow's id; each page's id is good for one answer. */
export class Flows {
  readonly #flows = new Map<string, Flow>()

  open(flow: Flow): string {
    const id = randomUUID()
    this.#flows.set(id, flow)
    return id
  }

  take(id: string): Flow | null {
    const flow = this.#flows.get(id) ?? null
    this.#flows.delete(id)
    return flow
  }
}
