import type { Organization } from '@microsoft/microsoft-graph-types'
import { AppError } from '../../shared/ipc/errors.ts'
import type { Access } from './access.ts'

export interface AccessProof {
  readonly tenantId: string
  readonly tenantName: string
  readonly defaultDomain: string | null
  readonly roles: readonly string[]
}

/**
 * A token alone proves little: Entra issues one without any role. So the tenant's own name is read, and one user and one
 * group are asked for. The tenant id is the one Graph names, whatever was typed.
 */
export const proveAccess = async ({ tokens, graph }: Access, signal: AbortSignal): Promise<AccessProof> => {
  const { roles } = await tokens.acquire({ fresh: true }, signal)
  const { value } = await graph.get<{ value: Organization[] }>(
    '/organization?$select=id,displayName,verifiedDomains',
    { needs: ['User.Read.All'] },
    signal,
  )
  const [organization] = value
  if (!organization?.id) throw new AppError('answer_unreadable')
  await graph.get('/users?$select=id&$top=1', { needs: ['User.Read.All'] }, signal)
  await graph.get('/groups?$select=id&$top=1', { needs: ['GroupMember.Read.All'] }, signal)
  const domains = organization.verifiedDomains ?? []
  return {
    tenantId: organization.id,
    tenantName: organization.displayName ?? organization.id,
    defaultDomain: domains.find(({ isDefault }) => isDefault)?.name ?? null,
    roles,
  }
}
