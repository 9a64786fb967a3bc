import { type Application, emptyProperties } from '../applications/application.ts'
import { type Access, denied } from './access.ts'
import { type Answer, badRequest, type Call, notFound, notSimulated } from './answer.ts'
import { applicationChanges, checkSimulated, newApplication, newKey, replacedKeys } from './application-body.ts'
import { answerCredentialAction } from './application-credentials.ts'
import { applicationView } from './application-view.ts'
import { bodyOf, invalidProperty, readBody, sentOnly } from './body.ts'
import { answerCollection, answerCreated, answerOne, noContent } from './collection.ts'
import type { GraphContext } from './context.ts'

/** One object by its id or by its client id. */
export interface Key {
  readonly by: 'id' | 'appId'
  readonly value: string
}

/** `/applications` and all below it. Source: Graph, "application resource type". */
export const answerApplications = (
  context: GraphContext,
  call: Call,
  key: Key | null,
  [action, ...tail]: readonly string[],
  access: Access,
): Answer => {
  if (key === null) return call.method === 'POST' ? create(context, call, access) : list(context, call, access)
  if (action === undefined) return answerSingle(context, call, key, access)
  if (call.method !== 'POST' || tail.length > 0) throw notSimulated(`${call.method} of ${call.path}`)
  const answer = answerCredentialAction(context, call, findApplication(context, key), action, access)
  if (answer === null) throw notSimulated(call.path)
  return answer
}

/** Throws Graph's 404, also for one that has not come around yet. */
const findApplication = ({ applications }: GraphContext, { by, value }: Key): Application => {
  const application = applications.application(by, value)
  if (application === null || application.graphDelay.hides()) throw notFound(value)
  return application
}

const list = (context: GraphContext, call: Call, access: Access): Answer => {
  if (call.method !== 'GET') throw notSimulated(`${call.method} of ${call.path}`)
  access.need('applications')
  const visible = context.applications.applications.filter(({ graphDelay }) => !graphDelay.hides())
  const records = visible.map((application) => applicationView(application, context.state.domain))
  return answerCollection(context, call, 'application', 'applications', records)
}

const create = (context: GraphContext, call: Call, access: Access): Answer => {
  if (!access.mayRegister(context.state.usersMayRegister)) throw denied()
  checkSimulated(bodyOf(call))
  const { keyCredentials = [], ...properties } = sentOnly(readBody(call, 'application', newApplication))
  const keys = keyCredentials.map((body) => newKey(body, context.applications.lag.credentials))
  checkRedirects(properties)
  const application = context.applications.create({ ...emptyProperties, ...properties }, access.caller.id)
  application.keys.push(...keys)
  return answerCreated(context, 'application', 'applications', applicationView(application, context.state.domain))
}

const answerSingle = (context: GraphContext, call: Call, key: Key, access: Access): Answer => {
  switch (call.method) {
    case 'GET': {
      access.need('applications')
      const application = findApplication(context, key)
      return answerOne(context, call, 'application', 'applications', (select) =>
        applicationView(application, context.state.domain, select?.includes('keyCredentials') ?? false),
      )
    }
    case 'PATCH':
      return change(context, call, findApplication(context, key), access)
    case 'DELETE': {
      const application = findApplication(context, key)
      if (!access.mayManage(application.ownerId)) throw denied()
      context.applications.remove(application)
      return noContent
    }
    default:
      throw notSimulated(`${call.method} of ${call.path}`)
  }
}

const change = (context: GraphContext, call: Call, application: Application, access: Access): Answer => {
  if (!access.mayManage(application.ownerId)) throw denied()
  checkSimulated(bodyOf(call))
  const { keyCredentials, ...properties } = sentOnly(readBody(call, 'application', applicationChanges))
  checkRedirects({ ...application.properties, ...properties })
  if (keyCredentials !== undefined) {
    const keys = replacedKeys(application.keys, keyCredentials, context.applications.lag.credentials)
    application.keys.splice(0, application.keys.length, ...keys)
  }
  application.properties = { ...application.properties, ...properties }
  return noContent
}

/** The same address under two platforms is refused. */
const checkRedirects = (properties: Partial<Application['properties']>): void => {
  const { publicClient, web, spa } = properties
  const all = [publicClient, web, spa].flatMap((platform) => platform?.redirectUris ?? [])
  if (new Set(all).size < all.length) throw invalidProperty('redirectUris')
  if (all.length > 256) throw badRequest('Too many redirect URIs.', 'Request_BadRequest')
}
