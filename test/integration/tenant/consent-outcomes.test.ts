import { decodeJwt } from 'jose'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { startTenant, type Tenant } from '../../tenant/start.ts'
import { Browser } from './browser.ts'
import { Client } from './client.ts'
import { askConsent, type Fields, consentRedirect as redirect } from './delegated.ts'

let tenant: Tenant
let client: Client
let browser: Browser

beforeEach(async () => {
  tenant = await startTenant({ users: 20, groups: 9, memberships: 40 })
  client = new Client(tenant)
  browser = new Browser(client)
})
afterEach(async () => {
  await client.close()
  await tenant.close()
})

const consent = (version: 1 | 2, fields?: Fields, path?: string) => askConsent(tenant, browser, version, fields, path)

const rolesOfToken = async (name?: string) => {
  const { body } = await client.token({}, name)
  return body.access_token === undefined ? body.error_codes[0] : decodeJwt(body.access_token)['roles']
}

describe('version 2', () => {
  it.each([
    ['no scope', { scope: null }, 'AADSTS900144'],
    ['an unknown scope', { scope: 'Nothing.All' }, 'AADSTS650053'],
    ['another cloud’s Graph', { scope: 'https://graph.microsoft.us/.default' }, 'AADSTS500011'],
  ] as const)('tells the redirect of %s', async (_, fields, text) => {
    await consent(2, fields)
    expect(browser.back.parameters).toMatchObject({ admin_consent: 'True', state: 's1' })
    expect(browser.back.parameters['error_description']).toContain(text)
  })

  it('complains of a missing response type at common, which version 1 takes', async () => {
    await consent(2, {}, 'common')
    expect(browser.back.parameters).toMatchObject({
      error: 'invalid_request',
      error_description: expect.stringContaining("'response_type'"),
    })
    await consent(1, {}, 'common')
    expect(browser.title).toBe('Sign in to your account')
  })

  it('grants only the delegated permissions that are named, which an Application Administrator may', async () => {
    tenant.controls.revokeConsent()
    await consent(2, { scope: 'User.Read.All' })
    await browser.press('Application administrator')
    await browser.press('Accept')
    expect(browser.back.parameters).toMatchObject({ admin_consent: 'True', scope: 'User.Read.All' })
    expect(await rolesOfToken()).toBeUndefined()
  })

  it('counts the path, which version 1 lets go deeper', async () => {
    const deeper = { redirect_uri: `${redirect}/deeper` }
    await consent(2, deeper)
    expect(browser.text).toContain('AADSTS50011')
    await consent(1, deeper)
    expect(browser.title).toBe('Sign in to your account')
  })
})

describe('an outcome on control', () => {
  const accept = async () => {
    await consent(2)
    await browser.press('Global administrator')
    await browser.press('Accept')
    return browser.back.parameters
  }

  it.each([
    ['access_denied', { error: 'access_denied', error_description: expect.stringContaining('65004') }],
    ['temporarily_unavailable', { error: 'temporarily_unavailable' }],
    ['bare_error', { error: 'access_denied', state: 's1' }],
    ['other_tenant', { admin_consent: 'True', state: 's1' }],
    ['wrong_state', { admin_consent: 'True', state: 's1x' }],
    ['no_state', { admin_consent: 'True' }],
  ] as const)('can be %s', async (consentOutcome, expected) => {
    tenant.controls.set({ consentOutcome })
    const parameters = await accept()
    expect(parameters).toMatchObject(expected)
    if (consentOutcome === 'bare_error') expect(parameters).not.toHaveProperty('error_description')
    if (consentOutcome === 'other_tenant') expect(parameters['tenant']).toBe(tenant.otherTenantId)
    if (consentOutcome === 'no_state') expect(parameters).not.toHaveProperty('state')
    tenant.controls.set({ consentOutcome: null })
    expect(await accept()).toMatchObject({ admin_consent: 'True', tenant: tenant.tenantId, state: 's1' })
  })

  it('can be a page without a way back, or a refusal before any page', async () => {
    tenant.controls.set({ consentOutcome: 'silent' })
    await consent(2)
    await browser.press('Global administrator')
    expect([browser.title, browser.location]).toEqual(['Need admin approval', null])
    tenant.controls.set({ consentOutcome: 'invalid_request' })
    await consent(2)
    expect(browser.back.parameters['error']).toBe('invalid_request')
  })
})
