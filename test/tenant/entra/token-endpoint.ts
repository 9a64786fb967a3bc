import { type Answer, type Call, json } from '../graph/answer.ts'
import { isGuid } from '../model/ids.ts'
import type { TenantState } from '../server/state.ts'
import { type AccessTokens, graphAppId } from './access-tokens.ts'
import { assertionType, checkAssertion } from './assertion.ts'
import { EntraFailure } from './failure.ts'
import type { Registration } from './registration.ts'

export interface EntraContext {
  readonly state: TenantState
  readonly registration: Registration
  readonly tokens: AccessTokens
  readonly origin: string
}

const bad = (code: number, message: string, error = 'invalid_request') => new EntraFailure(code, error, message)

/** Whether the path names this tenant. Throws what Entra answers to another. */
export const checkTenant = (tenant: string, state: TenantState): void => {
  const wanted = tenant.toLowerCase()
  if (wanted === state.tenantId || wanted === state.domain) return
  if (['common', 'organizations', 'consumers'].includes(wanted)) {
    throw bad(
      9001023,
      `The grant type is not supported over the /common or /consumers endpoints. Please use the tenant-specific endpoint.`,
    )
  }
  if (!isGuid(wanted) && !/^[a-z0-9-]+(\.[a-z0-9-]+)+$/.test(wanted)) {
    throw bad(
      900023,
      `Specified tenant identifier '${tenant}' is neither a valid DNS name, nor a valid external domain.`,
    )
  }
  throw bad(
    90002,
    `Tenant '${tenant}' not found. Check to make sure you have the correct tenant ID and are signing into the correct cloud.`,
  )
}

/** `POST /{tenant}/oauth2/v2.0/token` for client credentials. Throws EntraFailure in the order in which Entra checks. */
export const answerToken = async (context: EntraContext, tenant: string, call: Call): Promise<Answer> => {
  checkTenant(tenant, context.state)
  const form = new URLSearchParams(call.body)
  const grant = required(form, 'grant_type')
  if (grant !== 'client_credentials')
    throw bad(70003, `The app requested an unsupported grant type '${grant}'.`, 'unsupported_grant_type')
  checkClient(required(form, 'client_id'), context)
  const audience = audienceOf(required(form, 'scope'), context.origin)
  await checkCredential(form, tenant, context)
  checkPolicy(context.registration)
  const seconds = context.registration.tokenLifetimeSeconds
  const token = await context.tokens.issue(audience)
  const body = { token_type: 'Bearer', expires_in: seconds, ext_expires_in: seconds, access_token: token }
  return { ...json(body), headers: { 'Cache-Control': 'no-store' } }
}

const required = (form: URLSearchParams, name: string): string => {
  const value = form.get(name)
  if (value === null || value === '')
    throw bad(900144, `The request body must contain the following parameter: '${name}'.`)
  return value
}

const checkClient = (clientId: string, context: EntraContext): void => {
  if (clientId.toLowerCase() === context.registration.clientId) return
  throw bad(
    700016,
    `Application with identifier '${clientId}' was not found in the directory '${context.state.displayName}'. This can happen if the application has not been installed by the administrator of the tenant or consented to by any user in the tenant.`,
    'unauthorized_client',
  )
}

/** What a scope's resource becomes in the token. The public Graph host is taken too, for clients that map hosts. */
const audienceOf = (scope: string, origin: string): string => {
  if (!scope.endsWith('/.default')) {
    throw bad(
      1002012,
      `The provided value for scope ${scope} is not valid. Client credential flows must have a scope value with /.default suffixed to the resource identifier (application ID URI).`,
      'invalid_scope',
    )
  }
  const resource = scope.slice(0, -'/.default'.length).replace(/\/$/, '')
  if (!graphAudiences(origin).includes(resource) && !otherResources.includes(resource)) {
    throw bad(500011, `The resource principal named ${resource} was not found in the tenant.`, 'invalid_resource')
  }
  return resource
}

/** Present in every tenant, and no business of Graph: their tokens are refused there. */
const otherResources: readonly string[] = ['https://outlook.office365.com', 'https://management.azure.com']

export const graphAudiences = (origin: string): readonly string[] => [origin, 'https://graph.microsoft.com', graphAppId]

const checkCredential = async (form: URLSearchParams, tenant: string, context: EntraContext): Promise<void> => {
  const secret = form.get('client_secret')
  const assertion = form.get('client_assertion')
  if (assertion !== null) {
    if (form.get('client_assertion_type') !== assertionType) {
      throw bad(900144, "The request body must contain the following parameter: 'client_assertion_type'.")
    }
    const audiences = [tenant, context.state.tenantId, context.state.domain].flatMap((name) => [
      `${context.origin}/${name}/oauth2/v2.0/token`,
      `${context.origin}/${name}/v2.0`,
    ])
    return checkAssertion(assertion, context.registration, context.state, audiences)
  }
  if (secret === null || secret === '') {
    throw bad(
      7000218,
      "The request body must contain the following parameter: 'client_assertion' or 'client_secret'.",
      'invalid_client',
    )
  }
  checkSecret(secret, context)
}

const checkSecret = (secret: string, { registration, state }: EntraContext): void => {
  const known = registration.secrets.find(({ value }) => value === secret)
  if (known === undefined) {
    throw bad(
      7000215,
      `Invalid client secret provided. Ensure the secret being sent in the request is the client secret value, not the client secret ID, for a secret added to app '${registration.clientId}'.`,
      'invalid_client',
    )
  }
  if (state.now() >= known.notAfter) {
    throw bad(
      7000222,
      `The provided client secret keys for app '${registration.clientId}' are expired.`,
      'invalid_client',
    )
  }
}

const checkPolicy = (registration: Registration): void => {
  if (!registration.enabled) {
    throw bad(
      7000112,
      `Application '${registration.clientId}'(${registration.displayName}) is disabled.`,
      'unauthorized_client',
    )
  }
  if (registration.blockedByPolicy) {
    throw bad(
      53003,
      'Access has been blocked by Conditional Access policies. The access policy does not allow token issuance.',
      'access_denied',
    )
  }
}
