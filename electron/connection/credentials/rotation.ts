import type { Connection } from '../../../shared/domain/connection.ts'
import type { CertificateWish, RotationStatus } from '../../../shared/domain/credentials.ts'
import { AppError } from '../../../shared/ipc/errors.ts'
import { audited, type Changed } from '../../audit/audited.ts'
import { credentialFacts } from '../connection-facts.ts'
import type { ConnectionService } from '../connection-service.ts'
import type { Departures } from '../departures.ts'
import { makeCertificate } from './certificate-maker.ts'
import { leftBehind, removeLeft } from './rolled-keys.ts'
import { type RotationNeeds, RotationRun } from './rotation-run.ts'
import type { RolledKey, RotationRecord } from './rotation-state.ts'

interface Needs extends RotationNeeds {
  readonly connections: Pick<ConnectionService, 'get' | 'active' | 'activate'>
  readonly departures: Departures
  readonly certificateName: () => string
  readonly onStatus: (status: RotationStatus | null) => void
}

interface Running {
  readonly run: RotationRun
  readonly controller: AbortController
  ended: Promise<void>
}

const idle = { attempt: 0, retryAt: null }

/**
 * Brings a new certificate in beside the one in use: made here, added to the registration by the application's own proof,
 * signed in with, and only then switched to. The former one goes when the administrator says so. Every step is kept, and
 * until the switch the former credential signs in, whatever happens. What is asked is asked of the active connection; what
 * runs goes on for the connection it was begun for.
 */
export class Rotation {
  readonly #needs: Needs
  /** By connection. */
  readonly #runs = new Map<string, Running>()

  constructor(needs: Needs) {
    this.#needs = needs
  }

  /** Of the active connection. */
  status(): RotationStatus | null {
    const connection = this.#needs.connections.get()
    return connection === null ? null : this.#status(connection)
  }

  /** @throws AppError not_connected, rotation_running, keychain_… */
  async start(wish: CertificateWish): Promise<RotationStatus> {
    const { connections, shelf, departures, state, clock, certificateName } = this.#needs
    const check = departures.begin()
    const connection = connections.active()
    if (this.#runs.has(connection.id) || this.#status(connection) !== null) throw new AppError('rotation_running')
    const kept = shelf.list(connection)
    const active = kept.find((known) => known.active)
    if (active === undefined) throw new AppError('secret_damaged')
    // What a program that ended in the middle left behind.
    for (const { id } of kept.filter(({ pending }) => pending)) await shelf.remove(connection, id)
    const made = await makeCertificate(wish, certificateName(), clock.now())
    check(connection.id)
    const nextId = await shelf.keep(connection.id, made, { pending: true }, clock.now())
    try {
      check(connection.id)
    } catch (error) {
      await shelf.withdraw(connection.id, nextId)
      throw error
    }
    const empty = { connectionId: connection.id, sent: false, rolled: null, error: null }
    state.write({ ...empty, way: 'addKey', step: 'made', nextId, formerId: active.id })
    return this.#begin(connection)
  }

  /** Goes on where it stopped; after an upload, with signing in. @throws AppError rotation_absent, rotation_running */
  resume(): RotationStatus {
    const connection = this.#needs.connections.active()
    const record = this.#record(connection)
    if (this.#runs.has(connection.id)) throw new AppError('rotation_running')
    this.#needs.state.write({ ...record, error: null })
    return this.#begin(connection)
  }

  /** A connection goes, and with it the keys that its rotation would need. */
  forget(connectionId: string): void {
    this.#needs.state.forget(connectionId)
  }

  /** Whether a rotation goes on with this credential. */
  owns(connectionId: string, credentialId: string): boolean {
    return this.#needs.state.read(connectionId)?.nextId === credentialId
  }

  /** Of one connection, or whatever runs. */
  async cancel(connectionId?: string): Promise<void> {
    const runs = [...this.#runs].filter(([id]) => connectionId === undefined || connectionId === id)
    for (const [, { controller }] of runs) controller.abort()
    await Promise.all(runs.map(([, { ended }]) => ended))
  }

  /**
   * After the switch: the former one leaves the registration and the keychain.
   * @returns whether it could be taken out of the registration; if not, the administrator has to.
   */
  async finish(signal: AbortSignal): Promise<boolean> {
    const connection = this.#needs.connections.active()
    const record = this.#record(connection)
    if (this.#runs.has(connection.id) || record.step !== 'switched') throw new AppError('rotation_running')
    const { shelf, roller } = this.#needs
    const left = this.#left(connection)
    if (left.length > 0) {
      const all = await removeLeft(this.#needs, connection, left, signal)
      this.#end('rotation.left-removed', connection.id, all)
      return all
    }
    return this.#recorded(connection, record.formerId, async () => {
      const removed = await roller.remove(connection, record.formerId, record.nextId, signal)
      await shelf.remove(connection, record.formerId)
      this.#end('rotation.finished', connection.id, removed)
      return { value: removed, after: { removedFromRegistration: removed } }
    })
  }

  #left(connection: Connection): readonly RolledKey[] {
    const { state, shelf } = this.#needs
    return leftBehind(state.read(connection.id), connection, shelf.list(connection))
  }

  #end(event: string, connectionId: string, removed: boolean): void {
    this.#needs.state.forget(connectionId)
    this.#needs.logger.info(event, { removed })
    this.#show(connectionId)
  }

  /**
   * Gives the new one up; the former one signs in again where it no longer did. Returns as finish does. Where something
   * newer signs in already, what is left stays in the registration, and nothing reminds of it any more.
   */
  async abandon(signal: AbortSignal): Promise<boolean> {
    const connection = this.#needs.connections.active()
    await this.cancel(connection.id)
    const record = this.#record(connection)
    if (this.#left(connection).length > 0) {
      this.#end('rotation.left', connection.id, false)
      return false
    }
    return this.#recorded(connection, record.nextId, async () => {
      const removed = await this.#takeBack(record, signal)
      return { value: removed, after: { removedFromRegistration: removed } }
    })
  }

  async #takeBack(record: RotationRecord, signal: AbortSignal): Promise<boolean> {
    const { connectionId, nextId, formerId } = record
    const { settings, shelf, connections, roller } = this.#needs
    if (record.step === 'switched') await connections.activate(connectionId, formerId, signal)
    const connection = settings.get(connectionId)
    const isThere = record.step !== 'made' || record.sent
    const removed = !isThere || (await roller.remove(connection, nextId, formerId, signal))
    await shelf.remove(connection, nextId)
    this.#end('rotation.abandoned', connectionId, removed)
    return removed
  }

  #recorded<Value>(connection: Connection, id: string, change: () => Promise<Changed<Value>>): Promise<Value> {
    const summary = this.#needs.shelf.list(connection).find((kept) => kept.id === id)?.summary
    const before = summary === undefined ? null : credentialFacts(summary)
    const planned = { action: 'credentialRemoved', connectionId: connection.id, before } as const
    return audited(this.#needs.auditing, planned, change)
  }

  #begin(connection: Connection): RotationStatus {
    const { id } = connection
    const controller = new AbortController()
    const run = new RotationRun(this.#needs, id, () => this.#show(id))
    const running: Running = { run, controller, ended: Promise.resolve() }
    this.#runs.set(id, running)
    running.ended = run.go(controller.signal).finally(() => {
      this.#runs.delete(id)
      this.#show(id)
    })
    return this.#status(connection) as RotationStatus
  }

  #status(connection: Connection): RotationStatus | null {
    const record = this.#needs.state.read(connection.id)
    if (record === null) return null
    const kept = this.#needs.shelf.list(connection)
    const gone = this.#left(connection)
    const summaryOf = (wanted: string) => [...kept, ...gone].find(({ id }) => id === wanted)?.summary
    const next = summaryOf(record.nextId)
    if (next === undefined) return null
    const former = summaryOf(record.formerId) ?? connection.credential
    const { way, step, nextId, formerId, error } = record
    const run = this.#runs.get(connection.id)?.run
    const names = { next, nextId, former, formerId, left: gone.map(({ summary }) => summary) }
    return { running: run !== undefined, way, step, ...names, ...(run?.waiting ?? idle), error }
  }

  #record({ id }: Connection): RotationRecord {
    const record = this.#needs.state.read(id)
    if (record === null) throw new AppError('rotation_absent')
    return record
  }

  /** The page shows the active connection; another one's rotation is looked up when it is switched to. */
  #show(connectionId: string): void {
    const active = this.#needs.connections.get()
    if (active?.id === connectionId) this.#needs.onStatus(this.#status(active))
  }
}
