import { type CloudId, type Connection, type ConnectionState, missingRoles } from '../../shared/domain/connection.ts'
import type { CredentialInput } from '../../shared/ipc/connection.ts'
import { AppError } from '../../shared/ipc/errors.ts'
import { type Auditing, audited, found } from '../audit/audited.ts'
import { type Cloud, scopeOf } from '../cloud/clouds.ts'
import { type CertificateCredential, type Credential, summaryOf } from '../cloud/credential.ts'
import type { TokenSource } from '../cloud/token-source.ts'
import type { Graph } from '../graph/graph.ts'
import type { Clock, FilePicker, Logger } from '../ports.ts'
import { ChosenFiles } from './chosen-files.ts'
import { connectionFacts, permissionsFound, sameRoles } from './connection-facts.ts'
import type { ConnectionSettings } from './connection-settings.ts'
import { checkClient, checkTenant, wellFormedClient, wellFormedTenant } from './consent/tenant-id.ts'
import { readCredential } from './credential-reader.ts'
import type { CredentialFacts, CredentialShelf } from './credentials/credential-shelf.ts'
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
  readonly clouds: Readonly<Record<CloudId, Cloud>>
  readonly access: (registration: Registration, credential: Credential) => Access
  readonly picker: FilePicker
  readonly pickerTitle: () => string
  readonly clock: Clock
  readonly logger: Logger
  readonly auditing: Auditing
  readonly newId: () => string
  readonly onChanged: (connection: Connection) => void
}

/** Owns what is configured: which tenant, which application, which credential. Nothing is kept that has not signed in. */
export class ConnectionService {
  readonly #options: ConnectionServiceOptions
  readonly #files: ChosenFiles
  #access: { readonly connectionId: string; readonly access: Access } | null = null

  constructor(options: ConnectionServiceOptions) {
    this.#options = options
    this.#files = new ChosenFiles(options.newId)
  }

  get(): Connection | null {
    return this.#options.settings.active()
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
    const { cloud, tenantId, clientId } = input
    const said = { cloud, tenantId: wellFormedTenant(tenantId), clientId: wellFormedClient(clientId) }
    const connection = await this.#recorded(said, async () => {
      checkTenant(tenantId)
      checkClient(clientId)
      return this.adopt(input, await this.#credential(input.credential), {}, signal)
    })
    this.#files.forget()
    return connection
  }

  /** A connection that could not be made is recorded as well: somebody tried. */
  #recorded({ tenantId, clientId, cloud }: Registration, change: () => Promise<Connection>): Promise<Connection> {
    const former = this.get()
    const isSame = former?.tenantId === tenantId && former.cloud === cloud
    const action = !isSame ? 'connect' : former.state === 'connected' ? 'credentialAdded' : 'reconnect'
    const planned = {
      action,
      connectionId: isSame ? former.id : null,
      before: isSame ? connectionFacts(former) : null,
      after: { tenantId, clientId, cloud },
    } as const
    return audited(this.#options.auditing, planned, async () => {
      const connection = await change()
      return { value: connection, connectionId: connection.id, after: connectionFacts(connection) }
    })
  }

  /** As testAndSave, for a credential that is in main already. One of the other kind stays beside it, unused. */
  async adopt(
    registration: Registration,
    credential: Credential,
    facts: CredentialFacts,
    signal: AbortSignal,
  ): Promise<Connection> {
    const connection = await this.#proven(registration, credential, signal)
    const { shelf, settings, logger, clock } = this.#options
    const former = settings.active()
    const id = await shelf.keep(connection.id, credential, { ...facts, pending: false }, clock.now())
    this.#switch(connection, credential)
    logger.info('connection.saved', { connection: connection.id, mode: credential.kind })
    // Another tenant takes the place: its own secret has no business in the keychain any more, its data stays.
    if (former !== null && former.id !== connection.id) await shelf.forget(former.id)
    const replaced = shelf
      .list(connection)
      .filter(({ summary, pending, id: other }) => other !== id && !pending && summary.kind === credential.kind)
    for (const { id: other } of replaced) await shelf.remove(connection, other)
    return connection
  }

  /**
   * Signs in with another credential that is kept, and makes it the active one; the former stays beside it.
   * Errors: credential_absent, every sign-in and Graph refusal.
   */
  async activate(id: string, signal: AbortSignal): Promise<Connection> {
    const active = this.#active()
    const { shelf, logger } = this.#options
    const credential = await shelf.load(active, id)
    const connection = await this.#proven(active, credential, signal)
    // Listed as usable first: were the program to end here, the former one still signs in.
    shelf.change(active, id, { pending: false })
    this.#switch(connection, credential)
    logger.info('connection.credential-changed', { connection: connection.id, mode: credential.kind })
    return connection
  }

  /** Signs in again with what is kept; refreshes the tenant's name and the granted roles. */
  async test(signal: AbortSignal): Promise<Connection> {
    const active = this.#active()
    const connection = await this.#proven(active, await this.#options.shelf.active(active), signal)
    this.#options.settings.save(connection)
    this.#options.onChanged(connection)
    return connection
  }

  /** The active connection, if something may be asked of it. @throws AppError not_connected, disconnected */
  usable(): Connection {
    const active = this.#active()
    if (active.state !== 'connected') throw new AppError('disconnected')
    return active
  }

  /** From now on nothing is asked of the tenant. What is under way has to be ended by the caller. */
  leave(state: Exclude<ConnectionState, 'connected'>): Connection {
    const { settings, logger, onChanged } = this.#options
    const connection = { ...this.#active(), state }
    settings.save(connection)
    this.#access = null
    logger.info('connection.left', { connection: connection.id, state })
    onChanged(connection)
    return connection
  }

  /** The way to the active tenant's Graph; the credential is read from the vault once, then lives in memory. */
  async graph(): Promise<Graph> {
    const active = this.usable()
    if (this.#access?.connectionId !== active.id) {
      const credential = await this.#options.shelf.active(active)
      this.#access = { connectionId: active.id, access: this.#options.access(active, credential) }
    }
    return this.#access.access.graph
  }

  /** A sync that is running keeps its Graph, whose next token comes by the new credential. */
  #switch(connection: Connection, credential: Credential): void {
    const { settings, onChanged } = this.#options
    const former = settings.active()
    settings.save(connection)
    const { tenantId, clientId, cloud, id } = connection
    const isSame =
      former?.id === id &&
      former.tenantId === tenantId &&
      former.clientId === clientId &&
      former.cloud === cloud &&
      this.#access?.connectionId === id
    if (isSame) this.#access?.access.use(credential)
    else this.#access = null
    onChanged(connection)
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
    if (input.from === 'stored') return this.#options.shelf.active(this.#active())
    const parts = input.from === 'paste' ? [input.text] : input.handles.map((handle) => this.#files.bytes(handle))
    return readCredential(parts, input.passphrase, this.#options.clock.now())
  }

  #active(): Connection {
    const active = this.#options.settings.active()
    if (active === null) throw new AppError('not_connected')
    return active
  }
}
