import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startTenant, type Tenant } from '../../tenant/start.ts'
import { Client, eventual, licensedUsers, syncedGroups } from './client.ts'

let tenant: Tenant
let client: Client

beforeAll(async () => {
  tenant = await startTenant({ users: 2500, groups: 130, memberships: 6000 })
  client = new Client(tenant)
  await client.signIn()
})
afterAll(async () => {
  await client.close()
  await tenant.close()
})

const expectError = async (path: string, status: number, code: string, headers = {}) => {
  const reply = await client.graph(path, headers)
  expect([reply.status, reply.body.error?.code], reply.text.slice(0, 300)).toEqual([status, code])
  expect(reply.body.error.innerError).toMatchObject({ 'request-id': reply.headers.get('request-id') })
}

describe('users', () => {
  it('come complete and once each over pages of 999 with the count on the first page only', async () => {
    const pages = await client.pages(`${licensedUsers}&$select=id,mail,assignedLicenses&$top=999`, eventual)
    const users = pages.flatMap((page) => page.value)
    expect(pages.map((page) => page.value.length)).toEqual([999, 999, tenant.counts.licensed - 1998])
    expect(pages.map((page) => page['@odata.count'])).toEqual([tenant.counts.licensed, undefined, undefined])
    expect(new Set(users.map((user) => user.id)).size).toBe(users.length)
    expect(users.filter((user) => user.mail !== null)).toHaveLength(2500)
    expect(users.every((user) => user.assignedLicenses.length > 0)).toBe(true)
  })

  it('have the default properties and pages of 100 when nothing is asked for', async () => {
    const { body } = await client.graph('/users')
    expect(body.value).toHaveLength(100)
    expect(Object.keys(body.value[0]).sort()).toEqual(
      [
        ...['businessPhones', 'displayName', 'givenName', 'id', 'jobTitle', 'mail', 'mobilePhone', 'officeLocation'],
        ...['preferredLanguage', 'surname', 'userPrincipalName'],
      ].sort(),
    )
  })

  it('are the same after a page was asked for twice, and none is lost when some are removed meanwhile', async () => {
    const other = await startTenant({ users: 300, groups: 3, memberships: 10 })
    const reader = new Client(other)
    await reader.signIn()
    const first = await reader.graph('/users?$select=id&$top=50')
    const again = await reader.graph('/users?$select=id&$top=50')
    expect(first.body.value).toEqual(again.body.value)
    other.controls.editor.remove(first.body.value[10].id)
    const rest = await reader.pages(first.body['@odata.nextLink'])
    const ids = [first.body, ...rest].flatMap((page) => page.value.map((user: { id: string }) => user.id))
    expect(new Set(ids).size).toBe(ids.length)
    expect(ids).toHaveLength(other.counts.allUsers + 1)
    await reader.close()
    await other.close()
  })

  it('can be filtered by what the program needs', async () => {
    const count = async (filter: string) => {
      const pages = await client.pages(
        `/users?$filter=${encodeURIComponent(filter)}&$count=true&$select=id&$top=999`,
        eventual,
      )
      expect(pages.flatMap((page) => page.value)).toHaveLength(pages[0]['@odata.count'])
      return pages[0]['@odata.count'] as number
    }
    const all = tenant.counts.allUsers
    expect((await count('accountEnabled eq true')) + (await count('accountEnabled eq false'))).toBe(all)
    expect((await count("userType eq 'Guest'")) + (await count("userType eq 'Member'"))).toBe(all)
    expect(await count('assignedLicenses/$count ne 0 and mail ne null')).toBe(tenant.counts.users)
    expect(await count('assignedLicenses/$count eq 0 or mail eq null')).toBe(all - tenant.counts.users)
    expect(await count("startsWith(userPrincipalName,'maria.schmidt')")).toBe(2)
  })

  it('are counted as plain text with the consistency header only', async () => {
    const { body, headers } = await client.graph('/users/$count?$filter=assignedLicenses/$count ne 0', eventual)
    expect([body, headers.get('content-type')]).toEqual([String(tenant.counts.licensed), 'text/plain'])
    await expectError('/users/$count', 400, 'Request_BadRequest')
  })

  it('are found by id and by user principal name', async () => {
    const { body } = await client.graph('/users?$top=1&$select=id,userPrincipalName,city')
    const [user] = body.value
    expect((await client.graph(`/users/${user.id}?$select=city`)).body.city).toBe(user.city)
    expect((await client.graph(`/users/${encodeURIComponent(user.userPrincipalName.toUpperCase())}`)).body.id).toBe(
      user.id,
    )
    await expectError('/users/11111111-2222-4333-8444-555555555555', 404, 'Request_ResourceNotFound')
  })

  it('are refused as the real Graph refuses', async () => {
    await expectError('/users?$top=1000', 400, 'Request_UnsupportedQuery')
    await expectError('/users?$top=0', 400, 'Request_UnsupportedQuery')
    await expectError('/users?$top=many', 400, 'BadRequest')
    await expectError('/users?$select=id,userSMIMECertificate', 400, 'BadRequest')
    await expectError('/users?$select=id,skills', 501, 'NotImplemented')
    await expectError('/users?$filter=colour eq 1', 400, 'BadRequest')
    await expectError('/users?$filter=department eq', 400, 'BadRequest')
    await expectError('/users?$filter=aboutMe eq null', 400, 'Request_UnsupportedQuery')
    await expectError('/users?$skip=10', 400, 'Request_BadRequest')
    await expectError('/users?$skiptoken=abc', 400, 'Request_BadRequest')
    await expectError('/users?$colour=red', 400, 'BadRequest')
    await expectError('/user', 400, 'BadRequest')
  })

  it('need both header and count for an advanced filter, the header on every page', async () => {
    await expectError(licensedUsers, 400, 'Request_UnsupportedQuery')
    await expectError('/users?$filter=assignedLicenses/$count ne 0', 400, 'Request_UnsupportedQuery', eventual)
    const { body } = await client.graph(licensedUsers, eventual)
    await expectError(body['@odata.nextLink'], 400, 'Request_UnsupportedQuery')
    expect((await client.graph(body['@odata.nextLink'], eventual)).status).toBe(200)
  })

  it('show only basic properties to a basic role', async () => {
    const basic = await startTenant({ users: 20, groups: 1, memberships: 1, roles: ['User.ReadBasic.All'] })
    const reader = new Client(basic)
    await reader.signIn()
    const [user] = (await reader.graph('/users?$select=displayName,department')).body.value
    expect([typeof user.displayName, user.department]).toEqual(['string', null])
    expect((await reader.graph(licensedUsers, eventual)).status).toBe(403)
    expect((await reader.graph('/users/delta')).status).toBe(403)
    await reader.close()
    await basic.close()
  })

  it('report expired page tokens and pages larger than the service will give', async () => {
    const { body } = await client.graph('/users?$top=50')
    tenant.controls.expirePageTokens()
    await expectError(body['@odata.nextLink'], 400, 'Directory_ExpiredPageToken')
    tenant.controls.set({ maxPageSize: 400 })
    await expectError('/users?$top=999', 400, 'Request_UnsupportedQuery')
    expect((await client.graph('/users?$top=400')).body.value).toHaveLength(400)
    tenant.controls.set({ maxPageSize: 999 })
  })
})

describe('groups', () => {
  it('come without distribution lists through the filter, complete and once each', async () => {
    const groups = (await client.pages(`${syncedGroups}&$top=50`)).flatMap((page) => page.value)
    expect(new Set(groups.map((group) => group.id)).size).toBe(130)
    const all = (await client.pages('/groups?$top=999')).flatMap((page) => page.value)
    expect(all).toHaveLength(tenant.counts.allGroups)
    const left = all.filter((group) => !groups.some(({ id }) => id === group.id))
    expect(left.length).toBeGreaterThan(0)
    expect(left.every((group) => group.mailEnabled && !group.securityEnabled && group.groupTypes.length === 0)).toBe(
      true,
    )
  })

  it('are of every kind', async () => {
    const all = (await client.pages('/groups?$top=999')).flatMap((page) => page.value)
    const kinds = new Set(all.map((g) => [g.groupTypes.includes('Unified'), g.mailEnabled, g.securityEnabled].join()))
    for (const kind of ['true,true,false', 'false,false,true', 'false,true,true', 'false,true,false'])
      expect(kinds).toContain(kind)
    expect(all.some((g) => g.groupTypes.includes('DynamicMembership') && g.membershipRule !== null)).toBe(true)
    expect(all.some((g) => g.visibility === 'HiddenMembership')).toBe(true)
  })

  it('are counted, found by id, and refused as the real Graph refuses', async () => {
    const filter = syncedGroups.slice('/groups'.length)
    expect((await client.graph(`/groups/$count${filter}`, eventual)).body).toBe('130')
    const [group] = (await client.graph('/groups?$top=1&$select=id,displayName')).body.value
    expect((await client.graph(`/groups/${group.id}`)).body.displayName).toBe(group.displayName)
    await expectError('/groups/not-an-id', 400, 'Request_BadRequest')
    await expectError('/groups/11111111-2222-4333-8444-555555555555', 404, 'Request_ResourceNotFound')
    await expectError('/groups?$select=department', 400, 'BadRequest')
    await expectError("/groups?$filter=not groupTypes/any(c:c eq 'Unified')", 400, 'Request_UnsupportedQuery')
  })
})

it('answers carry what support asks for', async () => {
  const reply = await client.graph('/users?$select=id', { 'client-request-id': 'aaaaaaaa-0000-4000-8000-000000000001' })
  expect(reply.headers.get('client-request-id')).toBe('aaaaaaaa-0000-4000-8000-000000000001')
  expect(reply.headers.get('request-id')).toMatch(/^[0-9a-f-]{36}$/)
  expect(reply.headers.get('x-ms-resource-unit')).toBe('1')
  expect(Date.parse(reply.headers.get('date') ?? '')).toBeGreaterThan(0)
})
