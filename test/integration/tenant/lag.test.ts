import { decodeJwt } from 'jose'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { makeClientCertificate } from '../../tenant/server/certificates.ts'
import { startTenant, type Tenant } from '../../tenant/start.ts'
import { as, graphId, keyOf, roleIds, type Send } from './administration.ts'
import { Client, type Reply } from './client.ts'

let tenant: Tenant
let client: Client
let admin: Send

beforeEach(async () => {
  tenant = await startTenant({ users: 20, groups: 9, memberships: 40 })
  client = new Client(tenant)
  admin = await as(tenant, client, 'Global administrator')
})
afterEach(async () => {
  await client.close()
  await tenant.close()
})

const outcome = ({ status, body }: Reply) => [status, body.error?.code ?? body.error_codes?.[0]]
const create = async (more: object = {}) =>
  (await admin('POST', '/applications', { displayName: 'Made', ...more })).body
const times = async <T>(count: number, action: () => Promise<T>): Promise<readonly T[]> => {
  const results: T[] = []
  for (let at = 0; at < count; at++) results.push(await action())
  return results
}

describe('replication lag', () => {
  it('hides a new application from so many requests', async () => {
    tenant.controls.registrations.lag({ applications: 2 })
    const { id, appId } = await create()
    const statuses = await times(3, async () => (await admin('GET', `/applications/${id}`)).status)
    expect(statuses).toEqual([404, 404, 200])
    const second = await create()
    const principals = await times(3, async () =>
      outcome(await admin('POST', '/servicePrincipals', { appId: second.appId })),
    )
    expect(principals).toEqual([
      [400, 'Request_BadRequest'],
      [400, 'Request_BadRequest'],
      [201, undefined],
    ])
    expect((await admin('POST', '/servicePrincipals', { appId })).status).toBe(201)
    const third = await create()
    const patches = await times(
      3,
      async () => (await admin('PATCH', `/applications/${third.id}`, { notes: 'x' })).status,
    )
    expect(patches).toEqual([404, 404, 204])
  })

  it('hides a new service principal and its grants', async () => {
    tenant.controls.registrations.lag({ servicePrincipals: 1, assignments: 2, roles: 1 })
    const { id: resourceId } = (await admin('GET', `/servicePrincipals(appId='${graphId}')`)).body
    const { id, appId } = await create()
    const { id: principalId } = (await admin('POST', '/servicePrincipals', { appId })).body
    const { secretText } = (await admin('POST', `/applications/${id}/addPassword`, {})).body
    const body = { principalId, resourceId, appRoleId: roleIds['User.Read.All'] }
    const grant = () => admin('POST', `/servicePrincipals/${resourceId}/appRoleAssignedTo`, body)
    expect(await times(2, async () => (await grant()).status)).toEqual([400, 201])
    const list = async () =>
      (await admin('GET', `/servicePrincipals/${principalId}/appRoleAssignments`)).body.value.length
    expect(await times(3, list)).toEqual([0, 0, 1])
    const roles = async () => {
      const { body: token } = await client.token({ client_id: appId, client_secret: secretText })
      return decodeJwt(token.access_token)['roles']
    }
    expect(await times(2, roles)).toEqual([undefined, ['User.Read.All']])
  })

  it('hides a new application and its credentials from the token endpoint', async () => {
    tenant.controls.registrations.lag({ clients: 1, credentials: 1 })
    const certificate = await makeClientCertificate()
    const { id, appId } = await create({ keyCredentials: [keyOf(certificate.certificatePem)] })
    await admin('POST', '/servicePrincipals', { appId })
    const { secretText } = (await admin('POST', `/applications/${id}/addPassword`, {})).body
    const bySecret = () => client.token({ client_id: appId, client_secret: secretText })
    const byCertificate = async () =>
      client.token({
        client_id: appId,
        client_secret: null,
        client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
        client_assertion: await client.assertion({ ...certificate, issuer: appId }),
      })
    expect(await times(3, async () => outcome(await bySecret()))).toEqual([
      [400, 700016],
      [401, 7000215],
      [200, undefined],
    ])
    expect(await times(2, async () => outcome(await byCertificate()))).toEqual([
      [401, 700027],
      [200, undefined],
    ])
  })

  it('holds only for what is created after it was set', async () => {
    const { id } = await create()
    tenant.controls.registrations.lag({ applications: 1 })
    expect((await admin('GET', `/applications/${id}`)).status).toBe(200)
    tenant.controls.registrations.lag({})
    expect((await admin('GET', `/applications/${(await create()).id}`)).status).toBe(200)
  })
})
