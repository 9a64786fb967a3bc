import { createLocalJWKSet, decodeJwt, jwtVerify } from 'jose'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { startTenant, type Tenant } from '../../tenant/start.ts'
import { Browser } from './browser.ts'
import { Client, type Reply } from './client.ts'
import { authorize as ask, type Fields, graphTools, redeem as send } from './delegated.ts'

let tenant: Tenant
let client: Client
let browser: Browser

beforeAll(async () => {
  tenant = await startTenant({ users: 20, groups: 9, memberships: 40 })
  client = new Client(tenant)
})
afterAll(async () => {
  await client.close()
  await tenant.close()
})
beforeEach(() => {
  browser = new Browser(client)
})
afterEach(() => {
  tenant.controls.set({ clockSkewSeconds: 0, bootstrapRefusal: null })
})

const authorize = (fields: Fields = {}, path?: string) => ask(tenant, browser, fields, path)
const redeem = (fields: Fields, path?: string) => send(tenant, client, fields, path)

const codeFor = async (button = 'Global administrator', fields: Fields = {}): Promise<string> => {
  await authorize(fields)
  await browser.press(button)
  return browser.back.parameters['code'] ?? ''
}

const expectCode = (reply: Reply, code: number, error: string) => {
  expect(reply.body).toMatchObject({ error, error_codes: [code] })
  expect(reply.body.error_description).toMatch(new RegExp(`^AADSTS${code}: .+ Trace ID: `))
}

describe('a code', () => {
  it('becomes tokens: delegated, signed, with the nonce, and without a refresh token', async () => {
    const code = await codeFor('Global administrator', { nonce: 'n1' })
    const reply = await redeem({ code, client_info: '1' })
    expect(reply.status, reply.text).toBe(200)
    expect(reply.body).not.toHaveProperty('refresh_token')
    const [account] = tenant.accounts
    expect(decodeJwt(reply.body.access_token)).toMatchObject({
      aud: tenant.graph,
      appid: tenant.bootstrapClientId,
      idtyp: 'user',
      oid: account?.id,
      tid: tenant.tenantId,
      scp: expect.stringContaining('AppRoleAssignment.ReadWrite.All'),
      wids: expect.arrayContaining(['62e90394-69f5-4237-9190-012177145e10']),
    })
    const metadata = await client.send('/organizations/v2.0/.well-known/openid-configuration')
    expect(metadata.body.issuer).toBe(`${tenant.url}/{tenantid}/v2.0`)
    const keys = createLocalJWKSet((await client.send(metadata.body.jwks_uri)).body)
    const { payload } = await jwtVerify(reply.body.id_token, keys, {
      issuer: `${tenant.url}/${tenant.tenantId}/v2.0`,
      audience: tenant.bootstrapClientId,
    })
    expect(payload).toMatchObject({ nonce: 'n1', preferred_username: account?.userPrincipalName, oid: account?.id })
  })

  it('brings a refresh token for offline_access only, which is good for the same client', async () => {
    const code = await codeFor('Global administrator', { scope: `${tenant.graph}/.default offline_access` })
    const { body } = await redeem({ code })
    expect(body).not.toHaveProperty('id_token')
    const refresh = { grant_type: 'refresh_token', refresh_token: body.refresh_token }
    expect((await redeem(refresh)).body.access_token).toBeTypeOf('string')
    expectCode(await redeem({ ...refresh, client_id: graphTools }), 9002313, 'invalid_grant')
    tenant.controls.revokeTokens()
    expectCode(await redeem(refresh), 9002313, 'invalid_grant')
  })

  it.each([
    ['without its verifier', { code_verifier: null }, 50148, 'invalid_grant'],
    ['with another verifier', { code_verifier: 'x'.repeat(43) }, 501481, 'invalid_grant'],
    ['for another redirect', { redirect_uri: 'http://localhost:54322' }, 500112, 'invalid_client'],
    ['by another client', { client_id: graphTools }, 70000, 'invalid_grant'],
    ['by an unknown client', { client_id: '11111111-2222-4333-8444-555555555555' }, 700016, 'unauthorized_client'],
    ['with a secret', { client_secret: 'x' }, 700025, 'invalid_client'],
    ['for more than was granted', { scope: 'Mail.Read' }, 65001, 'invalid_grant'],
    ['when it is made up', { code: 'x' }, 70000, 'invalid_grant'],
    ['when it is missing', { code: null }, 900144, 'invalid_request'],
  ] as const)('is refused %s, and stays good', async (_, fields, number, error) => {
    const code = await codeFor()
    expectCode(await redeem({ code, ...fields }), number, error)
    expect((await redeem({ code })).status).toBe(200)
  })

  it('is good once', async () => {
    const code = await codeFor()
    await redeem({ code })
    expectCode(await redeem({ code }), 54005, 'invalid_grant')
  })

  it('is good for ten minutes', async () => {
    const [first, second] = [await codeFor(), await codeFor()]
    tenant.controls.set({ clockSkewSeconds: 590 })
    expect((await redeem({ code: first })).status).toBe(200)
    tenant.controls.set({ clockSkewSeconds: 610 })
    expectCode(await redeem({ code: second }), 70008, 'invalid_grant')
  })

  it('of somebody at home elsewhere is good there only', async () => {
    const code = await codeFor('Administrator of another tenant')
    expectCode(await redeem({ code }, tenant.tenantId), 700005, 'invalid_grant')
    const { body } = await redeem({ code })
    expect(decodeJwt(body.access_token)['tid']).toBe(tenant.otherTenantId)
    const headers = { authorization: `Bearer ${body.access_token}` }
    expect((await client.send('/v1.0/organization', { headers })).body.value[0].id).toBe(tenant.otherTenantId)
    expect((await client.send('/v1.0/users', { headers })).status).toBe(501)
  })

  it('of a web redirect wants a secret', async () => {
    tenant.controls.registrations.change({ webRedirects: ['http://localhost/web'] })
    const fields = { client_id: tenant.clientId, redirect_uri: 'http://localhost:5/web', scope: 'openid' }
    const code = await codeFor('Ordinary user', fields)
    expectCode(await redeem({ code, ...fields }), 7000218, 'invalid_client')
    expect((await redeem({ code, ...fields, client_secret: tenant.clientSecret })).status).toBe(200)
    tenant.controls.registrations.change({ webRedirects: [] })
  })
})

describe('a client without agreement beforehand', () => {
  const fields = { client_id: graphTools, scope: 'Application.Read.All User.Read openid' }

  it('asks an administrator, once', async () => {
    await authorize(fields)
    await browser.press('Application administrator')
    expect(browser.title).toBe('Permissions requested')
    expect(browser.permissions).toEqual(['User.Read', 'Application.Read.All'])
    await browser.press('Cancel')
    expect(browser.back.parameters).toMatchObject({
      error: 'access_denied',
      error_description: expect.stringContaining('AADSTS65004'),
    })
    await authorize(fields)
    await browser.press('Application administrator')
    await browser.press('Accept')
    const reply = await redeem({ client_id: graphTools, code: browser.back.parameters['code'] ?? '' })
    expect(decodeJwt(reply.body.access_token)['scp']).toBe('Application.Read.All User.Read')
    await authorize(fields)
    await browser.press('Application administrator')
    expect(browser.back.parameters).toHaveProperty('code')
  })

  it('ends for anybody else on a page that leads nowhere', async () => {
    await authorize(fields)
    await browser.press('Ordinary user')
    expect([browser.title, browser.location, browser.buttons]).toEqual(['Need admin approval', null, []])
  })
})
