import { writeFile } from 'node:fs/promises'
import { basename } from 'node:path'
import type { AuditAction, Flat } from '../../../shared/domain/audit.ts'
import type { Connection, CredentialSummary } from '../../../shared/domain/connection.ts'
import type { CertificateWish, ExpiryAnswer, ExportFormat, KeptCredential } from '../../../shared/domain/credentials.ts'
import { AppError } from '../../../shared/ipc/errors.ts'
import { type Auditing, audited, type Changed } from '../../audit/audited.ts'
import { type Credential, summaryOf } from '../../cloud/credential.ts'
import type { Clock, FileTarget } from '../../ports.ts'
import { credentialFacts } from '../connection-facts.ts'
import type { ConnectionService } from '../connection-service.ts'
import { makeCertificate } from './certificate-maker.ts'
import { publicPart } from './certificate-parts.ts'
import type { CredentialShelf } from './credential-shelf.ts'
import type { OwnApplication } from './own-application.ts'

interface Needs {
  readonly auditing: Auditing
  readonly connections: ConnectionService
  readonly shelf: CredentialShelf
  readonly application: OwnApplication
  readonly target: FileTarget
  readonly targetTitle: () => string
  readonly certificateName: () => string
  readonly clock: Clock
}

/** What the settings page does with the credentials of the active connection, and with a certificate made before there is one. */
export class CredentialDesk {
  readonly #needs: Needs

  constructor(needs: Needs) {
    this.#needs = needs
  }

  list(): KeptCredential[] {
    const connection = this.#needs.connections.get()
    return connection === null ? [] : this.#needs.shelf.list(connection)
  }

  /** For an own app registration, before there is a connection: to be exported, uploaded and tested by its handle. */
  async make(wish: CertificateWish): Promise<{ readonly handle: string; readonly summary: CredentialSummary }> {
    const { certificateName, clock, connections } = this.#needs
    const made = await makeCertificate(wish, certificateName(), clock.now())
    return { handle: connections.given.keepMade(made), summary: summaryOf(made) }
  }

  /** The public part of one that is kept, to upload; the file's name, or null when the administrator cancels. */
  async exportKept(id: string, format: ExportFormat): Promise<string | null> {
    return this.#export(await this.#needs.shelf.load(this.#connection(), id), format)
  }

  async exportMade(handle: string, format: ExportFormat): Promise<string | null> {
    return this.#export(await this.#needs.connections.given.read({ from: 'files', handles: [handle] }), format)
  }

  /** @throws AppError credential_in_use for the one that signs in, rotation_running for one on its way in. */
  async remove(id: string): Promise<void> {
    const known = this.#known(id)
    if (known.active) throw new AppError('credential_in_use')
    if (known.pending) throw new AppError('rotation_running')
    const connection = this.#connection()
    await this.#recorded(connection, 'credentialRemoved', credentialFacts(known.summary), async () => {
      await this.#needs.shelf.remove(connection, id)
      return { value: undefined }
    })
  }

  /** Errors as ConnectionService.activate. */
  activate(id: string, signal: AbortSignal): Promise<Connection> {
    const former = this.#connection()
    const before = credentialFacts(former.credential)
    return this.#recorded(former, 'credentialActivated', before, async () => {
      const connection = await this.#needs.connections.activate(former.id, id, signal)
      return { value: connection, after: credentialFacts(connection.credential) }
    })
  }

  /** When a secret ends, by Entra where that may be read; kept where the answer is clear. */
  async readExpiry(id: string, signal: AbortSignal): Promise<ExpiryAnswer> {
    const { shelf, application } = this.#needs
    const { summary, expiresAt: former } = this.#known(id)
    if (summary.kind === 'certificate') return { found: 'one', ends: [summary.notAfter] }
    const connection = this.#connection()
    const answer = await application.secretExpiry(connection, summary.hint, signal)
    const [end] = answer.ends
    if (answer.found === 'one' && end !== undefined)
      await this.#recorded(connection, 'settingsChanged', { secretExpiresAt: former }, async () => {
        shelf.change(connection, id, { expiresAt: end, expiryFrom: 'entra' })
        return { value: undefined, after: { secretExpiresAt: end } }
      })
    return answer
  }

  /** As the administrator knows it; null to forget it. A certificate says its end itself. */
  async setExpiry(id: string, expiresAt: string | null): Promise<void> {
    const { summary, expiresAt: former } = this.#known(id)
    if (summary.kind === 'certificate') throw new AppError('validation', { field: 'id', problem: 'certificate' })
    const expiryFrom = expiresAt === null ? null : ('typed' as const)
    const connection = this.#connection()
    await this.#recorded(connection, 'settingsChanged', { secretExpiresAt: former }, async () => {
      this.#needs.shelf.change(connection, id, { expiresAt, expiryFrom })
      return { value: undefined, after: { secretExpiresAt: expiresAt } }
    })
  }

  #recorded<Value>(
    { id }: Connection,
    action: AuditAction,
    before: Flat,
    change: () => Promise<Changed<Value>>,
  ): Promise<Value> {
    return audited(this.#needs.auditing, { action, connectionId: id, before }, change)
  }

  async #export(credential: Credential, format: ExportFormat): Promise<string | null> {
    if (credential.kind === 'secret') throw new AppError('validation', { field: 'id', problem: 'client secret' })
    const { name, bytes } = publicPart(credential, format)
    const path = await this.#needs.target.choose({ title: this.#needs.targetTitle(), name, extension: format })
    if (path === null) return null
    try {
      await writeFile(path, bytes)
    } catch (cause) {
      const code = (cause as NodeJS.ErrnoException).code ?? 'EIO'
      throw new AppError(code === 'ENOSPC' ? 'disk_full' : 'disk_failed', { problem: code }, { cause })
    }
    return basename(path)
  }

  #known(id: string): KeptCredential {
    const known = this.list().find((kept) => kept.id === id)
    if (known === undefined) throw new AppError('credential_absent')
    return known
  }

  #connection(): Connection {
    return this.#needs.connections.active()
  }
}
