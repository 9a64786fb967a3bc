import { createHash, randomBytes } from 'node:crypto'
import type { Tenant } from '../../tenant/start.ts'
import type { Browser } from './browser.ts'
import type { Client, Reply } from './client.ts'

export const graphTools = '14d82eec-204b-4c2f-b7e8-296a70dab67e'
export const redirect = 'http://localhost:54321'
export const verifier = randomBytes(32).toString('base64url')
export const challenge = createHash('sha256').update(verifier).digest('base64url')

export type Fields = Readonly<Record<string, string | null>>
const filled = (fields: Fields): string =>
  new URLSearchParams(Object.entries(fields).filter((entry): entry is [string, string] => entry[1] !== null)).toString()

/** The right request for a code unless told otherwise; null leaves a field out. */
export const authorize = (tenant: Tenant, browser: Browser, fields: Fields = {}, path = 'organizations') =>
  browser.open(
    `/${path}/oauth2/v2.0/authorize?${filled({
      client_id: tenant.bootstrapClientId,
      response_type: 'code',
      redirect_uri: redirect,
      scope: `${tenant.graph}/Application.ReadWrite.All openid profile`,
      state: 'st&te',
      code_challenge: challenge,
      code_challenge_method: 'S256',
      ...fields,
    })}`,
  )

/** The right request for tokens unless told otherwise. */
export const redeem = (tenant: Tenant, client: Client, fields: Fields, path = 'organizations'): Promise<Reply> =>
  client.send(`/${path}/oauth2/v2.0/token`, {
    method: 'POST',
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    body: filled({
      client_id: tenant.bootstrapClientId,
      grant_type: 'authorization_code',
      redirect_uri: redirect,
      code_verifier: verifier,
      ...fields,
    }),
  })

/** A delegated access token for whoever has this button on the sign-in page. */
export const delegatedToken = async (
  tenant: Tenant,
  client: Client,
  browser: Browser,
  button = 'Global administrator',
): Promise<string> => {
  await authorize(tenant, browser)
  await browser.press(button)
  const { body } = await redeem(tenant, client, { code: browser.back.parameters['code'] ?? '' })
  return body.access_token
}

export const consentRedirect = 'http://localhost:54321/consent'

/** The right call of either admin-consent endpoint unless told otherwise; null leaves a field out. */
export const askConsent = (
  tenant: Tenant,
  browser: Browser,
  version: 1 | 2,
  fields: Fields = {},
  path = tenant.tenantId,
) =>
  browser.open(
    `/${path}${version === 2 ? '/v2.0' : ''}/adminconsent?${filled({
      client_id: tenant.clientId,
      redirect_uri: consentRedirect,
      state: 's1',
      ...(version === 2 ? { scope: `${tenant.graph}/.default` } : {}),
      ...fields,
    })}`,
  )
