import type { Answer, Call } from '../graph/answer.ts'
import type { Account } from './accounts.ts'
import { continueConsent, decideConsent, readConsent } from './admin-consent.ts'
import { readAuthorize } from './authorize.ts'
import { continueAuthorize, decideAuthorize } from './authorize-answer.ts'
import { errorText, returnTo } from './callback.ts'
import type { EntraContext } from './context.ts'
import { PageFailure } from './failure.ts'
import type { Flow } from './flows.ts'
import { errorPage, signInPage } from './pages.ts'

/** The endpoints that a browser opens; null for any other. */
export const answerBrowser = (
  context: EntraContext,
  tenant: string,
  endpoint: string,
  call: Call,
  correlationId: string,
): Answer | null => {
  try {
    const form = new URLSearchParams(call.method === 'POST' ? call.body : call.query)
    switch (endpoint) {
      case 'GET oauth2/v2.0/authorize':
      case 'POST oauth2/v2.0/authorize':
        return start(context, readAuthorize(context, tenant, form, form.get('client-request-id') ?? correlationId))
      case 'GET v2.0/adminconsent':
        return start(context, readConsent(context, tenant, 2, form, correlationId))
      case 'GET adminconsent':
        return start(context, readConsent(context, tenant, 1, form, correlationId))
      case 'POST login':
        return signIn(context, form)
      case 'POST consent/set':
        return decide(context, form)
      default:
        return null
    }
  } catch (error) {
    if (!(error instanceof PageFailure)) throw error
    return errorPage(errorText({ now: context.state.now(), correlationId }, error))
  }
}

const start = (context: EntraContext, next: Flow | Answer): Answer =>
  'request' in next ? showSignIn(context, next, next.request.loginHint) : next

const showSignIn = (context: EntraContext, flow: Flow, hint: string, problem = ''): Answer =>
  signInPage(`/${flow.tenant}/login`, context.flows.open(flow), {
    client: flow.client.displayName,
    accounts: context.accounts,
    hint,
    problem,
  })

const taken = (context: EntraContext, form: URLSearchParams): Flow => {
  const flow = context.flows.take(form.get('flow') ?? '')
  if (flow === null)
    throw new PageFailure(
      165000,
      'Invalid Request: The request did not include the required tokens from the user context.',
    )
  return flow
}

const signIn = (context: EntraContext, form: URLSearchParams): Answer => {
  const flow = taken(context, form)
  const { request } = flow
  if (form.get('cancel') !== null)
    return returnTo(request.callback, { error: 'access_denied', error_subcode: 'cancel' })
  const typed = form.get('loginfmt') ?? ''
  const account = accountOf(context, form.get('account'), typed)
  if (account === null) return showSignIn(context, flow, typed, "We couldn't find an account with that username.")
  return request.kind === 'authorize'
    ? continueAuthorize(context, flow, request, account)
    : continueConsent(context, flow, request, account)
}

const accountOf = ({ accounts }: EntraContext, key: string | null, typed: string): Account | null =>
  accounts.find((account) => account.key === key || account.userPrincipalName === typed.trim().toLowerCase()) ?? null

const decide = (context: EntraContext, form: URLSearchParams): Answer => {
  const flow = taken(context, form)
  const { request, account } = flow
  if (account === null) throw new PageFailure(50058, 'No user is signed in.')
  const accepted = form.get('decision') === 'accept'
  return request.kind === 'authorize'
    ? decideAuthorize(context, flow, request, account, accepted)
    : decideConsent(context, flow, request, account, accepted)
}
