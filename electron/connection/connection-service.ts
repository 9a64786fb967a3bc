import {
  type CloudId,
  type Connection,
  type ConnectionList,
  type ConnectionState,
  missingRoles,
} from '../../shared/domain/connection.ts'
import type { CredentialInput } from '../../shared/ipc/connection.ts'
import { AppError } from '../../shared/ipc/errors.ts'
import { type Auditing, audited } from '../audit/audited.ts'
import { type Cloud, scopeOf } from '../cloud/clouds.ts'
import { type CertificateCredential, type Credential, summaryOf } from '../cloud/credential.ts'
import type { TokenSource } from '../cloud/token-source.ts'
import type { Graph } from '../graph/graph.ts'
import type { Clock, FilePicker, Logger } from '../ports.ts'
import { ChosenFiles } from './chosen-files.ts'
import { connectionFacts } from './connection-facts.ts'
import type { ConnectionSettings } from './connection-settings.ts'
import { checkClient, checkTenant } from './consent/tenant-id.ts'
import { readCredential } from './credential-reader.ts'
import type { CredentialFacts, CredentialShelf } from './credentials/credential-shelf.ts'
import type { Departures } from './departures.ts'
import { proveAccess } from './prove-access.ts'

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
  readonly #files: ChosenFiles
  /** By connection: a way into one tenant is never taken for another's. */
  readonly #access = new Map<string, Access>()

  constructor(options: ConnectionServiceOptions) {
    this.#options = options
    this.#files = new ChosenFiles(options.newId)
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

  async chooseFiles(): Promise<{
    readonly files: readonly { readonly handle: string; readonly name: string }[]
  } | null> {
    const picked = await this.#options.picker.pick({ title: this.#options.pickerTitle() })
    return picked === null ? null : { files: picked.slice(0, 2).map((file) => this.#files.keep(file)) }
  }

  /** A certificate made here waits like a chosen file, until a connection signs in with it. */
  keepMade(certificate: CertificateCredential): string {
    const text = `${certificate.certificatePem}\n${certificate.privateKeyPem}`
    return this.#files.keep({ name: `${certificate.thumbprint}.pem`, bytes: new TextEncoder().encode(text) }).handle
  }

  /** What was made or chosen, read again. */
  read(input: CredentialInput): Promise<Credential> {
    return this.#credential(input)
  }

  async inspect(input: CredentialInput) {
    return summaryOf(await this.#credential(input))
  }

  /**
   * Signs in, proves what the tenant allows, and only then keeps credential and settings; a failure changes nothing.
   * Errors: validation, credential_*, every sign-in and Graph refusal, keychain_*.
   */
  async testAndSave(
    input: Registration & { readonly credential: CredentialInput },
    signal: AbortSignal,
  ): Promise<Connection> {
    checkTenant(input.tenantId)
    checkClient(input.clientId)
    const credential = await this.#credential(input.credential)
    const connection = await this.#recorded(input, () => this.adopt(input, credential, {}, signal))
    this.#files.forget()
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
    const { shelf, departures, logger, clock } = this.#options
    const check = departures.begin()
    const connection = await this.#proven(registration, credential, signal)
    check(connection.id)
    const id = await shelf.keep(connection.id, credential, { ...facts, pending: true }, clock.now())
    try {
      check(connection.id)
    } catch (error) {
      await shelf.withdraw(connection.id, id)
      throw error
    }
    shelf.settle(connection.id, id)
    this.#keep(connection, credential, () => this.#options.settings.save(connection))
    logger.info('connection.saved', { connection: connection.id, mode: credential.kind })
    const replaced = shelf
      .list(connection)
      .filter(({ summary, pending, id: other }) => other !== id && !pending && summary.kind === credential.kind)
    for (const { id: other } of replaced) await shelf.remove(connection, other)
    return connection
  }

  /**
   * Signs in with another credential that a connection keeps, and goes on with it; the former stays beside it.
   * Errors: connection_absent, credential_absent, every sign-in and Graph refusal.
   */
  async activate(connectionId: string, id: string, signal: AbortSignal): Promise<Connection> {
    const { shelf, settings, departures, logger } = this.#options
    const check = departures.begin()
    const former = settings.get(connectionId)
    const credential = await shelf.load(former, id)
    const connection = await this.#proven(former, credential, signal)
    check(connectionId)
    // Listed as usable first: were the program to end here, the former one still signs in.
    shelf.change(former, id, { pending: false })
    this.#keep(connection, credential, () => settings.change(connection))
    logger.info('connection.credential-changed', { connection: connection.id, mode: credential.kind })
    return connection
  }

  /** Signs in again with what is kept; refreshes the tenant's name and the granted roles. */
  async test(id: string, signal: AbortSignal): Promise<Connection> {
    const { settings, shelf, departures } = this.#options
    const check = departures.begin()
    const former = settings.get(id)
    const connection = await this.#proven(former, await shelf.active(former), signal)
    check(id)
    settings.change(connection)
    return connection
  }

  /** The active connection, if something may be asked of it. @throws AppError not_connected, disconnected */
  usable(): Connection {
    const active = this.active()
    if (active.state !== 'connected') throw new AppError('disconnected')
    return active
  }

  /** From now on nothing is asked of the tenant. What is under way has to be ended by the caller. */
  leave(id: string, state: Exclude<ConnectionState, 'connected'>): Connection {
    const { settings, logger } = this.#options
    const connection = { ...settings.get(id), state }
    settings.change(connection)
    this.#access.delete(id)
    logger.info('connection.left', { connection: id, state })
    return connection
  }

  /**
   * The way to one tenant's Graph, active or not; the credential is read from the vault once, then lives in memory.
   * @throws AppError connection_absent, disconnected; keychain_…, secret_damaged
   */
  async graph(id: string): Promise<Graph> {
    const connection = this.#connected(id)
    const known = this.#access.get(id)
    if (known !== undefined) return known.graph
    const check = this.#options.departures.begin()
    const credential = await this.#options.shelf.active(connection)
    check(id)
    // It may have been left, or have come to another registration, while the keychain answered.
    const access = this.#access.get(id) ?? this.#options.access(this.#connected(id), credential)
    this.#access.set(id, access)
    return access.graph
  }

  #connected(id: string): Connection {
    const connection = this.#options.settings.get(id)
    if (connection.state !== 'connected') throw new AppError('disconnected')
    return connection
  }

  /** A sync that is running keeps its Graph, whose next token comes by the new credential. */
  #keep(connection: Connection, credential: Credential, save: () => void): void {
    const { tenantId, clientId, cloud, id } = connection
    const former = this.#options.settings.find(tenantId, cloud)
    save()
    if (former?.id === id && former.clientId === clientId) this.#access.get(id)?.use(credential)
    else this.#access.delete(id)
  }

  async #proven(registration: Registration, credential: Credential, signal: AbortSignal): Promise<Connection> {
    const { access, clouds, settings, clock, newId } = this.#options
    const proof = await proveAccess(access(registration, credential), signal)
    const missing = missingRoles(proof.roles)
    if (missing.length > 0) throw new AppError('permission_missing', { roles: missing.join(', ') })
    const known = settings.find(proof.tenantId, registration.cloud)
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

  async #credential(input: CredentialInput): Promise<Credential> {
    if (input.from === 'stored') return this.#options.shelf.active(this.active())
    const parts = input.from === 'paste' ? [input.text] : input.handles.map((handle) => this.#files.bytes(handle))
    return readCredential(parts, input.passphrase, this.#options.clock.now())
  }
}
