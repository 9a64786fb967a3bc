import type { Connection } from '../../../shared/domain/connection.ts'
import { AppError, isAppError } from '../../../shared/ipc/errors.ts'
import { type Auditing, audited } from '../../audit/audited.ts'
import { type CertificateCredential, summaryOf } from '../../cloud/credential.ts'
import { abortError } from '../../cloud/deadline.ts'
import type { Clock, Logger } from '../../ports.ts'
import type { Access, Registration } from '../access.ts'
import { credentialFacts } from '../connection-facts.ts'
import type { ConnectionService } from '../connection-service.ts'
import type { ConnectionSettings } from '../connection-settings.ts'
import { isUnknownToEntra, withPatience } from '../registration/patience.ts'
import type { CredentialShelf } from './credential-shelf.ts'
import type { KeyRoller } from './key-roller.ts'
import { rolledKeys } from './rolled-keys.ts'
import type { RotationRecord, RotationState } from './rotation-state.ts'

export interface RotationNeeds {
  readonly settings: Pick<ConnectionSettings, 'get'>
  readonly connections: Pick<ConnectionService, 'activate'>
  readonly shelf: CredentialShelf
  readonly roller: KeyRoller
  readonly state: RotationState
  readonly access: (registration: Registration, credential: CertificateCredential) => Access
  readonly clock: Clock
  readonly logger: Logger
  readonly auditing: Auditing
}

export interface Waiting {
  readonly attempt: number
  readonly retryAt: string | null
}

/** One go at a connection's rotation, from where its record says it stands. It is of that connection, whichever is active. */
export class RotationRun {
  readonly #needs: RotationNeeds
  readonly #connectionId: string
  readonly #onChange: () => void
  #waiting: Waiting = { attempt: 0, retryAt: null }

  constructor(needs: RotationNeeds, connectionId: string, onChange: () => void) {
    this.#needs = needs
    this.#connectionId = connectionId
    this.#onChange = onChange
  }

  get waiting(): Waiting {
    return this.#waiting
  }

  /** Never rejects: what stopped it is kept with its record. */
  async go(signal: AbortSignal): Promise<void> {
    try {
      // Whoever started it hears the first status before the first change of it.
      await Promise.resolve()
      if (this.#record().step === 'made') await this.#add(signal)
      if (this.#record().step === 'added') await this.#accept(signal)
    } catch (error) {
      const cause = signal.aborted ? abortError(signal) : error
      const known = isAppError(cause) ? cause : new AppError('internal', {}, { cause })
      this.#needs.logger.warn('rotation.stopped', { code: known.code, ...known.params, cause: known.cause })
      this.#stopped(known)
    }
  }

  /** By the application itself where it can; else the administrator uploads it, and the next try finds it there. */
  async #add(signal: AbortSignal): Promise<void> {
    const record = this.#record()
    const connection = this.#connection()
    const next = await this.#certificate(connection, record.nextId)
    if ((record.sent || record.way === 'upload') && (await this.#isAccepted(connection, next, signal))) {
      this.#change({ step: 'added' })
      return
    }
    this.#change({ sent: true })
    const added = {
      action: 'credentialAdded',
      connectionId: connection.id,
      after: credentialFacts(summaryOf(next)),
    } as const
    const outcome = await audited(this.#needs.auditing, added, async () => ({
      value: await this.#needs.roller.add(connection, record.nextId, next, signal),
    }))
    if (outcome.way === 'addKey') return this.#change({ way: 'addKey', step: 'added' })
    this.#change({ way: 'upload', sent: false })
    throw new AppError('rotation_needs_upload', outcome.params)
  }

  /** Signs in with it twice before it counts: one server of Entra may know it and another may not. */
  async #accept(signal: AbortSignal): Promise<void> {
    const { connections, clock, auditing, shelf, roller } = this.#needs
    const connection = this.#connection()
    const { nextId, formerId } = this.#withFormer(connection)
    const next = await this.#certificate(connection, nextId)
    const both = shelf.list(connection).filter(({ id }) => id === formerId || id === nextId)
    const keys = await rolledKeys(roller, connection, both, signal)
    const patience = {
      clock,
      onTry: (attempt: number) => this.#wait(attempt, null),
      onWait: (attempt: number, at: Date) => this.#wait(attempt, at.toISOString()),
    }
    const task = async () => {
      await this.#token(connection, next, signal)
      await connections.activate(connection.id, nextId, signal)
    }
    const former = both.find(({ id }) => id === formerId)
    const before = former === undefined ? null : credentialFacts(former.summary)
    const planned = { action: 'credentialRotated', connectionId: connection.id, before } as const
    try {
      await audited(auditing, planned, async () => {
        await withPatience(patience, isUnknownToEntra, task, signal)
        return { value: undefined, after: credentialFacts(summaryOf(next)) }
      })
    } catch (error) {
      if (!isAppError(error) || !isUnknownToEntra(error)) throw error
      throw new AppError('rotation_not_accepted', { ...error.params, thumbprint: next.thumbprint }, { cause: error })
    }
    this.#change({ step: 'switched', rolled: { clientId: connection.clientId, keys } })
  }

  /** Saved meanwhile, another one may sign in by now: then that is the one to be replaced. */
  #withFormer(connection: Connection): RotationRecord {
    const { formerId } = this.#record()
    const kept = this.#needs.shelf.list(connection)
    const former = kept.find(({ active }) => active)
    if (former !== undefined && !kept.some(({ id }) => id === formerId)) this.#change({ formerId: former.id })
    return this.#record()
  }

  async #isAccepted(connection: Connection, next: CertificateCredential, signal: AbortSignal): Promise<boolean> {
    try {
      await this.#token(connection, next, signal)
      return true
    } catch (error) {
      if (isAppError(error) && isUnknownToEntra(error)) return false
      throw error
    }
  }

  async #token(connection: Connection, next: CertificateCredential, signal: AbortSignal): Promise<void> {
    await this.#needs.access(connection, next).tokens.acquire({ fresh: true }, signal)
  }

  async #certificate(connection: Connection, id: string): Promise<CertificateCredential> {
    const credential = await this.#needs.shelf.load(connection, id)
    if (credential.kind !== 'certificate') throw new AppError('secret_damaged')
    return credential
  }

  #connection(): Connection {
    return this.#needs.settings.get(this.#connectionId)
  }

  #record(): RotationRecord {
    const record = this.#needs.state.read(this.#connectionId)
    if (record === null) throw new AppError('rotation_absent')
    return record
  }

  #change(changed: Partial<RotationRecord>): void {
    this.#needs.state.write({ ...this.#record(), ...changed })
    this.#onChange()
  }

  /** The record may have gone with its connection. */
  #stopped({ code, params }: AppError): void {
    const record = this.#needs.state.read(this.#connectionId)
    if (record !== null) this.#needs.state.write({ ...record, error: code === 'cancelled' ? null : { code, params } })
  }

  #wait(attempt: number, retryAt: string | null): void {
    this.#waiting = { attempt, retryAt }
    this.#onChange()
  }
}
