import type { Organization } from '@microsoft/microsoft-graph-types'
import type { CloudId } from '../../shared/domain/connection.ts'
import type { ConsentHint } from '../../shared/domain/consent.ts'
import type { Feature } from '../../shared/domain/features.ts'
import type { AdminInfo, SetupStatus } from '../../shared/domain/setup.ts'
import { AppError, isAppError } from '../../shared/ipc/errors.ts'
import { type Auditing, audited } from '../audit/audited.ts'
import type { TokenSource } from '../cloud/access-token.ts'
import type { Graph } from '../graph/graph.ts'
import type { AdminConsent, ConsentRequest } from './consent/admin-consent.ts'
import { wellFormedClient, wellFormedTenant } from './consent/tenant-id.ts'
import type { AdminSignIn } from './registration/admin-sign-in.ts'
import type { RegistrationSetup, SetupAdmin, SetupWish } from './registration/registration-setup.ts'
import { Registrations } from './registration/registrations.ts'

interface Needs {
  readonly consent: AdminConsent
  readonly signIns: AdminSignIn
  readonly setup: RegistrationSetup
  readonly auditing: Auditing
  readonly graph: (cloud: CloudId, tokens: TokenSource) => Graph
}

/**
 * What the page 'Connect with Microsoft' does: one wait for the browser at a time, the administrator who signed in, and
 * the set-up on that administrator's behalf.
 */
export class ConnectWizard {
  readonly #needs: Needs
  #waiting: AbortController | null = null
  #admin: SetupAdmin | null = null

  constructor(needs: Needs) {
    this.#needs = needs
  }

  /** Errors as AdminConsent's. */
  consent(request: ConsentRequest): Promise<ConsentHint> {
    const { cloud, clientId } = request
    const after = { cloud, clientId: wellFormedClient(clientId), tenant: wellFormedTenant(request.tenant) }
    const planned = { action: 'consent', connectionId: null, after } as const
    return audited(this.#needs.auditing, planned, async () => {
      const hint = await this.#inBrowser((signal) => this.#needs.consent.ask(request, signal))
      return { value: hint, after: { cloud, clientId, tenantId: hint.tenantId } }
    })
  }

  /** Errors as AdminSignIn's. Takes the place of whoever was signed in before. */
  signIn(cloud: CloudId, tenant: string | null): Promise<AdminInfo> {
    const after = { cloud, tenant: wellFormedTenant(tenant) }
    return audited(this.#needs.auditing, { action: 'adminSignIn', connectionId: null, after }, async () => {
      const admin = await this.#inBrowser((signal) => this.#signedIn(cloud, tenant, signal))
      this.signOut()
      this.#admin = admin
      const info = infoOf(admin)
      const { tenantId, userName, mayGrant } = info
      return { value: info, after: { cloud, tenantId, userName, mayGrant } }
    })
  }

  /** Null when nobody is signed in any more. */
  admin(): AdminInfo | null {
    return this.#admin?.session.isOpen === true ? infoOf(this.#admin) : null
  }

  signOut(): void {
    this.#admin?.session.forget()
    this.#admin = null
  }

  /** Whoever waits for the browser hears `cancelled`. */
  cancelBrowser(): void {
    this.#waiting?.abort(new AppError('cancelled'))
  }

  setup(): SetupStatus | null {
    return this.#needs.setup.status()
  }

  /** @throws AppError admin_signed_out, setup_running */
  startSetup(wish: SetupWish): SetupStatus {
    const admin = this.#open()
    if (admin === null) throw new AppError('admin_signed_out')
    return this.#needs.setup.start(wish, admin)
  }

  /** Errors as RegistrationSetup's. */
  resumeSetup(features: readonly Feature[] | null): SetupStatus {
    return this.#needs.setup.resume(this.#open(), features)
  }

  cancelSetup(): Promise<void> {
    return this.#needs.setup.cancel()
  }

  removeSetup(signal: AbortSignal): Promise<void> {
    return this.#needs.setup.remove(this.#open(), signal)
  }

  /**
   * Takes a registration of this tenant away, by the administrator who signed in.
   * @throws AppError admin_signed_out, consent_other_tenant for somebody of another tenant; of Graph
   */
  async removeRegistration(
    tenantId: string,
    { applicationId, principalId }: { readonly applicationId: string | null; readonly principalId: string | null },
    signal: AbortSignal,
  ): Promise<void> {
    const admin = this.#open()
    if (admin === null) throw new AppError('admin_signed_out')
    const { tenantId: tenant } = admin.session
    if (tenant !== tenantId) throw new AppError('consent_other_tenant', { tenant, expected: tenantId })
    await new Registrations(admin.graph).remove(applicationId, principalId, signal)
    this.signOut()
  }

  async close(): Promise<void> {
    this.cancelBrowser()
    await this.cancelSetup()
    this.signOut()
  }

  async #signedIn(cloud: CloudId, tenant: string | null, signal: AbortSignal): Promise<SetupAdmin> {
    const session = await this.#needs.signIns.signIn(cloud, tenant, signal)
    const graph = this.#needs.graph(cloud, session)
    const tenantName = await nameOf(graph, session.userName, signal)
    return { session, graph, cloud, tenantName }
  }

  #open(): SetupAdmin | null {
    return this.#admin?.session.isOpen === true ? this.#admin : null
  }

  /** A second wait takes the place of the first, whose tab may have been closed. */
  async #inBrowser<Value>(task: (signal: AbortSignal) => Promise<Value>): Promise<Value> {
    this.cancelBrowser()
    const controller = new AbortController()
    this.#waiting = controller
    try {
      return await task(controller.signal)
    } finally {
      if (this.#waiting === controller) this.#waiting = null
    }
  }
}

/** The sign-in client may not be allowed to read it: then the part of the account's name that says whose it is. */
const nameOf = async (graph: Graph, userName: string, signal: AbortSignal): Promise<string> => {
  try {
    const path = '/organization?$select=displayName'
    const { value } = await graph.get<{ readonly value: readonly Organization[] }>(path, {}, signal)
    const [organization] = value
    if (organization?.displayName) return organization.displayName
  } catch (error) {
    if (!isAppError(error) || error.code === 'cancelled') throw error
  }
  return userName.split('@').at(-1) ?? userName
}

const infoOf = ({ session, cloud, tenantName }: SetupAdmin): AdminInfo => ({
  cloud,
  tenantId: session.tenantId,
  tenantName,
  userName: session.userName,
  mayGrant: session.mayGrant,
})
