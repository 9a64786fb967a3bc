import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type ClientCertificate, makeClientCertificate } from '../../tenant/server/certificates.ts'
import { startTenant, type Tenant } from '../../tenant/start.ts'
import { as, asApplication, keyOf, proofOf, type Send } from './administration.ts'
import { Client, type Reply } from './client.ts'

let tenant: Tenant
let client: Client
let own: Send
let next: ClientCertificate

beforeEach(async () => {
  tenant = await startTenant({ users: 20, groups: 9, memberships: 40, roles: [] })
  client = new Client(tenant)
  own = await asApplication(client)
  next = await makeClientCertificate()
})
afterEach(async () => {
  await client.close()
  await tenant.close()
})

const outcome = ({ status, body }: Reply) => [status, body.error?.code ?? body.error_codes?.[0]]
const malformed = [401, 'Authentication_MissingOrMalformed']
const path = (action: string) => `/applications/${tenant.applicationId}/${action}`
const proof = (options: Parameters<typeof proofOf>[2] = {}, key = tenant.privateKeyPem) =>
  proofOf(tenant.applicationId, key, options)
const addKey = (proven: string, more: object = {}) =>
  own('POST', path('addKey'), {
    keyCredential: keyOf(next.certificatePem),
    passwordCredential: null,
    proof: proven,
    ...more,
  })
const tokenWith = async (certificate: ClientCertificate) => client.tokenByAssertion(await client.assertion(certificate))

describe('a rolled key', () => {
  it('is added by the application itself without any permission, overlaps, and replaces the old one', async () => {
    expect(outcome(await tokenWith(next))).toEqual([401, 700027])
    const added = await addKey(await proof())
    expect(added.status, added.text).toBe(200)
    expect(added.body).toMatchObject({ type: 'AsymmetricX509Cert', usage: 'Verify', key: null })
    expect([(await tokenWith(tenant)).status, (await tokenWith(next)).status]).toEqual([200, 200])
    const [old] = (tenant.controls.registrations.list()[0] as { certificates: { keyId: string }[] }).certificates
    const removed = await own('POST', path('removeKey'), {
      keyId: old?.keyId,
      proof: await proof({}, next.privateKeyPem),
    })
    expect(removed.status, removed.text).toBe(204)
    expect(outcome(await tokenWith(tenant))).toEqual([401, 700027])
    expect((await tokenWith(next)).status).toBe(200)
    expect(outcome(await addKey(await proof()))).toEqual(malformed)
  })

  it.each([
    ['PS256', { algorithm: 'PS256' }],
    ['a client id in the path', {}],
  ] as const)('goes by %s too', async (_, options) => {
    const by = 'algorithm' in options ? path('addKey') : `/applications(appId='${tenant.clientId}')/addKey`
    const body = { keyCredential: keyOf(next.certificatePem), passwordCredential: null, proof: await proof(options) }
    expect((await own('POST', by, body)).status).toBe(200)
  })
})

describe('a proof', () => {
  it.each([
    ['for Graph’s own audience', { audience: '00000003-0000-0000-c000-000000000000' }],
    ['of eleven minutes', { expires: 660 }],
    ['that has expired', { notBefore: -1000, expires: -400 }],
    ['of the future', { notBefore: 400, expires: 900 }],
    ['that names another key', { header: { x5t: 'AAAA' } }],
  ])('is refused %s', async (_, options) => {
    expect(outcome(await addKey(await proof(options)))).toEqual(malformed)
    expect((await tokenWith(next)).status).toBe(401)
  })

  it('is refused with the client id as issuer, by another key, padded, cut, changed, or as nonsense', async () => {
    const good = await proof()
    const [head, body, signature = ''] = good.split('.')
    const changed = Buffer.from(JSON.stringify({ aud: 'x', iss: tenant.applicationId })).toString('base64url')
    for (const bad of [
      await proofOf(tenant.clientId, tenant.privateKeyPem),
      await proof({}, next.privateKeyPem),
      `${good}=`,
      `${head}.${body}`,
      `${head}.${changed}.${signature}`,
      `${head}.${body}.${signature.slice(0, -8)}AAAAAAAA`,
      'nonsense',
      '..',
      '',
    ]) {
      expect(outcome(await addKey(bad)), bad).toEqual(malformed)
    }
    expect((await addKey(good)).status).toBe(200)
  })

  it('is refused by a certificate that has expired', async () => {
    const old = await makeClientCertificate({ notBefore: new Date('2020-01-01'), notAfter: new Date('2021-01-01') })
    tenant.controls.addCertificate(old.certificatePem)
    expect(outcome(await addKey(await proof({}, old.privateKeyPem)))).toEqual(malformed)
  })

  it('does not make up for a body that is wrong', async () => {
    const proven = await proof()
    const key = keyOf(next.certificatePem)
    expect(outcome(await addKey(proven, { keyCredential: { ...key, usage: 'Sign' } }))).toEqual([
      400,
      'Request_BadRequest',
    ])
    expect(outcome(await addKey(proven, { passwordCredential: { secretText: 'x' } }))).toEqual([
      400,
      'Request_BadRequest',
    ])
    expect(outcome(await addKey(proven, { proof: undefined }))).toEqual([400, 'Request_BadRequest'])
    const body = { keyId: tenant.tenantId, proof: proven }
    expect(outcome(await own('POST', path('removeKey'), body))).toEqual([400, 'Request_BadRequest'])
  })

  it('does not let one application roll another’s keys', async () => {
    const admin = await as(tenant, client, 'Global administrator')
    const other = (
      await admin('POST', '/applications', { displayName: 'x', keyCredentials: [keyOf(next.certificatePem)] })
    ).body
    const body = { keyCredential: keyOf(tenant.certificatePem), passwordCredential: null }
    const proven = await proofOf(other.id, next.privateKeyPem)
    const reply = await own('POST', `/applications/${other.id}/addKey`, { ...body, proof: proven })
    expect(outcome(reply)).toEqual([403, 'Authorization_RequestDenied'])
    expect((await admin('POST', `/applications/${other.id}/addKey`, { ...body, proof: proven })).status).toBe(200)
  })
})

describe('a secret', () => {
  it('is told once, works, expires when it says, and can be removed', async () => {
    const admin = await as(tenant, client, 'Application administrator')
    const endDateTime = new Date(Date.now() + 3_600_000).toISOString()
    const added = await admin('POST', path('addPassword'), { passwordCredential: { displayName: 'new', endDateTime } })
    const { secretText, keyId, hint } = added.body
    expect([secretText.length, hint]).toEqual([40, secretText.slice(0, 3)])
    expect((await admin('GET', `/applications/${tenant.applicationId}`)).body.passwordCredentials).toMatchObject([
      { secretText: null },
      { displayName: 'new', hint, secretText: null, keyId },
    ])
    const use = async () => outcome(await client.token({ client_secret: secretText }))
    expect((await client.token({ client_secret: secretText })).status).toBe(200)
    tenant.controls.set({ clockSkewSeconds: 3_700 })
    expect(await use()).toEqual([401, 7000222])
    tenant.controls.set({ clockSkewSeconds: 0 })
    expect((await admin('POST', path('removePassword'), { keyId })).status).toBe(204)
    expect(await use()).toEqual([401, 7000215])
    expect(outcome(await admin('POST', path('removePassword'), { keyId }))).toEqual([400, 'Request_BadRequest'])
  })

  it('lives two years unless told otherwise, and wants a permission', async () => {
    const admin = await as(tenant, client, 'Global administrator')
    const { startDateTime, endDateTime } = (await admin('POST', path('addPassword'), {})).body
    expect(Number(endDateTime.slice(0, 4)) - Number(startDateTime.slice(0, 4))).toBe(2)
    expect(outcome(await own('POST', path('addPassword'), {}))).toEqual([403, 'Authorization_RequestDenied'])
    const { keyId } = (await admin('POST', path('addPassword'), {})).body
    expect(outcome(await own('POST', path('removePassword'), { keyId }))).toEqual([403, 'Authorization_RequestDenied'])
  })
})
