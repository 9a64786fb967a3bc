import { isGuid } from '../model/ids.ts'
import type { TenantState } from '../server/state.ts'
import type { OtherTenant } from './accounts.ts'
import { EntraFailure } from './failure.ts'

const bad = (code: number, message: string) => new EntraFailure(code, 'invalid_request', message)

/** Whether the path names no tenant in particular. */
export const isShared = (segment: string): boolean => ['common', 'organizations'].includes(segment.toLowerCase())

/** The tenant that the path names, this one or the other. Throws what Entra answers to any else. */
export const tenantAt = (segment: string, state: TenantState): OtherTenant => {
  const wanted = segment.toLowerCase()
  const known = [state, state.other].find(({ tenantId, domain }) => wanted === tenantId || wanted === domain)
  if (known !== undefined) return known
  if (isShared(wanted) || wanted === 'consumers') {
    throw bad(
      9001023,
      'The grant type is not supported over the /common or /consumers endpoints. Please use the tenant-specific endpoint.',
    )
  }
  if (!isGuid(wanted) && !/^[a-z0-9-]+(\.[a-z0-9-]+)+$/.test(wanted)) {
    throw bad(
      900023,
      `Specified tenant identifier '${segment}' is neither a valid DNS name, nor a valid external domain.`,
    )
  }
  throw bad(
    90002,
    `Tenant '${segment}' not found. Check to make sure you have the correct tenant ID and are signing into the correct cloud.`,
  )
}
