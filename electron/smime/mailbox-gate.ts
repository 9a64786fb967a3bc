import PQueue from 'p-queue'
import { abortError } from '../cloud/deadline.ts'

/** Requests at once that Outlook takes of one application for one mailbox. Source: Microsoft Graph, throttling limits. */
const most = 4

/** Lets no more requests go to one mailbox at a time than it takes. */
export class MailboxGate {
  readonly #open = new Map<string, PQueue>()

  /** Runs the task when each of the mailboxes has a place for it. */
  pass<Value>(mailboxes: readonly string[], task: () => Promise<Value>, signal: AbortSignal): Promise<Value> {
    // In one order for all, so that no two wait for each other.
    const [first, ...rest] = [...new Set(mailboxes)].sort()
    if (first === undefined) return task()
    return this.#one(first, () => this.pass(rest, task, signal), signal)
  }

  async #one<Value>(mailbox: string, task: () => Promise<Value>, signal: AbortSignal): Promise<Value> {
    const queue = this.#open.get(mailbox) ?? new PQueue({ concurrency: most })
    this.#open.set(mailbox, queue)
    try {
      // Only what has not begun is let go of by an abort: a request that is under way holds its place until it has ended.
      return await queue.add(() => {
        if (signal.aborted) throw abortError(signal)
        return task()
      })
    } finally {
      if (queue.size === 0 && queue.pending === 0) this.#open.delete(mailbox)
    }
  }
}
