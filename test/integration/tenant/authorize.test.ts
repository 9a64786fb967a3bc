import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { startTenant, type Tenant } from '../../tenant/start.ts'
import { Browser } from './browser.ts'
import { Client } from './client.ts'
import { authorize as ask, type Fields, redirect } from './delegated.ts'

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

describe('the sign-in page', () => {
  it('offers everybody, a field for a name, and a way out', async () => {
    await authorize()
    expect(browser.title).toBe('Sign in to your account')
    expect(browser.buttons).toEqual([...tenant.accounts.map(({ label }) => label), 'Next', 'Cancel'])
    expect(browser.text).toContain('Microsoft Azure CLI')
  })

  it('takes an account by its name, and says when nobody has it', async () => {
    await authorize({ login_hint: '"><script>' })
    expect(browser.raw).not.toContain('"><script>')
    await browser.press('Next', { loginfmt: 'nobody@nordwind.example' })
    expect(browser.text).toContain("We couldn't find an account")
    await browser.press('Next', { loginfmt: tenant.accounts[0]?.userPrincipalName ?? '' })
    expect(browser.back.parameters).toHaveProperty('code')
  })

  it('answers a cancelled sign-in with a subcode and nothing more', async () => {
    await authorize()
    await browser.press('Cancel')
    expect(browser.back).toEqual({
      url: `${redirect}/`,
      parameters: { error: 'access_denied', error_subcode: 'cancel', state: 'st&te' },
    })
  })

  it('is good for one answer', async () => {
    await authorize()
    const again = new Browser(client)
    const flow = /name="flow" value="(.*?)"/.exec(browser.raw)?.[1] ?? ''
    await browser.press('Global administrator')
    await again.open(`/organizations/login?flow=${flow}`)
    expect(again.status).toBe(404)
    const repeated = await client.send('/organizations/login', { method: 'POST', body: `flow=${flow}&account=user` })
    expect([repeated.status, repeated.text]).toEqual([400, expect.stringContaining('AADSTS165000')])
  })
})

describe('the answer', () => {
  it.each(['query', 'fragment'])('comes by %s to the very port, with state and session', async (mode) => {
    await authorize({ response_mode: mode, client_info: '1' })
    await browser.press('Global administrator')
    expect(browser.location).toContain(mode === 'query' ? `${redirect}/?code=` : `${redirect}/#code=`)
    const { parameters } = browser.back
    expect(Object.keys(parameters)).toEqual(['code', 'client_info', 'session_state', 'state'])
    expect(JSON.parse(Buffer.from(parameters['client_info'] ?? '', 'base64url').toString())).toEqual({
      uid: tenant.accounts[0]?.id,
      utid: tenant.tenantId,
    })
  })

  it('comes by a form that posts itself, its values escaped', async () => {
    await authorize({ response_mode: 'form_post', state: '"><b>' })
    await browser.press('Global administrator')
    expect(browser.raw).not.toContain('"><b>')
    expect(browser.back).toMatchObject({ url: redirect, parameters: { state: '"><b>' } })
    expect(browser.back.parameters).not.toHaveProperty('client_info')
  })

  it.each([
    ['no response type', { response_type: null }, 900144, 'invalid_request'],
    ['an id token', { response_type: 'id_token' }, 700054, 'unsupported_response_type'],
    ['an access token', { response_type: 'token' }, 700051, 'unsupported_response_type'],
    ['no scope', { scope: null }, 900144, 'invalid_request'],
    ['a scope that Graph does not have', { scope: 'Everything.All' }, 650053, 'invalid_client'],
    ['another resource', { scope: 'https://graph.microsoft.us/User.Read' }, 500011, 'invalid_resource'],
    ['two resources', { scope: 'User.Read https://outlook.office365.com/x' }, 28000, 'invalid_request'],
    ['a challenge of the wrong length', { code_challenge: 'short' }, 501491, 'invalid_request'],
    ['a challenge by an unknown method', { code_challenge_method: 'S512' }, 50149, 'invalid_request'],
    ['an unknown prompt', { prompt: 'maybe' }, 90023, 'invalid_request'],
    ['silence', { prompt: 'none' }, 50058, 'login_required'],
    ['an unknown response mode', { response_mode: 'smoke' }, 70007, 'invalid_request'],
  ] as const)('is an error at the redirect for %s', async (_, fields, code, error) => {
    await authorize(fields)
    expect(browser.back.parameters).toMatchObject({
      error,
      error_description: expect.stringMatching(`^AADSTS${code}: `),
      state: 'st&te',
    })
  })
})

describe('what never leaves Entra', () => {
  it.each([
    ['no client', { client_id: null }, 900144],
    ['an unknown client', { client_id: '11111111-2222-4333-8444-555555555555' }, 700016],
    ['no redirect', { redirect_uri: null }, 900971],
    ['another path', { redirect_uri: 'http://localhost:1/other' }, 50011],
    ['another host', { redirect_uri: 'http://127.0.0.1:1' }, 50011],
    ['another scheme', { redirect_uri: 'https://localhost:1' }, 50011],
    ['a stranger’s address', { redirect_uri: 'https://evil.example/' }, 50011],
    ['a fragment', { redirect_uri: 'http://localhost/#x' }, 50011],
    ['a scope that Microsoft did not agree to', { scope: 'Mail.Read' }, 65002],
  ] as const)('is %s', async (_, fields, code) => {
    await authorize(fields)
    expect([browser.status, browser.location]).toEqual([400, null])
    expect(browser.text).toContain(`AADSTS${code}`)
  })

  it.each([
    ['consumers', 9002331],
    ['elsewhere.example', 90002],
    ['nonsense', 900023],
  ])('is the tenant %s', async (path, code) => {
    await authorize({}, path)
    expect(browser.text).toContain(`AADSTS${code}`)
  })

  it('is a client that the tenant blocks, unless the block is told to the redirect', async () => {
    tenant.controls.set({ bootstrapRefusal: 'page' })
    await authorize()
    expect(browser.text).toContain('AADSTS65002')
    tenant.controls.set({ bootstrapRefusal: 'redirect' })
    await authorize()
    expect(browser.back.parameters['error_description']).toContain('AADSTS65002')
  })

  it('is an account of another tenant, where the path names this one', async () => {
    await authorize({}, tenant.tenantId)
    await browser.press('Administrator of another tenant')
    expect([browser.location, browser.text]).toEqual([null, expect.stringContaining('AADSTS50020')])
  })

  it('is a single-tenant registration at organizations', async () => {
    tenant.controls.registrations.change({ signInAudience: 'AzureADMyOrg' })
    await authorize({ client_id: tenant.clientId })
    expect(browser.text).toContain('AADSTS50194')
    await authorize({ client_id: tenant.clientId }, tenant.domain)
    expect(browser.title).toBe('Sign in to your account')
    tenant.controls.registrations.change({ signInAudience: 'AzureADMultipleOrgs' })
  })
})
