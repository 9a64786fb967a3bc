import type { AuditAction, Flat } from '../../shared/domain/audit.ts'
import type { Connection } from '../../shared/domain/connection.ts'
import type { Output } from '../../shared/ipc/contract.ts'
import { AppError } from '../../shared/ipc/errors.ts'
import { type Auditing, audited, type Changed } from '../audit/audited.ts'
import type { CertificateSourceSettings } from '../smime/source-settings.ts'
import type { Vault } from '../vault/vault.ts'
import type { ConnectWizard } from './connect-wizard.ts'
import { connectionFacts } from './connection-facts.ts'
import type { ConnectionService } from './connection-service.ts'
import type { ConnectionSettings } from './connection-settings.ts'
import type { CredentialShelf } from './credentials/credential-shelf.ts'
import type { Rotation } from './credentials/rotation.ts'
import type { Departures } from './departures.ts'
import { eraseDirectoryKey } from './directory-key.ts'
import type { RegistrationBook } from './registration/registration-book.ts'
import type { RegistrationSetup } from './registration/registration-setup.ts'
import type { TenantSessions } from './tenant-session.ts'

interface Needs {
  readonly settings: Pick<ConnectionSettings, 'get' | 'change' | 'remove'>
  readonly connections: Pick<ConnectionService, 'leave' | 'test'>
  readonly shelf: Pick<CredentialShelf, 'forget'>
  readonly rotation: Pick<Rotation, 'cancel' | 'forget'>
  readonly book: Pick<RegistrationBook, 'read' | 'write'>
  readonly wizard: Pick<ConnectWizard, 'removeRegistration'>
  readonly sessions: Pick<TenantSessions, 'look' | 'close'>
  readonly departures: Departures
  readonly setup: Pick<RegistrationSetup, 'leave'>
  readonly vault: Vault
  readonly certificateSettings: Pick<CertificateSourceSettings, 'leave' | 'forget'>
  /** Deletes what stands of a connection's directory on the disk, files set aside included. */
  readonly removeFiles: (connectionId: string) => Promise<void>
  readonly onDataRemoved: (connectionId: string) => void
  readonly auditing: Auditing
}

/**
 * The way out of a connection, each step of it by itself: the connection, the data, the registration at Microsoft. Any
 * connection of the list, active or not; none of this makes another one active but taking the active one out of the list.
 */
export class Disconnection {
  readonly #needs: Needs

  constructor(needs: Needs) {
    this.#needs = needs
  }

  async rehearse(id: string): Promise<Output<'connection.rehearseDisconnect'>> {
    const { settings, sessions, departures, book } = this.#needs
    await departures.over(id)
    const connection = settings.get(id)
    return sessions.look(connection, async ({ directory, sync }) => {
      const { snapshot } = await directory.read.overview()
      const { progress } = await sync.status()
      return {
        users: snapshot?.users ?? 0,
        groups: snapshot?.groups ?? 0,
        memberships: snapshot?.memberships ?? 0,
        publishedAt: snapshot?.publishedAt ?? null,
        syncRunning: progress !== null,
        registration: { clientId: connection.clientId, madeByTenantry: book.read(id)?.madeByTenantry === true },
      }
    })
  }

  async disconnect(id: string, keepCredentials: boolean): Promise<Connection> {
    const action = keepCredentials ? 'connectionPaused' : 'disconnect'
    const planned = (former: Connection) => ({ action, before: { state: former.state } }) as const
    return this.#leaving(id, planned, async () => {
      const connection = keepCredentials ? await this.#pause(id) : await this.#leave(id)
      return { value: connection, after: { state: connection.state } }
    })
  }

  /** After a pause. @throws AppError as ConnectionService.test; secret_damaged where no credential is kept */
  async reconnect(id: string, signal: AbortSignal): Promise<Connection> {
    const { settings, connections, auditing } = this.#needs
    const { state } = settings.get(id)
    return audited(auditing, { action: 'reconnect', connectionId: id, before: { state } }, async () => ({
      value: await connections.test(id, signal),
      after: { state: 'connected' },
    }))
  }

  async removeData(id: string): Promise<void> {
    const { settings, departures, auditing } = this.#needs
    await departures.during(id, async () => {
      settings.get(id)
      await audited(auditing, { action: 'dataRemoved', connectionId: id, before: null }, async () => {
        await this.#erase(id)
        return { value: undefined }
      })
    })
  }

  /**
   * Out of the list at the very end: ended in between, it is still there to be asked for again. The registration at
   * Microsoft stays; it is removed beforehand (removeRegistration), or there.
   */
  async remove(id: string): Promise<void> {
    const { settings, book, certificateSettings } = this.#needs
    const planned = (former: Connection) => ({ action: 'connectionRemoved', before: connectionFacts(former) }) as const
    await this.#leaving(id, planned, async () => {
      await this.#leave(id)
      await this.#erase(id)
      await certificateSettings.forget(id)
      book.write(id, null)
      settings.remove(id)
      return { value: undefined }
    })
  }

  /** @throws AppError not_found for one that Tenantry did not make; as ConnectWizard.removeRegistration */
  async removeRegistration(id: string, signal: AbortSignal): Promise<void> {
    const { settings, book, wizard, auditing } = this.#needs
    const { tenantId, clientId } = settings.get(id)
    const facts = book.read(id)
    if (facts?.madeByTenantry !== true) throw new AppError('not_found')
    await audited(auditing, { action: 'registrationRemoved', connectionId: id, before: { clientId } }, async () => {
      await wizard.removeRegistration(tenantId, facts, signal)
      book.write(id, null)
      settings.change({ ...settings.get(id), registrationRemoved: true })
      return { value: undefined }
    })
  }

  #leaving<Value>(
    id: string,
    planned: (former: Connection) => { readonly action: AuditAction; readonly before: Flat },
    task: () => Promise<Changed<Value>>,
  ): Promise<Value> {
    const { settings, departures, auditing } = this.#needs
    return departures.leaving(id, () => audited(auditing, { connectionId: id, ...planned(settings.get(id)) }, task))
  }

  /** Paused first, so that nothing new begins; then what runs is ended. */
  async #pause(id: string, keeps = true): Promise<Connection> {
    const { settings, connections, setup, rotation, sessions } = this.#needs
    const former = settings.get(id)
    const left = former.state === 'connected' ? connections.leave(id, 'paused') : former
    await setup.leave(former, keeps)
    await rotation.cancel(id)
    await sessions.close(id)
    return left
  }

  /** Called disconnected when the secrets are gone: ended before, the next start finds a pause. */
  async #leave(id: string): Promise<Connection> {
    const { connections, rotation, shelf, certificateSettings } = this.#needs
    await this.#pause(id, false)
    rotation.forget(id)
    await shelf.forget(id)
    await certificateSettings.leave(id)
    return connections.leave(id, 'disconnected')
  }

  /** The key goes before the files: whatever happens to those, nobody reads them. */
  async #erase(id: string): Promise<void> {
    const { vault, sessions, removeFiles, onDataRemoved } = this.#needs
    await sessions.close(id)
    await eraseDirectoryKey(vault, id)
    await removeFiles(id)
    onDataRemoved(id)
  }
}
