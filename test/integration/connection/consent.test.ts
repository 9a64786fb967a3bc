import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { overridden } from '../../../electron/cloud/cloud-override.ts'
import { clouds } from '../../../electron/cloud/clouds.ts'
import { AdminConsent } from '../../../electron/connection/consent/admin-consent.ts'
import { FakeClock } from '../../fakes/fake-clock.ts'
import { type NodeFetch, nodeFetch } from '../../fakes/node-fetch.ts'
import { SilentLogger } from '../../fakes/silent-logger.ts'
import { startTenant, type Tenant } from '../../tenant/start.ts'
import { Browser, type Visit } from './browser.ts'

const never = new AbortController().signal
let tenant: Tenant
let line: NodeFetch

beforeAll(async () => {
  tenant = await startTenant({ users: 20, groups: 5, memberships: 20 })
  line = nodeFetch(tenant.caPem)
})
afterAll(async () => {
  await line.close()
  await tenant.close()
})
afterEach(() => {
  tenant.controls.set({ consentOutcome: null, consentToPublicRedirects: true })
})

const administrator: Visit = { account: 'globalAdministrator' }

const consent = (visit: Visit) => {
  const browser = new Browser(line, visit)
  const clock = new FakeClock()
  const logger = new SilentLogger()
  const cloud = overridden(clouds.global, { authority: tenant.authority, graph: tenant.graph, ca: tenant.caPem })
  const admin = new AdminConsent({
    clouds: { ...clouds, global: cloud },
    clock,
    logger,
    language: () => 'en',
    fetch: line.fetch,
    openExternal: browser.open,
  })
  const ask = (meant: string | null = null, signal = never) =>
    admin.ask({ cloud: 'global', clientId: tenant.clientId, tenant: meant }, signal)
  return { ask, browser, clock, logger }
}

describe('admin consent against the simulated tenant', () => {
  beforeAll(() => {
    tenant.controls.registrations.change({
      signInAudience: 'AzureADMultipleOrgs',
      publicRedirects: ['http://localhost/consent'],
      requiredRoles: ['User.Read.All', 'GroupMember.Read.All'],
    })
  })

  it('accepted: grants, and says in which tenant', async () => {
    tenant.controls.set({ roles: [] })
    const { ask, browser } = consent(administrator)
    expect(await ask()).toEqual({
      tenantId: tenant.tenantId,
      clientId: tenant.clientId,
      scope: `${tenant.graph}/.default`,
    })
    await expect.poll(() => browser.lastPage).toContain('go back to Tenantry')
    const [registration] = tenant.controls.registrations.list() as { readonly roles: readonly string[] }[]
    expect(registration?.roles).toEqual(expect.arrayContaining(['User.Read.All', 'GroupMember.Read.All']))
  })

  it.each([
    ['the id', () => tenant.tenantId],
    ['the domain', () => tenant.domain],
  ])('accepted where %s was given', async (_name, meant) => {
    expect((await consent(administrator).ask(meant())).tenantId).toBe(tenant.tenantId)
  })

  it.each([
    ['cancelled on the consent page', { ...administrator, decision: 'cancel' as const }, 'consent_declined'],
    ['cancelled on the sign-in page', { account: 'cancel' }, 'consent_declined'],
    ['given by an administrator from elsewhere', { account: 'stranger' }, 'wrong_account'],
  ])('%s', async (_name, visit, code) => {
    await expect(consent(visit).ask(tenant.tenantId)).rejects.toMatchObject({ code })
  })

  it.each([
    ['access_denied', 'consent_declined'],
    ['bare_error', 'consent_declined'],
    ['temporarily_unavailable', 'sign_in_unavailable'],
    ['invalid_request', 'sign_in_refused'],
    ['other_tenant', 'consent_other_tenant'],
  ] as const)('answered with %s', async (consentOutcome, code) => {
    tenant.controls.set({ consentOutcome })
    await expect(consent(administrator).ask(tenant.tenantId)).rejects.toMatchObject({ code })
  })

  it.each([
    ['silent', administrator],
    ['wrong_state', administrator],
    ['no_state', administrator],
    [null, { account: 'user' }],
  ] as const)(
    'that never comes back (%s) ends after five minutes, and can be tried again',
    async (consentOutcome, visit) => {
      tenant.controls.set({ consentOutcome })
      const { ask, browser, clock } = consent(visit)
      const asked = ask()
      const failed = expect(asked).rejects.toMatchObject({ code: 'browser_unanswered' })
      await expect.poll(() => browser.lastPage).toMatch(/Need admin approval|was not waiting/)
      await clock.advance(300_000)
      await failed
      tenant.controls.set({ consentOutcome: null })
      browser.visit = administrator
      expect((await ask()).tenantId).toBe(tenant.tenantId)
    },
  )

  it('to a redirect that Entra does not take stays open until it is cancelled', async () => {
    tenant.controls.set({ consentToPublicRedirects: false })
    const { ask, browser } = consent(administrator)
    const controller = new AbortController()
    const failed = expect(ask(null, controller.signal)).rejects.toMatchObject({ code: 'cancelled' })
    await expect.poll(() => browser.lastPage).toContain('AADSTS50011')
    controller.abort()
    await failed
  })

  it('is not moved by a stranger who comes first', async () => {
    const { ask, browser } = consent(administrator)
    const admin = ask()
    await expect.poll(() => browser.opened.length).toBe(1)
    const back = new URL(new URL(browser.opened[0] ?? '').searchParams.get('redirect_uri') ?? '')
    back.search = `?admin_consent=True&tenant=${tenant.otherTenantId}&state=guess`
    await fetch(back).catch(() => undefined)
    expect((await admin).tenantId).toBe(tenant.tenantId)
  })
})
