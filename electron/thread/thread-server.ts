import { parentPort } from 'node:worker_threads'
import { AppError } from '../../shared/ipc/errors.ts'
import type { Reply, Request, Turn } from './thread-messages.ts'

interface Served {
  /** At once or, where it works in steps and lets others in between, later. */
  readonly answer: (method: string, args: readonly unknown[], turn: Turn) => unknown
  readonly named: (error: unknown) => AppError
  /** Once the answer is on its way: what nobody needs to wait for. */
  readonly afterwards?: (method: string) => void
}

/** The thread's side: answers calls until `close`, which is called like any other. */
export const serve = ({ answer, named, afterwards }: Served): void => {
  const running = new Map<number, AbortController>()
  const post = (reply: Reply): void => parentPort?.postMessage(reply)

  const take = async (id: number, method: string, args: readonly unknown[]): Promise<void> => {
    const stop = new AbortController()
    running.set(id, stop)
    try {
      const turn = { signal: stop.signal, progress: (progress: unknown) => post({ id, progress }) }
      post({ id, ok: true, value: await answer(method, args, turn) })
    } catch (error) {
      const { code, params } = stop.signal.aborted ? new AppError('cancelled') : named(error)
      post({ id, ok: false, code, params })
    } finally {
      running.delete(id)
    }
    afterwards?.(method)
    if (method === 'close') parentPort?.close()
  }

  parentPort?.on('message', (request: Request) => {
    if ('cancel' in request) running.get(request.cancel)?.abort()
    else void take(request.id, request.method, request.args)
  })
}
