import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { decodeJwt } from 'jose'
import { describe, expect, it } from 'vitest'
import { parseCloudOverride, reachableClouds } from '../../../electron/cloud/cloud-override.ts'
import { clouds } from '../../../electron/cloud/clouds.ts'
import { cloudIds } from '../../tenant/server/national-clouds.ts'
import { spawnTenant } from '../../tenant/spawn.ts'
import { startTenant, type Tenant, type TenantOptions } from '../../tenant/start.ts'
import { as } from './administration.ts'
import { Browser } from './browser.ts'
import { Client } from './client.ts'

const size = { users: 5, groups: 2, memberships: 5 }

const inTenant = async (options: TenantOptions, test: (tenant: Tenant, client: Client) => Promise<void>) => {
  const tenant = await startTenant({ ...size, ...options })
  const client = new Client(tenant)
  try {
    await test(tenant, client)
  } finally {
    await client.close()
    await tenant.close()
  }
}

describe.each(cloudIds)('the cloud %s', (cloud) => {
  it('takes its own Graph by its real name as well, and no other’s', async () => {
    await inTenant({ cloud }, async (_, client) => {
      for (const id of cloudIds) {
        const { status, body } = await client.token({ scope: `${clouds[id].graph}/.default` })
        expect([status, body.error_codes?.[0]], id).toEqual(id === cloud ? [200, undefined] : [400, 500011])
      }
    })
  })

  it('can be served under its real names, which its links, tokens and pages then have', async () => {
    await inTenant({ cloud, realNames: true }, async (tenant, client) => {
      expect(tenant).toMatchObject({ authority: clouds[cloud].authority, graph: clouds[cloud].graph })
      const metadata = await client.send(`/${tenant.tenantId}/v2.0/.well-known/openid-configuration`)
      expect(metadata.body.token_endpoint).toBe(`${clouds[cloud].authority}/${tenant.tenantId}/oauth2/v2.0/token`)
      const reply = await client.tokenByAssertion(await client.assertion())
      expect(decodeJwt(reply.body.access_token)['aud']).toBe(clouds[cloud].graph)
      const admin = await as(tenant, client, 'Global administrator')
      await client.signIn()
      const [first] = await client.pages('/users?$top=2')
      expect(first['@odata.nextLink']).toContain(`${clouds[cloud].graph}/v1.0/users?`)
      expect((await admin('GET', '/applications')).body['@odata.context']).toContain(clouds[cloud].graph)
    })
  })

  it('is named in the file that points the program to it', async () => {
    await inTenant({ cloud }, async (tenant) => {
      const folder = await mkdtemp(join(tmpdir(), 'tenant-'))
      try {
        const override = parseCloudOverride(await readFile(await tenant.cloudFile(folder), 'utf8'))
        expect(reachableClouds(override)).toEqual({
          ...clouds,
          [cloud]: { ...clouds[cloud], authority: tenant.url, graph: tenant.url },
        })
      } finally {
        await rm(folder, { recursive: true })
      }
    })
  })
})

describe('a tenant of another cloud', () => {
  it('is refused by pages and the token endpoint', async () => {
    await inTenant({}, async (tenant, client) => {
      tenant.controls.set({ homeCloud: 'MicrosoftOnline.US' })
      expect((await client.token()).body.error_codes).toEqual([900382])
      const browser = new Browser(client)
      await browser.open(`/${tenant.tenantId}/adminconsent?client_id=${tenant.clientId}&redirect_uri=http://localhost`)
      expect([browser.location, browser.text]).toEqual([null, expect.stringContaining('AADSTS90038')])
    })
  })
})

describe('a tenant in a process of its own', () => {
  it('knows its cloud, tells who can sign in, and takes the controls of registrations', async () => {
    const tenant = await spawnTenant({ ...size, cloud: 'usGovL5', realNames: true })
    const client = new Client(tenant)
    try {
      expect(tenant).toMatchObject({ cloud: 'usGovL5', graph: clouds.usGovL5.graph })
      expect(tenant.accounts.map(({ key }) => key)).toEqual([
        'globalAdministrator',
        'applicationAdministrator',
        'user',
        'stranger',
      ])
      await tenant.control('POST', 'registrations/change', {
        signInAudience: 'AzureADMyOrg',
        requiredRoles: ['Mail.Read'],
      })
      await tenant.control('POST', 'lag', { roles: 1 })
      await tenant.control('POST', 'set', { consentOutcome: 'silent', bootstrapRefusal: 'page' })
      expect(await tenant.control('GET', 'registrations')).toMatchObject([
        {
          appId: tenant.clientId,
          id: tenant.applicationId,
          servicePrincipalId: tenant.servicePrincipalId,
          enabled: true,
        },
      ])
      await tenant.control('POST', 'consent/revoke', { roles: ['User.Read.All'] })
      expect(decodeJwt((await client.token()).body.access_token)['roles']).toEqual(['Group.Read.All'])
      await tenant.control('POST', 'secret/expire', {})
      expect((await client.token()).body.error_codes).toEqual([7000222])
      await tenant.control('DELETE', 'certificates')
      expect((await client.tokenByAssertion(await client.assertion())).body.error_codes).toEqual([700027])
      await tenant.control('POST', 'certificates', { pem: tenant.certificatePem })
      expect((await client.tokenByAssertion(await client.assertion())).status).toBe(200)
      const unknown = tenant.control('POST', 'secret/expire', { appId: 'x' })
      await expect(unknown).rejects.toThrow("No application with client id 'x'")
      await expect(tenant.control('POST', 'set', { roles: ['Everything.All'] })).rejects.toThrow('Everything.All')
      await expect(tenant.control('POST', 'lag', { moon: 1 })).rejects.toThrow('moon')
    } finally {
      await client.close()
      await tenant.stop()
    }
  })
})
