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

describe.each([1, 2] as const)('admin consent by version %i', (version) => {
  it('lists what is configured and grants it, to a principal made for it if there is none', async () => {
    tenant.controls.registrations.change({ requiredRoles: ['User.Read.All', 'Mail.Read'], principal: false })
    expect(await rolesOfToken()).toBe(7000229)
    await consent(version)
    await browser.press('Global administrator')
    expect([browser.title, browser.permissions]).toEqual(['Permissions requested', ['User.Read.All', 'Mail.Read']])
    expect(browser.text).toContain(tenant.displayName)
    expect(await rolesOfToken()).toBe(7000229)
    await browser.press('Accept')
    expect(browser.back).toEqual({
      url: redirect,
      parameters: {
        admin_consent: 'True',
        tenant: tenant.tenantId,
        state: 's1',
        ...(version === 2 ? { scope: `${tenant.graph}/.default` } : {}),
      },
    })
    expect(await rolesOfToken()).toEqual(['User.Read.All', 'Mail.Read'])
  })

  it('tells a cancelled sign-in by its subcode', async () => {
    await consent(version)
    await browser.press('Cancel')
    expect(browser.back.parameters).toEqual({ error: 'access_denied', error_subcode: 'cancel', state: 's1' })
  })

  it.each(['Application administrator', 'Ordinary user'])('ends for the %s on a page', async (button) => {
    await consent(version)
    await browser.press(button)
    expect([browser.title, browser.location]).toEqual(['Need admin approval', null])
  })

  it('is refused to an administrator of another tenant where the path names this one', async () => {
    await consent(version)
    await browser.press('Administrator of another tenant')
    const { parameters } = browser.back
    expect(parameters).toMatchObject({ error: 'access_denied', admin_consent: 'True', state: 's1' })
    expect(parameters['error_description']).toContain('AADSTS50020')
    expect(parameters).not.toHaveProperty('tenant')
  })

  it('holds for the other tenant when its administrator consents, and a token of theirs says so', async () => {
    expect(await rolesOfToken(tenant.otherTenantId)).toBe(700016)
    await consent(version, {}, 'organizations')
    await browser.press('Administrator of another tenant')
    await browser.press('Accept')
    expect(browser.back.parameters['tenant']).toBe(tenant.otherTenantId)
    const reply = await client.token({}, tenant.otherTenantId)
    expect(decodeJwt(reply.body.access_token)).toMatchObject({
      tid: tenant.otherTenantId,
      roles: ['User.Read.All', 'Group.Read.All'],
    })
  })

  it.each([
    ['no client', { client_id: null }, 900144],
    ['an unknown client', { client_id: '11111111-2222-4333-8444-555555555555' }, 700016],
    ['no redirect', { redirect_uri: null }, 900971],
    ['another redirect', { redirect_uri: 'http://127.0.0.1:54321/consent' }, 50011],
    ['another case of the path', { redirect_uri: 'https://localhost:54321/Consent' }, 50011],
  ] as const)('stays inside Entra for %s', async (_, fields, code) => {
    await consent(version, fields)
    expect([browser.status, browser.location]).toEqual([400, null])
    expect(browser.text).toContain(`AADSTS${code}`)
  })

  it('stays inside Entra for a registration that asks for nothing, and for a single-tenant one at organizations', async () => {
    tenant.controls.registrations.change({ requiredRoles: [] })
    await consent(version)
    expect(browser.text).toContain('AADSTS650056')
    tenant.controls.registrations.change({ requiredRoles: ['User.Read.All'], signInAudience: 'AzureADMyOrg' })
    await consent(version, {}, 'organizations')
    expect(browser.text).toContain('AADSTS50194')
  })

  it('can be told not to know mobile and desktop redirects', async () => {
    tenant.controls.set({ consentToPublicRedirects: false })
    await consent(version)
    expect(browser.text).toContain('AADSTS50011')
    tenant.controls.registrations.change({ webRedirects: ['http://localhost/consent'] })
    await consent(version)
    expect(browser.title).toBe('Sign in to your account')
  })
})

describe('what Cancel answers', () => {
  const cancel = async (version: 1 | 2) => {
    await consent(version)
    await browser.press('Global administrator')
    await browser.press('Cancel')
    return browser.back.parameters
  }

  it('is, by version 2, an error with admin_consent=True, no tenant and a trailing #', async () => {
    expect(await cancel(2)).toEqual({
      error: 'access_denied',
      error_description: expect.stringMatching(/^AADSTS65004: /),
      error_uri: `${tenant.url}/error?code=65004`,
      admin_consent: 'True',
      state: 's1',
    })
    expect(browser.location).toMatch(/#$/)
  })

  it('is permission_denied by version 1', async () => {
    expect(await cancel(1)).toEqual({
      error: 'permission_denied',
      error_description: 'The admin canceled the request',
      state: 's1',
    })
  })
})
