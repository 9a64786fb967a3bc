import { isClientId, isTenant } from '../../../shared/domain/identifiers.ts'
import { AppError, isAppError } from '../../../shared/ipc/errors.ts'
import type { Cloud } from '../../cloud/clouds.ts'
import { withDeadline } from '../../cloud/deadline.ts'
import { entraError } from '../../cloud/entra-errors.ts'
import { networkError } from '../../cloud/network-errors.ts'
import type { Clock, Fetch } from '../../ports.ts'

const guid = /[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}/i
const timeout = 30_000

/**
 * The id behind a tenant's domain, as the issuer in its public sign-in metadata names it. An id stays as it is.
 * Source: Microsoft identity platform, "OpenID Connect".
 *
 * @throws AppError tenant_not_found and the other refusals of the sign-in service; those of the way there.
 */
export const tenantIdOf = async (
  { fetch, clock }: { readonly fetch: Fetch; readonly clock: Clock },
  cloud: Cloud,
  tenant: string,
  signal: AbortSignal,
): Promise<string> => {
  if (isClientId(tenant)) return tenant.toLowerCase()
  const url = `${cloud.authority}/${encodeURIComponent(tenant)}/v2.0/.well-known/openid-configuration`
  const host = new URL(url).host
  const ask = async (limited: AbortSignal) => {
    const response = await fetch(url, { redirect: 'error', credentials: 'omit', cache: 'no-store', signal: limited })
    const body: unknown = await response.json().catch(() => null)
    return { status: response.status, body }
  }
  try {
    const { status, body } = await withDeadline({ clock, milliseconds: timeout, host }, ask, signal)
    const issuer = status < 400 && body !== null ? (body as { readonly issuer?: unknown }).issuer : undefined
    const id = typeof issuer === 'string' ? guid.exec(issuer)?.[0] : undefined
    if (id !== undefined) return id.toLowerCase()
    throw entraError({ status, body, date: null }, { tenant, client: '', thumbprint: null }, clock.now())
  } catch (error) {
    throw isAppError(error) ? error : networkError(error, url)
  }
}

/** Entra would say so too, later and less clearly; and an id with a slash in it must never become part of an address. */
export const checkTenant = (tenantId: string): void => {
  const problem = 'xxxxxxxx-xxxx-xxxx-xxxx-xxxxxxxxxxxx | contoso.onmicrosoft.com'
  if (!isTenant(tenantId)) throw new AppError('validation', { field: 'tenantId', problem })
}

export const checkClient = (clientId: string): void => {
  if (isClientId(clientId)) return
  throw new AppError('validation', { field: 'clientId', problem: 'xxxxxxxx-xxxx-xxxx-xxxx-xxxxxxxxxxxx' })
}

/** What may be recorded of an entry before it is checked: whatever else was typed there could be a secret. */
export const wellFormedTenant = (tenant: string | null): string => (tenant !== null && isTenant(tenant) ? tenant : '')
export const wellFormedClient = (clientId: string): string => (isClientId(clientId) ? clientId : '')
