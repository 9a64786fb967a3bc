import type { Connection } from '../../shared/domain/connection.ts'
import type { Output } from '../../shared/ipc/contract.ts'
import { AppError } from '../../shared/ipc/errors.ts'
import { type Auditing, audited } from '../audit/audited.ts'
import type { Vault } from '../vault/vault.ts'
import type { ConnectWizard } from './connect-wizard.ts'
import type { ConnectionService } from './connection-service.ts'
import type { CredentialShelf } from './credentials/credential-shelf.ts'
import type { Rotation } from './credentials/rotation.ts'
import { eraseDirectoryKey } from './directory-key.ts'
import type { RegistrationBook } from './registration/registration-book.ts'
import type { TenantSessions } from './tenant-session.ts'

interface Needs {
  readonly connections: Pick<ConnectionService, 'get' | 'leave' | 'test'>
  readonly shelf: Pick<CredentialShelf, 'forget'>
  readonly rotation: Pick<Rotation, 'cancel' | 'forget'>
  readonly book: Pick<RegistrationBook, 'read' | 'write'>
  readonly wizard: Pick<ConnectWizard, 'removeRegistration'>
  readonly sessions: Pick<TenantSessions, 'current' | 'close'>
  readonly vault: Vault
  /** Deletes what stands of a connection's directory on the disk, files set aside included. */
  readonly removeFiles: (connectionId: string) => Promise<void>
  readonly onDataRemoved: () => void
  readonly auditing: Auditing
}

/** The way out of a connection, each step of it by itself: the connection, the data, the registration at Microsoft. */
export class Disconnection {
  readonly #needs: Needs

  constructor(needs: Needs) {
    this.#needs = needs
  }

  async rehearse(id: string): Promise<Output<'connection.rehearseDisconnect'>> {
    const { clientId } = this.#connection(id)
    const { directory, sync } = await this.#needs.sessions.current()
    const { snapshot } = await directory.read.overview()
    const { progress } = await sync.status()
    return {
      users: snapshot?.users ?? 0,
      groups: snapshot?.groups ?? 0,
      memberships: snapshot?.memberships ?? 0,
      publishedAt: snapshot?.publishedAt ?? null,
      syncRunning: progress !== null,
      registration: { clientId, madeByTenantry: this.#needs.book.read(id)?.madeByTenantry === true },
    }
  }

  /**
   * Paused first, so that nothing new begins; then what runs is ended; then the secrets go; only then is it called
   * disconnected. Ended in between, the next start finds a pause, and this can be asked for again.
   */
  async disconnect(id: string, keepCredentials: boolean): Promise<Connection> {
    const { state } = this.#connection(id)
    const { connections, sessions, rotation, shelf, auditing } = this.#needs
    const action = keepCredentials ? 'connectionPaused' : 'disconnect'
    return audited(auditing, { action, connectionId: id, before: { state } }, async () => {
      const paused = connections.leave('paused')
      await rotation.cancel()
      await sessions.close()
      if (keepCredentials) return { value: paused, after: { state: 'paused' } }
      rotation.forget()
      await shelf.forget(id)
      return { value: connections.leave('disconnected'), after: { state: 'disconnected' } }
    })
  }

  /** After a pause. @throws AppError as ConnectionService.test; secret_damaged where no credential is kept */
  async reconnect(id: string, signal: AbortSignal): Promise<Connection> {
    const { state } = this.#connection(id)
    const { connections, auditing } = this.#needs
    return audited(auditing, { action: 'reconnect', connectionId: id, before: { state } }, async () => ({
      value: await connections.test(signal),
      after: { state: 'connected' },
    }))
  }

  /** The key goes first: whatever happens to the files afterwards, nobody reads them. */
  async removeData(id: string): Promise<void> {
    this.#connection(id)
    const { vault, sessions, removeFiles, onDataRemoved, auditing } = this.#needs
    await audited(auditing, { action: 'dataRemoved', connectionId: id, before: null }, async () => {
      await eraseDirectoryKey(vault, id)
      await sessions.close()
      await removeFiles(id)
      onDataRemoved()
      return { value: undefined }
    })
  }

  /** @throws AppError not_found for one that Tenantry did not make; as ConnectWizard.removeRegistration */
  async removeRegistration(id: string, signal: AbortSignal): Promise<void> {
    const { tenantId, clientId } = this.#connection(id)
    const { book, wizard, auditing } = this.#needs
    const facts = book.read(id)
    if (facts?.madeByTenantry !== true) throw new AppError('not_found')
    await audited(auditing, { action: 'registrationRemoved', connectionId: id, before: { clientId } }, async () => {
      await wizard.removeRegistration(tenantId, facts, signal)
      book.write(id, null)
      return { value: undefined }
    })
  }

  #connection(id: string): Connection {
    const connection = this.#needs.connections.get()
    if (connection?.id !== id) throw new AppError('not_connected')
    return connection
  }
}
