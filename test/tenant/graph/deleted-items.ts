import { Application, type ServicePrincipal } from '../applications/application.ts'
import { type Access, denied } from './access.ts'
import { type Answer, type Call, json, notFound, notSimulated, unknownSegment } from './answer.ts'
import { applicationView, principalView } from './application-view.ts'
import { answerCollection, type Bag, noContent } from './collection.ts'
import type { GraphContext } from './context.ts'

/** `/directory/deletedItems`: applications and service principals for thirty days. Source: Graph, "deletedItems". */
export const answerDeletedItems = (
  context: GraphContext,
  call: Call,
  [first = '', id, action, ...tail]: readonly string[],
  access: Access,
): Answer => {
  if (first.toLowerCase() !== 'deleteditems') throw unknownSegment(first)
  if (id === undefined || tail.length > 0) throw notSimulated(call.path)
  const type = /^(?:microsoft\.)?graph\.(application|servicePrincipal)$/i.exec(id)?.[1]?.toLowerCase()
  if (type !== undefined && call.method === 'GET') return list(context, call, type === 'application', access)
  const object = context.applications.deleted.find((known) => known.id === id.toLowerCase())
  if (call.method === 'GET' && action === undefined) {
    access.need('applications')
    if (object === undefined) throw notFound(id)
    return json(entity(context, object))
  }
  if (!access.mayManage(ownerOf(object))) throw denied()
  if (object === undefined) throw notFound(id)
  if (call.method === 'DELETE' && action === undefined) {
    context.applications.purge(object)
    return noContent
  }
  if (call.method !== 'POST' || action?.toLowerCase() !== 'restore')
    throw notSimulated(`${call.method} of ${call.path}`)
  context.applications.restore(object)
  return json(entity(context, object))
}

const ownerOf = (object: Application | ServicePrincipal | undefined): string | null =>
  object instanceof Application ? object.ownerId : null

const view = ({ state }: GraphContext, object: Application | ServicePrincipal): Bag =>
  object instanceof Application ? applicationView(object, state.domain) : principalView(object)

const entity = (context: GraphContext, object: Application | ServicePrincipal): Bag => ({
  '@odata.context': `${context.origin}/v1.0/$metadata#directoryObjects/$entity`,
  '@odata.type': `#microsoft.graph.${object instanceof Application ? 'application' : 'servicePrincipal'}`,
  ...view(context, object),
})

const list = (context: GraphContext, call: Call, applications: boolean, access: Access): Answer => {
  access.need('applications')
  const type = applications ? 'application' : 'servicePrincipal'
  const records = context.applications.deleted
    .filter((object) => object instanceof Application === applications)
    .map((object) => view(context, object))
  return answerCollection(context, call, type, `directory/deletedItems/microsoft.graph.${type}`, records)
}
