import { describe, expect, it } from 'vitest'
import { clouds, isSignInAddress } from '../../../electron/cloud/clouds.ts'
import { AdminConsent, readConsent } from '../../../electron/connection/consent/admin-consent.ts'
import type { Fetch } from '../../../electron/ports.ts'
import { cloudIds } from '../../../shared/domain/connection.ts'
import { AppError } from '../../../shared/ipc/errors.ts'
import { FakeClock } from '../../fakes/fake-clock.ts'
import { SilentLogger } from '../../fakes/silent-logger.ts'

const tenantId = '0d9c1f7a-3b42-4a0e-b6d1-52e8a7c0f913'
const otherId = '11111111-3b42-4a0e-b6d1-52e8a7c0f913'
const clientId = '7A51C2DE-8f0b-4e6c-9a17-c4b0d3e2f586'
const never = new AbortController().signal
const trace = 'Trace ID: 6a3d8d0e-0000-4000-8000-000000000001 Correlation ID: 6a3d8d0e-0000-4000-8000-000000000002'

const read = (query: string, expected: string | null = tenantId) =>
  readConsent(new URLSearchParams(query), { cloud: clouds.global, clientId, expected })
const codeOf = (query: string, expected?: string | null) => {
  try {
    read(query, expected)
    return 'consented'
  } catch (error) {
    return error instanceof AppError ? error.code : 'other'
  }
}

/** A consent whose browser is a function of the address it is shown. */
const consent = (browse: (url: URL) => Promise<void>, fetch?: Fetch) => {
  const opened: URL[] = []
  const logger = new SilentLogger()
  const admin = new AdminConsent({
    clouds,
    clock: new FakeClock(),
    logger,
    language: () => 'en',
    fetch: fetch ?? (() => Promise.reject(new Error('no request expected'))),
    openExternal: async (url) => {
      opened.push(new URL(url))
      await browse(new URL(url))
    },
  })
  return { admin, opened, logger }
}
const comeBack = (parameters: Readonly<Record<string, string>>) => async (url: URL) => {
  const back = new URL(url.searchParams.get('redirect_uri') ?? '')
  const state = url.searchParams.get('state') ?? ''
  back.search = new URLSearchParams({ ...parameters, state }).toString()
  await fetch(back)
}

describe('the answer of the consent page', () => {
  it.each([
    ['accepted', `admin_consent=True&tenant=${tenantId}&scope=x`, 'consented'],
    ['accepted, written otherwise', `admin_consent=true&tenant=${tenantId.toUpperCase()}`, 'consented'],
    [
      'cancelled',
      'error=access_denied&error_description=AADSTS65004:+User+declined&admin_consent=True',
      'consent_declined',
    ],
    ['cancelled, without text', 'error=access_denied', 'consent_declined'],
    ['cancelled on the older page', 'error=permission_denied&error_description=The+admin+canceled', 'consent_declined'],
    ['cancelled at the sign-in', 'error=access_denied&error_subcode=cancel', 'consent_declined'],
    ['cancelled, the subcode alone', `error_subcode=cancel&tenant=${tenantId}&admin_consent=True`, 'consent_declined'],
    ['refused beside admin_consent', `error=x&admin_consent=True&tenant=${tenantId}`, 'sign_in_refused'],
    [
      'of an account from elsewhere',
      'error=access_denied&error_description=AADSTS50020:+x&admin_consent=True',
      'wrong_account',
    ],
    ['in trouble', 'error=temporarily_unavailable&error_description=AADSTS90033:+x', 'sign_in_unavailable'],
    ['in trouble without text', 'error=temporarily_unavailable', 'sign_in_unavailable'],
    ['without permissions', 'error=invalid_client&error_description=AADSTS650056:+x', 'consent_missing'],
    ['blocked by policy', 'error=access_denied&error_description=AADSTS53003:+x', 'conditional_access'],
    ['in another cloud', 'error=x&error_description=AADSTS900432:+x', 'wrong_cloud'],
    ['of an unknown client', 'error=unauthorized_client&error_description=AADSTS700016:+x', 'application_not_found'],
    ['malformed', 'error=invalid_request&error_description=AADSTS900144:+response_type', 'sign_in_refused'],
    ['in another tenant', `admin_consent=True&tenant=${otherId}`, 'consent_other_tenant'],
    ['without tenant', 'admin_consent=True', 'sign_in_refused'],
    ['with a tenant that is none', 'admin_consent=True&tenant=../../x', 'sign_in_refused'],
    ['without admin_consent', `tenant=${tenantId}`, 'sign_in_refused'],
    ['empty', '', 'sign_in_refused'],
  ])('%s', (_name, query, code) => {
    expect(codeOf(query)).toBe(code)
  })

  it('takes any tenant when none was expected', () => {
    expect(read(`admin_consent=True&tenant=${otherId}`, null)).toEqual({
      tenantId: otherId,
      clientId: clientId.toLowerCase(),
      scope: 'https://graph.microsoft.com/.default',
    })
  })

  it('passes on codes and ids, never the text', () => {
    const error = (() => {
      try {
        read(`error=access_denied&error_description=AADSTS50020: planted person ${trace}`)
      } catch (caught) {
        return caught as AppError
      }
      return null
    })()
    expect(error?.params).toEqual({
      aadsts: 'AADSTS50020',
      oauth: 'access_denied',
      traceId: '6a3d8d0e-0000-4000-8000-000000000001',
      correlationId: '6a3d8d0e-0000-4000-8000-000000000002',
      tenant: tenantId,
      client: clientId,
    })
  })
})

describe('AdminConsent', () => {
  it.each(cloudIds)('opens the consent page of %s', async (cloud) => {
    const { admin, opened } = consent(comeBack({ admin_consent: 'True', tenant: tenantId }))
    const hint = await admin.ask({ cloud, clientId, tenant: tenantId }, never)
    const [url] = opened
    expect(`${url?.origin}${url?.pathname}`).toBe(`${clouds[cloud].authority}/${tenantId}/v2.0/adminconsent`)
    expect(url?.searchParams.get('scope')).toBe(`${clouds[cloud].graph}/.default`)
    expect(url?.searchParams.get('client_id')).toBe(clientId.toLowerCase())
    expect(url?.searchParams.get('redirect_uri')).toMatch(/^http:\/\/localhost:\d+\/consent$/)
    expect(isSignInAddress(url?.href ?? '', clouds)).toBe(true)
    expect(hint.tenantId).toBe(tenantId)
  })

  it('asks for any organisation when the tenant is not known', async () => {
    const { admin, opened } = consent(comeBack({ admin_consent: 'True', tenant: tenantId }))
    await admin.ask({ cloud: 'global', clientId, tenant: null }, never)
    expect(opened[0]?.pathname).toBe('/organizations/v2.0/adminconsent')
  })

  it('looks up the id of a domain first, and compares with it', async () => {
    const answer: Fetch = async (url) => {
      expect(url).toBe('https://login.microsoftonline.com/contoso.com/v2.0/.well-known/openid-configuration')
      return Response.json({ issuer: `https://login.microsoftonline.com/${tenantId}/v2.0` })
    }
    const { admin, opened } = consent(comeBack({ admin_consent: 'True', tenant: otherId }), answer)
    await expect(admin.ask({ cloud: 'global', clientId, tenant: 'contoso.com' }, never)).rejects.toMatchObject({
      code: 'consent_other_tenant',
      params: { tenant: otherId, expected: tenantId },
    })
    expect(opened[0]?.pathname).toBe(`/${tenantId}/v2.0/adminconsent`)
  })

  it('says that a domain is nobody’s before a browser opens', async () => {
    const body = { error: 'invalid_tenant', error_description: 'AADSTS90002: x', error_codes: [90002] }
    const { admin, opened } = consent(comeBack({}), async () => Response.json(body, { status: 400 }))
    await expect(admin.ask({ cloud: 'global', clientId, tenant: 'nobody.com' }, never)).rejects.toMatchObject({
      code: 'tenant_not_found',
    })
    expect(opened).toEqual([])
  })

  it.each([
    ['tenantId', { tenant: '../common' }],
    ['clientId', { clientId: 'app' }],
  ])('refuses a malformed %s before a browser opens', async (field, change) => {
    const { admin, opened } = consent(comeBack({}))
    const asked = { cloud: 'global' as const, clientId, tenant: null, ...change }
    await expect(admin.ask(asked, never)).rejects.toMatchObject({ code: 'validation', params: { field } })
    expect(opened).toEqual([])
  })

  it('can be asked again after a cancel in the browser', async () => {
    let answer: Record<string, string> = { error: 'access_denied', error_subcode: 'cancel' }
    const { admin } = consent((url) => comeBack(answer)(url))
    const ask = () => admin.ask({ cloud: 'global', clientId, tenant: null }, never)
    await expect(ask()).rejects.toMatchObject({ code: 'consent_declined' })
    answer = { admin_consent: 'True', tenant: tenantId }
    expect((await ask()).tenantId).toBe(tenantId)
  })

  it('passes on that no browser opened', async () => {
    const { admin } = consent(() => Promise.reject(new AppError('browser_unavailable')))
    await expect(admin.ask({ cloud: 'global', clientId, tenant: null }, never)).rejects.toMatchObject({
      code: 'browser_unavailable',
    })
  })
})

describe('addresses that may be opened', () => {
  it.each([
    ['https://login.microsoftonline.com/x', true],
    ['https://login.microsoftonline.us/x?y', true],
    ['https://login.chinacloudapi.cn/', true],
    ['http://login.microsoftonline.com/x', false],
    ['https://login.microsoftonline.com.evil.example/', false],
    ['https://login.microsoftonline.com:8443/', false],
    ['https://user@login.microsoftonline.com/', false],
    ['file:///etc/passwd', false],
    ['javascript:alert(1)', false],
    ['not an address', false],
  ])('%s: %s', (url, allowed) => {
    expect(isSignInAddress(url, clouds)).toBe(allowed)
  })
})
