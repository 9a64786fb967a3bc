import type { CloudId, Connection } from '../../../shared/domain/connection.ts'
import type { CertificateWish } from '../../../shared/domain/credentials.ts'
import { type Feature, rolesFor } from '../../../shared/domain/features.ts'
import { type SetupStatus, type SetupStep, type StepProgress, setupSteps } from '../../../shared/domain/setup.ts'
import { AppError, isAppError } from '../../../shared/ipc/errors.ts'
import { type CertificateCredential, decodeCredential, encodeCredential, summaryOf } from '../../cloud/credential.ts'
import { abortError } from '../../cloud/deadline.ts'
import type { Graph } from '../../graph/graph.ts'
import type { Clock, Logger } from '../../ports.ts'
import type { Vault } from '../../vault/vault.ts'
import type { Access, Registration } from '../connection-service.ts'
import { makeCertificate } from '../credentials/certificate-maker.ts'
import type { CredentialFacts } from '../credentials/credential-shelf.ts'
import type { AdminSession } from './admin-session.ts'
import { isUnknownToEntra, type PatienceNeeds, withPatience } from './patience.ts'
import type { RegistrationBook } from './registration-book.ts'
import { Registrations } from './registrations.ts'
import { type SetupRecord, type SetupState, statusOf } from './setup-state.ts'
import {
  awaitReplication,
  grantRoles,
  makeApplication,
  makePrincipal,
  registerCertificate,
  type SetupTools,
} from './setup-work.ts'

export interface SetupWish extends CertificateWish {
  readonly features: readonly Feature[]
  readonly displayName: string
}

/** Who the registration is made for and by whom. */
export interface SetupAdmin {
  readonly session: AdminSession
  readonly graph: Graph
  readonly cloud: CloudId
  readonly tenantName: string
}

interface Needs {
  readonly state: SetupState
  readonly book: RegistrationBook
  readonly vault: Vault
  readonly access: (registration: Registration, credential: CertificateCredential) => Access
  readonly adopt: (
    registration: Registration,
    credential: CertificateCredential,
    facts: CredentialFacts,
    signal: AbortSignal,
  ) => Promise<Connection>
  readonly clock: Clock
  readonly logger: Logger
  readonly newId: () => string
  readonly onStatus: (status: SetupStatus | null) => void
  readonly onConnected: (connection: Connection) => Promise<void>
}

/** The private key's place until there is a connection to keep it for. */
const provisionalName = 'setup/credential'

/**
 * Makes an app registration with everything it needs and ends with a connection. One at a time; what each step has made is
 * kept, so that a stop at any point can be gone on from, or taken back.
 */
export class RegistrationSetup {
  readonly #needs: Needs
  #run: { readonly controller: AbortController; readonly ended: Promise<void> } | null = null
  #running: Pick<StepProgress, 'step' | 'attempt' | 'retryAt'> | null = null
  #done: SetupStatus | null = null

  constructor(needs: Needs) {
    this.#needs = needs
  }

  /** Null when nothing is under way, kept, or just finished. */
  status(): SetupStatus | null {
    const record = this.#needs.state.read()
    if (record === null) return this.#done
    const state = this.#run === null ? ('stopped' as const) : ('running' as const)
    return statusOf(record, { state, running: this.#running, connectionId: null })
  }

  /** @throws AppError setup_running, also when an unfinished one is kept: go on with it or remove it first. */
  start(wish: SetupWish, admin: SetupAdmin): SetupStatus {
    const { state, clock, newId } = this.#needs
    if (this.#run !== null || state.read() !== null) throw new AppError('setup_running')
    const { features, displayName, keyBits, months } = wish
    const { cloud, tenantName, session } = admin
    const empty = {
      thumbprint: null,
      notAfter: null,
      applicationId: null,
      clientId: null,
      keyId: null,
      principalId: null,
    }
    state.write({
      ...empty,
      tag: `tenantry-setup-${newId()}`,
      cloud,
      tenantId: session.tenantId,
      tenantName,
      features,
      displayName,
      keyBits,
      months,
      startedAt: clock.now().toISOString(),
      granted: [],
      done: [],
      error: null,
    })
    return this.#begin(admin)
  }

  /**
   * Goes on where it stopped; with other features where some are given. Without an administrator only from the point
   * where none is needed any more.
   * @throws AppError setup_absent, setup_running, admin_signed_out, wrong_account
   */
  resume(admin: SetupAdmin | null, features: readonly Feature[] | null): SetupStatus {
    const record = this.#kept()
    if (this.#run !== null) throw new AppError('setup_running')
    const isChanged = features !== null && rolesFor(features).join() !== rolesFor(record.features).join()
    const done = isChanged
      ? record.done.filter((step) => setupSteps.indexOf(step) < setupSteps.indexOf('grants'))
      : record.done
    if (admin === null && !done.includes('grants')) throw new AppError('admin_signed_out')
    if (admin !== null && admin.session.tenantId !== record.tenantId) throw new AppError('wrong_account')
    this.#needs.state.write({ ...record, done, features: features ?? record.features, error: null })
    return this.#begin(admin)
  }

  /** Stops; what was made stays. */
  async cancel(): Promise<void> {
    this.#run?.controller.abort()
    await this.#run?.ended
  }

  /**
   * Takes back what was made: registration and service principal (which an administrator can restore for thirty days), the
   * private key here. @throws AppError setup_absent, admin_signed_out, wrong_account, admin_role_missing
   */
  async remove(admin: SetupAdmin | null, signal: AbortSignal): Promise<void> {
    await this.cancel()
    const { applicationId, principalId, tenantId } = this.#kept()
    if (applicationId !== null || principalId !== null) {
      if (admin === null) throw new AppError('admin_signed_out')
      if (admin.session.tenantId !== tenantId) throw new AppError('wrong_account')
      await new Registrations(admin.graph).remove(applicationId, principalId, signal)
    }
    await this.#needs.vault.delete(provisionalName)
    this.#needs.state.write(null)
    this.#needs.logger.info('setup.removed', { applicationId, principalId })
    this.#needs.onStatus(null)
  }

  #kept(): SetupRecord {
    const record = this.#needs.state.read()
    if (record === null) throw new AppError('setup_absent')
    return record
  }

  #begin(admin: SetupAdmin | null): SetupStatus {
    this.#done = null
    const controller = new AbortController()
    const run = { controller, ended: Promise.resolve() }
    this.#run = run
    this.#run = { controller, ended: this.#work(admin, controller.signal) }
    return this.status() as SetupStatus
  }

  async #work(admin: SetupAdmin | null, signal: AbortSignal): Promise<void> {
    const { logger, onConnected } = this.#needs
    let connection: Connection | null = null
    try {
      // Whoever started it hears the first status before the first change of it.
      await Promise.resolve()
      connection = await this.#steps(admin, signal)
    } catch (error) {
      const cause = signal.aborted ? abortError(signal) : error
      const known = isAppError(cause) ? cause : new AppError('internal', {}, { cause })
      logger.warn('setup.stopped', { step: this.#running?.step, code: known.code, ...known.params, cause: known.cause })
      // Whoever cancelled knows why it stopped.
      this.#change({ error: known.code === 'cancelled' ? null : { code: known.code, params: known.params } })
    }
    this.#run = null
    this.#running = null
    this.#needs.onStatus(this.status())
    if (connection !== null) await onConnected(connection)
  }

  async #steps(admin: SetupAdmin | null, signal: AbortSignal): Promise<Connection> {
    const certificate = await this.#step('keyPair', () => this.#keyPair(), signal)
    const tools = this.#tools(admin, certificate)
    await this.#unlessDone('application', () => makeApplication(tools, signal), signal)
    await this.#unlessDone('certificate', () => registerCertificate(tools, signal), signal)
    await this.#unlessDone('principal', () => makePrincipal(tools, signal), signal)
    await this.#unlessDone('grants', () => grantRoles(tools, signal), signal)
    await this.#unlessDone('replication', () => awaitReplication(tools, signal), signal)
    const connection = await this.#step('signIn', () => this.#connect(certificate, signal), signal)
    await this.#step('forget', () => this.#finish(admin, connection), signal)
    return connection
  }

  async #unlessDone(step: SetupStep, task: () => Promise<void>, signal: AbortSignal): Promise<void> {
    if (!this.#kept().done.includes(step)) await this.#step(step, task, signal)
  }

  async #step<Value>(step: SetupStep, task: () => Promise<Value>, signal: AbortSignal): Promise<Value> {
    if (signal.aborted) throw new AppError('cancelled')
    this.#show({ step, attempt: 1, retryAt: null })
    const value = await task()
    this.#running = null
    const record = this.#needs.state.read()
    if (record !== null) this.#change({ done: [...new Set([...record.done, step])] })
    this.#needs.logger.info('setup.step', { step })
    return value
  }

  /** The one of an earlier run, or a new one where there is none or its time has passed. */
  async #keyPair(): Promise<CertificateCredential> {
    const { vault, clock } = this.#needs
    const record = this.#kept()
    const text = await vault.get(provisionalName)
    const known = text === null ? null : decodeCredential(text)
    if (known?.kind === 'certificate' && known.thumbprint === record.thumbprint) return known
    const made = await makeCertificate(record, record.displayName, clock.now())
    await vault.set(provisionalName, encodeCredential(made))
    const summary = summaryOf(made)
    const notAfter = summary.kind === 'certificate' ? summary.notAfter : null
    const done = record.done.filter((step) => step !== 'certificate' && step !== 'replication')
    this.#change({ thumbprint: made.thumbprint, notAfter, keyId: null, done })
    return made
  }

  #tools(admin: SetupAdmin | null, certificate: CertificateCredential): SetupTools {
    return {
      registrations: admin === null ? null : new Registrations(admin.graph),
      certificate,
      roles: async (record, signal) => {
        const { tokens } = this.#needs.access(registrationOf(record), certificate)
        return (await tokens.acquire({ fresh: true }, signal)).roles
      },
      patience: (step) => this.#patience(step),
      read: () => this.#kept(),
      change: (changed) => this.#change(changed),
    }
  }

  #patience(step: SetupStep): PatienceNeeds {
    return {
      clock: this.#needs.clock,
      onTry: (attempt) => this.#show({ step, attempt, retryAt: null }),
      onWait: (attempt, retryAt) => this.#show({ step, attempt, retryAt: retryAt.toISOString() }),
    }
  }

  /** Another server may issue this token, which does not know all roles yet; a refusal of Graph is final. */
  #connect(certificate: CertificateCredential, signal: AbortSignal): Promise<Connection> {
    const record = this.#kept()
    const isEarly = (error: AppError) =>
      isUnknownToEntra(error) || (error.code === 'permission_missing' && error.params['status'] === undefined)
    const task = () => this.#needs.adopt(registrationOf(record), certificate, { keyId: record.keyId }, signal)
    return withPatience(this.#patience('signIn'), isEarly, task, signal)
  }

  async #finish(admin: SetupAdmin | null, connection: Connection): Promise<void> {
    const { book, state, vault } = this.#needs
    const record = this.#kept()
    admin?.session.forget()
    const { applicationId, principalId, features } = record
    book.write(connection.id, { applicationId, principalId, features, madeByTenantry: true })
    await vault.delete(provisionalName)
    this.#done = statusOf(record, { state: 'done', running: null, connectionId: connection.id })
    state.write(null)
  }

  #change(changed: Partial<SetupRecord>): void {
    const { state, onStatus } = this.#needs
    state.write({ ...this.#kept(), ...changed })
    onStatus(this.status())
  }

  #show(running: Pick<StepProgress, 'step' | 'attempt' | 'retryAt'>): void {
    this.#running = running
    this.#needs.onStatus(this.status())
  }
}

const registrationOf = ({ cloud, tenantId, clientId }: SetupRecord): Registration => {
  if (clientId === null) throw new AppError('setup_absent')
  return { cloud, tenantId, clientId }
}
