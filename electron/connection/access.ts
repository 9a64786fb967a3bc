import { isDeepStrictEqual } from 'node:util'
import type { CloudId, Connection } from '../../shared/domain/connection.ts'
import { AppError } from '../../shared/ipc/errors.ts'
import type { Credential } from '../cloud/credential.ts'
import type { TokenSource } from '../cloud/token-source.ts'
import type { Graph } from '../graph/graph.ts'
import type { ConnectionSettings } from './connection-settings.ts'
import type { CredentialShelf } from './credentials/credential-shelf.ts'

/** What one registration needs to speak to its tenant. */
export interface Registration {
  readonly cloud: CloudId
  readonly tenantId: string
  readonly clientId: string
}

export interface Access {
  readonly tokens: TokenSource
  readonly graph: Graph
  /** From the next token on, another credential of the same registration signs in; what is under way goes on. */
  readonly use: (credential: Credential) => void
}

interface Needs {
  readonly settings: ConnectionSettings
  readonly shelf: CredentialShelf
  readonly access: (registration: Registration, credential: Credential) => Access
}

/** The ways into the tenants, by connection: one into one tenant is never taken for another's. */
export class Accesses {
  readonly #needs: Needs
  readonly #open = new Map<string, Access>()

  constructor(needs: Needs) {
    this.#needs = needs
  }

  /**
   * The credential is read from the vault once, then lives in memory.
   * @throws AppError connection_absent, disconnected; keychain_…, secret_damaged
   */
  async graph(id: string): Promise<Graph> {
    const connection = this.#connected(id)
    const known = this.#open.get(id)
    if (known !== undefined) return known.graph
    const credential = await this.#needs.shelf.active(connection)
    // It may have been left, or have come to another credential, while the keychain answered.
    const current = this.#connected(id)
    const isOther =
      current.clientId !== connection.clientId || !isDeepStrictEqual(current.credential, connection.credential)
    if (isOther || this.#open.has(id)) return this.graph(id)
    const access = this.#needs.access(connection, credential)
    this.#open.set(id, access)
    return access.graph
  }

  /** Asked before the change is kept. What runs keeps its Graph, whose next token comes by the new credential. */
  change(connection: Connection, credential: Credential): void {
    const { id, tenantId, cloud, clientId } = connection
    const former = this.#needs.settings.find(tenantId, cloud)
    if (former?.id === id && former.clientId === clientId) this.#open.get(id)?.use(credential)
    else this.#open.delete(id)
  }

  close(id: string): void {
    this.#open.delete(id)
  }

  #connected(id: string): Connection {
    const connection = this.#needs.settings.get(id)
    if (connection.state !== 'connected') throw new AppError('disconnected')
    return connection
  }
}
