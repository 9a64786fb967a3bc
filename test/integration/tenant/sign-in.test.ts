import { decodeJwt } from 'jose'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { makeClientCertificate } from '../../tenant/server/certificates.ts'
import { startTenant, type Tenant } from '../../tenant/start.ts'
import { Client, type Reply } from './client.ts'

let tenant: Tenant
let client: Client

beforeEach(async () => {
  tenant = await startTenant({ users: 20, groups: 9, memberships: 40 })
  client = new Client(tenant)
})
afterEach(async () => {
  await client.close()
  await tenant.close()
})

const expectCode = (reply: Reply, code: number, error: string) => {
  expect(reply.body).toMatchObject({ error, error_codes: [code] })
  expect(reply.body.error_description).toMatch(
    new RegExp(`^AADSTS${code}: .+ Trace ID: .+ Correlation ID: .+ Timestamp: `),
  )
  expect(reply.status).toBe(error === 'invalid_client' ? 401 : 400)
}

describe('discovery', () => {
  it('describes the tenant by id and by domain with addresses on its own host', async () => {
    const byId = await client.send(`/${tenant.tenantId}/v2.0/.well-known/openid-configuration`)
    const byDomain = await client.send(`/${tenant.domain}/v2.0/.well-known/openid-configuration`)
    expect(byId.body).toEqual(byDomain.body)
    expect(byId.body).toMatchObject({
      issuer: `${tenant.url}/${tenant.tenantId}/v2.0`,
      token_endpoint: `${tenant.url}/${tenant.tenantId}/oauth2/v2.0/token`,
    })
    expect((await client.send(byId.body.jwks_uri)).body.keys[0]).toMatchObject({ kty: 'RSA', alg: 'RS256' })
  })

  it('names its host in the instance discovery', async () => {
    const reply = await client.send('/common/discovery/instance?api-version=1.1')
    expect(reply.body.metadata[0].aliases).toEqual([new URL(tenant.url).host])
  })

  it('refuses a tenant that does not exist', async () => {
    const reply = await client.send('/11111111-2222-4333-8444-555555555555/v2.0/.well-known/openid-configuration')
    expectCode(reply, 90002, 'invalid_request')
  })
})

describe('a token by secret', () => {
  it('carries the consented roles and opens Graph', async () => {
    const reply = await client.token()
    expect(reply.status).toBe(200)
    expect(reply.body).toMatchObject({ token_type: 'Bearer', expires_in: 3599 })
    expect(decodeJwt(reply.body.access_token)).toMatchObject({
      aud: tenant.graph,
      tid: tenant.tenantId,
      appid: tenant.clientId,
      idtyp: 'app',
      roles: ['User.Read.All', 'Group.Read.All'],
    })
    await client.signIn()
    expect((await client.graph('/organization')).body.value[0]).toMatchObject({
      id: tenant.tenantId,
      displayName: tenant.displayName,
      verifiedDomains: [{ name: tenant.domain, isDefault: true }, {}],
    })
  })

  it('has no roles claim without consent, and Graph then refuses', async () => {
    tenant.controls.revokeConsent()
    expect(decodeJwt((await client.token()).body.access_token)).not.toHaveProperty('roles')
    await client.signIn()
    expect((await client.graph('/users')).body.error.code).toBe('Authorization_RequestDenied')
  })

  it.each([
    ['an unknown application', { client_id: '11111111-2222-4333-8444-555555555555' }, 700016, 'unauthorized_client'],
    ['a wrong secret', { client_secret: 'wrong' }, 7000215, 'invalid_client'],
    ['no credential', { client_secret: null }, 7000218, 'invalid_client'],
    ['a scope without /.default', { scope: 'https://graph.microsoft.com/User.Read.All' }, 1002012, 'invalid_scope'],
    ['a resource of another cloud', { scope: 'https://graph.microsoft.us/.default' }, 500011, 'invalid_resource'],
    ['no scope', { scope: null }, 900144, 'invalid_request'],
    ['no client id', { client_id: null }, 900144, 'invalid_request'],
    ['another grant type', { grant_type: 'password' }, 70003, 'unsupported_grant_type'],
  ] as const)('is refused for %s', async (_, fields, code, error) => {
    expectCode(await client.token(fields), code, error)
  })

  it.each([
    ['not-a-tenant', 900023],
    ['elsewhere.example', 90002],
    ['11111111-2222-4333-8444-555555555555', 90002],
    ['organizations', 9001023],
  ])('is refused for the tenant %s', async (name, code) => {
    expectCode(await client.token({}, name), code, 'invalid_request')
  })

  it('is refused once the secret has expired', async () => {
    tenant.controls.expireSecret()
    expectCode(await client.token(), 7000222, 'invalid_client')
  })

  it('is refused for a disabled application and by Conditional Access', async () => {
    tenant.controls.set({ blockedByPolicy: true })
    expectCode(await client.token(), 53003, 'access_denied')
    tenant.controls.set({ applicationEnabled: false })
    expectCode(await client.token(), 7000112, 'unauthorized_client')
  })
})

describe('a token by client assertion', () => {
  it.each(['PS256', 'RS256'] as const)('is given for the registered certificate by %s', async (algorithm) => {
    const reply = await client.tokenByAssertion(await client.assertion({ algorithm }))
    expect(reply.status, reply.text).toBe(200)
  })

  it('is refused for a certificate that is not registered', async () => {
    const reply = await client.tokenByAssertion(await client.assertion(await makeClientCertificate()))
    expectCode(reply, 700027, 'invalid_client')
    expect(reply.body.error_description).toContain('The key was not found')
  })

  it('is refused when another key signed under the registered thumbprint', async () => {
    const { privateKeyPem } = await makeClientCertificate()
    const reply = await client.tokenByAssertion(await client.assertion({ privateKeyPem }))
    expectCode(reply, 700027, 'invalid_client')
    expect(reply.body.error_description).not.toContain('The key was not found')
  })

  it('is refused when the registered certificate has expired', async () => {
    const past = (days: number) => new Date(Date.now() - days * 24 * 3600 * 1000)
    const old = await makeClientCertificate({ notBefore: past(30), notAfter: past(1) })
    tenant.controls.addCertificate(old.certificatePem)
    expectCode(await client.tokenByAssertion(await client.assertion(old)), 1000502, 'invalid_client')
  })

  it.each([
    ['another audience', { audience: 'https://login.example/x/oauth2/v2.0/token' }, 700023],
    ['another issuer', { issuer: '11111111-2222-4333-8444-555555555555' }, 700021],
    ['an end in the past', { notBefore: -1200, expires: -600 }, 700024],
    ['a start in the future', { notBefore: 3600, expires: 4200 }, 700024],
  ])('is refused for %s', async (_, options, code) => {
    expectCode(await client.tokenByAssertion(await client.assertion(options)), code, 'invalid_client')
  })

  it('is refused when the clocks differ by an hour', async () => {
    tenant.controls.set({ clockSkewSeconds: 3600 })
    expectCode(await client.tokenByAssertion(await client.assertion()), 700024, 'invalid_client')
  })

  it('is refused when it is no JWT', async () => {
    expectCode(await client.tokenByAssertion('nonsense'), 50027, 'invalid_client')
  })
})

describe('the access token at Graph', () => {
  it('is needed', async () => {
    const reply = await client.send('/v1.0/users')
    expect(reply.status).toBe(401)
    expect(reply.body.error).toMatchObject({ code: 'InvalidAuthenticationToken', message: 'Access token is empty.' })
  })

  it('is refused when it was changed, has expired, or was revoked', async () => {
    await client.signIn()
    const token = (await client.token()).body.access_token as string
    const forged = `${token.slice(0, -8)}AAAAAAAA`
    expect((await client.send('/v1.0/users', { headers: { authorization: `Bearer ${forged}` } })).status).toBe(401)
    tenant.controls.set({ clockSkewSeconds: 4000 })
    expect((await client.graph('/users')).body.error.message).toContain('expired')
    tenant.controls.set({ clockSkewSeconds: 0 })
    expect((await client.graph('/users')).status).toBe(200)
    tenant.controls.revokeTokens()
    expect((await client.graph('/users')).status).toBe(401)
  })

  it('is refused when it was meant for another service', async () => {
    const reply = await client.token({ scope: 'https://outlook.office365.com/.default' })
    const headers = { authorization: `Bearer ${reply.body.access_token}` }
    const refused = await client.send('/v1.0/users', { headers })
    expect([refused.status, refused.body.error.message]).toEqual([401, expect.stringContaining('Invalid audience')])
  })

  it('keeps its roles when consent is revoked, as Entra does', async () => {
    await client.signIn()
    tenant.controls.revokeConsent('User.Read.All')
    expect((await client.graph('/users')).status).toBe(200)
    await client.signIn()
    const reply = await client.graph('/users')
    expect([reply.status, reply.body.error.code]).toEqual([403, 'Authorization_RequestDenied'])
    expect((await client.graph('/groups')).status).toBe(200)
  })
})
