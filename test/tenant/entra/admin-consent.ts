import {
  type GraphPermission,
  graphAppId,
  graphScopes,
  roleWithId,
  scopeWithId,
} from '../applications/graph-permissions.ts'
import type { Answer } from '../graph/answer.ts'
import { type Account, isAdministrator } from './accounts.ts'
import { strangerMessage } from './authorize-answer.ts'
import { type Callback, errorParameters, type Parameters, returnTo } from './callback.ts'
import type { Client } from './clients.ts'
import type { EntraContext } from './context.ts'
import { EntraFailure, PageFailure } from './failure.ts'
import type { Flow } from './flows.ts'
import { approvalPage, consentPage } from './pages.ts'
import { checkAudience, knownClient, knownRedirect, missing } from './request-checks.ts'
import { parseScopes } from './scopes.ts'
import { isShared, tenantAt } from './tenants.ts'

export interface ConsentRequest {
  readonly kind: 'consent'
  /** 2 for `/{tenant}/v2.0/adminconsent`, 1 for `/{tenant}/adminconsent`. */
  readonly version: 1 | 2
  readonly callback: Callback
  /** Empty in version 1, which asks for everything configured. */
  readonly scope: string
  readonly loginHint: string
  readonly correlationId: string
}

/**
 * Reads a call of one of the two consent endpoints. Returns the flow to go on with, or the answer that ends it.
 * Throws PageFailure for what Entra shows itself.
 * Source: Microsoft identity platform, "Admin consent on the Microsoft identity platform" (version 2) and
 * "OAuth 2.0 client credentials flow" (version 1); the error answers as they are reported to arrive.
 */
export const readConsent = (
  context: EntraContext,
  tenant: string,
  version: 1 | 2,
  parameters: URLSearchParams,
  correlationId: string,
): Flow | Answer => {
  const client = knownClient(context, parameters.get('client_id') ?? '')
  checkAudience(context, client, tenant)
  const redirectUri = knownRedirect(reachable(context, client), parameters.get('redirect_uri'), version === 1)
  const scope = version === 1 ? '' : (parameters.get('scope') ?? '')
  const state = parameters.get('state')
  const callback = { redirectUri, responseMode: 'query' as const, state }
  const loginHint = parameters.get('login_hint') ?? ''
  const request = { kind: 'consent' as const, version, callback, scope, loginHint, correlationId }
  const flow: Flow = { tenant, client, request, account: null }
  try {
    if (context.state.consentOutcome === 'invalid_request' || (version === 2 && tenant.toLowerCase() === 'common'))
      throw lacks('response_type')
    if (version === 2 && scope.trim() === '') throw lacks('scope')
    const { roles, scopes } = permissionsOf(context, client, request)
    if (roles.length + scopes.length === 0) throw misconfigured(client)
    return flow
  } catch (error) {
    if (error instanceof EntraFailure) return refuse(context, request, error)
    throw error
  }
}

const lacks = (name: string) => new EntraFailure(900144, 'invalid_request', missing(name))

const misconfigured = (client: Client) =>
  new PageFailure(
    650056,
    `Misconfigured application. The client has not listed any permissions for '${graphAppId}' in the requested permissions in the client's application registration (${client.displayName}).`,
  )

/** Whether the page takes a redirect of the mobile and desktop platform is not documented; a control decides. */
const reachable = ({ state }: EntraContext, client: Client): Client =>
  state.consentToPublicRedirects
    ? client
    : { ...client, redirects: client.redirects.filter(({ platform }) => platform !== 'publicClient') }

/** What the page lists: application roles only with `/.default` or in version 1, else the delegated ones that were named. */
const permissionsOf = (
  context: EntraContext,
  client: Client,
  request: ConsentRequest,
): { readonly roles: readonly GraphPermission[]; readonly scopes: readonly GraphPermission[] } => {
  const { names } = parseScopes(request.scope, client, context)
  if (request.version === 2 && !names.includes('.default'))
    return { roles: [], scopes: graphScopes.filter(({ value }) => names.includes(value)) }
  const access =
    context.applications
      .application('appId', client.appId)
      ?.properties.requiredResourceAccess.filter(({ resourceAppId }) => resourceAppId === graphAppId)
      .flatMap(({ resourceAccess }) => resourceAccess) ?? []
  return {
    roles: access.flatMap(({ id, type }) => (type === 'Role' ? (roleWithId(id) ?? []) : [])),
    scopes: access.flatMap(({ id, type }) => (type === 'Scope' ? (scopeWithId(id) ?? []) : [])),
  }
}

/** After the sign-in: the page, a refusal for an account of another tenant, or an end inside Entra. */
export const continueConsent = (
  context: EntraContext,
  flow: Flow,
  request: ConsentRequest,
  account: Account,
): Answer => {
  const { client, tenant } = flow
  if (!isShared(tenant) && tenantAt(tenant, context.state).tenantId !== account.tenantId)
    return refuse(context, request, new EntraFailure(50020, 'access_denied', strangerMessage(context, flow, account)))
  const { roles, scopes } = permissionsOf(context, client, request)
  const mayConsent = isAdministrator(account) || (roles.length === 0 && account.role !== null)
  if (!mayConsent || context.state.consentOutcome === 'silent') return approvalPage(client.displayName)
  return consentPage(`/${tenant}/Consent/Set`, context.flows.open({ ...flow, account }), {
    client: client.displayName,
    account: account.userPrincipalName,
    organization: tenantAt(account.tenantId, context.state).displayName,
    permissions: [...roles, ...scopes],
  })
}

/** Accept or Cancel on the page, unless a control decides otherwise. */
export const decideConsent = (
  context: EntraContext,
  flow: Flow,
  request: ConsentRequest,
  account: Account,
  accepted: boolean,
): Answer => {
  const outcome = context.state.consentOutcome
  if (outcome === 'temporarily_unavailable')
    return refuse(
      context,
      request,
      new EntraFailure(90033, outcome, 'A transient error has occurred. Please try again.'),
    )
  if (outcome === 'bare_error') return returnTo(request.callback, { error: 'access_denied' })
  if (!accepted || outcome === 'access_denied') return declined(context, request)
  grant(context, flow, request, account)
  const { callback, scope } = request
  const tenant = outcome === 'other_tenant' ? context.state.other.tenantId : account.tenantId
  const state = outcome === 'wrong_state' ? `${callback.state ?? ''}x` : outcome === 'no_state' ? null : callback.state
  return returnTo(
    { ...callback, state },
    { admin_consent: 'True', tenant, ...(request.version === 2 ? { scope } : {}) },
  )
}

/** `admin_consent=True` comes beside an error as well, and no `tenant`. */
const declined = (context: EntraContext, request: ConsentRequest): Answer =>
  request.version === 1
    ? returnTo(request.callback, {
        error: 'permission_denied',
        error_description: 'The admin canceled the request',
      })
    : refuse(context, request, new EntraFailure(65004, 'access_denied', 'User declined to consent to access the app.'))

const refuse = (context: EntraContext, request: ConsentRequest, failure: EntraFailure): Answer => {
  const about = { origin: context.origin, now: context.state.now(), correlationId: request.correlationId }
  const parameters: Parameters = { ...errorParameters(about, failure), admin_consent: 'True' }
  return returnTo(request.callback, parameters, '#')
}

const grant = (context: EntraContext, { client }: Flow, request: ConsentRequest, account: Account): void => {
  const { applications, state } = context
  const { roles, scopes } = permissionsOf(context, client, request)
  if (account.tenantId !== state.tenantId) {
    applications.consentElsewhere(client.appId, roles)
    return
  }
  const principal =
    applications.principal('appId', client.appId) ??
    applications.addPrincipal({
      appId: client.appId,
      displayName: client.displayName,
      ownerTenantId: state.tenantId,
    })
  for (const { id } of roles) applications.assign(principal, id)
  for (const { value } of scopes) applications.consentToScope(client.appId, null, value)
}
