import { X509Certificate } from 'node:crypto'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { type NodeFetch, nodeFetch } from '../../fakes/node-fetch.ts'
import { startTenant, type Tenant } from '../../tenant/start.ts'
import { connectingDesk } from './connecting-desk.ts'

interface Registered {
  readonly id: string
  readonly appId: string
  readonly displayName: string
  readonly deleted: boolean
  readonly servicePrincipalId: string | null
  readonly roles: readonly string[]
  readonly certificates: readonly { readonly keyId: string }[]
  readonly publicRedirects: readonly string[]
}

const never = new AbortController().signal
const wish = {
  features: ['usersAndGroups', 'expiryFromEntra'],
  displayName: "Tenantry on NB-4471 (O'Neill & Söhne)",
  keyBits: 3_072,
  months: 12,
} as const
const roles = ['User.Read.All', 'GroupMember.Read.All', 'Application.Read.All']
let tenant: Tenant
let line: NodeFetch

beforeAll(async () => {
  line = nodeFetch(null)
})
beforeEach(async () => {
  tenant = await startTenant({ users: 20, groups: 5, memberships: 20 })
  await line.close()
  line = nodeFetch(tenant.caPem)
})
afterEach(() => tenant.close())
afterAll(() => line.close())

const registrations = () =>
  (tenant.controls.registrations.list() as Registered[]).filter(({ appId }) => appId !== tenant.clientId)
const alive = () => registrations().filter(({ deleted }) => !deleted)

describe('a registration made for the administrator', () => {
  it('goes from one sign-in to a connection that reads, with exactly the roles wanted', async () => {
    const desk = connectingDesk(tenant, line)
    const admin = await desk.signIn()
    expect(admin.session).toMatchObject({
      tenantId: tenant.tenantId,
      userName: 'gesa.adler@nordwind.example',
      mayGrant: true,
    })
    const first = desk.setup.start(wish, admin)
    expect(first).toMatchObject({ state: 'running', roles })
    const status = await desk.ended()
    expect(status).toMatchObject({ state: 'done', error: null })
    expect(status?.steps.every(({ state }) => state === 'done')).toBe(true)
    const [made, ...others] = registrations()
    expect(others).toEqual([])
    expect(made?.displayName).toBe(wish.displayName)
    expect([...(made?.roles ?? [])].sort()).toEqual([...roles].sort())
    expect(made?.certificates).toHaveLength(1)
    expect(made?.publicRedirects).toEqual(['http://localhost/consent'])
    const connection = desk.connections.get()
    expect(connection).toMatchObject({
      clientId: made?.appId,
      tenantId: tenant.tenantId,
      credential: { kind: 'certificate', keyBits: 3_072 },
    })
    expect(desk.connected).toEqual([connection])
    expect(status?.connectionId).toBe(connection?.id)
    const graph = await desk.connections.graph(desk.connections.active().id)
    expect(await graph.count('/users', {}, never)).toBeGreaterThan(0)
    expect(desk.book.read(connection?.id ?? '')).toMatchObject({ applicationId: made?.id, madeByTenantry: true })
    expect(desk.shelf.list(connection as never)).toMatchObject([{ active: true, keyId: made?.certificates[0]?.keyId }])
  })

  it('forgets the administrator’s sign-in and the provisional key', async () => {
    const desk = connectingDesk(tenant, line)
    const admin = await desk.signIn()
    desk.setup.start(wish, admin)
    await desk.ended()
    expect(admin.session.isOpen).toBe(false)
    await expect(admin.session.acquire({})).rejects.toMatchObject({ code: 'admin_signed_out' })
    expect([...desk.keychain.entries.keys()].filter((name) => name.startsWith('setup/'))).toEqual([])
    expect(desk.settings.read('setup')).toBeNull()
  })

  it('waits out that Microsoft’s servers do not know it yet, and says so meanwhile', async () => {
    tenant.controls.registrations.lag({
      applications: 2,
      servicePrincipals: 2,
      assignments: 1,
      clients: 1,
      credentials: 1,
      roles: 1,
    })
    const desk = connectingDesk(tenant, line)
    desk.setup.start(wish, await desk.signIn())
    expect(await desk.ended()).toMatchObject({ state: 'done' })
    expect(alive()).toHaveLength(1)
    const waiting = desk.statuses.flatMap((status) => status?.steps ?? []).filter(({ retryAt }) => retryAt !== null)
    expect(new Set(waiting.map(({ step }) => step))).toEqual(new Set(['principal', 'grants', 'replication']))
    expect(desk.clock.sleeps).toEqual(expect.arrayContaining([2_000, 4_000, 8_000]))
  })

  it.each([
    ['POST', '^/v1.0/applications$'],
    ['POST', '^/v1.0/servicePrincipals$'],
    ['POST', 'appRoleAssignments$'],
  ])('does not make anything twice when the answer to %s %s is lost', async (method, path) => {
    const desk = connectingDesk(tenant, line)
    tenant.faults.add({ match: { path, method, nth: 1, times: 1 }, fault: { kind: 'truncate' } })
    desk.setup.start(wish, await desk.signIn())
    expect(await desk.ended()).toMatchObject({ state: 'done' })
    expect(alive()).toHaveLength(1)
    expect([...(alive()[0]?.roles ?? [])].sort()).toEqual([...roles].sort())
  })

  it.each([
    ['application', 'POST', '^/v1.0/applications$'],
    ['principal', 'POST', '^/v1.0/servicePrincipals$'],
    ['grants', 'POST', 'appRoleAssignments$'],
    ['replication', 'POST', 'oauth2/v2.0/token'],
    ['signIn', 'GET', '^/v1.0/organization'],
  ])('stopped at %s says what there is, and goes on after a restart', async (step, method, path) => {
    const before = connectingDesk(tenant, line)
    const admin = await before.signIn()
    const fault = {
      kind: 'status' as const,
      status: 403,
      code: step === 'replication' ? 'AADSTS53003' : 'Authorization_RequestDenied',
    }
    tenant.faults.add({ match: { path, method }, fault })
    before.setup.start(wish, admin)
    const stopped = await before.ended()
    expect(stopped?.state).toBe('stopped')
    expect(stopped?.error).not.toBeNull()
    expect(stopped?.steps.find(({ state }) => state === 'failed')?.step).toBe(step)
    expect(stopped?.made.thumbprint).toMatch(/^[0-9A-F]{64}$/)
    expect(stopped?.made.applicationId === null).toBe(step === 'application')
    expect(() => before.setup.start(wish, admin)).toThrow('setup_running')
    tenant.faults.clear()
    // Another run of the program: the keychain and the settings are all it has.
    const after = connectingDesk(tenant, line, { keychain: before.keychain, settings: before.settings })
    expect(after.setup.status()).toEqual(stopped)
    const needsAdmin = !['replication', 'signIn'].includes(step)
    if (needsAdmin) expect(() => after.setup.resume(null, null)).toThrow('admin_signed_out')
    after.setup.resume(needsAdmin ? await after.signIn() : null, null)
    const done = await after.ended()
    expect(done).toMatchObject({ state: 'done', made: { thumbprint: stopped?.made.thumbprint } })
    expect(alive()).toHaveLength(1)
  })

  it('names the role that an account lacks, before and after', async () => {
    const desk = connectingDesk(tenant, line)
    const admin = await desk.signIn({ account: 'applicationAdministrator' })
    expect(admin.session.mayGrant).toBe(false)
    desk.setup.start(wish, admin)
    expect(await desk.ended()).toMatchObject({
      state: 'stopped',
      error: { code: 'admin_role_missing', params: { what: 'AppRoleAssignment.ReadWrite.All' } },
      made: { granted: [] },
    })
    desk.setup.resume(await desk.signIn({ account: 'globalAdministrator' }), null)
    expect(await desk.ended()).toMatchObject({ state: 'done' })
  })

  it('takes back what was made', async () => {
    const desk = connectingDesk(tenant, line)
    const admin = await desk.signIn()
    tenant.faults.add({
      match: { path: 'oauth2/v2.0/token', method: 'POST' },
      fault: { kind: 'status', status: 400, code: 'AADSTS53003' },
    })
    desk.setup.start(wish, admin)
    expect((await desk.ended())?.state).toBe('stopped')
    expect(alive()).toHaveLength(1)
    await expect(desk.setup.remove(null, never)).rejects.toMatchObject({ code: 'admin_signed_out' })
    await desk.setup.remove(admin, never)
    const removals = desk.audit.entries.filter(({ action }) => action === 'registrationRemoved')
    expect(removals.map(({ outcome }) => outcome)).toEqual(['attempted', 'failed', 'attempted', 'succeeded'])
    expect(alive()).toEqual([])
    expect(desk.setup.status()).toBeNull()
    expect([...desk.keychain.entries.keys()]).toEqual([])
    expect(desk.connections.get()).toBeNull()
    await expect(desk.setup.remove(admin, never)).rejects.toMatchObject({ code: 'setup_absent' })
  })

  it('unfinished, loses its private key with the connection to the same tenant, and goes on by a new one', async () => {
    const desk = connectingDesk(tenant, line)
    const admin = await desk.signIn()
    tenant.faults.add({
      match: { path: 'oauth2/v2.0/token', method: 'POST' },
      fault: { kind: 'status', status: 400, code: 'AADSTS53003' },
    })
    desk.setup.start(wish, admin)
    const stopped = await desk.ended()
    const secrets = () => [...desk.keychain.entries.keys()].filter((name) => name.startsWith('setup/'))
    const { tenantId } = tenant
    await desk.setup.leave({ tenantId: 'another', cloud: 'global' }, false)
    await desk.setup.leave({ tenantId, cloud: 'china' }, false)
    await desk.setup.leave({ tenantId, cloud: 'global' }, true)
    expect(secrets()).not.toEqual([])
    await desk.setup.leave({ tenantId, cloud: 'global' }, false)
    expect(secrets()).toEqual([])
    const { applicationId, principalId } = stopped?.made ?? {}
    expect(applicationId).toBeTypeOf('string')
    expect(desk.setup.status()).toMatchObject({
      state: 'stopped',
      made: { applicationId, principalId, thumbprint: null },
    })
    expect(desk.statuses.at(-1)).toEqual(desk.setup.status())
    tenant.faults.clear()
    desk.setup.resume(admin, null)
    const done = await desk.ended()
    expect(done).toMatchObject({ state: 'done', made: { applicationId } })
    expect(done?.made.thumbprint).not.toBe(stopped?.made.thumbprint)
    expect(alive()).toHaveLength(1)
  })

  it('under way, ends with the connection to the same tenant, before anything is kept of it', async () => {
    tenant.controls.registrations.lag({ roles: 50 })
    const desk = connectingDesk(tenant, line)
    desk.setup.start(wish, await desk.signIn())
    const waiting = () => desk.statuses.at(-1)?.steps.find(({ retryAt }) => retryAt !== null)?.attempt
    await expect.poll(waiting, { timeout: 15_000 }).toBe(5)
    await desk.setup.leave({ tenantId: tenant.tenantId, cloud: 'global' }, false)
    expect(desk.setup.status()).toMatchObject({ state: 'stopped', error: null })
    expect([...desk.keychain.entries.keys()].filter((name) => name.startsWith('setup/'))).toEqual([])
    expect(desk.connections.get()).toBeNull()
  })

  it('that had made nothing at Microsoft is forgotten with the connection', async () => {
    const desk = connectingDesk(tenant, line)
    tenant.faults.add({
      match: { path: '/v1.0/applications', method: 'GET' },
      fault: { kind: 'status', status: 403, code: 'Authorization_RequestDenied' },
    })
    desk.setup.start(wish, await desk.signIn())
    expect(await desk.ended()).toMatchObject({ state: 'stopped', made: { applicationId: null } })
    await desk.setup.leave({ tenantId: tenant.tenantId, cloud: 'global' }, false)
    expect([desk.setup.status(), [...desk.keychain.entries.keys()]]).toEqual([null, []])
  })

  it('whose key could not be deleted at its end loses it at the next start, and one that goes on keeps it', async () => {
    const desk = connectingDesk(tenant, line)
    await desk.vault.set('setup/credential', 'left behind')
    await desk.setup.sweep()
    expect([...desk.keychain.entries.keys()]).toEqual([])
    const admin = await desk.signIn()
    tenant.faults.add({
      match: { path: 'oauth2/v2.0/token', method: 'POST' },
      fault: { kind: 'status', status: 400, code: 'AADSTS53003' },
    })
    desk.setup.start(wish, admin)
    await desk.ended()
    const kept = [...desk.keychain.entries]
    await connectingDesk(tenant, line, desk).setup.sweep()
    expect([...desk.keychain.entries]).toEqual(kept)
  })

  it('goes on with another choice of features, and takes back what that does not need', async () => {
    const desk = connectingDesk(tenant, line)
    const admin = await desk.signIn()
    tenant.faults.add({
      match: { path: 'oauth2/v2.0/token', method: 'POST' },
      fault: { kind: 'status', status: 400, code: 'AADSTS53003' },
    })
    desk.setup.start(wish, admin)
    await desk.ended()
    tenant.faults.clear()
    desk.setup.resume(admin, ['usersAndGroups', 'groupNotifications'])
    expect(await desk.ended()).toMatchObject({ state: 'done' })
    const now = ['Group.Read.All', 'GroupMember.Read.All', 'User.Read.All']
    expect([...(alive()[0]?.roles ?? [])].sort()).toEqual(now)
    const changes = desk.audit.entries.filter(({ action }) => action === 'permissionsChanged')
    expect(changes.map(({ outcome }) => outcome)).toEqual(['attempted', 'succeeded'])
    expect(changes[1]).toMatchObject({ before: { roles }, after: { roles: expect.arrayContaining(now) } })
  })

  it('can be cancelled while it waits, and goes on later', async () => {
    tenant.controls.registrations.lag({ roles: 50 })
    const desk = connectingDesk(tenant, line)
    const admin = await desk.signIn()
    desk.setup.start(wish, admin)
    await expect
      .poll(() => desk.statuses.at(-1)?.steps.find(({ retryAt }) => retryAt !== null)?.attempt, { timeout: 15_000 })
      .toBe(5)
    await desk.setup.cancel()
    expect(desk.setup.status()).toMatchObject({ state: 'stopped', error: null })
    expect(desk.setup.status()?.made.granted).toEqual(roles)
  })

  it('refuses to go on in another tenant', async () => {
    const desk = connectingDesk(tenant, line)
    tenant.faults.add({
      match: { path: '^/v1.0/applications$', method: 'POST' },
      fault: { kind: 'status', status: 403 },
    })
    desk.setup.start(wish, await desk.signIn())
    await desk.ended()
    const stranger = await desk.signIn({ account: 'stranger' })
    expect(() => desk.setup.resume(stranger, null)).toThrow('wrong_account')
    await expect(desk.setup.remove(stranger, never)).resolves.toBeUndefined()
    expect(desk.audit.entries.slice(-2)).toMatchObject([
      { action: 'setupRemoved', outcome: 'attempted', before: { applicationId: null } },
      { action: 'setupRemoved', outcome: 'succeeded' },
    ])
  })

  it.each([[{ account: 'cancel' }, 'consent_declined']])(
    'is not begun when the sign-in is cancelled',
    async (visit, code) => {
      await expect(connectingDesk(tenant, line).signIn(visit)).rejects.toMatchObject({ code })
    },
  )

  it('names the sign-in client that the tenant blocks, and takes another one', async () => {
    const desk = connectingDesk(tenant, line)
    tenant.controls.set({ bootstrapRefusal: 'redirect' })
    await expect(desk.signIn()).rejects.toMatchObject({
      code: 'bootstrap_refused',
      params: { aadsts: 'AADSTS65002', client: '04b07795-8ddb-461a-bbee-02f9e1bf7b46' },
    })
    expect(desk.bootstrap.set('14D82EEC-204b-4c2f-b7e8-296a70dab67e')).toMatchObject({
      clientName: 'Microsoft Graph Command Line Tools',
      isDefault: false,
    })
    desk.setup.start(wish, await desk.signIn())
    expect(await desk.ended()).toMatchObject({ state: 'done' })
  })

  it('shows a page of Entra’s own where the client is blocked there, and waits for the browser', async () => {
    const desk = connectingDesk(tenant, line)
    tenant.controls.set({ bootstrapRefusal: 'page' })
    const controller = new AbortController()
    const signingIn = desk.signIns.signIn('global', null, controller.signal)
    const failed = expect(signingIn).rejects.toMatchObject({ code: 'cancelled' })
    await expect.poll(() => desk.browser.lastPage, { timeout: 15_000 }).toContain('AADSTS65002')
    controller.abort()
    await failed
  })

  it('leaves no code, token, key or account in logs, settings and errors', async () => {
    const desk = connectingDesk(tenant, line)
    const admin = await desk.signIn()
    const { token } = await admin.session.acquire({})
    desk.setup.start(wish, admin)
    await desk.ended()
    const connection = desk.connections.get()
    const credential = await desk.shelf.active(connection as never)
    if (credential.kind !== 'certificate') throw new Error('no certificate')
    const keyLine = credential.privateKeyPem.split('\n')[5] ?? ''
    const code = new URL(desk.browser.followed[0] ?? '').searchParams.get('code') ?? ''
    const state = new URL(desk.browser.followed[0] ?? '').searchParams.get('state') ?? ''
    expect(keyLine).toHaveLength(64)
    const sections = ['setup', 'connections', 'credentials', 'registrations', 'bootstrap'].map((name) =>
      desk.settings.read(name),
    )
    const seen = JSON.stringify([desk.logger.lines, sections, desk.statuses])
    for (const planted of [token, code, state, keyLine, 'PRIVATE KEY', 'gesa.adler'])
      expect(seen).not.toContain(planted)
    expect(new X509Certificate(credential.certificatePem).subject).toContain('Tenantry on NB-4471')
  })
})
