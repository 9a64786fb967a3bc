import { randomUUID } from 'node:crypto'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { createServer, type Server } from 'node:https'
import type { AddressInfo, Socket } from 'node:net'
import type { Answer, Call } from '../graph/answer.ts'
import type { MailGate } from '../mail/gate.ts'
import type { ServerCertificate } from './certificates.ts'
import type { Controls } from './controls.ts'
import { deliver, type WireFault } from './deliver.ts'
import { type Dispatcher, isGraph, pathAndQuery } from './dispatch.ts'
import type { Fault, Faults } from './faults.ts'
import type { RequestLog } from './log.ts'
import { enterMailboxes } from './mail-traffic.ts'
import type { TenantState } from './state.ts'

export interface ListenerParts {
  readonly dispatcher: Dispatcher
  readonly controls: Controls
  readonly faults: Faults
  readonly log: RequestLog
  readonly state: TenantState
  readonly gate: MailGate
}

const controlPrefix = '/__control/'

/** The HTTPS servers, one on 127.0.0.1 and one on ::1 with the same port, since `localhost` may mean either. */
export class Listener {
  readonly #servers: Server[] = []
  readonly #sockets = new Set<Socket>()
  #parts: ListenerParts | undefined
  #busy = 0

  /** Starts listening and resolves with the port; requests are answered from `serve` on. */
  async listen(certificate: ServerCertificate, wantedPort: number): Promise<number> {
    const port = await this.#open(certificate, '127.0.0.1', wantedPort)
    await this.#open(certificate, '::1', port).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== 'EADDRNOTAVAIL' && error.code !== 'EAFNOSUPPORT') throw error
    })
    return port
  }

  serve(parts: ListenerParts): void {
    this.#parts = parts
  }

  async close(): Promise<void> {
    const closed = this.#servers.map((server) => new Promise((resolve) => server.close(resolve)))
    for (const socket of this.#sockets) socket.destroy()
    await Promise.all(closed)
  }

  #open(certificate: ServerCertificate, host: string, port: number): Promise<number> {
    const options = {
      key: certificate.keyPem,
      cert: certificate.certificatePem,
      keepAliveTimeout: 60_000,
      noDelay: true,
    }
    const server = createServer(options, (request, response) => void this.#handle(request, response))
    server.on('connection', (socket: Socket) => {
      this.#sockets.add(socket)
      socket.once('close', () => this.#sockets.delete(socket))
    })
    return new Promise((resolve, reject) => {
      server.once('error', reject)
      server.listen({ host, port }, () => {
        server.off('error', reject)
        this.#servers.push(server)
        resolve((server.address() as AddressInfo).port)
      })
    })
  }

  async #handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const parts = this.#parts
    if (parts === undefined) {
      response.writeHead(503).end()
      return
    }
    try {
      const call = await callOf(request)
      if (call.path.startsWith(controlPrefix)) await deliver(response, parts.controls.answer(call), undefined)
      else await this.#answer(parts, call, response)
    } catch (error) {
      if (!response.headersSent) response.writeHead(500, { 'Content-Type': 'text/plain' })
      response.end(`Fault in the simulated tenant itself: ${error instanceof Error ? error.stack : String(error)}`)
    }
  }

  async #answer(parts: ListenerParts, call: Call, response: ServerResponse): Promise<void> {
    const started = performance.now()
    const at = new Date().toISOString()
    const sent = call.headers['client-request-id']
    const requestId = randomUUID()
    const ids = { requestId, clientRequestId: sent ?? requestId }
    const concurrent = ++this.#busy
    response.once('close', () => this.#busy--)
    const path = pathAndQuery(call)
    const faults = parts.faults.strike(call.method, path)
    const passage = enterMailboxes(parts.gate, call)
    response.once('close', passage.leave)
    const { latencyMs } = parts.state
    if (latencyMs > 0) await new Promise((resolve) => setTimeout(resolve, latencyMs * passage.rounds))
    await parts.faults.wait(faults, passage.rounds)
    const status = faults.find((fault) => fault.kind === 'status')
    const answer =
      status === undefined
        ? await parts.dispatcher.answer(call, ids, passage)
        : parts.dispatcher.spoilt(call, status, ids)
    const wire = faults.find(isWire)
    const unanswered = wire?.kind === 'reset' || wire?.kind === 'hang'
    parts.log.add({
      at,
      method: call.method,
      path,
      status: unanswered ? 0 : answer.status,
      milliseconds: Math.round(performance.now() - started),
      requestId,
      clientRequestId: sent ?? null,
      inBatch: false,
      concurrent,
    })
    // Before the answer is on its way: whoever has it may ask again at once.
    passage.leave()
    await deliver(response, withIds(call, answer, ids, parts.state), wire)
  }
}

const isWire = (fault: Fault): fault is WireFault => fault.kind !== 'latency' && fault.kind !== 'status'

const withIds = (
  call: Call,
  answer: Answer,
  ids: { readonly requestId: string; readonly clientRequestId: string },
  state: TenantState,
): Answer => {
  const own = isGraph(call.path)
    ? { 'request-id': ids.requestId, 'client-request-id': ids.clientRequestId, 'Cache-Control': 'no-cache' }
    : { 'x-ms-request-id': ids.requestId, 'client-request-id': ids.clientRequestId }
  return { ...answer, headers: { Date: state.now().toUTCString(), ...own, ...answer.headers } }
}

const callOf = async (request: IncomingMessage): Promise<Call> => {
  const [path = '/', ...query] = (request.url ?? '/').split('?')
  const headers = Object.fromEntries(
    Object.entries(request.headers).map(([name, value]) => [name, Array.isArray(value) ? value.join(', ') : value]),
  )
  const chunks: Buffer[] = []
  if (request.method !== 'GET') for await (const chunk of request) chunks.push(chunk as Buffer)
  const body = Buffer.concat(chunks).toString()
  return { method: request.method ?? 'GET', path: decoded(path), query: query.join('?'), headers, body }
}

const decoded = (path: string): string => {
  try {
    return decodeURIComponent(path)
  } catch {
    return path
  }
}
