/** Source: Graph, "Throttling limits": of one application, so many requests at once to one mailbox. */
const atOnce = 4

/** What a request takes of the limits while it is answered. */
export interface Passage {
  /** Whether this request, or the next one to this mailbox in the batch, is one too many. Each call counts. */
  refuses(mailbox: string): boolean
  /** How many times the requests of a batch wait for each other. */
  readonly rounds: number
  leave(): void
}

/** Requests that are being answered, by application and mailbox. */
export class MailGate {
  readonly #inFlight = new Map<string, number>()
  readonly #highest = new Map<string, number>()
  #refused = 0

  /** The most at once that each mailbox has seen, those refused included. */
  get highest(): Readonly<Record<string, number>> {
    return Object.fromEntries(this.#highest)
  }

  get refused(): number {
    return this.#refused
  }

  reset(): void {
    this.#highest.clear()
    this.#refused = 0
  }

  /** `mailboxes`: one for each request, so that a batch names some more than once. Graph lets four of those run at once. */
  enter(application: string, mailboxes: readonly string[]): Passage {
    const wanted = new Map<string, number>()
    for (const mailbox of mailboxes) wanted.set(mailbox, (wanted.get(mailbox) ?? 0) + 1)
    const tooMany = new Map<string, number>()
    const taken = [...wanted].map(([mailbox, count]) => {
      const key = `${application} ${mailbox}`
      const slots = Math.min(count, atOnce)
      const now = (this.#inFlight.get(key) ?? 0) + slots
      this.#inFlight.set(key, now)
      this.#highest.set(mailbox, Math.max(now, this.#highest.get(mailbox) ?? 0))
      tooMany.set(mailbox, Math.max(0, Math.min(slots, now - atOnce)))
      return { key, slots }
    })
    let left = false
    return {
      rounds: Math.max(1, ...[...wanted.values()].map((count) => Math.ceil(count / atOnce))),
      refuses: (mailbox) => this.#refuse(tooMany, mailbox),
      leave: () => {
        if (left) return
        left = true
        for (const { key, slots } of taken) this.#leave(key, slots)
      },
    }
  }

  #refuse(tooMany: Map<string, number>, mailbox: string): boolean {
    const left = tooMany.get(mailbox) ?? 0
    if (left === 0) return false
    tooMany.set(mailbox, left - 1)
    this.#refused += 1
    return true
  }

  #leave(key: string, slots: number): void {
    const now = (this.#inFlight.get(key) ?? 0) - slots
    if (now > 0) this.#inFlight.set(key, now)
    else this.#inFlight.delete(key)
  }
}
