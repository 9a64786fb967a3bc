import PQueue from 'p-queue'
import type { DirectoryWriter } from '../directory/directory-api.ts'

/**
 * Writes that may wait, as many as lists may be read at once: with fewer, those who read wait for each other, and then
 * the writer for all of them. A page of users takes about a megabyte on its way to the writer.
 */
const mayWait = 8
/** Writes that are with the writer: while one is carried out, the next is there already. */
const handedOver = 2

type Write = (write: DirectoryWriter) => Promise<void>

/**
 * The way of what was read to the staging: one write after the other in the order given, while the next page is on its
 * way. Whoever reads waits for room before it reads more, so that memory stays flat when the disk is the slower part.
 */
export class Staging {
  readonly #write: DirectoryWriter
  readonly #fail: (error: unknown) => void
  readonly #queue = new PQueue({ concurrency: handedOver })
  /** Those that may still be under way, in the order given. */
  readonly #writes: Promise<void>[] = []
  #failed = false

  /** `fail` is told of the first write that went wrong; those after it are dropped. */
  constructor(write: DirectoryWriter, fail: (error: unknown) => void) {
    this.#write = write
    this.#fail = fail
  }

  /**
   * Resolves when there is room for another write, not when this one is done. Not by onSizeLessThan, which makes an error
   * for each that waits.
   */
  async put(task: Write): Promise<void> {
    const next = async () => {
      if (!this.#failed) await task(this.#write)
    }
    const write = this.#queue.add(next).catch((error: unknown) => {
      this.#failed = true
      this.#fail(error)
    })
    this.#writes.push(write)
    if (this.#writes.length >= mayWait + handedOver) await this.#writes.shift()
  }

  /** Resolves when nothing is being written, whether it went well or not. */
  async idle(): Promise<void> {
    await this.#queue.onIdle()
  }
}
