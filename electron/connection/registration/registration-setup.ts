import type { Connection } from '../../../shared/domain/connection.ts'
import { type Feature, rolesFor } from '../../../shared/domain/features.ts'
import { type SetupStatus, setupSteps } from '../../../shared/domain/setup.ts'
import { AppError, isAppError } from '../../../shared/ipc/errors.ts'
import { audited } from '../../audit/audited.ts'
import { abortError } from '../../cloud/deadline.ts'
import { Registrations } from './registrations.ts'
import { provisionalName, type SetupAdmin, type SetupNeeds, SetupRun, type SetupWish } from './setup-run.ts'
import { type SetupRecord, statusOf, withoutKey } from './setup-state.ts'

export type { SetupAdmin, SetupWish } from './setup-run.ts'

interface Needs extends SetupNeeds {
  readonly newId: () => string
  readonly onStatus: (status: SetupStatus | null) => void
  readonly onConnected: (connection: Connection) => Promise<void>
}

/**
 * Makes an app registration with everything it needs and ends with a connection. One at a time; what each step has made is
 * kept, so that a stop at any point can be gone on from, or taken back.
 */
export class RegistrationSetup {
  readonly #needs: Needs
  #run: { readonly run: SetupRun; readonly controller: AbortController; ended: Promise<void> } | null = null
  #done: SetupStatus | null = null

  constructor(needs: Needs) {
    this.#needs = needs
  }

  /** Null when nothing is under way, kept, or just finished. */
  status(): SetupStatus | null {
    const record = this.#needs.state.read()
    if (record === null) return this.#done
    const state = this.#run === null ? ('stopped' as const) : ('running' as const)
    return statusOf(record, { state, running: this.#run?.run.running ?? null, connectionId: null })
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
      const planned = {
        action: 'registrationRemoved',
        connectionId: null,
        before: { tenantId, applicationId },
      } as const
      await audited(this.#needs.auditing, planned, async () => ({
        value: await new Registrations(admin.graph).remove(applicationId, principalId, signal),
      }))
    }
    await this.#needs.vault.delete(provisionalName)
    this.#needs.state.write(null)
    this.#needs.logger.info('setup.removed', { applicationId, principalId })
    this.#needs.onStatus(null)
  }

  /**
   * The connection to this tenant is left: an unfinished set-up for it ends. Its private key goes where the secrets of the
   * connection go; what stands at Microsoft stays known, to be gone on with by a new key, or taken back.
   */
  async leave({ tenantId, cloud }: Pick<Connection, 'tenantId' | 'cloud'>, keepKey: boolean): Promise<void> {
    const { state, vault, onStatus } = this.#needs
    const isOf = (record: SetupRecord | null) => record?.tenantId === tenantId && record.cloud === cloud
    if (!isOf(state.read())) return
    await this.cancel()
    const record = state.read()
    if (record === null || !isOf(record) || keepKey) return
    await vault.delete(provisionalName)
    const isMade = record.applicationId !== null || record.principalId !== null
    state.write(isMade ? { ...record, ...withoutKey(record) } : null)
    onStatus(this.status())
  }

  /** At the start: a key whose set-up is not known any more, because it could not be deleted when that had ended. */
  async sweep(): Promise<void> {
    if (!this.#needs.state.isKept()) await this.#needs.vault.delete(provisionalName)
  }

  #kept(): SetupRecord {
    const record = this.#needs.state.read()
    if (record === null) throw new AppError('setup_absent')
    return record
  }

  #begin(admin: SetupAdmin | null): SetupStatus {
    this.#done = null
    const controller = new AbortController()
    const run = new SetupRun(this.#needs, admin, () => this.#needs.onStatus(this.status()))
    const current = { run, controller, ended: Promise.resolve() }
    this.#run = current
    const work = this.#work(run, controller.signal)
    current.ended = work.then(() => undefined)
    // Not a part of the run: a way out of the connection waits for the run's end, and what follows waits for the way out.
    work.then((connection) => connection && this.#needs.onConnected(connection))
    return this.status() as SetupStatus
  }

  async #work(run: SetupRun, signal: AbortSignal): Promise<Connection | null> {
    const { state, onStatus } = this.#needs
    let connection: Connection | null = null
    try {
      // Whoever started it hears the first status before the first change of it.
      await Promise.resolve()
      connection = await run.go(signal)
      this.#done = statusOf(this.#kept(), { state: 'done', running: null, connectionId: connection.id })
      state.write(null)
    } catch (error) {
      this.#stopped(run, signal.aborted ? abortError(signal) : error)
    }
    this.#run = null
    onStatus(this.status())
    return connection
  }

  #stopped(run: SetupRun, cause: unknown): void {
    const { state, logger } = this.#needs
    const known = isAppError(cause) ? cause : new AppError('internal', {}, { cause })
    logger.warn('setup.stopped', { step: run.running?.step, code: known.code, ...known.params, cause: known.cause })
    const record = state.read()
    // Whoever cancelled knows why it stopped.
    const error = known.code === 'cancelled' ? null : { code: known.code, params: known.params }
    if (record !== null) state.write({ ...record, error })
  }
}
