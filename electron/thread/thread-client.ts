import { type ResourceLimits, Worker } from 'node:worker_threads'
import { AppError } from '../../shared/ipc/errors.ts'
import type { Reply, Request } from './thread-messages.ts'

interface Waiting {
  readonly resolve: (value: unknown) => void
  readonly reject: (error: AppError) => void
  readonly onProgress: ((progress: unknown) => void) | undefined
}

/** What the calls fail with that a thread takes along when it dies; `cause` is undefined where it was stopped. */
type Ended = (cause?: unknown) => AppError

export interface CallOptions {
  /** Memory handed over instead of copied: it is empty on this side afterwards. */
  readonly transfer?: readonly ArrayBuffer[]
  readonly onProgress?: (progress: unknown) => void
  readonly signal?: AbortSignal
}

/** Main's side of a thread: calls by name. A thread that dies fails what it was asked, and `alive` says so from then on. */
export class ThreadClient {
  readonly #worker: Worker
  readonly #waiting = new Map<number, Waiting>()
  readonly #ended: Ended
  #next = 1
  #alive = true

  constructor(script: URL, ended: Ended, resourceLimits: ResourceLimits = {}) {
    this.#ended = ended
    this.#worker = new Worker(script, { resourceLimits })
    this.#worker.on('message', (reply: Reply) => this.#take(reply))
    this.#worker.on('error', (error) => this.#end(error))
    this.#worker.on('exit', () => this.#end(undefined))
    // Calls keep the process alive while they wait; an idle thread does not.
    this.#worker.unref()
  }

  get alive(): boolean {
    return this.#alive
  }

  call(method: string, args: readonly unknown[], { onProgress, signal, transfer }: CallOptions = {}): Promise<unknown> {
    if (signal?.aborted === true) return Promise.reject(new AppError('cancelled'))
    if (!this.#alive) return Promise.reject(this.#ended())
    const id = this.#next++
    const { promise, resolve, reject } = Promise.withResolvers<unknown>()
    const cancel = () => this.#post({ cancel: id })
    signal?.addEventListener('abort', cancel, { once: true })
    this.#waiting.set(id, { resolve, reject, onProgress })
    this.#worker.ref()
    this.#post({ id, method, args }, transfer)
    return promise.finally(() => {
      signal?.removeEventListener('abort', cancel)
      if (this.#waiting.size === 0) this.#worker.unref()
    })
  }

  /** The thread ends what it was asked before, closes its file and is gone when this resolves. */
  async close(): Promise<void> {
    if (this.#alive) await this.call('close', []).catch(() => undefined)
    await this.stop()
  }

  async stop(): Promise<void> {
    await this.#worker.terminate()
  }

  #post(request: Request, transfer: readonly ArrayBuffer[] = []): void {
    this.#worker.postMessage(request, transfer)
  }

  #take(reply: Reply): void {
    const waiting = this.#waiting.get(reply.id)
    if (waiting === undefined) return
    if ('progress' in reply) {
      waiting.onProgress?.(reply.progress)
      return
    }
    this.#waiting.delete(reply.id)
    if (reply.ok) waiting.resolve(reply.value)
    else waiting.reject(new AppError(reply.code, reply.params))
  }

  #end(cause: unknown): void {
    this.#alive = false
    for (const { reject } of this.#waiting.values()) reject(this.#ended(cause))
    this.#waiting.clear()
  }
}
