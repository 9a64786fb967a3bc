import { Worker } from 'node:worker_threads'
import { AppError } from '../../shared/ipc/errors.ts'
import { errorOf, type Opened, type Opening, type Reply, type Request } from './rpc.ts'

interface Pending {
  readonly resolve: (value: unknown) => void
  readonly reject: (error: AppError) => void
}

/** A thread that died takes its calls along; it says nothing about the file, whose transactions are whole or not at all. */
const ended = (cause?: unknown) => new AppError('disk_failed', { problem: 'THREAD_ENDED' }, { cause })

/** One life of a thread, from its start to its end. */
export class DirectoryThread {
  readonly #worker: Worker
  readonly #pending = new Map<number, Pending>()
  readonly #exited: Promise<void>
  #next = 1
  #isAlive = true

  /** A thread that makes many short-lived rows would let its garbage grow to tens of megabytes before it looks at it. */
  constructor(script: URL) {
    this.#worker = new Worker(script, { resourceLimits: { maxYoungGenerationSizeMb: 4 } })
    this.#worker.on('message', (reply: Reply) => this.#settle(reply))
    this.#worker.on('error', (error) => this.#end(error))
    this.#exited = new Promise((resolve) => {
      this.#worker.once('exit', () => {
        this.#end()
        resolve()
      })
    })
  }

  get isAlive(): boolean {
    return this.#isAlive
  }

  async open(opening: Opening): Promise<Opened> {
    return (await this.call('open', [opening])) as Opened
  }

  call(method: string, args: readonly unknown[]): Promise<unknown> {
    if (!this.#isAlive) return Promise.reject(ended())
    const request: Request = { id: this.#next++, method, args }
    return new Promise((resolve, reject) => {
      this.#pending.set(request.id, { resolve, reject })
      this.#worker.postMessage(request)
    })
  }

  async close(): Promise<void> {
    if (this.#isAlive) await this.call('close', []).catch(() => undefined)
    await this.#exited
  }

  #settle(reply: Reply): void {
    const pending = this.#pending.get(reply.id)
    this.#pending.delete(reply.id)
    if (reply.ok) pending?.resolve(reply.value)
    else pending?.reject(errorOf(reply))
  }

  #end(cause?: unknown): void {
    this.#isAlive = false
    for (const { reject } of this.#pending.values()) reject(ended(cause))
    this.#pending.clear()
  }
}
