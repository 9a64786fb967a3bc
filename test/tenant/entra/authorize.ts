import type { Answer } from '../graph/answer.ts'
import { type Callback, errorParameters, type ResponseMode, returnTo } from './callback.ts'
import { bootstrapClientId, type Client } from './clients.ts'
import type { Grant } from './codes.ts'
import type { EntraContext } from './context.ts'
import { EntraFailure, PageFailure } from './failure.ts'
import type { Flow } from './flows.ts'
import { checkAudience, knownClient, knownRedirect, missing } from './request-checks.ts'
import { parseScopes } from './scopes.ts'

export interface AuthorizeRequest {
  readonly kind: 'authorize'
  readonly callback: Callback
  readonly scope: string
  readonly nonce: string | null
  readonly challenge: Grant['challenge']
  readonly prompt: string | null
  readonly loginHint: string
  /** `client_info=1`: the answer tells who signed in. */
  readonly clientInfo: boolean
  readonly correlationId: string
}

const bad = (code: number, message: string, error = 'invalid_request') => new EntraFailure(code, error, message)

/**
 * Reads `GET` or `POST /{tenant}/oauth2/v2.0/authorize`. Returns the flow to go on with, or the answer that ends it.
 * Throws PageFailure for what Entra shows itself: everything until the redirect is known to be the client's.
 * Source: Microsoft identity platform, "OAuth 2.0 authorization code flow", and the error codes' list.
 */
export const readAuthorize = (
  context: EntraContext,
  tenant: string,
  parameters: URLSearchParams,
  correlationId: string,
): Flow | Answer => {
  const client = knownClient(context, parameters.get('client_id') ?? '')
  const redirectUri = knownRedirect(client, parameters.get('redirect_uri'))
  checkAudience(context, client, tenant)
  const mode = parameters.get('response_mode') ?? 'query'
  const callback = {
    redirectUri,
    responseMode: isMode(mode) ? mode : ('query' as const),
    state: parameters.get('state'),
  }
  const about = { origin: context.origin, now: context.state.now(), correlationId }
  try {
    if (!isMode(mode)) throw bad(70007, `'${mode}' is not a supported value of 'response_mode'.`)
    const request = readRequest(context, client, callback, parameters, correlationId)
    return { tenant, client, request, account: null }
  } catch (error) {
    if (error instanceof EntraFailure) return returnTo(callback, errorParameters(about, error))
    throw error
  }
}

const isMode = (text: string): text is ResponseMode => ['query', 'fragment', 'form_post'].includes(text)

const readRequest = (
  context: EntraContext,
  client: Client,
  callback: Callback,
  parameters: URLSearchParams,
  correlationId: string,
): AuthorizeRequest => {
  const type = parameters.get('response_type') ?? ''
  if (type === '') throw bad(900144, missing('response_type'))
  if (type.split(' ').includes('id_token'))
    throw bad(700054, "response_type 'id_token' is not enabled for the application.", 'unsupported_response_type')
  if (type === 'token')
    throw bad(700051, "response_type 'token' is not enabled for the application.", 'unsupported_response_type')
  if (type !== 'code') throw bad(70005, `response_type '${type}' is not supported.`, 'unsupported_response_type')
  const scope = parameters.get('scope') ?? ''
  if (scope.trim() === '') throw bad(900144, missing('scope'))
  checkPreauthorised(context, client, parseScopes(scope, client, context).names)
  const prompt = parameters.get('prompt')
  if (prompt !== null && !['login', 'none', 'consent', 'select_account', 'create'].includes(prompt))
    throw bad(90023, `'${prompt}' is not a valid value of the input parameter 'prompt'.`)
  if (prompt === 'none')
    throw bad(50058, 'A silent sign-in request was sent but no user is signed in.', 'login_required')
  return {
    kind: 'authorize',
    callback,
    scope,
    nonce: parameters.get('nonce'),
    challenge: challengeOf(parameters),
    prompt,
    loginHint: parameters.get('login_hint') ?? '',
    clientInfo: parameters.get('client_info') === '1',
    correlationId,
  }
}

/** A tenant can be told to block the client that this program starts with; Entra refuses unknown scopes of its own clients alike. */
const checkPreauthorised = ({ state }: EntraContext, client: Client, names: readonly string[]): void => {
  if (client.preauthorised === null) return
  const refused = names.some((name) => name !== '.default' && !client.preauthorised?.includes(name))
  const nothing = names.includes('.default') && client.preauthorised.length === 0
  const blocked = client.appId === bootstrapClientId && state.bootstrapRefusal !== null
  if (!refused && !nothing && !blocked) return
  const message = `Consent between first party application '${client.appId}' and first party resource '00000003-0000-0000-c000-000000000000' must be configured via preauthorization - applications owned and operated by Microsoft must get approval from the API owner before requesting tokens for that API.`
  throw blocked && state.bootstrapRefusal === 'redirect'
    ? bad(65002, message, 'invalid_client')
    : new PageFailure(65002, message)
}

const challengeOf = (parameters: URLSearchParams): Grant['challenge'] => {
  const value = parameters.get('code_challenge')
  const method = parameters.get('code_challenge_method') ?? 'plain'
  if (value === null) return null
  if (method !== 'S256' && method !== 'plain')
    throw bad(50149, `'${method}' is not a supported value of 'code_challenge_method'.`)
  const valid = method === 'S256' ? /^[\w-]{43}$/ : /^[\w.~-]{43,128}$/
  if (!valid.test(value)) throw bad(501491, 'Invalid size of Code_Challenge parameter.')
  return { method, value }
}
