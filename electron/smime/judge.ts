import { AppError } from '../../shared/ipc/errors.ts'
import { SharedRequest } from '../cloud/shared-request.ts'
import { ThreadClient } from '../thread/thread-client.ts'
import type { Judgement, Judging } from './material.ts'

export interface Judge {
  /**
   * Never fails for what the material is; that is in `unread`. Bytes of large material are handed over and are empty
   * for the caller afterwards.
   * @throws AppError cancelled, internal
   */
  judge(judging: Judging, signal: AbortSignal): Promise<Judgement>
  close(): Promise<void>
}

interface JudgingThread {
  /** The bundle (or source) of judge-thread.ts. */
  readonly script: URL
  /** What one call may take before its thread is ended. */
  readonly milliseconds?: number
  /** The thread's own heap; the bytes of the material are beside it. */
  readonly heapMegabytes?: number
}

/** The worst that the reader's limits let through took less than a second on a slow machine. */
const patience = 20_000
const heap = 256
/** Copying less than this is faster than handing over. */
const worthTransfer = 256 * 1024

const unreadAll = ({ material }: Judging, problem: 'tookTooLong' | 'tooLarge'): Judgement => {
  const sources = [...new Set(material.map(({ source }) => source))]
  return { certificates: [], unread: sources.map((source) => ({ source, problem, params: {} })), ders: {} }
}

/** A Buffer may be a piece of memory that it shares with others: only what is its own can be handed over. */
const handedOver = ({ material }: Judging): readonly ArrayBuffer[] => {
  const whole = material.flatMap(({ bytes: { buffer, byteLength } }) =>
    buffer instanceof ArrayBuffer && byteLength === buffer.byteLength && byteLength >= worthTransfer ? [buffer] : [],
  )
  return [...new Set(whole)]
}

const ended = (cause?: unknown): AppError => new AppError('internal', {}, { cause })

const outOfMemory = (error: unknown): boolean =>
  error instanceof Error && error.cause instanceof Error && 'code' in error.cause
    ? error.cause.code === 'ERR_WORKER_OUT_OF_MEMORY'
    : false

/**
 * Reads and judges in a thread of its own, one call after another. What a stranger wrote can at worst cost that thread:
 * one that takes too long or too much memory is ended, its call says so, and the next call begins another.
 */
export class ThreadJudge implements Judge {
  readonly #options: Required<JudgingThread>
  #thread: ThreadClient | null = null
  #last: Promise<unknown> = Promise.resolve()
  #closed = false

  constructor({ script, milliseconds = patience, heapMegabytes = heap }: JudgingThread) {
    this.#options = { script, milliseconds, heapMegabytes }
  }

  async judge(judging: Judging, signal: AbortSignal): Promise<Judgement> {
    // The thread cannot hear that a call is cancelled while it works; who cancels does not wait for it.
    return new SharedRequest((left) => this.#inTurn(judging, left)).wait(signal)
  }

  async close(): Promise<void> {
    this.#closed = true
    await this.#thread?.stop()
    this.#thread = null
  }

  /** The time of a call begins when the thread is free for it. */
  #inTurn(judging: Judging, left: AbortSignal): Promise<Judgement> {
    const turn = this.#last.then(() => {
      if (left.aborted || this.#closed) throw new AppError('cancelled')
      return this.#ask(judging)
    })
    this.#last = turn.catch(() => undefined)
    return turn
  }

  async #ask(judging: Judging): Promise<Judgement> {
    const thread = this.#running()
    let late = false
    const timer = setTimeout(() => {
      late = true
      void thread.stop()
    }, this.#options.milliseconds)
    try {
      return (await thread.call('judge', [judging], { transfer: handedOver(judging) })) as Judgement
    } catch (error) {
      if (late) return unreadAll(judging, 'tookTooLong')
      if (outOfMemory(error)) return unreadAll(judging, 'tooLarge')
      if (this.#closed) throw new AppError('cancelled')
      throw error
    } finally {
      clearTimeout(timer)
    }
  }

  #running(): ThreadClient {
    if (this.#thread?.alive !== true) {
      this.#thread = new ThreadClient(this.#options.script, ended, {
        maxOldGenerationSizeMb: this.#options.heapMegabytes,
      })
    }
    return this.#thread
  }
}
