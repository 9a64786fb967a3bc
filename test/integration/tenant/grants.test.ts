import { decodeJwt } from 'jose'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { makeClientCertificate } from '../../tenant/server/certificates.ts'
import { startTenant, type Tenant } from '../../tenant/start.ts'
import { as, asApplication, graphId, keyOf, roleIds, type Send } from './administration.ts'
import { Client, type Reply } from './client.ts'

let tenant: Tenant
let client: Client
let admin: Send

beforeEach(async () => {
  tenant = await startTenant({ users: 20, groups: 9, memberships: 40 })
  client = new Client(tenant)
  admin = await as(tenant, client, 'Global administrator')
})
afterEach(async () => {
  await client.close()
  await tenant.close()
})

const outcome = ({ status, body }: Reply) => [status, body.error?.code ?? body.error_codes?.[0]]
const denied = [403, 'Authorization_RequestDenied']
const graphPrincipal = async () =>
  (await admin('GET', `/servicePrincipals(appId='${graphId}')?$select=id,appRoles`)).body

/** An application with principal and secret, as the wizard makes it. */
const registered = async (send = admin) => {
  const application = (await send('POST', '/applications', { displayName: 'Made' })).body
  const principal = (await send('POST', '/servicePrincipals', { appId: application.appId })).body
  const { secretText } = (await send('POST', `/applications/${application.id}/addPassword`, {})).body
  return {
    application,
    principal,
    secretText,
    token: () => client.token({ client_id: application.appId, client_secret: secretText }),
  }
}

const grant = (principalId: string, resourceId: string, appRoleId: string = roleIds['User.Read.All'], send = admin) =>
  send('POST', `/servicePrincipals/${resourceId}/appRoleAssignedTo`, { principalId, resourceId, appRoleId })

describe('/servicePrincipals', () => {
  it('has Graph’s own with its roles by name and id', async () => {
    const { appRoles } = await graphPrincipal()
    const named = Object.fromEntries(appRoles.map((role: { value: string; id: string }) => [role.value, role.id]))
    expect(named).toMatchObject(roleIds)
    expect(appRoles[0]).toMatchObject({ allowedMemberTypes: ['Application'], isEnabled: true })
  })

  it('makes one for an application, once', async () => {
    const { appId } = (await admin('POST', '/applications', { displayName: 'Made' })).body
    const made = await admin('POST', '/servicePrincipals', { appId })
    expect([made.status, made.body.appOwnerOrganizationId]).toEqual([201, tenant.tenantId])
    expect(made.body).toMatchObject({
      appId,
      displayName: 'Made',
      accountEnabled: true,
      servicePrincipalType: 'Application',
    })
    const again = await admin('POST', '/servicePrincipals', { appId })
    expect(outcome(again)).toEqual([409, 'Request_MultipleObjectsWithSameKeyValue'])
    const found = await admin('GET', `/servicePrincipals?$filter=appId eq '${appId}'&$select=id`)
    expect(found.body.value).toEqual([{ id: made.body.id }])
  })

  it('refuses an application that is not there, and a stranger to it', async () => {
    const missing = await admin('POST', '/servicePrincipals', { appId: '11111111-2222-4333-8444-555555555555' })
    expect([...outcome(missing), missing.body.error.message]).toEqual([
      400,
      'Request_BadRequest',
      expect.stringContaining('does not reference a valid application object'),
    ])
    const { appId } = (await admin('POST', '/applications', { displayName: 'Made' })).body
    const user = await as(tenant, client, 'Ordinary user')
    expect(outcome(await user('POST', '/servicePrincipals', { appId }))).toEqual(denied)
  })

  it('can be disabled and deleted, which ends its tokens', async () => {
    const { principal, token } = await registered()
    const path = `/servicePrincipals/${principal.id}`
    expect((await admin('PATCH', path, { accountEnabled: false })).status).toBe(204)
    expect(outcome(await token())).toEqual([400, 7000112])
    await admin('PATCH', path, { accountEnabled: true })
    expect((await token()).status).toBe(200)
    expect((await admin('DELETE', path)).status).toBe(204)
    expect(outcome(await token())).toEqual([400, 7000229])
    expect((await admin('GET', path)).status).toBe(404)
  })
})

describe('granting Graph’s roles', () => {
  it('shows in lists of both sides and in the next token, until it is withdrawn', async () => {
    const { id: graph } = await graphPrincipal()
    const { principal, token } = await registered()
    expect(decodeJwt((await token()).body.access_token)).not.toHaveProperty('roles')
    const made = await grant(principal.id, graph)
    expect(made.status, made.text).toBe(201)
    expect(made.body).toMatchObject({
      appRoleId: roleIds['User.Read.All'],
      principalDisplayName: 'Made',
      principalType: 'ServicePrincipal',
      resourceDisplayName: 'Microsoft Graph',
    })
    const mine = await admin('GET', `/servicePrincipals/${principal.id}/appRoleAssignments`)
    expect(mine.body.value).toMatchObject([{ id: made.body.id }])
    const path = `/servicePrincipals/${graph}/appRoleAssignedTo`
    expect((await admin('GET', path)).body.value).toHaveLength(3)
    expect(decodeJwt((await token()).body.access_token)['roles']).toEqual(['User.Read.All'])
    expect((await admin('DELETE', `${path}/${made.body.id}`)).status).toBe(204)
    expect(outcome(await admin('DELETE', `${path}/${made.body.id}`))).toEqual([404, 'Request_ResourceNotFound'])
    expect(decodeJwt((await token()).body.access_token)).not.toHaveProperty('roles')
  })

  it('goes by appRoleAssignments as well', async () => {
    const { id: resourceId } = await graphPrincipal()
    const { principal } = await registered()
    const body = { principalId: principal.id, resourceId, appRoleId: roleIds['GroupMember.Read.All'] }
    expect((await admin('POST', `/servicePrincipals/${principal.id}/appRoleAssignments`, body)).status).toBe(201)
  })

  it('is refused twice, for an unknown role, for unknown principals, and for a path of another', async () => {
    const { id: graph } = await graphPrincipal()
    const { principal } = await registered()
    const bad = async (reply: Promise<Reply>) => {
      const { status, body } = await reply
      return [status, body.error?.code, body.error?.message]
    }
    await grant(principal.id, graph)
    const refusal = (text: string) => [400, 'Request_BadRequest', expect.stringContaining(text)]
    expect(await bad(grant(principal.id, graph))).toEqual(refusal('already exists'))
    expect(await bad(grant(principal.id, graph, graph))).toEqual(refusal('was not found on application'))
    expect(await bad(grant(principal.id, principal.id))).toEqual(refusal('was not found on application'))
    expect(await bad(grant(graphId, graph))).toEqual(refusal('reference update'))
    const body = { principalId: principal.id, resourceId: principal.id, appRoleId: roleIds['User.Read.All'] }
    expect(await bad(admin('POST', `/servicePrincipals/${graph}/appRoleAssignedTo`, body))).toEqual(
      refusal('do not match'),
    )
  })

  it.each(['Application administrator', 'Ordinary user'])(
    'is denied to the %s, who could create all the rest',
    async (button) => {
      const send = await as(tenant, client, button)
      const { id: graph } = await graphPrincipal()
      const { principal, token } = await registered(send)
      expect(outcome(await grant(principal.id, graph, roleIds['User.Read.All'], send))).toEqual(denied)
      expect(decodeJwt((await token()).body.access_token)).not.toHaveProperty('roles')
      const made = (await grant(principal.id, graph)).body
      const path = `/servicePrincipals/${graph}/appRoleAssignedTo/${made.id}`
      expect(outcome(await send('DELETE', path))).toEqual(denied)
    },
  )

  it('wants both permissions of an application by itself', async () => {
    const { id: graph } = await graphPrincipal()
    const { principal } = await registered()
    const by = async (...roles: readonly string[]) => {
      tenant.controls.set({ roles: [...roles] })
      return outcome(await grant(principal.id, graph, roleIds['User.Read.All'], await asApplication(client)))
    }
    expect(await by('AppRoleAssignment.ReadWrite.All')).toEqual(denied)
    expect(await by('Application.ReadWrite.All')).toEqual(denied)
    expect(await by('AppRoleAssignment.ReadWrite.All', 'Application.Read.All')).toEqual([201, undefined])
  })
})

describe('a registration made here', () => {
  it('signs in with its certificate, and with each of several', async () => {
    const [first, second] = [await makeClientCertificate(), await makeClientCertificate()]
    const keyCredentials = [keyOf(first.certificatePem), keyOf(second.certificatePem)]
    const { appId } = (await admin('POST', '/applications', { displayName: 'Made', keyCredentials })).body
    await admin('POST', '/servicePrincipals', { appId })
    for (const certificate of [first, second]) {
      const reply = await client.token({
        client_id: appId,
        client_secret: null,
        client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
        client_assertion: await client.assertion({ ...certificate, issuer: appId }),
      })
      expect(decodeJwt(reply.body.access_token)['appid']).toBe(appId)
    }
    const foreign = await client.tokenByAssertion(await client.assertion(first))
    expect(outcome(foreign)).toEqual([401, 700027])
  })
})
