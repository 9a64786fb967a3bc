import { z } from 'zod'
import type { Assignment, ServicePrincipal } from '../applications/application.ts'
import { graphAppId, roleWithId } from '../applications/graph-permissions.ts'
import { type Access, denied } from './access.ts'
import { type Answer, badRequest, type Call, notFound, notSimulated } from './answer.ts'
import { assignmentView } from './application-view.ts'
import { guidText, readBody } from './body.ts'
import { answerCollection, answerCreated, answerOne, noContent } from './collection.ts'
import type { GraphContext } from './context.ts'

type Relation = 'appRoleAssignments' | 'appRoleAssignedTo'

const body = z.strictObject({ principalId: guidText, resourceId: guidText, appRoleId: guidText })
const refuse = (message: string) => badRequest(message, 'Request_BadRequest')

/**
 * `/servicePrincipals/{id}/appRoleAssignments` (what it was granted) and `…/appRoleAssignedTo` (who was granted its roles).
 * Source: Graph, "Grant an appRoleAssignment for a service principal".
 */
export const answerAssignments = (
  context: GraphContext,
  call: Call,
  owner: ServicePrincipal,
  relation: Relation,
  [id, ...tail]: readonly string[],
  access: Access,
): Answer => {
  const path = `servicePrincipals('${owner.id}')/${relation}`
  if (tail.length > 0) throw notSimulated(call.path)
  if (id === undefined && call.method === 'POST') return assign(context, call, owner, relation, access)
  if (id !== undefined && call.method === 'DELETE') {
    if (!access.mayGrant()) throw denied()
    context.applications.withdraw(find(context, owner, relation, id))
    return noContent
  }
  if (call.method !== 'GET') throw notSimulated(`${call.method} of ${call.path}`)
  access.need('applications')
  if (id !== undefined) {
    const assignment = find(context, owner, relation, id)
    return answerOne(context, call, 'appRoleAssignment', path, () => view(context, assignment))
  }
  const visible = all(context, owner, relation).filter(({ listDelay }) => !listDelay.hides())
  return answerCollection(
    context,
    call,
    'appRoleAssignment',
    path,
    visible.map((assignment) => view(context, assignment)),
  )
}

const all = ({ applications }: GraphContext, { id }: ServicePrincipal, relation: Relation): readonly Assignment[] =>
  applications.assignments(relation === 'appRoleAssignments' ? { principalId: id } : { resourceId: id })

const find = (context: GraphContext, owner: ServicePrincipal, relation: Relation, id: string): Assignment => {
  const assignment = all(context, owner, relation).find((known) => known.id === id)
  if (assignment === undefined) throw notFound(id)
  return assignment
}

const view = ({ applications }: GraphContext, assignment: Assignment) =>
  assignmentView(assignment, {
    principal: applications.principal('id', assignment.principalId)?.displayName ?? '',
    resource: applications.principal('id', assignment.resourceId)?.displayName ?? '',
  })

const assign = (
  context: GraphContext,
  call: Call,
  owner: ServicePrincipal,
  relation: Relation,
  access: Access,
): Answer => {
  const { applications } = context
  const { principalId, resourceId, appRoleId } = readBody(call, 'appRoleAssignment', body)
  if (!access.mayGrant()) throw denied()
  if (owner.id !== (relation === 'appRoleAssignments' ? principalId : resourceId))
    throw refuse('The id in the path and the id in the request body do not match.')
  const principal = applications.principal('id', principalId)
  const resource = applications.principal('id', resourceId)
  const unseen = principal !== null && principal !== owner && principal.delay.hides()
  if (principal === null || resource === null || unseen) throw refuse('Not a valid reference update.')
  if (resource.appId !== graphAppId || roleWithId(appRoleId) === null)
    throw refuse('Permission being assigned was not found on application')
  const assignment = applications.assign(principal, appRoleId)
  if (assignment === null) throw refuse('Permission being assigned already exists on the object')
  const path = `servicePrincipals('${owner.id}')/${relation}`
  return answerCreated(context, 'appRoleAssignment', path, view(context, assignment))
}
