/** The DevTools protocol over Chromium's pipe: NUL-separated JSON. Command and event types are the ones Playwright ships. */
import { EventEmitter } from 'node:events'
import type { Readable, Writable } from 'node:stream'
import type { CDPSession } from '@playwright/test'

export type CdpSession = Pick<CDPSession, 'send' | 'on' | 'once'>

interface Message {
  readonly id?: number
  readonly method?: string
  readonly params?: unknown
  readonly result?: unknown
  readonly error?: { readonly message: string }
  readonly sessionId?: string
}

export class Cdp {
  readonly #out: Writable
  readonly #waiting = new Map<number, { method: string; answer: PromiseWithResolvers<unknown> }>()
  readonly #sessions = new Map<string | undefined, EventEmitter>()
  #lastId = 0

  constructor(out: Writable, input: Readable) {
    this.#out = out
    let parts: Buffer[] = []
    input.on('data', (chunk: Buffer) => {
      let from = 0
      for (let at = chunk.indexOf(0); at >= 0; at = chunk.indexOf(0, from)) {
        const message = Buffer.concat([...parts, chunk.subarray(from, at)]).toString()
        parts = []
        from = at + 1
        this.#hear(JSON.parse(message))
      }
      if (from < chunk.length) parts.push(chunk.subarray(from))
    })
    input.on('close', () => {
      for (const { answer } of this.#waiting.values()) answer.reject(new Error('Chromium has gone'))
      this.#waiting.clear()
    })
    // A broken pipe is the end of Chromium, which its process reports.
    input.on('error', () => {})
    out.on('error', () => {})
  }

  /** Without an id: the browser itself. */
  session(sessionId?: string): CdpSession {
    const events = new EventEmitter()
    this.#sessions.set(sessionId, events)
    const send = (method: string, params: object = {}) => this.#send(method, params, sessionId)
    return Object.assign(events, { send }) as unknown as CdpSession
  }

  #hear({ id, method, params, result, error, sessionId }: Message): void {
    if (id === undefined) {
      if (method) this.#sessions.get(sessionId)?.emit(method, params)
      return
    }
    const waiting = this.#waiting.get(id)
    this.#waiting.delete(id)
    if (error) waiting?.answer.reject(new Error(`${waiting.method}: ${error.message}`))
    else waiting?.answer.resolve(result)
  }

  #send(method: string, params: object, sessionId: string | undefined): Promise<unknown> {
    const id = ++this.#lastId
    const answer = Promise.withResolvers<unknown>()
    this.#waiting.set(id, { method, answer })
    this.#out.write(`${JSON.stringify({ id, method, params, sessionId })}\0`)
    return answer.promise
  }
}
