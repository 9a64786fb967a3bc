import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { Socket } from 'node:net'
import { AppError } from '../../../shared/ipc/errors.ts'

export interface LoopbackLimits {
  /** Of the request line and all headers together, in bytes. A code has about two thousand. */
  readonly headerBytes: number
  /** For the whole request. */
  readonly milliseconds: number
  /** One more, and the oldest of them ends: the browser that comes last is served whoever holds the others open. */
  readonly connections: number
}

const usualLimits: LoopbackLimits = { headerBytes: 16_384, milliseconds: 5_000, connections: 64 }
const portTries = 10

type Listener = (request: IncomingMessage, response: ServerResponse) => void

const listen = (server: Server, host: string, port: number): Promise<number> =>
  new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen({ host, port, exclusive: true }, () => {
      server.off('error', reject)
      const address = server.address()
      resolve(typeof address === 'object' && address !== null ? address.port : 0)
    })
  })

/**
 * Two HTTP servers on the same free port of 127.0.0.1 and ::1: `localhost` in the redirect address is either of them, as
 * the browser likes. A machine without IPv6 has the first one only.
 */
export class LoopbackListener {
  readonly #servers: Server[] = []
  readonly #sockets = new Set<Socket>()
  readonly #limits: LoopbackLimits
  readonly #listener: Listener
  #port = 0

  constructor(listener: Listener, limits: LoopbackLimits = usualLimits) {
    this.#listener = listener
    this.#limits = limits
  }

  get port(): number {
    return this.#port
  }

  /** @throws AppError loopback_unavailable */
  async open(): Promise<void> {
    for (let attempt = 1; ; attempt++) {
      try {
        this.#port = await this.#start('127.0.0.1', 0)
        await this.#start('::1', this.#port).catch((error: NodeJS.ErrnoException) => {
          if (error.code === 'EADDRINUSE') throw error
        })
        return
      } catch (cause) {
        await this.close()
        const code = (cause as NodeJS.ErrnoException).code ?? 'unknown'
        if (code !== 'EADDRINUSE' || attempt === portTries)
          throw new AppError('loopback_unavailable', { problem: code }, { cause })
      }
    }
  }

  /** Ends every connection, whatever it is doing. */
  async close(): Promise<void> {
    const closed = this.#servers
      .splice(0)
      .map((server) => new Promise<void>((resolve) => server.close(() => resolve())))
    for (const socket of this.#sockets) socket.destroy()
    await Promise.all(closed)
  }

  async #start(host: string, port: number): Promise<number> {
    const { headerBytes, milliseconds } = this.#limits
    const server = createServer({
      maxHeaderSize: headerBytes,
      headersTimeout: milliseconds,
      requestTimeout: milliseconds,
      connectionsCheckingInterval: Math.min(1_000, milliseconds),
      keepAlive: false,
    })
    server.maxRequestsPerSocket = 1
    server.on('connection', (socket) => this.#keep(socket))
    server.on('request', this.#listener)
    // A body that waits to be asked for is refused like any other.
    server.on('checkContinue', this.#listener)
    server.on('checkExpectation', this.#listener)
    server.on('clientError', (_error, socket) => socket.destroy())
    const got = await listen(server, host, port)
    server.on('error', () => undefined)
    this.#servers.push(server)
    return got
  }

  #keep(socket: Socket): void {
    this.#sockets.add(socket)
    socket.setTimeout(this.#limits.milliseconds, () => socket.destroy())
    socket.on('close', () => this.#sockets.delete(socket))
    socket.on('error', () => undefined)
    const [oldest] = this.#sockets
    if (this.#sockets.size > this.#limits.connections) oldest?.destroy()
  }
}
