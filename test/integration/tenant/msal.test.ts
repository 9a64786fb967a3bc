import { PublicClientApplication } from '@azure/msal-node'
import { decodeJwt } from 'jose'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { type NodeFetch, nodeFetch } from '../../fakes/node-fetch.ts'
import { startTenant, type Tenant } from '../../tenant/start.ts'
import { Browser } from './browser.ts'
import { Client } from './client.ts'
import { challenge, redirect, verifier } from './delegated.ts'

let tenant: Tenant
let client: Client
let browser: Browser
let line: NodeFetch
const { signal } = new AbortController()

beforeAll(async () => {
  tenant = await startTenant({ users: 20, groups: 9, memberships: 40 })
  client = new Client(tenant)
  line = nodeFetch(tenant.caPem)
})
afterAll(async () => {
  await line.close()
  await client.close()
  await tenant.close()
})
beforeEach(() => {
  browser = new Browser(client)
})

describe('MSAL', () => {
  const application = () =>
    new PublicClientApplication({
      auth: {
        clientId: tenant.bootstrapClientId,
        authority: `${tenant.authority}/organizations`,
        knownAuthorities: [new URL(tenant.authority).host],
      },
      system: {
        networkClient: {
          sendGetRequestAsync: async (url) => networkAnswer(await line.fetch(url, { signal })),
          sendPostRequestAsync: async (url, options) =>
            networkAnswer(
              await line.fetch(url, {
                method: 'POST',
                headers: { 'content-type': 'application/x-www-form-urlencoded' },
                body: options?.body ?? '',
                signal,
              }),
            ),
        },
      },
    })
  const networkAnswer = async <T>(response: Response) => ({
    headers: Object.fromEntries(response.headers),
    status: response.status,
    body: (await response.json()) as T,
  })

  it('signs an administrator in by its own listener and form_post', async () => {
    const result = await application().acquireTokenInteractive({
      scopes: [`${tenant.graph}/.default`],
      openBrowser: async (url) => {
        await browser.open(url)
        await browser.press('Global administrator')
        const { url: action, parameters } = browser.back
        await fetch(action, { method: 'POST', body: new URLSearchParams(parameters) })
      },
    })
    expect(result).toMatchObject({
      tenantId: tenant.tenantId,
      account: {
        username: tenant.accounts[0]?.userPrincipalName,
        homeAccountId: `${tenant.accounts[0]?.id}.${tenant.tenantId}`,
      },
    })
    expect(decodeJwt(result.accessToken)['scp']).toContain('Application.ReadWrite.All')
  })

  it('signs in by an address and a listener that are the program’s own', async () => {
    const msal = application()
    const request = { scopes: [`${tenant.graph}/.default`], redirectUri: redirect }
    const url = await msal.getAuthCodeUrl({
      ...request,
      codeChallenge: challenge,
      codeChallengeMethod: 'S256',
      responseMode: 'query',
      state: 's',
      prompt: 'select_account',
    })
    await browser.open(url)
    await browser.press('Global administrator')
    const { code = '', client_info: clientInfo = '', state } = browser.back.parameters
    expect(state).toBe('s')
    const result = await msal.acquireTokenByCode({ ...request, code, clientInfo, codeVerifier: verifier })
    expect(result.tenantId).toBe(tenant.tenantId)
    await expect(msal.acquireTokenByCode({ ...request, code, codeVerifier: verifier })).rejects.toMatchObject({
      errorNo: 54005,
    })
  })

  it('hears of a cancelled sign-in', async () => {
    const refused = application().acquireTokenInteractive({
      scopes: [`${tenant.graph}/.default`],
      openBrowser: async (url) => {
        await browser.open(url)
        await browser.press('Cancel')
        const { url: action, parameters } = browser.back
        await fetch(action, { method: 'POST', body: new URLSearchParams(parameters) })
      },
    })
    await expect(refused).rejects.toMatchObject({ errorCode: 'access_denied' })
  })
})
