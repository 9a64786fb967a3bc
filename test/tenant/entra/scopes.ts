import { graphAppId, graphScopes } from '../applications/graph-permissions.ts'
import type { Client } from './clients.ts'
import type { EntraContext } from './context.ts'
import { EntraFailure } from './failure.ts'

type Cloud = Pick<EntraContext, 'graphAudiences'>

const bad = (code: number, error: string, message: string) => new EntraFailure(code, error, message)

/** Present in every tenant, and no business of Graph: their tokens are refused there. */
const otherResources: readonly string[] = ['https://outlook.office365.com', 'https://management.azure.com']

/** Throws for a resource that the tenant does not have. */
export const checkResource = (resource: string, { graphAudiences }: Cloud): void => {
  if (graphAudiences.includes(resource) || otherResources.includes(resource)) return
  throw bad(500011, 'invalid_resource', `The resource principal named ${resource} was not found in the tenant.`)
}

const openIdScopes: readonly string[] = ['openid', 'profile', 'email', 'offline_access']

export interface AskedScopes {
  /** `openid` and the like. */
  readonly openId: readonly string[]
  /** What the names below belong to; null when nothing but sign-in is asked for. */
  readonly resource: string | null
  /** Such as `User.Read.All`; `.default` stands for what is configured. */
  readonly names: readonly string[]
}

/** Takes a `scope` parameter apart. A name without a resource is Graph's. Throws what Entra refuses in it. */
export const parseScopes = (text: string, client: Pick<Client, 'displayName'>, cloud: Cloud): AskedScopes => {
  const words = text.split(' ').filter((word) => word !== '')
  const openId = words.filter((word) => openIdScopes.includes(word))
  const asked = words
    .filter((word) => !openIdScopes.includes(word))
    .map((word) => splitScope(word, cloud.graphAudiences[1]))
  const resources = [...new Set(asked.map(({ resource }) => resource))]
  if (resources.length > 1) {
    throw bad(
      28000,
      'invalid_request',
      'Provided value for the input parameter scope is not valid because it contains more than one resource.',
    )
  }
  const [resource = null] = resources
  if (resource !== null) checkResource(resource, cloud)
  const names = asked.map(({ name }) => name)
  if (names.includes('.default') && names.length > 1) {
    throw bad(
      70011,
      'invalid_scope',
      `The provided value for the input parameter 'scope' is not valid. .default scope can't be combined with resource-specific scopes.`,
    )
  }
  const unknown = names.find((name) => name !== '.default' && !graphScopes.some(({ value }) => value === name))
  if (unknown !== undefined) {
    throw bad(
      650053,
      'invalid_client',
      `The application '${client.displayName}' asked for scope '${unknown}' that doesn't exist on the resource '${graphAppId}'.`,
    )
  }
  return { openId, resource, names }
}

const splitScope = (word: string, graph: string) => {
  const at = word.lastIndexOf('/')
  return at < 0
    ? { resource: graph, name: word }
    : { resource: word.slice(0, at).replace(/\/$/, ''), name: word.slice(at + 1) }
}
