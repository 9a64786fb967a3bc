import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { createServer, type Server, type TLSSocket } from 'node:tls'
import { makeServerCertificate, type ServerCertificate } from '../tenant/server/certificates.ts'
import { isBelow, type LdapEntry, matches, shown } from './directory.ts'
import { entryMessage, type LdapRequest, type ResultCode, requestOf, resultMessage, whole } from './messages.ts'

export interface LdapOptions {
  readonly entries: readonly LdapEntry[]
  /** Who may ask; null for anybody. */
  readonly account: { readonly dn: string; readonly password: string } | null
}

/** What the server answers to every search instead. */
type Trouble = 'hang' | 'disconnect' | ResultCode | null

/**
 * A customer's own directory over TLS (ldaps), as Active Directory answers a search: entries below a base, by a filter,
 * with the attributes that were asked for under the names they were asked by.
 */
export class LdapServer {
  readonly url: string
  /** PEM of the authority of its certificate. */
  readonly caPem: string
  trouble: Trouble = null
  readonly #options: LdapOptions
  readonly #server: Server
  readonly #sockets: Set<TLSSocket>
  readonly #searches: Extract<LdapRequest, { kind: 'search' }>[] = []

  private constructor(options: LdapOptions, server: Server, sockets: Set<TLSSocket>, caPem: string) {
    this.#options = options
    this.#server = server
    this.#sockets = sockets
    this.caPem = caPem
    this.url = `ldaps://localhost:${(server.address() as AddressInfo).port}`
  }

  static async start(options: LdapOptions, given?: ServerCertificate): Promise<LdapServer> {
    const { caPem, certificatePem: cert, keyPem: key } = given ?? (await makeServerCertificate())
    const sockets = new Set<TLSSocket>()
    const server = createServer({ cert, key })
    server.listen(0, 'localhost')
    await once(server, 'listening')
    const started = new LdapServer(options, server, sockets, caPem)
    server.on('secureConnection', (socket) => started.#serve(socket))
    return started
  }

  /** What was searched for so far. */
  get searches(): readonly Extract<LdapRequest, { kind: 'search' }>[] {
    return this.#searches
  }

  /** Connections that are open. */
  get connections(): number {
    return this.#sockets.size
  }

  async close(): Promise<void> {
    for (const socket of this.#sockets) socket.destroy()
    this.#server.close()
    await once(this.#server, 'close')
  }

  #serve(socket: TLSSocket): void {
    this.#sockets.add(socket)
    socket.on('close', () => this.#sockets.delete(socket))
    // Who leaves in the middle is not the server's fault.
    socket.on('error', () => socket.destroy())
    let come: Uint8Array = Buffer.alloc(0)
    let isBound = this.#options.account === null
    socket.on('data', (piece: Buffer) => {
      const { messages, rest } = whole(Buffer.concat([come, piece]))
      come = rest
      for (const request of messages.map(requestOf)) isBound = this.#answer(socket, request, isBound)
    })
  }

  /** Whether the caller is bound from then on. */
  #answer(socket: TLSSocket, request: LdapRequest, isBound: boolean): boolean {
    switch (request.kind) {
      case 'bind':
        return this.#bind(socket, request)
      case 'search':
        if (isBound) this.#search(socket, request)
        else socket.write(resultMessage(request.id, 'search', 'operationsError', 'a successful bind must be completed'))
        return isBound
      case 'unbind':
        socket.end()
        return false
      case 'abandon':
        return isBound
      case 'other':
        socket.write(resultMessage(request.id, 'extended', 'protocolError'))
        return isBound
    }
  }

  #bind(socket: TLSSocket, { id, dn, password }: Extract<LdapRequest, { kind: 'bind' }>): boolean {
    const { account } = this.#options
    const isRight = account === null || (account.dn.toLowerCase() === dn.toLowerCase() && account.password === password)
    // Active Directory's words.
    const said = isRight ? '' : '80090308: LdapErr: DSID-0C0903A9, comment: AcceptSecurityContext error, data 52e'
    socket.write(resultMessage(id, 'bind', isRight ? 'success' : 'invalidCredentials', said))
    return isRight
  }

  #search(socket: TLSSocket, request: Extract<LdapRequest, { kind: 'search' }>): void {
    this.#searches.push(request)
    const { id, base, filter, sizeLimit, attributes } = request
    if (this.trouble === 'hang') return
    if (this.trouble === 'disconnect') {
      socket.destroy()
      return
    }
    if (this.trouble !== null) {
      socket.write(resultMessage(id, 'search', this.trouble))
      return
    }
    const below = this.#options.entries.filter((entry) => isBelow(entry, base))
    const found = below.filter((entry) => matches(filter, entry))
    const limit = sizeLimit === 0 ? found.length : sizeLimit
    for (const entry of found.slice(0, limit)) socket.write(entryMessage(id, entry.dn, shown(entry, attributes)))
    const code = below.length === 0 ? 'noSuchObject' : found.length > limit ? 'sizeLimitExceeded' : 'success'
    socket.write(resultMessage(id, 'search', code))
  }
}
