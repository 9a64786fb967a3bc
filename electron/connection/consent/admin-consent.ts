import type { CloudId } from '../../../shared/domain/connection.ts'
import type { ConsentHint } from '../../../shared/domain/consent.ts'
import { AppError } from '../../../shared/ipc/errors.ts'
import { type Cloud, scopeOf } from '../../cloud/clouds.ts'
import { redirectError } from '../../cloud/entra-errors.ts'
import type { Fetch, OpenExternal } from '../../ports.ts'
import { awaitBrowser, type LoopbackNeeds } from './loopback-server.ts'
import { checkClient, checkTenant, tenantIdOf } from './tenant-id.ts'

export interface ConsentRequest {
  readonly cloud: CloudId
  readonly clientId: string
  /** Id or domain of the tenant that is meant; null when it is not known yet. */
  readonly tenant: string | null
}

interface Needs extends LoopbackNeeds {
  readonly clouds: Readonly<Record<CloudId, Cloud>>
  readonly openExternal: OpenExternal
  readonly fetch: Fetch
}

const guid = /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/i

/**
 * Lets an administrator consent to an own app registration in the system's browser, for everything the registration lists.
 * Source: "Admin consent on the Microsoft identity platform": with the tenant's id in the path where it is known, with
 * `organizations` where it is not.
 */
export class AdminConsent {
  readonly #needs: Needs

  constructor(needs: Needs) {
    this.#needs = needs
  }

  /**
   * @throws AppError consent_declined, consent_other_tenant, wrong_account, browser_unanswered, browser_unavailable,
   * loopback_unavailable, cancelled, validation, what an AADSTS code means, and for a domain the errors of looking it up.
   */
  async ask({ cloud: cloudId, clientId, tenant }: ConsentRequest, signal: AbortSignal): Promise<ConsentHint> {
    checkClient(clientId)
    if (tenant !== null) checkTenant(tenant)
    const cloud = this.#needs.clouds[cloudId]
    const expected = tenant === null ? null : await tenantIdOf(this.#needs, cloud, tenant, signal)
    const { openExternal } = this.#needs
    const parameters = await awaitBrowser(
      this.#needs,
      '/consent',
      ({ redirectUri, state }) => openExternal(consentUrl(cloud, expected, clientId, redirectUri, state)),
      signal,
    )
    const hint = readConsent(parameters, { cloud, clientId, expected })
    this.#needs.logger.info('consent.given', { tenantId: hint.tenantId, clientId })
    return hint
  }
}

const consentUrl = (
  cloud: Cloud,
  tenantId: string | null,
  clientId: string,
  redirectUri: string,
  state: string,
): string => {
  const url = new URL(`${cloud.authority}/${tenantId ?? 'organizations'}/v2.0/adminconsent`)
  url.search = new URLSearchParams({
    client_id: clientId.toLowerCase(),
    scope: scopeOf(cloud),
    redirect_uri: redirectUri,
    state,
  }).toString()
  return url.href
}

/**
 * `admin_consent=True` stands beside errors as well, so only an answer without one is a consent. An answer whose tenant
 * is missing or no id is of no use: it counts as none.
 */
export const readConsent = (
  parameters: URLSearchParams,
  asked: { readonly cloud: Cloud; readonly clientId: string; readonly expected: string | null },
): ConsentHint => {
  const { cloud, clientId, expected } = asked
  const tenantId = parameters.get('tenant')?.toLowerCase() ?? ''
  const consented = parameters.get('admin_consent')?.toLowerCase() === 'true'
  if (parameters.has('error') || parameters.has('error_subcode') || !consented) {
    throw redirectError(parameters, { tenant: expected ?? '', client: clientId })
  }
  if (!guid.test(tenantId)) throw new AppError('sign_in_refused', { client: clientId })
  if (expected !== null && tenantId !== expected) {
    throw new AppError('consent_other_tenant', { tenant: tenantId, expected, client: clientId })
  }
  return { tenantId, clientId: clientId.toLowerCase(), scope: scopeOf(cloud) }
}
