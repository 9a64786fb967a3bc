import type { Application } from '../applications/application.ts'
import { type Answer, type Call, json } from '../graph/answer.ts'
import type { OtherTenant } from './accounts.ts'
import { assertionType, checkAssertion } from './assertion.ts'
import { answerCode, answerRefresh } from './code-grant.ts'
import type { EntraContext } from './context.ts'
import { EntraFailure } from './failure.ts'
import { required } from './form.ts'
import { checkResource } from './scopes.ts'
import { tenantAt } from './tenants.ts'

const bad = (code: number, message: string, error = 'invalid_request') => new EntraFailure(code, error, message)

/** `POST /{tenant}/oauth2/v2.0/token`. Throws EntraFailure in the order in which Entra checks. */
export const answerToken = async (context: EntraContext, tenant: string, call: Call): Promise<Answer> => {
  const form = new URLSearchParams(call.body)
  const grant = form.get('grant_type')
  if (grant === 'authorization_code') return answerCode(context, tenant, form)
  if (grant === 'refresh_token') return answerRefresh(context, tenant, form)
  const about = tenantAt(tenant, context.state)
  if (context.state.homeCloud !== null)
    throw bad(900382, 'Confidential Client is not supported in Cross Cloud request.')
  if (required(form, 'grant_type') !== 'client_credentials')
    throw bad(70003, `The app requested an unsupported grant type '${grant}'.`, 'unsupported_grant_type')
  return answerClientCredentials(context, about, tenant, form)
}

const answerClientCredentials = async (
  context: EntraContext,
  tenant: OtherTenant,
  segment: string,
  form: URLSearchParams,
): Promise<Answer> => {
  const application = applicationOf(required(form, 'client_id'), tenant, context)
  const audience = audienceOf(required(form, 'scope'), context)
  await checkCredential(form, application, tenant, segment, context)
  const subject = subjectIn(context, tenant, application)
  checkPolicy(context)
  const seconds = context.state.tokenLifetimeSeconds
  const { appId, displayName } = application
  const { tenantId } = tenant
  const token = await context.tokens.issueToApplication({ appId, displayName, tenantId, audience, ...subject })
  const body = { token_type: 'Bearer', expires_in: seconds, ext_expires_in: seconds, access_token: token }
  return { ...json(body), headers: { 'Cache-Control': 'no-store' } }
}

const applicationOf = (clientId: string, tenant: OtherTenant, { applications, state }: EntraContext): Application => {
  const application = applications.application('appId', clientId)
  const here = tenant.tenantId === state.tenantId || applications.elsewhere(clientId.toLowerCase()) !== null
  if (application !== null && here && !application.tokenDelay.hides()) return application
  throw bad(
    700016,
    `Application with identifier '${clientId}' was not found in the directory '${tenant.displayName}'. This can happen if the application has not been installed by the administrator of the tenant or consented to by any user in the tenant.`,
    'unauthorized_client',
  )
}

/** What a scope's resource becomes in the token. */
const audienceOf = (scope: string, context: EntraContext): string => {
  if (!scope.endsWith('/.default')) {
    throw bad(
      1002012,
      `The provided value for scope ${scope} is not valid. Client credential flows must have a scope value with /.default suffixed to the resource identifier (application ID URI).`,
      'invalid_scope',
    )
  }
  const resource = scope.slice(0, -'/.default'.length).replace(/\/$/, '')
  checkResource(resource, context)
  return resource
}

/** Throws EntraFailure without a credential, and for one that is not the application's or not valid now. */
const checkCredential = async (
  form: URLSearchParams,
  application: Application,
  tenant: OtherTenant,
  segment: string,
  context: EntraContext,
): Promise<void> => {
  const secret = form.get('client_secret')
  const assertion = form.get('client_assertion')
  if (assertion !== null) {
    if (form.get('client_assertion_type') !== assertionType) {
      throw bad(900144, "The request body must contain the following parameter: 'client_assertion_type'.")
    }
    const audiences = [segment, tenant.tenantId, tenant.domain].flatMap((name) => [
      `${context.origin}/${name}/oauth2/v2.0/token`,
      `${context.origin}/${name}/v2.0`,
    ])
    return checkAssertion(assertion, application, context.state, audiences)
  }
  if (secret === null || secret === '') {
    throw bad(
      7000218,
      "The request body must contain the following parameter: 'client_assertion' or 'client_secret'.",
      'invalid_client',
    )
  }
  checkSecret(secret, application, context)
}

const checkSecret = (secret: string, application: Application, { state }: EntraContext): void => {
  const known = application.passwords.find(({ value }) => value === secret)
  if (known === undefined || known.delay.hides()) {
    throw bad(
      7000215,
      `Invalid client secret provided. Ensure the secret being sent in the request is the client secret value, not the client secret ID, for a secret added to app '${application.appId}'.`,
      'invalid_client',
    )
  }
  if (state.now() >= known.endDateTime) {
    throw bad(7000222, `The provided client secret keys for app '${application.appId}' are expired.`, 'invalid_client')
  }
}

const subjectIn = (
  { applications, state }: EntraContext,
  tenant: OtherTenant,
  application: Application,
): { readonly principalId: string; readonly roles: readonly string[] } => {
  const { appId, displayName } = application
  const elsewhere = tenant.tenantId === state.tenantId ? null : applications.elsewhere(appId)
  if (elsewhere !== null) return elsewhere
  const principal = applications.principal('appId', appId)
  if (principal === null) {
    throw bad(
      7000229,
      `The client application '${appId}' is missing service principal in the tenant '${tenant.tenantId}'.`,
      'unauthorized_client',
    )
  }
  if (!principal.accountEnabled)
    throw bad(7000112, `Application '${appId}'(${displayName}) is disabled.`, 'unauthorized_client')
  return { principalId: principal.id, roles: applications.rolesForToken(principal) }
}

const checkPolicy = ({ state }: EntraContext): void => {
  if (!state.blockedByPolicy) return
  throw bad(
    53003,
    'Access has been blocked by Conditional Access policies. The access policy does not allow token issuance.',
    'access_denied',
  )
}
