import { matchRedirect } from '../applications/redirects.ts'
import { type Client, clientOf } from './clients.ts'
import type { EntraContext } from './context.ts'
import { EntraFailure, PageFailure } from './failure.ts'
import { isShared, tenantAt } from './tenants.ts'

/** How AADSTS900144 words it. */
export const missing = (name: string): string => `The request body must contain the following parameter: '${name}'.`

/** Throws PageFailure without a client id or with one that nobody has. */
export const knownClient = (context: EntraContext, clientId: string): Client => {
  if (clientId === '') throw new PageFailure(900144, missing('client_id'))
  const client = clientOf(context, clientId)
  if (client === null) {
    throw new PageFailure(
      700016,
      `Application with identifier '${clientId}' was not found in the directory '${context.state.displayName}'. This can happen if the application has not been installed by the administrator of the tenant or consented to by any user in the tenant.`,
    )
  }
  return client
}

/** Throws PageFailure when the client has no such redirect. `deeper` as for {@link matchRedirect}. */
export const knownRedirect = (client: Client, given: string | null, deeper = false): string => {
  if (given === null || given === '') throw new PageFailure(900971, 'No reply address provided.')
  if (matchRedirect(client.redirects, given, deeper) !== null) return given
  throw new PageFailure(
    50011,
    `The redirect URI '${given}' specified in the request does not match the redirect URIs configured for the application '${client.appId}'. Make sure the redirect URI sent in the request matches one added to your application in the Azure portal.`,
  )
}

/** Throws PageFailure for a tenant that is none, and for a client that this path is not for. */
export const checkAudience = ({ state }: EntraContext, client: Client, tenant: string): void => {
  if (state.homeCloud !== null && !isShared(tenant))
    throw new PageFailure(
      90038,
      `The specified tenant '${tenant}' belongs to the National Cloud '${state.homeCloud}'. Current cloud instance does not federate with '${state.homeCloud}'.`,
    )
  if (isShared(tenant)) {
    if (client.multiTenant) return
    throw new PageFailure(
      50194,
      `Application '${client.appId}'(${client.displayName}) is not configured as a multi-tenant application. Usage of the /common endpoint is not supported for such apps created after '10/15/2018'. Use a tenant-specific endpoint or configure the application to be multi-tenant.`,
    )
  }
  if (tenant.toLowerCase() === 'consumers') {
    throw new PageFailure(
      9002331,
      `Application '${client.appId}'(${client.displayName}) is configured for use by Azure Active Directory users only. Please do not use the /consumers endpoint to serve this request.`,
    )
  }
  try {
    tenantAt(tenant, state)
  } catch (error) {
    throw error instanceof EntraFailure ? new PageFailure(error.code, error.message) : error
  }
}
