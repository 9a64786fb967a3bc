import { type CloudId, type Connection, missingRoles } from '../../shared/domain/connection.ts'
import type { CredentialInput } from '../../shared/ipc/connection.ts'
import { AppError } from '../../shared/ipc/errors.ts'
import { type Cloud, scopeOf } from '../cloud/clouds.ts'
import { type Credential, decodeCredential, encodeCredential, summaryOf } from '../cloud/credential.ts'
import type { TokenSource } from '../cloud/token-source.ts'
import type { Graph } from '../graph/graph.ts'
import type { Clock, FilePicker, Logger } from '../ports.ts'
import type { Vault } from '../vault/vault.ts'
import { ChosenFiles } from './chosen-files.ts'
import type { ConnectionSettings } from './connection-settings.ts'
import { checkClient, checkTenant } from './consent/tenant-id.ts'
import { readCredential } from './credential-reader.ts'
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
}

export interface ConnectionServiceOptions {
  readonly settings: ConnectionSettings
  readonly vault: Vault
  readonly clouds: Readonly<Record<CloudId, Cloud>>
  readonly access: (registration: Registration, credential: Credential) => Access
  readonly picker: FilePicker
  readonly pickerTitle: () => string
  readonly clock: Clock
  readonly logger: Logger
  readonly newId: () => string
  readonly onChanged: (connection: Connection) => void
}

const credentialName = (connectionId: string): string => `connection/${connectionId}/credential`

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
    const connection = await this.#proven(input, credential, signal)
    const { vault, settings, logger, onChanged } = this.#options
    await vault.set(credentialName(connection.id), encodeCredential(credential))
    const former = settings.active()
    settings.save(connection)
    // Another tenant takes the place: its own secret has no business in the keychain any more, its data stays.
    if (former !== null && former.id !== connection.id) await vault.delete(credentialName(former.id))
    this.#files.forget()
    this.#access = null
    logger.info('connection.saved', { connection: connection.id, mode: credential.kind })
    onChanged(connection)
    return connection
  }

  /** Signs in again with what is kept; refreshes the tenant's name and the granted roles. */
  async test(signal: AbortSignal): Promise<Connection> {
    const active = this.#active()
    const connection = await this.#proven(active, await this.#kept(active), signal)
    this.#options.settings.save(connection)
    this.#options.onChanged(connection)
    return connection
  }

  /** The way to the active tenant's Graph; the credential is read from the vault once, then lives in memory. */
  async graph(): Promise<Graph> {
    const active = this.#active()
    if (this.#access?.connectionId !== active.id) {
      const credential = await this.#kept(active)
      this.#access = { connectionId: active.id, access: this.#options.access(active, credential) }
    }
    return this.#access.access.graph
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
    if (input.from === 'stored') return this.#kept(this.#active())
    const parts = input.from === 'paste' ? [input.text] : input.handles.map((handle) => this.#files.bytes(handle))
    return readCredential(parts, input.passphrase, this.#options.clock.now())
  }

  async #kept(connection: Connection): Promise<Credential> {
    const kept = await this.#options.vault.get(credentialName(connection.id))
    if (kept === null) throw new AppError('secret_damaged')
    return decodeCredential(kept)
  }

  #active(): Connection {
    const active = this.#options.settings.active()
    if (active === null) throw new AppError('not_connected')
    return active
  }
}
