import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startTenant, type Tenant } from '../../tenant/start.ts'
import { as, asApplication, base64Of, keyOf, type Send } from './administration.ts'
import { Client, type Reply } from './client.ts'

let tenant: Tenant
let client: Client
let admin: Send

beforeAll(async () => {
  tenant = await startTenant({ users: 20, groups: 9, memberships: 40 })
  client = new Client(tenant)
  admin = await as(tenant, client, 'Global administrator')
})
afterAll(async () => {
  await client.close()
  await tenant.close()
})

const outcome = ({ status, body }: Reply) => [status, body.error?.code]
const make = async (more: object = {}, send = admin) =>
  (await send('POST', '/applications', { displayName: 'Made', ...more })).body

describe('reading applications', () => {
  it('finds one by id, by client id and by filter, and none that is not there', async () => {
    const { id, appId } = await make()
    expect((await admin('GET', `/applications/${id}?$select=appId`)).body.appId).toBe(appId)
    expect((await admin('GET', `/applications(appId='${appId}')?$select=id`)).body.id).toBe(id)
    const found = await admin('GET', `/applications?$filter=appId eq '${appId}'&$select=id,appId`)
    expect(found.body.value).toEqual([{ id, appId }])
    const missing = '11111111-2222-4333-8444-555555555555'
    expect(outcome(await admin('GET', `/applications/${missing}`))).toEqual([404, 'Request_ResourceNotFound'])
    expect(outcome(await admin('GET', `/applications(appId='${missing}')`))).toEqual([404, 'Request_ResourceNotFound'])
    expect((await admin('GET', `/applications?$filter=appId eq '${missing}'`)).body.value).toEqual([])
  })

  it('gives a key only when it was selected for one object', async () => {
    const { id } = await make({ keyCredentials: [keyOf(tenant.certificatePem)] })
    const keys = async (query: string) => {
      const { body } = await admin('GET', `/applications${query}`)
      return (body.value?.find((one: { id: string }) => one.id === id) ?? body).keyCredentials[0]
    }
    expect((await keys(`/${id}`)).key).toBeNull()
    expect((await keys(`?$select=id,keyCredentials&$filter=id eq '${id}'`)).key).toBeNull()
    expect(await keys(`/${id}?$select=keyCredentials`)).toMatchObject({ key: base64Of(tenant.certificatePem) })
  })

  it.each([
    ['$select=colour', 400, 'BadRequest'],
    ["$filter=notes eq 'x'", 400, 'Request_UnsupportedQuery'],
    ["$filter=displayName ne 'x'", 400, 'Request_UnsupportedQuery'],
    ['$top=1000', 400, 'Request_UnsupportedQuery'],
    ['$skiptoken=x', 400, 'Request_BadRequest'],
  ])('refuses %s', async (query, status, code) => {
    expect(outcome(await admin('GET', `/applications?${query}`))).toEqual([status, code])
  })

  it('comes in pages', async () => {
    const ids: string[] = []
    for (let next: string | undefined = '/applications?$select=id&$top=2'; next !== undefined; ) {
      const { body }: Reply = await admin('GET', next)
      expect(body.value.length).toBeLessThanOrEqual(2)
      ids.push(...body.value.map((one: { id: string }) => one.id))
      next = body['@odata.nextLink']?.slice(`${tenant.graph}/v1.0`.length)
    }
    const all = (await admin('GET', '/applications')).body.value.map((one: { id: string }) => one.id)
    expect(ids).toEqual(all)
    expect(ids.length).toBeGreaterThan(2)
  })

  it('wants Application.Read.All of an application by itself', async () => {
    const path = `/applications(appId='${tenant.clientId}')?$select=id,passwordCredentials`
    const unpermitted = await asApplication(client)
    expect(outcome(await unpermitted('GET', path))).toEqual([403, 'Authorization_RequestDenied'])
    tenant.controls.set({ roles: ['Application.Read.All'] })
    const permitted = await asApplication(client)
    expect((await permitted('GET', path)).body).toMatchObject({
      id: tenant.applicationId,
      passwordCredentials: [{ hint: tenant.clientSecret.slice(0, 3), secretText: null }],
    })
    expect(outcome(await permitted('DELETE', `/applications/${tenant.applicationId}`))).toEqual([
      403,
      'Authorization_RequestDenied',
    ])
    tenant.controls.set({ roles: ['User.Read.All', 'Group.Read.All'] })
  })
})
