import { graphScopes, scopeWithId, userConsentScopes } from '../applications/graph-permissions.ts'
import type { Answer } from '../graph/answer.ts'
import type { Account } from './accounts.ts'
import type { AuthorizeRequest } from './authorize.ts'
import { errorParameters, returnTo } from './callback.ts'
import type { Client } from './clients.ts'
import type { EntraContext } from './context.ts'
import { PageFailure } from './failure.ts'
import type { Flow } from './flows.ts'
import { approvalPage, consentPage } from './pages.ts'
import { parseScopes } from './scopes.ts'
import { isShared, tenantAt } from './tenants.ts'

/** After the sign-in: a code, the consent page, or an end inside Entra. */
export const continueAuthorize = (
  context: EntraContext,
  flow: Flow,
  request: AuthorizeRequest,
  account: Account,
): Answer => {
  if (!isShared(flow.tenant) && tenantAt(flow.tenant, context.state).tenantId !== account.tenantId)
    throw new PageFailure(50020, strangerMessage(context, flow, account))
  const wanted = unconsented(context, flow, request, account)
  if (wanted.length === 0) return returnCode(context, flow, request, account)
  const mayConsent = account.role !== null || wanted.every((name) => userConsentScopes.has(name))
  if (!mayConsent) return approvalPage(flow.client.displayName)
  const id = context.flows.open({ ...flow, account })
  return consentPage(`/${flow.tenant}/Consent/Set`, id, {
    client: flow.client.displayName,
    account: account.userPrincipalName,
    organization: context.state.displayName,
    permissions: graphScopes.filter(({ value }) => wanted.includes(value)),
  })
}

export const strangerMessage = ({ state }: EntraContext, { client }: Flow, account: Account): string =>
  `User account '${account.userPrincipalName}' from identity provider 'https://sts.windows.net/${account.tenantId}/' does not exist in tenant '${state.displayName}' and cannot access the application '${client.appId}'(${client.displayName}) in that tenant. The account needs to be added as an external user in the tenant first. Sign out and sign in again with a different Azure Active Directory user account.`

/** Delegated permissions that the client would hold: what Microsoft agreed to, what is configured, or what was asked for. */
export const scopesFor = (context: EntraContext, client: Client, scope: string): readonly string[] => {
  const { names, resource } = parseScopes(scope, client, context)
  if (resource === null) return []
  if (client.preauthorised !== null) return client.preauthorised
  if (!names.includes('.default')) return names
  const configured = context.applications.application('appId', client.appId)?.properties.requiredResourceAccess ?? []
  return configured
    .flatMap(({ resourceAccess }) => resourceAccess)
    .flatMap(({ id, type }) => (type === 'Scope' ? (scopeWithId(id)?.value ?? []) : []))
}

const unconsented = (
  context: EntraContext,
  { client }: Flow,
  { scope, prompt }: AuthorizeRequest,
  account: Account,
): readonly string[] => {
  if (client.preauthorised !== null) return []
  const names = scopesFor(context, client, scope)
  return prompt === 'consent'
    ? names
    : names.filter((name) => !context.applications.hasScope(client.appId, account.id, name))
}

/** Accept or Cancel on the consent page. */
export const decideAuthorize = (
  context: EntraContext,
  flow: Flow,
  request: AuthorizeRequest,
  account: Account,
  accepted: boolean,
): Answer => {
  if (!accepted) {
    const about = { origin: context.origin, now: context.state.now(), correlationId: request.correlationId }
    const failure = { error: 'access_denied', code: 65004, message: 'User declined to consent to access the app.' }
    return returnTo(request.callback, errorParameters(about, failure))
  }
  for (const name of scopesFor(context, flow.client, request.scope)) {
    context.applications.consentToScope(flow.client.appId, account.id, name)
  }
  return returnCode(context, flow, request, account)
}

const returnCode = (context: EntraContext, { client }: Flow, request: AuthorizeRequest, account: Account): Answer => {
  const { callback, scope, nonce, challenge } = request
  const { redirectUri } = callback
  const scopes = scope.split(' ').filter((word) => word !== '')
  const grant = { clientId: client.appId, redirectUri, account, scopes, nonce, challenge }
  return returnTo(callback, {
    code: context.codes.issue(grant, context.state.seconds()),
    ...(request.clientInfo ? { client_info: clientInfoOf(account) } : {}),
    session_state: request.correlationId,
  })
}

/** Source: MSAL, which builds its account's id from it. */
export const clientInfoOf = ({ id, tenantId }: Account): string =>
  Buffer.from(JSON.stringify({ uid: id, utid: tenantId })).toString('base64url')
