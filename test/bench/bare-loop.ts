import { Client, PageIterator } from '@microsoft/microsoft-graph-client'
import type { Fetch } from '../../electron/ports.ts'

interface Counted {
  readonly users: number
  readonly groups: number
  readonly memberships: number
}

type Token = () => Promise<string>
type List = (path: string, headers?: Record<string, string>) => Promise<{ id: string }[]>

/** Lists by Microsoft's client and its PageIterator, one page after another, into an array. */
const listing = async <Value>(graph: string, fetch: Fetch, token: Token, task: (list: List) => Promise<Value>) => {
  const client = Client.init({
    baseUrl: graph,
    customHosts: new Set([new URL(graph).hostname]),
    authProvider: (done) =>
      void token().then(
        (value) => done(null, value),
        (error: unknown) => done(error, null),
      ),
    fetchOptions: {},
  })
  // The client calls the global fetch, which does not know the simulated tenant's certificate authority.
  const { fetch: original } = globalThis
  const signal = new AbortController().signal
  globalThis.fetch = (input, init) => fetch(String(input), { ...init, signal })
  try {
    return await task(async (path, headers = {}) => {
      const items: { id: string }[] = []
      const first = await client.api(path).headers(headers).get()
      const keep = (item: { id: string }) => items.push(item) > 0
      await new PageIterator(client, first, keep, { headers }).iterate()
      return items
    })
  } finally {
    globalThis.fetch = original
  }
}

const usersBy = (list: List) => list(usersPath, { ConsistencyLevel: 'eventual' })

/**
 * The peer: what a straightforward program does with Microsoft's client and its PageIterator. Users 999 a page, then the
 * groups, then each group's members, one request after another, into arrays; nothing is checked, kept or indexed.
 */
export const bareLoop = (graph: string, fetch: Fetch, token: Token): Promise<Counted> =>
  listing(graph, fetch, token, async (list) => {
    const users = await usersBy(list)
    const groups = await list(groupsPath)
    let memberships = 0
    for (const { id } of groups)
      memberships += (await list(`/groups/${id}/members?$select=id,displayName&$top=999`)).length
    return { users: users.length, groups: groups.length, memberships }
  })

/** Its first part alone. */
export const bareUsers = (graph: string, fetch: Fetch, token: Token): Promise<number> =>
  listing(graph, fetch, token, async (list) => (await usersBy(list)).length)

const usersPath =
  '/users?$select=id,displayName,mail,userPrincipalName,mobilePhone,jobTitle,department,officeLocation,companyName,city,' +
  'country,postalCode,streetAddress,businessPhones,accountEnabled,userType,assignedLicenses' +
  '&$filter=assignedLicenses/$count ne 0&$count=true&$top=999'

const groupsPath =
  '/groups?$select=id,displayName,description,mail,groupTypes,mailEnabled,securityEnabled,membershipRule,visibility' +
  "&$filter=groupTypes/any(c:c eq 'Unified') or securityEnabled eq true&$top=999"
