import { z } from 'zod'
import type { ServicePrincipal } from '../applications/application.ts'
import { type Access, denied } from './access.ts'
import { type Answer, badRequest, type Call, GraphFailure, notFound, notSimulated } from './answer.ts'
import { principalView } from './application-view.ts'
import type { Key } from './applications.ts'
import { answerAssignments } from './assignments.ts'
import { guidText, readBody } from './body.ts'
import { answerCollection, answerCreated, answerOne, noContent } from './collection.ts'
import type { GraphContext } from './context.ts'

const creation = z.strictObject({
  appId: guidText,
  displayName: z.string().optional(),
  accountEnabled: z.boolean().default(true),
})
const changes = z.strictObject({ accountEnabled: z.boolean().optional() })

/** `/servicePrincipals` and all below it. Source: Graph, "servicePrincipal resource type". */
export const answerServicePrincipals = (
  context: GraphContext,
  call: Call,
  key: Key | null,
  [relation, ...tail]: readonly string[],
  access: Access,
): Answer => {
  if (key === null) return call.method === 'POST' ? create(context, call, access) : list(context, call, access)
  if (relation === 'appRoleAssignments' || relation === 'appRoleAssignedTo')
    return answerAssignments(context, call, findPrincipal(context, key), relation, tail, access)
  if (relation !== undefined) throw notSimulated(`${call.method} of ${call.path}`)
  return answerSingle(context, call, key, access)
}

/** Throws Graph's 404, also for one that has not come around yet. */
const findPrincipal = ({ applications }: GraphContext, { by, value }: Key): ServicePrincipal => {
  const principal = applications.principal(by, value)
  if (principal === null || principal.delay.hides()) throw notFound(value)
  return principal
}

const list = (context: GraphContext, call: Call, access: Access): Answer => {
  if (call.method !== 'GET') throw notSimulated(`${call.method} of ${call.path}`)
  access.need('applications')
  const visible = context.applications.principals.filter(({ delay }) => !delay.hides())
  return answerCollection(context, call, 'servicePrincipal', 'servicePrincipals', visible.map(principalView))
}

const ownerOf = ({ applications }: GraphContext, { appId }: Pick<ServicePrincipal, 'appId'>): string | null =>
  applications.application('appId', appId)?.ownerId ?? null

/** Source: Graph, "Create servicePrincipal"; the refusals as they are reported. */
const create = (context: GraphContext, call: Call, access: Access): Answer => {
  const { appId, displayName, accountEnabled } = readBody(call, 'servicePrincipal', creation)
  if (!access.mayManage(ownerOf(context, { appId }))) throw denied()
  const application = context.applications.application('appId', appId)
  if (application === null || application.graphDelay.hides())
    throw badRequest(
      `The appId '${appId}' of the service principal does not reference a valid application object.`,
      'Request_BadRequest',
    )
  if (context.applications.principal('appId', appId) !== null)
    throw new GraphFailure(
      409,
      'Request_MultipleObjectsWithSameKeyValue',
      `The service principal cannot be created, updated, or restored because the service principal name ${appId} is already in use.`,
    )
  const principal = context.applications.addPrincipal({
    appId,
    displayName: displayName ?? application.displayName,
    ownerTenantId: context.state.tenantId,
  })
  principal.accountEnabled = accountEnabled
  return answerCreated(context, 'servicePrincipal', 'servicePrincipals', principalView(principal))
}

const answerSingle = (context: GraphContext, call: Call, key: Key, access: Access): Answer => {
  if (call.method === 'GET') {
    access.need('applications')
    const principal = findPrincipal(context, key)
    return answerOne(context, call, 'servicePrincipal', 'servicePrincipals', () => principalView(principal))
  }
  if (call.method !== 'PATCH' && call.method !== 'DELETE') throw notSimulated(`${call.method} of ${call.path}`)
  const principal = findPrincipal(context, key)
  if (!access.mayManage(ownerOf(context, principal))) throw denied()
  if (principal.ownerTenantId !== context.state.tenantId && call.method === 'DELETE')
    throw notSimulated('the removal of Microsoft’s own service principals')
  if (call.method === 'DELETE') context.applications.remove(principal)
  else principal.accountEnabled = readBody(call, 'servicePrincipal', changes).accountEnabled ?? principal.accountEnabled
  return noContent
}
