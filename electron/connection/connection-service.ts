import { isDeepStrictEqual } from 'node:util'
import {
  type CloudId,
  type Connection,
  type ConnectionList,
  type ConnectionState,
  missingRoles,
} from '../../shared/domain/connection.ts'
import type { CredentialInput } from '../../shared/ipc/connection.ts'
import { AppError } from '../../shared/ipc/errors.ts'
import { type Auditing, audited, found } from '../audit/audited.ts'
import { type Cloud, scopeOf } from '../cloud/clouds.ts'
import { type Credential, summaryOf } from '../cloud/credential.ts'
import type { Graph } from '../graph/graph.ts'
import type { Clock, FilePicker, Logger } from '../ports.ts'
import { type Access, Accesses, type Registration } from './access.ts'
import { connectionFacts, permissionsFound, sameRoles } from './connection-facts.ts'
import type { ConnectionSettings } from './connection-settings.ts'
import { checkClient, checkTenant, wellFormedClient, wellFormedTenant } from './consent/tenant-id.ts'
import type { CredentialFacts, CredentialShelf } from './credentials/credential-shelf.ts'
import type { Check, Departures } from './departures.ts'
import { GivenCredentials } from './given-credentials.ts'
import { proveAccess } from './prove-access.ts'

export interface ConnectionServiceOptions {
  readonly settings: ConnectionSettings
  readonly shelf: CredentialShelf
  readonly departures: Departures
  readonly clouds: Readonly<Record<CloudId, Cloud>>
  readonly access: (registration: Registration, credential: Credential) => Access
  readonly picker: FilePicker
  readonly pickerTitle: () => string
  readonly clock: Clock
  readonly logger: Logger
  readonly auditing: Auditing
  readonly newId: () => string
}

/** Owns what is configured: which tenant, which application, which credential. Nothing is kept that has not signed in. */
export class ConnectionService {
  readonly #options: ConnectionServiceOptions
  readonly given: GivenCredentials
  readonly #accesses: Accesses
  #saving: Promise<unknown> = Promise.resolve()

  constructor(options: ConnectionServiceOptions) {
    this.#options = options
    const { settings, shelf, access, picker, pickerTitle, clock, newId } = options
    this.#accesses = new Accesses({ settings, shelf, access })
    this.given = new GivenCredentials({
      picker,
      pickerTitle,
      clock,
      newId,
      stored: async () => shelf.active(this.active()),
    })
  }

  get(): Connection | null {
    return this.#options.settings.active()
  }

  /** @throws AppError not_connected */
  active(): Connection {
    const active = this.get()
    if (active === null) throw new AppError('not_connected')
    return active
  }

  list(): ConnectionList {
    return this.#options.settings.list()
  }

  /**
   * Signs in, proves what the tenant allows, and only then keeps credential and settings; a failure changes nothing.
   * Errors: validation, credential_*, every sign-in and Graph refusal, keychain_*.
   */
  async testAndSave(
    input: Registration & { readonly credential: CredentialInput },
    signal: AbortSignal,
  ): Promise<Connection> {
    const { cloud, tenantId, clientId } = input
    const said = { cloud, tenantId: wellFormedTenant(tenantId), clientId: wellFormedClient(clientId) }
    const connection = await this.#recorded(said, async () => {
      checkTenant(tenantId)
      checkClient(clientId)
      return this.adopt(input, await this.given.read(input.credential), {}, signal)
    })
    this.given.forget()
    return connection
  }

  /** A connection that could not be made is recorded as well: somebody tried. */
  #recorded({ tenantId, clientId, cloud }: Registration, change: () => Promise<Connection>): Promise<Connection> {
    const former = this.#options.settings.find(tenantId, cloud)
    const action = former === null ? 'connect' : former.state === 'connected' ? 'credentialAdded' : 'reconnect'
    const planned = {
      action,
      connectionId: former?.id ?? null,
      before: former === null ? null : connectionFacts(former),
      after: { tenantId, clientId, cloud },
    } as const
    return audited(this.#options.auditing, planned, async () => {
      const connection = await change()
      return { value: connection, connectionId: connection.id, after: connectionFacts(connection) }
    })
  }

  /**
   * As testAndSave, for a credential that is in main already. One of the other kind stays beside it, unused; a tenant that
   * was active before stays connected, and can be switched back to.
   */
  async adopt(
    registration: Registration,
    credential: Credential,
    facts: CredentialFacts,
    signal: AbortSignal,
  ): Promise<Connection> {
    const check = this.#options.departures.begin()
    const proven = await this.#proven(registration, credential, signal)
    // One at a time: two that connect the same new tenant side by side are to end with one connection.
    const saved = this.#saving.then(() => this.#save(proven, credential, facts, check))
    this.#saving = saved.catch(() => undefined)
    return saved
  }

  async #save(proven: Connection, credential: Credential, facts: CredentialFacts, check: Check): Promise<Connection> {
    const { shelf, settings, logger, clock } = this.#options
    const connection = { ...proven, id: settings.find(proven.tenantId, proven.cloud)?.id ?? proven.id }
    check(connection.id)
    const id = await shelf.keep(connection.id, credential, { ...facts, pending: true }, clock.now())
    try {
      check(connection.id)
    } catch (error) {
      await shelf.withdraw(connection.id, id)
      throw error
    }
    shelf.settle(connection.id, id)
    this.#accesses.change(connection, credential)
    settings.save(connection)
    logger.info('connection.saved', { connection: connection.id, mode: credential.kind })
    const replaced = shelf
      .list(connection)
      .filter(({ summary, pending, id: other }) => other !== id && !pending && summary.kind === credential.kind)
    for (const { id: other } of replaced) await shelf.remove(connection, other)
    return connection
  }

  /**
   * Signs in with another credential that a connection keeps, and goes on with it; the former stays beside it. A paused one
   * stays paused.
   * Errors: connection_absent, credential_absent, every sign-in and Graph refusal.
   */
  async activate(connectionId: string, id: string, signal: AbortSignal): Promise<Connection> {
    const { shelf, settings, departures, logger } = this.#options
    const check = departures.begin()
    const former = settings.get(connectionId)
    const credential = await shelf.load(former, id)
    const proven = await this.#proven(former, credential, signal)
    check(connectionId)
    const connection = { ...proven, state: settings.get(connectionId).state }
    // Listed as usable first: were the program to end here, the former one still signs in.
    shelf.change(former, id, { pending: false })
    this.#accesses.change(connection, credential)
    settings.change(connection)
    logger.info('connection.credential-changed', { connection: connection.id, mode: credential.kind })
    return connection
  }

  /** Signs in again with what is kept; refreshes the tenant's name and the granted roles, which hold from the next call on. */
  async test(id: string, signal: AbortSignal): Promise<Connection> {
    const { settings, shelf, departures } = this.#options
    const check = departures.begin()
    const former = settings.get(id)
    const connection = await this.#proven(former, await shelf.active(former), signal)
    check(id)
    // Another credential that has signed in meanwhile is the newer proof.
    const current = settings.get(id)
    if (!isDeepStrictEqual([former.clientId, former.credential], [current.clientId, current.credential])) return current
    settings.change(connection)
    // The token in hand says for up to an hour more what was granted before; what runs keeps it.
    if (!sameRoles(former.roles, connection.roles)) this.#accesses.close(id)
    return connection
  }

  /** The active connection, if something may be asked of it. @throws AppError not_connected, disconnected */
  usable(): Connection {
    const active = this.active()
    if (active.state !== 'connected') throw new AppError('disconnected')
    return active
  }

  isUsable(id: string): boolean {
    const active = this.get()
    return active?.id === id && active.state === 'connected'
  }

  /** From now on nothing is asked of the tenant. What is under way has to be ended by the caller. */
  leave(id: string, state: Exclude<ConnectionState, 'connected'>): Connection {
    const { settings, logger } = this.#options
    const connection = { ...settings.get(id), state }
    settings.change(connection)
    this.#accesses.close(id)
    logger.info('connection.left', { connection: id, state })
    return connection
  }

  /** The way to one tenant's Graph, active or not. Errors as Accesses.graph. */
  graph(id: string): Promise<Graph> {
    return this.#accesses.graph(id)
  }

  async #proven(registration: Registration, credential: Credential, signal: AbortSignal): Promise<Connection> {
    const { access, clouds, settings, clock, newId } = this.#options
    const proof = await proveAccess(access(registration, credential), signal)
    const missing = missingRoles(proof.roles)
    if (missing.length > 0) throw new AppError('permission_missing', { roles: missing.join(', ') })
    const known = settings.find(proof.tenantId, registration.cloud)
    // Before it is saved: where it cannot be recorded, the next sign-in finds it again.
    if (known !== null && !sameRoles(known.roles, proof.roles))
      await found(this.#options.auditing, permissionsFound(known, proof.roles))
    const now = clock.now().toISOString()
    return {
      id: known?.id ?? newId(),
      name: known?.name ?? null,
      state: 'connected',
      tenantId: proof.tenantId,
      tenantName: proof.tenantName,
      defaultDomain: proof.defaultDomain,
      clientId: registration.clientId.toLowerCase(),
      cloud: registration.cloud,
      scope: scopeOf(clouds[registration.cloud]),
      credential: summaryOf(credential),
      roles: proof.roles,
      connectedAt: known?.connectedAt ?? now,
      testedAt: now,
    }
  }
}
