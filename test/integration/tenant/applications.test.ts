import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { makeClientCertificate } from '../../tenant/server/certificates.ts'
import { startTenant, type Tenant } from '../../tenant/start.ts'
import { as, graphId, keyOf, roleIds, type Send } from './administration.ts'
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

describe('POST /applications', () => {
  it('makes a registration with what was sent, and Graph’s own defaults', async () => {
    const { certificatePem } = await makeClientCertificate()
    const requiredResourceAccess = [
      { resourceAppId: graphId, resourceAccess: [{ id: roleIds['User.Read.All'], type: 'Role' }] },
    ]
    const reply = await admin('POST', '/applications', {
      displayName: 'Tenantry – Büro',
      publicClient: { redirectUris: ['http://localhost', 'http://127.0.0.1/x'] },
      requiredResourceAccess,
      keyCredentials: [{ ...keyOf(certificatePem), displayName: 'first' }],
    })
    expect(reply.status, reply.text).toBe(201)
    expect(reply.headers.get('location')).toBe(`${tenant.graph}/v1.0/applications/${reply.body.id}`)
    expect(reply.body).toMatchObject({
      '@odata.context': `${tenant.graph}/v1.0/$metadata#applications/$entity`,
      displayName: 'Tenantry – Büro',
      signInAudience: 'AzureADMyOrg',
      requiredResourceAccess,
      publicClient: { redirectUris: ['http://localhost', 'http://127.0.0.1/x'] },
      keyCredentials: [{ displayName: 'first', key: null, usage: 'Verify', type: 'AsymmetricX509Cert' }],
      passwordCredentials: [],
      optionalClaims: null,
    })
    expect(reply.body.appId).not.toBe(reply.body.id)
  })

  it.each([
    ['no name', { displayName: undefined }, 'Request_BadRequest', 'displayName'],
    ['an empty name', { displayName: '' }, 'Request_BadRequest', 'displayName'],
    ['a property that applications do not have', { colour: 'red' }, 'BadRequest', 'colour'],
    ['an unknown audience', { signInAudience: 'Everybody' }, 'Request_BadRequest', 'signInAudience'],
    [
      'http elsewhere',
      { publicClient: { redirectUris: ['http://example.com'] } },
      'Request_BadRequest',
      'publicClient',
    ],
    ['IPv6', { publicClient: { redirectUris: ['http://[::1]/x'] } }, 'Request_BadRequest', 'publicClient'],
    ['a wildcard', { web: { redirectUris: ['https://*.example.com'] } }, 'Request_BadRequest', 'web'],
    [
      'the same redirect under two platforms',
      { publicClient: { redirectUris: ['http://localhost'] }, web: { redirectUris: ['http://localhost'] } },
      'Request_BadRequest',
      'redirectUris',
    ],
    [
      'a permission without its type',
      { requiredResourceAccess: [{ resourceAppId: graphId, resourceAccess: [{ id: graphId }] }] },
      'Request_BadRequest',
      'requiredResourceAccess',
    ],
  ])('refuses %s', async (_, more, code, text) => {
    const reply = await admin('POST', '/applications', { displayName: 'x', ...more })
    expect([...outcome(reply), reply.body.error.message]).toEqual([400, code, expect.stringContaining(text)])
  })

  it.each([
    ['a key that is no certificate', { key: Buffer.from('x').toString('base64') }],
    ['a certificate as text', { key: Buffer.from('-----BEGIN CERTIFICATE-----').toString('base64') }],
    ['a symmetric key', { type: 'Symmetric' }],
    ['a signing key', { usage: 'Sign' }],
    ['an end beyond the certificate’s', { endDateTime: '2099-01-01T00:00:00Z' }],
    ['an end before its start', { endDateTime: '2001-01-01T00:00:00Z' }],
  ])('refuses %s', async (_, more) => {
    const key = { ...keyOf(tenant.certificatePem), ...more }
    const reply = await admin('POST', '/applications', { displayName: 'x', keyCredentials: [key] })
    expect(outcome(reply)).toEqual([400, 'Request_BadRequest'])
  })

  it('refuses a body that is not JSON, and names what is only not simulated', async () => {
    const token = (await client.token()).body.access_token as string
    tenant.controls.set({ roles: ['Application.ReadWrite.All'] })
    const writer = (await client.token()).body.access_token as string
    tenant.controls.set({ roles: ['User.Read.All', 'Group.Read.All'] })
    const post = (bearer: string, type: string) =>
      client.send('/v1.0/applications', {
        method: 'POST',
        headers: { authorization: `Bearer ${bearer}`, 'content-type': type },
        body: '{',
      })
    expect(outcome(await post(token, 'application/json'))).toEqual([403, 'Authorization_RequestDenied'])
    expect(outcome(await post(writer, 'application/json'))).toEqual([400, 'BadRequest'])
    expect(outcome(await post(writer, 'text/plain'))).toEqual([400, 'Request_BadRequest'])
    expect(outcome(await admin('POST', '/applications', { displayName: 'x', api: {} }))).toEqual([
      501,
      'NotImplemented',
    ])
  })
})

describe('PATCH and DELETE', () => {
  it('change what is sent and nothing else', async () => {
    const { id } = await make({ notes: 'kept' })
    const path = `/applications/${id}`
    expect((await admin('PATCH', path, { displayName: 'Renamed' })).status).toBe(204)
    expect((await admin('GET', path)).body).toMatchObject({ displayName: 'Renamed', notes: 'kept' })
    expect(outcome(await admin('PATCH', path, { appId: id }))).toEqual([400, 'BadRequest'])
  })

  it('replace the whole list of keys: one that stays is sent along by its keyId', async () => {
    const [first, second] = [await makeClientCertificate(), await makeClientCertificate()]
    const { id, keyCredentials } = await make({ keyCredentials: [keyOf(first.certificatePem)] })
    const kept = keyCredentials[0]
    const patch = (list: readonly object[]) => admin('PATCH', `/applications/${id}`, { keyCredentials: list })
    const keyIds = async () =>
      (await admin('GET', `/applications/${id}`)).body.keyCredentials.map((key: { keyId: string }) => key.keyId)
    expect((await patch([kept, keyOf(second.certificatePem)])).status).toBe(204)
    expect((await keyIds())[0]).toBe(kept.keyId)
    expect(await keyIds()).toHaveLength(2)
    expect(outcome(await patch([{ ...kept, keyId: id }]))).toEqual([400, 'Request_BadRequest'])
    expect(outcome(await patch([kept, kept]))).toEqual([400, 'Request_BadRequest'])
    await patch([])
    expect(await keyIds()).toEqual([])
  })

  it('delete softly: gone from lists and tokens, restorable, then gone for good', async () => {
    const { id, appId } = await make()
    await admin('POST', '/servicePrincipals', { appId })
    const { secretText } = (await admin('POST', `/applications/${id}/addPassword`, {})).body
    const token = async () => {
      const { body } = await client.token({ client_id: appId, client_secret: secretText })
      return body.error_codes?.[0] ?? 'token'
    }
    expect(await token()).toBe('token')
    expect((await admin('DELETE', `/applications/${id}`)).status).toBe(204)
    expect((await admin('GET', `/applications/${id}`)).status).toBe(404)
    expect((await admin('GET', `/servicePrincipals(appId='${appId}')`)).status).toBe(404)
    expect(await token()).toBe(700016)
    const deleted = await admin('GET', '/directory/deletedItems/microsoft.graph.application?$select=id,deletedDateTime')
    expect(deleted.body.value).toEqual([{ id, deletedDateTime: expect.any(String) }])
    expect((await admin('POST', `/directory/deletedItems/${id}/restore`)).body.id).toBe(id)
    expect(await token()).toBe(7000229)
    await admin('DELETE', `/applications/${id}`)
    expect((await admin('DELETE', `/directory/deletedItems/${id}`)).status).toBe(204)
    expect((await admin('GET', `/directory/deletedItems/${id}`)).status).toBe(404)
  })
})

describe('who may', () => {
  it('is an Application Administrator, and by default anybody for their own', async () => {
    const manager = await as(tenant, client, 'Application administrator')
    const user = await as(tenant, client, 'Ordinary user')
    const foreign = await make()
    const own = await make({}, user)
    expect((await manager('PATCH', `/applications/${foreign.id}`, { notes: 'x' })).status).toBe(204)
    expect((await user('PATCH', `/applications/${own.id}`, { notes: 'x' })).status).toBe(204)
    expect(outcome(await user('PATCH', `/applications/${foreign.id}`, { notes: 'x' }))).toEqual([
      403,
      'Authorization_RequestDenied',
    ])
    tenant.controls.set({ usersMayRegister: false })
    expect(outcome(await user('POST', '/applications', { displayName: 'x' }))).toEqual([
      403,
      'Authorization_RequestDenied',
    ])
    expect((await manager('POST', '/applications', { displayName: 'x' })).status).toBe(201)
    tenant.controls.set({ usersMayRegister: true })
  })

  it('is nobody of another tenant', async () => {
    const stranger = await as(tenant, client, 'Administrator of another tenant')
    expect((await stranger('GET', '/applications')).status).toBe(501)
  })
})
