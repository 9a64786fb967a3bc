import type { Asked } from '../graph/graph-desk.ts'

export interface SmallTenant {
  users: Record<string, unknown>[]
  groups: Record<string, unknown>[]
  members: Record<string, Record<string, unknown>[]>
  usersCounted: number | null
  /** What `$count` says afterwards. */
  usersCountedAgain: number
  groupsCountedAgain: number
  /** Items a page. */
  page: number
  /** Status of a group's member list, 200 when not given. */
  listStatus: Record<string, number>
  /** Groups that are listed, and gone when they are asked for alone. */
  deleted: readonly string[]
  /** Answers in place of the tenant, when it returns something. */
  before: (asked: Asked) => Response | Promise<Response> | undefined
}

export const person = (id: string, more: Record<string, unknown> = {}) => ({
  id,
  userPrincipalName: `${id}@contoso.example`,
  mail: `${id}@contoso.example`,
  displayName: id,
  accountEnabled: true,
  businessPhones: [],
  assignedLicenses: [{ skuId: 'e3' }],
  ...more,
})

export const team = (id: string, more: Record<string, unknown> = {}) => ({
  id,
  displayName: id,
  groupTypes: [],
  mailEnabled: false,
  securityEnabled: true,
  ...more,
})

export const member = (id: string, type = 'user') => ({
  '@odata.type': `#microsoft.graph.${type}`,
  id,
  displayName: id,
})

/** Five users (one without mail), three groups, seven memberships. */
export const smallTenant = (changes: Partial<SmallTenant> = {}): SmallTenant => ({
  users: [person('u1'), person('u2'), person('u3', { mail: null }), person('u4'), person('u5')],
  groups: [team('g1'), team('g2', { groupTypes: ['Unified'], mailEnabled: true }), team('g3')],
  members: { g1: [member('u1'), member('g2', 'group')], g2: ['u1', 'u2', 'u3', 'u4', 'u5'].map((id) => member(id)) },
  usersCounted: 5,
  usersCountedAgain: 5,
  groupsCountedAgain: 3,
  page: 2,
  listStatus: {},
  deleted: [],
  before: () => undefined,
  ...changes,
})

const refusal = (status: number) => ({
  error: { code: status === 404 ? 'Request_ResourceNotFound' : 'Authorization_RequestDenied', message: 'no' },
})

/** Answers what a run asks; a real tenant's strictness is the integration tests' matter. */
export const answering =
  (tenant: SmallTenant) =>
  async (asked: Asked): Promise<Response> => {
    const instead = tenant.before(asked)
    if (instead !== undefined) return await instead
    const url = new URL(asked.url)
    const path = url.pathname.replace('/v1.0', '')
    if (path === '/users/$count')
      return Response.json(url.search === '' ? tenant.users.length + 4 : tenant.usersCountedAgain)
    if (path === '/groups/$count') return Response.json(tenant.groupsCountedAgain)
    if (path === '/users') return listed(url, tenant.users, tenant.usersCounted, tenant.page)
    if (path === '/groups') return listed(url, tenant.groups, tenant.groups.length, tenant.page)
    if (path === '/$batch') {
      const { requests } = JSON.parse(asked.body) as { requests: { id: string; url: string }[] }
      const inner = requests.map((one) => ({ id: one.id, ...list(tenant, new URL(one.url, url.origin)) }))
      return Response.json({ responses: inner.reverse() })
    }
    const { status, body } = path.endsWith('/members') ? list(tenant, url) : one(tenant, path)
    return Response.json(body, { status })
  }

const one = (tenant: SmallTenant, path: string) => {
  const found = tenant.groups.find(({ id }) => path === `/groups/${id}` && !tenant.deleted.includes(id as string))
  return found === undefined ? { status: 404, body: refusal(404) } : { status: 200, body: found }
}

const list = (tenant: SmallTenant, url: URL) => {
  const id = /groups\/([^/]+)\/members/.exec(url.pathname)?.[1] ?? ''
  const status = tenant.listStatus[id] ?? 200
  return { status, body: status === 200 ? paged(url, tenant.members[id] ?? [], null, tenant.page) : refusal(status) }
}

const listed = (url: URL, items: readonly unknown[], count: number | null, page: number) =>
  Response.json(paged(url, items, count, page))

const paged = (url: URL, items: readonly unknown[], count: number | null, page: number) => {
  const from = Number(url.searchParams.get('from') ?? 0)
  const next = `https://graph.microsoft.com/v1.0${url.pathname.replace('/v1.0', '')}?from=${from + page}`
  return {
    ...(count !== null && from === 0 ? { '@odata.count': count } : {}),
    ...(from + page < items.length ? { '@odata.nextLink': next } : {}),
    value: items.slice(from, from + page),
  }
}
