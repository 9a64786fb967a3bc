import { createPrivateKey, X509Certificate } from 'node:crypto'
import { SignJWT } from 'jose'
import type { Tenant } from '../../tenant/start.ts'
import { Browser } from './browser.ts'
import type { Client, Reply } from './client.ts'
import { delegatedToken } from './delegated.ts'

export type Send = (method: string, path: string, body?: unknown) => Promise<Reply>

/** Graph by the hand of whoever has this button on the sign-in page. */
export const as = async (tenant: Tenant, client: Client, button: string): Promise<Send> => {
  const token = await delegatedToken(tenant, client, new Browser(client), button)
  return (method, path, body) => client.call(token, method, path, body)
}

/** Graph by the registration itself, with the roles it has now. */
export const asApplication = async (client: Client, fields: Readonly<Record<string, string>> = {}): Promise<Send> => {
  const { body, text } = await client.token(fields)
  if (body.access_token === undefined) throw new Error(text)
  return (method, path, sent) => client.call(body.access_token, method, path, sent)
}

export const base64Of = (pem: string): string => new X509Certificate(pem).raw.toString('base64')
export const keyOf = (pem: string) => ({ type: 'AsymmetricX509Cert', usage: 'Verify', key: base64Of(pem) })

/** The right proof of possession unless told otherwise. Times are seconds from now. */
export const proofOf = (
  applicationId: string,
  privateKeyPem: string,
  options: {
    readonly audience?: string
    readonly algorithm?: 'RS256' | 'PS256'
    readonly notBefore?: number
    readonly expires?: number
    readonly header?: Readonly<Record<string, string>>
  } = {},
): Promise<string> => {
  const now = Math.floor(Date.now() / 1000)
  return new SignJWT({})
    .setProtectedHeader({ alg: options.algorithm ?? 'RS256', typ: 'JWT', ...options.header })
    .setAudience(options.audience ?? '00000002-0000-0000-c000-000000000000')
    .setIssuer(applicationId)
    .setNotBefore(now + (options.notBefore ?? 0))
    .setExpirationTime(now + (options.expires ?? 600))
    .sign(createPrivateKey(privateKeyPem))
}

export const graphId = '00000003-0000-0000-c000-000000000000'
export const roleIds = {
  'User.Read.All': 'df021288-bdef-4463-88db-98f22de89214',
  'GroupMember.Read.All': '98830695-27a2-44f7-8c18-0c3ebc9698f6',
} as const
