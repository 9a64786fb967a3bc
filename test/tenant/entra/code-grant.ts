import { createHash } from 'node:crypto'
import { matchRedirect } from '../applications/redirects.ts'
import { type Answer, json } from '../graph/answer.ts'
import { clientInfoOf, scopesFor } from './authorize-answer.ts'
import { type Client, clientOf } from './clients.ts'
import type { Grant } from './codes.ts'
import type { EntraContext } from './context.ts'
import { EntraFailure } from './failure.ts'
import { required } from './form.ts'
import { parseScopes } from './scopes.ts'
import { isShared, tenantAt } from './tenants.ts'

const refuse = (code: number, message: string, error = 'invalid_grant') => new EntraFailure(code, error, message)

/**
 * The grant `authorization_code`. A refused attempt does not use the code up.
 * Source: Microsoft identity platform, "OAuth 2.0 authorization code flow", and the error codes' list.
 */
export const answerCode = async (context: EntraContext, tenant: string, form: URLSearchParams): Promise<Answer> => {
  const client = clientFrom(context, tenant, form)
  const code = required(form, 'code')
  const redirectUri = required(form, 'redirect_uri')
  const held = context.codes.find(code)
  if (held === null || held.grant.clientId !== client.appId)
    throw refuse(70000, 'Provided grant is invalid or malformed.')
  const { grant } = held
  checkPlatform(client, grant, form)
  if (held.redeemed)
    throw refuse(
      54005,
      'OAuth2 Authorization code was already redeemed, please retry with a new valid code or use an existing refresh token.',
    )
  if (context.state.seconds() >= held.expires)
    throw refuse(
      70008,
      'The provided authorization code or refresh token has expired due to inactivity. Send a new interactive authorization request for this user and resource.',
    )
  checkHome(context, tenant, grant)
  if (redirectUri !== grant.redirectUri)
    throw refuse(
      500112,
      `The reply address '${redirectUri}' does not match the reply address '${grant.redirectUri}' provided when requesting Authorization code.`,
      'invalid_client',
    )
  checkVerifier(grant, form.get('code_verifier'))
  const answer = await answerTokens(context, client, grant, form)
  held.redeemed = true
  return answer
}

/** The grant `refresh_token`; such a token is only given for `offline_access`. */
export const answerRefresh = async (context: EntraContext, tenant: string, form: URLSearchParams): Promise<Answer> => {
  const client = clientFrom(context, tenant, form)
  const grant = context.codes.findRefreshToken(required(form, 'refresh_token'))
  if (grant === null || grant.clientId !== client.appId)
    throw refuse(9002313, 'Invalid request. Request is malformed or invalid.')
  checkPlatform(client, grant, form)
  checkHome(context, tenant, grant)
  return answerTokens(context, client, grant, form)
}

const clientFrom = (context: EntraContext, tenant: string, form: URLSearchParams): Client => {
  const directory = isShared(tenant) ? context.state : tenantAt(tenant, context.state)
  const clientId = required(form, 'client_id')
  const client = clientOf(context, clientId)
  if (client !== null) return client
  throw refuse(
    700016,
    `Application with identifier '${clientId}' was not found in the directory '${directory.displayName}'.`,
    'unauthorized_client',
  )
}

/** The platform of the redirect decides whether the client must or must not prove itself. */
const checkPlatform = (client: Client, grant: Grant, form: URLSearchParams): void => {
  const platform = matchRedirect(client.redirects, grant.redirectUri)?.platform
  const proved = form.has('client_secret') || form.has('client_assertion')
  if (platform === 'publicClient' && proved)
    throw refuse(
      700025,
      "Client is public so neither 'client_assertion' nor 'client_secret' should be presented.",
      'invalid_client',
    )
  if (platform === 'web' && !proved)
    throw refuse(
      7000218,
      "The request body must contain the following parameter: 'client_assertion' or 'client_secret'.",
      'invalid_client',
    )
}

const checkHome = ({ state }: EntraContext, tenant: string, { account }: Grant): void => {
  if (isShared(tenant) || tenantAt(tenant, state).tenantId === account.tenantId) return
  throw refuse(
    700005,
    'The provided authorization code or refresh token is intended to use against other tenant, thus rejected.',
  )
}

const checkVerifier = ({ challenge }: Grant, verifier: string | null): void => {
  if (challenge === null) return
  if (verifier === null || verifier === '')
    throw refuse(
      50148,
      'The code_verifier does not match the code_challenge supplied in the authorization request for PKCE.',
    )
  const made = challenge.method === 'plain' ? verifier : createHash('sha256').update(verifier).digest('base64url')
  if (made !== challenge.value || !/^[\w.~-]{43,128}$/.test(verifier))
    throw refuse(501481, 'The Code_Verifier does not match the code_challenge supplied in the authorization request.')
}

const answerTokens = async (
  context: EntraContext,
  client: Client,
  grant: Grant,
  form: URLSearchParams,
): Promise<Answer> => {
  const { account } = grant
  const asked = form.get('scope') ?? grant.scopes.join(' ')
  const granted = scopesFor(context, client, grant.scopes.join(' '))
  const { openId, resource, names } = parseScopes(asked, client, context)
  if (names.some((name) => name !== '.default' && !granted.includes(name)))
    throw refuse(
      65001,
      `The user or administrator has not consented to use the application with ID '${client.appId}' named '${client.displayName}'. Send an interactive authorization request for this user and resource.`,
    )
  const audience = resource ?? context.graphAudiences[1]
  const { appId, displayName } = client
  const token = await context.tokens.issueForPerson({ appId, displayName, account, scopes: granted, audience })
  const id = openId.includes('openid')
    ? { id_token: await context.tokens.issueIdToken(context.origin, appId, account, grant.nonce) }
    : {}
  const seconds = context.state.tokenLifetimeSeconds
  const body = {
    token_type: 'Bearer',
    scope: [
      ...granted.map((name) => `${audience}/${name}`),
      ...openId.filter((name) => name !== 'offline_access'),
    ].join(' '),
    expires_in: seconds,
    ext_expires_in: seconds,
    access_token: token,
    ...(grant.scopes.includes('offline_access') ? { refresh_token: context.codes.issueRefreshToken(grant) } : {}),
    ...id,
    ...(form.get('client_info') === '1' ? { client_info: clientInfoOf(account) } : {}),
  }
  return { ...json(body), headers: { 'Cache-Control': 'no-store' } }
}
