import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startTenant, type Tenant } from '../../tenant/start.ts'
import { Client, eventual, syncedGroups } from './client.ts'

let tenant: Tenant
let client: Client
let groups: readonly { id: string; displayName: string; visibility: string | null }[]

beforeAll(async () => {
  tenant = await startTenant({ users: 3000, groups: 60, memberships: 9000 })
  client = new Client(tenant)
  await client.signIn()
  groups = (await client.pages(`${syncedGroups}&$select=id,displayName,visibility&$top=999`)).flatMap(
    (page) => page.value,
  )
})
afterAll(async () => {
  await client.close()
  await tenant.close()
})

const group = (name: string) => groups.find(({ displayName }) => displayName === name)?.id ?? 'missing'
const all = async (path: string, headers = {}) => (await client.pages(path, headers)).flatMap((page) => page.value)

describe('members', () => {
  it('of all groups together are exactly the memberships asked for, each once', async () => {
    let sum = 0
    for (const { id } of groups) {
      const members = await all(`/groups/${id}/members?$select=id&$top=999`)
      expect(new Set(members.map((member) => member.id)).size).toBe(members.length)
      sum += members.length
    }
    expect(sum).toBe(9000)
    expect(tenant.counts.memberships).toBe(9000)
  })

  it('of a large group come in pages', async () => {
    const pages = await client.pages(`/groups/${group('Alle Mitarbeitenden')}/members?$select=id,displayName&$top=300`)
    expect(pages.length).toBeGreaterThan(2)
    expect(pages.slice(0, -1).every((page) => page.value.length === 300)).toBe(true)
  })

  it('are of every kind, and those that no role covers have an id and nothing else', async () => {
    const members = await all(`/groups/${group('Netzwerkgeräte & Dienste')}/members?$select=id,displayName,mail`)
    const byType = Object.groupBy(members, (member: Record<string, string>) => member['@odata.type'] ?? '')
    for (const type of ['user', 'group'])
      expect(byType[`#microsoft.graph.${type}`]?.[0]?.['displayName']).toEqual(expect.any(String))
    for (const type of ['device', 'orgContact', 'servicePrincipal']) {
      expect(byType[`#microsoft.graph.${type}`]?.[0]).toMatchObject({ id: expect.any(String), displayName: null })
    }
  })

  it('of every kind have names with the roles for them', async () => {
    const rich = await startTenant({ users: 3000, groups: 60, memberships: 9000, roles: ['Directory.Read.All'] })
    const reader = new Client(rich)
    await reader.signIn()
    const { body } = await reader.graph(`/groups/${group('Netzwerkgeräte & Dienste')}/members?$select=id,displayName`)
    expect(body.value.every((member: { displayName: unknown }) => typeof member.displayName === 'string')).toBe(true)
    await reader.close()
    await rich.close()
  })

  it('of a group with hidden membership are seen only with the role for it', async () => {
    const hidden = groups.find(({ visibility }) => visibility === 'HiddenMembership')?.id
    expect(await all(`/groups/${hidden}/members`)).toEqual([])
    tenant.controls.set({ roles: ['User.Read.All', 'GroupMember.Read.All', 'Member.Read.Hidden'] })
    await client.signIn()
    expect(await all(`/groups/${hidden}/members`)).toHaveLength(tenant.counts.hiddenMemberships)
    tenant.controls.set({ roles: ['User.Read.All', 'Group.Read.All'] })
    await client.signIn()
  })

  it('nest in a circle that transitive members end', async () => {
    const names = ['Zugang Standorte', 'Zugang Standorte Nord', 'Zugang Hamburg', 'Zugang Hamburg, Terminal 3']
    for (const [at, name] of names.entries()) {
      const members = await all(`/groups/${group(name)}/members/microsoft.graph.group?$select=id&$count=true`, eventual)
      expect(members.map(({ id }) => id)).toEqual([group(names[(at + 1) % 4] ?? '')])
    }
    const direct = await all(`/groups/${group('Zugang Standorte')}/members?$select=id&$top=999`)
    const transitive = await all(`/groups/${group('Zugang Standorte')}/transitiveMembers?$select=id&$top=999`)
    expect(transitive.length).toBeGreaterThan(direct.length)
    expect(new Set(transitive.map(({ id }) => id)).size).toBe(transitive.length)
  })

  it('are counted, may be none, and are refused as the real Graph refuses', async () => {
    const id = group('Zugang Standorte')
    const members = await all(`/groups/${id}/members?$select=id`)
    expect((await client.graph(`/groups/${id}/members/$count`, eventual)).body).toBe(String(members.length))
    expect(await all(`/groups/${group('Projekt Morgenröte (noch leer)')}/members`)).toEqual([])
    const refusal = async (path: string) => (await client.graph(path)).body.error.code
    expect(await refusal(`/groups/${id}/members?$top=1000`)).toBe('Request_UnsupportedQuery')
    expect(await refusal(`/groups/${id}/members?$select=colour`)).toBe('BadRequest')
    expect(await refusal(`/groups/${id}/members?$skiptoken=x`)).toBe('Request_BadRequest')
    expect(await refusal(`/groups/${id}/members/microsoft.graph.user`)).toBe('Request_UnsupportedQuery')
    expect(await refusal('/groups/11111111-2222-4333-8444-555555555555/members')).toBe('Request_ResourceNotFound')
  })
})

describe('a batch', () => {
  const inner = (id: string, url: string, headers?: object) => ({
    id,
    method: 'GET',
    url,
    ...(headers ? { headers } : {}),
  })
  const byId = (body: {
    responses: { id: string; status: number; body: { value: unknown[]; [k: string]: unknown } }[]
  }) => new Map(body.responses.map((response) => [response.id, response]))

  it('answers each request under its id, in another order, with absolute next links', async () => {
    const requests = groups
      .slice(0, 20)
      .map(({ id }, at) => inner(String(at), `/groups/${id}/members?$select=id&$top=5`))
    const { body } = await client.batch(requests)
    expect(body.responses.map(({ id }: { id: string }) => id)).not.toEqual(requests.map(({ id }) => id))
    const answers = byId(body)
    for (const { id, url } of requests) {
      expect(answers.get(id)?.body.value).toEqual((await client.graph(url)).body.value)
    }
    expect(answers.get('0')?.body['@odata.nextLink']).toMatch(`${tenant.url}/v1.0/groups/`)
  })

  it('takes headers inside, and fails what fails alone and what depends on it', async () => {
    const { status, body } = await client.batch([
      inner('counted', '/users?$filter=assignedLicenses/$count ne 0&$count=true&$top=1', eventual),
      inner('strict', '/users?$top=1000'),
      { ...inner('after', '/users?$top=1'), dependsOn: ['strict'] },
    ])
    const answers = byId(body)
    expect(status).toBe(200)
    expect([...answers].map(([id, answer]) => [id, answer.status]).sort()).toEqual([
      ['after', 424],
      ['counted', 200],
      ['strict', 400],
    ])
    expect(answers.get('counted')?.body['@odata.count']).toBe(tenant.counts.licensed)
  })

  it('throttles single requests inside when a rule says so', async () => {
    const [first] = groups
    const rule = {
      match: { path: `/groups/${first?.id}/members`, times: 1 },
      fault: { kind: 'status', status: 429, retryAfter: 3 },
    } as const
    const id = tenant.faults.add(rule)
    const requests = groups.slice(0, 3).map((entry, at) => inner(String(at), `/groups/${entry.id}/members`))
    const once = byId((await client.batch(requests)).body)
    expect([...once.values()].map(({ status }) => status).sort()).toEqual([200, 200, 429])
    expect(once.get('0')).toMatchObject({
      status: 429,
      headers: { 'Retry-After': '3' },
      body: { error: { code: 'TooManyRequests' } },
    })
    expect(byId((await client.batch(requests)).body).get('0')?.status).toBe(200)
    tenant.faults.remove(id)
    expect(tenant.log.records.filter((record) => record.inBatch && record.status === 429)).toHaveLength(1)
  })

  it('is refused whole with 21 requests, with ids twice, and with absolute addresses', async () => {
    const code = async (requests: readonly unknown[]) => {
      const reply = await client.batch(requests)
      return [reply.status, reply.body.error?.code]
    }
    expect(await code(Array.from({ length: 21 }, (_, at) => inner(String(at), '/users')))).toEqual([400, 'BadRequest'])
    expect(await code([inner('a', '/users'), inner('A', '/users')])).toEqual([400, 'BadRequest'])
    expect(await code([inner('a', `${tenant.url}/v1.0/users`)])).toEqual([400, 'BadRequest'])
    expect(await code([])).toEqual([400, 'BadRequest'])
  })
})
