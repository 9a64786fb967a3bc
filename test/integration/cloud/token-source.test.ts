import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { readCredential } from '../../../electron/connection/credential-reader.ts'
import { FakeClock } from '../../fakes/fake-clock.ts'
import { type NodeFetch, nodeFetch } from '../../fakes/node-fetch.ts'
import { makeClientCertificate } from '../../tenant/server/certificates.ts'
import { startTenant, type Tenant } from '../../tenant/start.ts'
import { certificateOf, connect, secretOf } from '../graph/access.ts'

const never = new AbortController().signal
let tenant: Tenant
let line: NodeFetch

beforeAll(async () => {
  tenant = await startTenant({ users: 10, groups: 10, memberships: 10 })
  line = nodeFetch(tenant.caPem)
})
afterAll(async () => {
  await line.close()
  await tenant.close()
})
afterEach(() => {
  tenant.faults.clear()
  tenant.log.clear()
  tenant.controls.set({
    clockSkewSeconds: 0,
    applicationEnabled: true,
    blockedByPolicy: false,
  })
})

const refusal = (changed: Parameters<typeof connect>[2]) =>
  connect(tenant, line, changed)
    .tokens.acquire({}, never)
    .then(
      () => ({ code: 'no error' }),
      (error: unknown) => error,
    )
const tokenRequests = () => tenant.log.records.filter(({ path }) => path.includes('/token')).length

describe('AppTokenSource against the simulated Entra', () => {
  it('signs in with a certificate and with a secret, and reads the granted roles', async () => {
    for (const credential of [certificateOf(tenant), secretOf(tenant)]) {
      const token = await connect(tenant, line, { credential }).tokens.acquire({}, never)
      expect(token).toMatchObject({
        tenantId: tenant.tenantId,
        applicationId: tenant.clientId,
        roles: ['User.Read.All', 'Group.Read.All'],
      })
    }
  })

  it('signs in by the tenant’s domain as well and tells its id', async () => {
    const token = await connect(tenant, line, { tenantId: tenant.domain }).tokens.acquire({}, never)
    expect(token.tenantId).toBe(tenant.tenantId)
  })

  it('asks once for many', async () => {
    const { tokens } = connect(tenant, line)
    await Promise.all(Array.from({ length: 20 }, () => tokens.acquire({}, never)))
    await tokens.acquire({}, never)
    expect(tokenRequests()).toBe(1)
  })

  it('gets a token without roles where consent was taken back', async () => {
    tenant.controls.revokeConsent()
    expect((await connect(tenant, line).tokens.acquire({}, never)).roles).toEqual([])
    tenant.controls.set({ roles: ['User.Read.All', 'Group.Read.All'] })
  })

  it('explains a wrong secret', async () => {
    expect(await refusal({ credential: { kind: 'secret', secret: 'wrong-secret-value' } })).toMatchObject({
      code: 'secret_wrong',
      params: { aadsts: 'AADSTS7000215', correlationId: expect.any(String), traceId: expect.any(String) },
    })
  })

  it('explains a certificate that is not registered, and names it', async () => {
    const { certificatePem, privateKeyPem } = await makeClientCertificate()
    const credential = readCredential([certificatePem, privateKeyPem], undefined, new Date())
    expect(await refusal({ credential })).toMatchObject({
      code: 'certificate_refused',
      params: { aadsts: 'AADSTS700027', thumbprint: (credential as { thumbprint: string }).thumbprint },
    })
  })

  it('explains an unknown tenant, a misspelt one and an unknown application', async () => {
    const id = '00000000-0000-4000-8000-000000000001'
    expect(await refusal({ tenantId: id })).toMatchObject({ code: 'tenant_not_found', params: { tenant: id } })
    expect(await refusal({ tenantId: 'not a tenant' })).toMatchObject({ code: 'tenant_not_found' })
    expect(await refusal({ clientId: id })).toMatchObject({
      code: 'application_not_found',
      params: { client: id, aadsts: 'AADSTS700016' },
    })
  })

  it('explains a disabled application and a policy in the way', async () => {
    tenant.controls.set({ applicationEnabled: false })
    expect(await refusal({})).toMatchObject({ code: 'application_disabled', params: { aadsts: 'AADSTS7000112' } })
    tenant.controls.set({ applicationEnabled: true, blockedByPolicy: true })
    expect(await refusal({})).toMatchObject({ code: 'conditional_access', params: { aadsts: 'AADSTS53003' } })
  })

  it('measures the clock’s error where the assertion was refused for its time', async () => {
    for (const clockSkewSeconds of [3_600, -3_600]) {
      tenant.controls.set({ clockSkewSeconds })
      const error = (await refusal({ credential: certificateOf(tenant) })) as { params: Record<string, string> }
      expect(error).toMatchObject({ code: 'clock_skew', params: { aadsts: 'AADSTS700024' } })
      expect(Math.abs(Number(error.params['seconds']) - 3_600)).toBeLessThan(60)
    }
  })

  it('explains an expired secret', async () => {
    const other = await startTenant({ users: 1, groups: 10, memberships: 1 })
    const otherLine = nodeFetch(other.caPem)
    try {
      other.controls.expireSecret()
      await expect(connect(other, otherLine).tokens.acquire({}, never)).rejects.toMatchObject({
        code: 'secret_expired',
        params: { aadsts: 'AADSTS7000222' },
      })
    } finally {
      await otherLine.close()
      await other.close()
    }
  })

  it('gets through a burst of faults and explains one that lasts', async () => {
    const path = '/oauth2/v2.0/token'
    tenant.faults.add({ match: { path, times: 1 }, fault: { kind: 'status', status: 503, retryAfter: 1 } })
    tenant.faults.add({ match: { path, nth: 2 }, fault: { kind: 'reset' } })
    expect((await connect(tenant, line).tokens.acquire({}, never)).roles).not.toEqual([])
    expect(tokenRequests()).toBe(3)
    tenant.faults.clear()
    tenant.faults.add({ match: { path }, fault: { kind: 'status', status: 502 } })
    expect(await refusal({})).toMatchObject({ code: 'sign_in_unavailable', params: { status: '502' } })
    tenant.faults.clear()
    tenant.faults.add({ match: { path }, fault: { kind: 'invalidJson' } })
    expect(await refusal({})).toMatchObject({ code: 'sign_in_unavailable', params: { status: '200' } })
    tenant.faults.clear()
    tenant.faults.add({ match: { path }, fault: { kind: 'reset' } })
    expect(await refusal({})).toMatchObject({ code: 'connection_lost', params: { host: new URL(tenant.url).host } })
  })

  it('can be cancelled while Entra stays silent, and gives up on it after a time', async () => {
    tenant.faults.add({ match: { path: '/token' }, fault: { kind: 'hang' } })
    const controller = new AbortController()
    const cancelled = connect(tenant, line).tokens.acquire({}, controller.signal)
    setTimeout(() => controller.abort(), 50)
    await expect(cancelled).rejects.toMatchObject({ code: 'cancelled' })

    const clock = new FakeClock(new Date())
    const timedOut = expect(connect(tenant, line, { clock }).tokens.acquire({}, never)).rejects.toMatchObject({
      code: 'timeout',
    })
    await expect.poll(tokenRequests).toBeGreaterThanOrEqual(1)
    await clock.advance(30_000)
    await timedOut
  })

  it('does not follow a redirect with the secret', async () => {
    const headers = { location: 'https://localhost:1/elsewhere' }
    tenant.faults.add({ match: { path: '/token' }, fault: { kind: 'status', status: 307, headers } })
    expect(await refusal({})).toMatchObject({ code: 'proxy_sign_in' })
  })
})

describe('the way to the simulated Entra', () => {
  it('refuses a server whose certificate authority is unknown, for sign-in and Graph', async () => {
    const other = await startTenant({ users: 1, groups: 10, memberships: 1, untrusted: true })
    const otherLine = nodeFetch(other.caPem)
    try {
      await expect(connect(other, otherLine).tokens.acquire({}, never)).rejects.toMatchObject({
        code: 'tls_untrusted',
        params: { host: new URL(other.url).host },
      })
      expect(other.log.records).toEqual([])
    } finally {
      await otherLine.close()
      await other.close()
    }
  })

  it('tells a closed port', async () => {
    const other = await startTenant({ users: 1, groups: 10, memberships: 1 })
    await other.close()
    await expect(connect({ ...tenant, authority: other.url }, line).tokens.acquire({}, never)).rejects.toMatchObject({
      code: 'connection_refused',
      params: { host: new URL(other.url).host, network: 'ECONNREFUSED' },
    })
  })
})
