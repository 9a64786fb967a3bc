import { parentPort } from 'node:worker_threads'
import { AppError } from '../../shared/ipc/errors.ts'
import type { Reply, Request, Turn } from './thread-messages.ts'

/** A method answers at once or, where it works in steps and lets others in between, later. */
export type Method = (args: readonly unknown[], turn: Turn) => unknown

/** The thread's side: answers calls by the methods' names until `close`, which is called like any other. */
export const serve = (methods: Readonly<Record<string, Method>>, named: (error: unknown) => AppError): void => {
  const running = new Map<number, AbortController>()
  const post = (reply: Reply): void => parentPort?.postMessage(reply)

  const answer = async (id: number, method: string, args: readonly unknown[]): Promise<void> => {
    const stop = new AbortController()
    running.set(id, stop)
    try {
      const turn = { signal: stop.signal, progress: (progress: unknown) => post({ id, progress }) }
      post({ id, ok: true, value: await methods[method]?.(args, turn) })
    } catch (error) {
      const { code, params } = stop.signal.aborted ? new AppError('cancelled') : named(error)
      post({ id, ok: false, code, params })
    } finally {
      running.delete(id)
    }
    if (method === 'close') parentPort?.close()
  }

  parentPort?.on('message', (request: Request) => {
    if ('cancel' in request) running.get(request.cancel)?.abort()
    else void answer(request.id, request.method, request.args)
  })
}
