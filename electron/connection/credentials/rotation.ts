import type { AuditAction } from '../../../shared/domain/audit.ts'
import type { Connection } from '../../../shared/domain/connection.ts'
import type { CertificateWish, RotationStatus } from '../../../shared/domain/credentials.ts'
import { AppError, isAppError } from '../../../shared/ipc/errors.ts'
import { type Auditing, audited, type Changed } from '../../audit/audited.ts'
import { type CertificateCredential, summaryOf } from '../../cloud/credential.ts'
import { abortError } from '../../cloud/deadline.ts'
import type { Clock, Logger } from '../../ports.ts'
import { credentialFacts } from '../connection-facts.ts'
import type { Access, ConnectionService, Registration } from '../connection-service.ts'
import { isUnknownToEntra, withPatience } from '../registration/patience.ts'
import { makeCertificate } from './certificate-maker.ts'
import type { CredentialShelf } from './credential-shelf.ts'
import type { KeyRoller } from './key-roller.ts'
import { leftBehind, rolledKeys } from './rolled-keys.ts'
import type { RolledKey, RotationRecord, RotationState } from './rotation-state.ts'

interface Needs {
  readonly connections: Pick<ConnectionService, 'get' | 'activate'>
  readonly shelf: CredentialShelf
  readonly roller: KeyRoller
  readonly state: RotationState
  readonly access: (registration: Registration, credential: CertificateCredential) => Access
  readonly certificateName: () => string
  readonly clock: Clock
  readonly logger: Logger
  readonly auditing: Auditing
  readonly onStatus: (status: RotationStatus | null) => void
}

/**
 * Brings a new certificate in beside the one in use: made here, added to the registration by the application's own proof,
 * signed in with, and only then switched to. The former one goes when the administrator says so. Every step is kept, and
 * until the switch the former credential signs in, whatever happens.
 */
export class Rotation {
  readonly #needs: Needs
  #run: { readonly controller: AbortController; ended: Promise<void> } | null = null
  #waiting: { readonly attempt: number; readonly retryAt: string | null } = { attempt: 0, retryAt: null }

  constructor(needs: Needs) {
    this.#needs = needs
  }

  status(): RotationStatus | null {
    const record = this.#needs.state.read()
    const connection = this.#needs.connections.get()
    if (record === null || connection?.id !== record.connectionId) return null
    const kept = this.#needs.shelf.list(connection)
    const gone = leftBehind(record, connection, kept)
    const summaryOfOne = (wanted: string) => [...kept, ...gone].find(({ id }) => id === wanted)?.summary
    const next = summaryOfOne(record.nextId)
    if (next === undefined) return null
    const former = summaryOfOne(record.formerId) ?? connection.credential
    const { way, step, nextId, formerId, error } = record
    const left = gone.map(({ summary }) => summary)
    return { running: this.#run !== null, way, step, next, nextId, former, formerId, left, ...this.#waiting, error }
  }

  /** @throws AppError not_connected, rotation_running, keychain_… */
  async start(wish: CertificateWish): Promise<RotationStatus> {
    const { shelf, state, clock, certificateName } = this.#needs
    const connection = this.#connection()
    if (this.#run !== null || this.status() !== null) throw new AppError('rotation_running')
    const kept = shelf.list(connection)
    const active = kept.find((known) => known.active)
    if (active === undefined) throw new AppError('secret_damaged')
    // What a program that ended in the middle left behind.
    for (const { id } of kept.filter(({ pending }) => pending)) await shelf.remove(connection, id)
    const made = await makeCertificate(wish, certificateName(), clock.now())
    const nextId = await shelf.keep(connection.id, made, { pending: true }, clock.now())
    const empty = { connectionId: connection.id, sent: false, rolled: null, error: null }
    state.write({ ...empty, way: 'addKey', step: 'made', nextId, formerId: active.id })
    return this.#begin()
  }

  /** Goes on where it stopped; after an upload, with signing in. @throws AppError rotation_absent, rotation_running */
  resume(): RotationStatus {
    const record = this.#record()
    if (this.#run !== null) throw new AppError('rotation_running')
    this.#needs.state.write({ ...record, error: null })
    return this.#begin()
  }

  /** The connection goes, and with it the keys that a rotation would need. */
  forget(): void {
    this.#needs.state.write(null)
  }

  async cancel(): Promise<void> {
    this.#run?.controller.abort()
    await this.#run?.ended
  }

  /**
   * After the switch: the former one leaves the registration and the keychain.
   * @returns whether it could be taken out of the registration; if not, the administrator has to.
   */
  async finish(signal: AbortSignal): Promise<boolean> {
    const record = this.#record()
    if (this.#run !== null || record.step !== 'switched') throw new AppError('rotation_running')
    const { shelf } = this.#needs
    const connection = this.#connection()
    const left = leftBehind(record, connection, shelf.list(connection))
    if (left.length > 0) return this.#finishLeft(connection, left, signal)
    return this.#recorded('credentialRemoved', record.formerId, async () => {
      const removed = await this.#needs.roller.remove(connection, record.formerId, record.nextId, signal)
      await shelf.remove(connection, record.formerId)
      this.#end('rotation.finished', removed)
      return { value: removed, after: { removedFromRegistration: removed } }
    })
  }

  /** What is no longer kept here leaves the registration as well. */
  async #finishLeft(connection: Connection, left: readonly RolledKey[], signal: AbortSignal): Promise<boolean> {
    let all = true
    for (const { summary, keyId } of left) {
      const planned = {
        action: 'credentialRemoved',
        connectionId: connection.id,
        before: credentialFacts(summary),
      } as const
      const removed = await audited(this.#needs.auditing, planned, async () => {
        const value = await this.#needs.roller.removeLeft(connection, keyId, signal)
        return { value, after: { removedFromRegistration: value } }
      })
      all &&= removed
    }
    this.#end('rotation.left-removed', all)
    return all
  }

  #end(event: string, removed: boolean): void {
    this.#needs.state.write(null)
    this.#needs.logger.info(event, { removed })
    this.#show()
  }

  /**
   * Gives the new one up; the former one signs in again where it no longer did. Returns as finish does. Where something
   * newer signs in already, what is left stays in the registration, and nothing reminds of it any more.
   */
  async abandon(signal: AbortSignal): Promise<boolean> {
    await this.cancel()
    const record = this.#record()
    const connection = this.#connection()
    if (leftBehind(record, connection, this.#needs.shelf.list(connection)).length > 0) {
      this.#end('rotation.left', false)
      return false
    }
    return this.#recorded('credentialRemoved', record.nextId, async () => {
      const removed = await this.#takeBack(record, signal)
      return { value: removed, after: { removedFromRegistration: removed } }
    })
  }

  async #takeBack(record: RotationRecord, signal: AbortSignal): Promise<boolean> {
    const { shelf, connections } = this.#needs
    if (record.step === 'switched') await connections.activate(record.formerId, signal)
    const connection = this.#connection()
    const isThere = record.step !== 'made' || record.sent
    const removed = !isThere || (await this.#needs.roller.remove(connection, record.nextId, record.formerId, signal))
    await shelf.remove(connection, record.nextId)
    this.#end('rotation.abandoned', removed)
    return removed
  }

  #recorded<Value>(action: AuditAction, id: string, change: () => Promise<Changed<Value>>): Promise<Value> {
    const connection = this.#connection()
    const summary = this.#needs.shelf.list(connection).find((kept) => kept.id === id)?.summary
    const before = summary === undefined ? null : credentialFacts(summary)
    return audited(this.#needs.auditing, { action, connectionId: connection.id, before }, change)
  }

  #begin(): RotationStatus {
    const controller = new AbortController()
    const run = { controller, ended: Promise.resolve() }
    this.#run = run
    run.ended = this.#work(controller.signal)
    return this.status() as RotationStatus
  }

  async #work(signal: AbortSignal): Promise<void> {
    try {
      // Whoever started it hears the first status before the first change of it.
      await Promise.resolve()
      if (this.#record().step === 'made') await this.#add(signal)
      if (this.#record().step === 'added') await this.#accept(signal)
    } catch (error) {
      const cause = signal.aborted ? abortError(signal) : error
      const known = isAppError(cause) ? cause : new AppError('internal', {}, { cause })
      this.#needs.logger.warn('rotation.stopped', { code: known.code, ...known.params, cause: known.cause })
      this.#change({ error: known.code === 'cancelled' ? null : { code: known.code, params: known.params } })
    }
    this.#run = null
    this.#waiting = { attempt: 0, retryAt: null }
    this.#show()
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
    const { connections, clock, shelf, roller } = this.#needs
    const connection = this.#connection()
    const record = this.#withFormer(connection)
    const next = await this.#certificate(connection, record.nextId)
    const both = shelf.list(connection).filter(({ id }) => id === record.formerId || id === record.nextId)
    const keys = await rolledKeys(roller, connection, both, signal)
    const patience = {
      clock,
      onTry: (attempt: number) => this.#wait(attempt, null),
      onWait: (attempt: number, at: Date) => this.#wait(attempt, at.toISOString()),
    }
    const task = async () => {
      await this.#token(connection, next, signal)
      await connections.activate(record.nextId, signal)
    }
    try {
      await this.#recorded('credentialRotated', record.formerId, async () => {
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
    const kept = this.#needs.shelf.list(connection)
    const former = kept.find(({ active }) => active)
    if (former !== undefined && !kept.some(({ id }) => id === this.#record().formerId)) {
      this.#change({ formerId: former.id })
    }
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
    const connection = this.#needs.connections.get()
    if (connection === null) throw new AppError('not_connected')
    return connection
  }

  #record(): RotationRecord {
    const record = this.#needs.state.read()
    if (record === null || record.connectionId !== this.#connection().id) throw new AppError('rotation_absent')
    return record
  }

  #change(changed: Partial<RotationRecord>): void {
    this.#needs.state.write({ ...this.#record(), ...changed })
    this.#show()
  }

  #wait(attempt: number, retryAt: string | null): void {
    this.#waiting = { attempt, retryAt }
    this.#show()
  }

  #show(): void {
    this.#needs.onStatus(this.status())
  }
}
