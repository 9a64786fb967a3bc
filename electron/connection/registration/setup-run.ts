import type { CloudId, Connection } from '../../../shared/domain/connection.ts'
import type { CertificateWish } from '../../../shared/domain/credentials.ts'
import type { Feature } from '../../../shared/domain/features.ts'
import type { SetupStep, StepProgress } from '../../../shared/domain/setup.ts'
import { AppError } from '../../../shared/ipc/errors.ts'
import { type Auditing, audited } from '../../audit/audited.ts'
import { type CertificateCredential, decodeCredential, encodeCredential, summaryOf } from '../../cloud/credential.ts'
import type { Graph } from '../../graph/graph.ts'
import type { Clock, Logger } from '../../ports.ts'
import type { Vault } from '../../vault/vault.ts'
import type { Access, Registration } from '../access.ts'
import { connectionFacts, credentialFacts } from '../connection-facts.ts'
import { makeCertificate } from '../credentials/certificate-maker.ts'
import type { CredentialFacts } from '../credentials/credential-shelf.ts'
import type { AdminSession } from './admin-session.ts'
import { isUnknownToEntra, type PatienceNeeds, withPatience } from './patience.ts'
import type { RegistrationBook } from './registration-book.ts'
import { Registrations } from './registrations.ts'
import { type SetupRecord, type SetupState, withoutKey } from './setup-state.ts'
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

export interface SetupNeeds {
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
  readonly auditing: Auditing
}

/** The private key's place until there is a connection to keep it for. */
export const provisionalName = 'setup/credential'

export type RunningStep = Pick<StepProgress, 'step' | 'attempt' | 'retryAt'>

/** One go at the steps of a set-up, from where its record says it stands. */
export class SetupRun {
  readonly #needs: SetupNeeds
  readonly #admin: SetupAdmin | null
  readonly #onChange: () => void
  #running: RunningStep | null = null

  constructor(needs: SetupNeeds, admin: SetupAdmin | null, onChange: () => void) {
    this.#needs = needs
    this.#admin = admin
    this.#onChange = onChange
  }

  get running(): RunningStep | null {
    return this.#running
  }

  /** One record for what stands at Microsoft, one for the connection: each may come about without the other. */
  async go(signal: AbortSignal): Promise<Connection> {
    const { auditing } = this.#needs
    const { tenantId, cloud, features } = this.#kept()
    const created = { action: 'registrationCreated', connectionId: null, after: { tenantId, cloud, features } } as const
    const certificate = await audited(auditing, created, async () => {
      const value = await this.#create(signal)
      const { clientId, applicationId, principalId, displayName, granted } = this.#kept()
      const after = { tenantId, clientId, applicationId, principalId, displayName, features, rolesGranted: granted }
      return { value, after: { ...after, ...credentialFacts(summaryOf(value)) } }
    })
    const planned = { action: 'connect', connectionId: null, after: { tenantId, cloud } } as const
    const connection = await audited(auditing, planned, async () => {
      const value = await this.#step('signIn', () => this.#connect(certificate, signal), signal)
      return { value, connectionId: value.id, after: connectionFacts(value) }
    })
    await this.#step('forget', () => this.#finish(connection), signal)
    return connection
  }

  async #create(signal: AbortSignal): Promise<CertificateCredential> {
    const certificate = await this.#step('keyPair', () => this.#keyPair(), signal)
    const tools = this.#tools(certificate)
    await this.#unlessDone('application', () => makeApplication(tools, signal), signal)
    await this.#unlessDone('certificate', () => registerCertificate(tools, signal), signal)
    await this.#unlessDone('principal', () => makePrincipal(tools, signal), signal)
    await this.#unlessDone('grants', () => grantRoles(tools, signal), signal)
    await this.#unlessDone('replication', () => awaitReplication(tools, signal), signal)
    return certificate
  }

  async #unlessDone(step: SetupStep, task: () => Promise<void>, signal: AbortSignal): Promise<void> {
    if (!this.#kept().done.includes(step)) await this.#step(step, task, signal)
  }

  async #step<Value>(step: SetupStep, task: () => Promise<Value>, signal: AbortSignal): Promise<Value> {
    if (signal.aborted) throw new AppError('cancelled')
    this.#show({ step, attempt: 1, retryAt: null })
    const value = await task()
    this.#running = null
    this.#change({ done: [...new Set([...this.#kept().done, step])] })
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
    this.#change({ ...withoutKey(record), thumbprint: made.thumbprint, notAfter })
    return made
  }

  #tools(certificate: CertificateCredential): SetupTools {
    return {
      registrations: this.#admin === null ? null : new Registrations(this.#admin.graph),
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

  async #finish(connection: Connection): Promise<void> {
    const { book, vault, logger } = this.#needs
    const { applicationId, principalId, features } = this.#kept()
    this.#admin?.session.forget()
    book.write(connection.id, { applicationId, principalId, features, madeByTenantry: true })
    // What stays is the key that is in use now, and goes at the next start.
    await vault.delete(provisionalName).catch((error: unknown) => logger.warn('setup.leftover', { error }))
  }

  #kept(): SetupRecord {
    const record = this.#needs.state.read()
    if (record === null) throw new AppError('setup_absent')
    return record
  }

  #change(changed: Partial<SetupRecord>): void {
    this.#needs.state.write({ ...this.#kept(), ...changed })
    this.#onChange()
  }

  #show(running: RunningStep): void {
    this.#running = running
    this.#onChange()
  }
}

const registrationOf = ({ cloud, tenantId, clientId }: SetupRecord): Registration => {
  if (clientId === null) throw new AppError('setup_absent')
  return { cloud, tenantId, clientId }
}
