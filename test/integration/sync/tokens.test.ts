import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import { explain } from '../../../shared/text/explain.ts'
import { EventfulLine } from './eventful-line.ts'
import { liveOn } from './live-on.ts'
import { openDesk, type SyncDesk } from './sync-desk.ts'
import { openTenant, type SyncTenant } from './sync-tenant.ts'
import { truthOf } from './truth.ts'

const roles = ['User.Read.All', 'Group.Read.All']

let opened: SyncTenant
let tenant: SyncTenant['tenant']
let line: EventfulLine
let desk: SyncDesk

beforeAll(async () => {
  opened = await openTenant({ users: 230, groups: 104, memberships: 600 })
  tenant = opened.tenant
  tenant.controls.set({ maxPageSize: 100 })
})
afterAll(() => opened.close())
beforeEach(async () => {
  line = new EventfulLine(opened.line)
  desk = await openDesk(opened.tenant, line)
  expect(await desk.run()).toMatchObject({ outcome: 'published' })
  tenant.log.clear()
  return async () => {
    await desk.close()
    tenant.controls.set({ roles, clockSkewSeconds: 0 })
    tenant.controls.revokeTokens()
  }
})

/** Where a run is when it happens, over everything and over what changed, and the role that this needs. */
const moments = [
  ['full', 'the links from which changes are told', /\/users\/delta/, 'User.Read.All'],
  ['full', 'page 1 of the users', /\/users\?(?!.*skiptoken)/, 'User.Read.All'],
  ['full', 'page 2 of the users', /\/users\?.*skiptoken/, 'User.Read.All'],
  ['full', 'page 1 of the groups', /\/groups\?(?!.*skiptoken)/, 'GroupMember.Read.All'],
  ['full', 'page 2 of the groups', /\/groups\?.*skiptoken/, 'GroupMember.Read.All'],
  ['full', 'a batch of member lists', /\/\$batch/, 'GroupMember.Read.All'],
  ['delta', 'what changed of users', /\/users\/delta/, 'User.Read.All'],
  ['delta', 'what changed of groups', /\/groups\/delta/, 'GroupMember.Read.All'],
  ['delta', 'those who are new', /\/\$batch/, 'User.Read.All'],
  ['delta', 'the count of users', /\/users\/\$count\?/, 'User.Read.All'],
  ['delta', 'the count of groups', /\/groups\/\$count/, 'GroupMember.Read.All'],
] as const
const start = (kind: 'full' | 'delta') => (kind === 'full' ? desk.run() : desk.update())

it.each(moments)('a token whose time is over in a %s run, before %s, is renewed', async (kind, _moment, path) => {
  liveOn(tenant)
  line.before(path, () => tenant.controls.set({ clockSkewSeconds: 2 * 3_600 }))
  expect(await start(kind)).toMatchObject({ outcome: 'published', kind, error: null })
  expect(line.isDue).toBe(false)
  expect(tenant.log.records.some(({ status }) => status === 401)).toBe(true)
  expect(await desk.content()).toEqual(truthOf(tenant))
})

it.each(moments)(
  'consent taken back in a %s run, before %s, leaves the snapshot whole and is named',
  async (kind, _moment, path, role) => {
    const former = await desk.content()
    liveOn(tenant)
    line.before(path, () => {
      tenant.controls.revokeConsent(role === 'User.Read.All' ? role : 'Group.Read.All')
      tenant.controls.revokeTokens()
    })
    const { outcome, error } = await start(kind)
    expect(line.isDue).toBe(false)
    expect({ outcome, code: error?.code }).toEqual({ outcome: 'failed', code: 'permission_missing' })
    expect(explain(error!, 'en').message).toBe(`The permission ${role} is missing.`)
    expect(await desk.content()).toEqual(former)
    tenant.controls.set({ roles })
    tenant.controls.revokeTokens()
    expect(await desk.update()).toMatchObject({ outcome: 'published', error: null })
    expect(await desk.content()).toEqual(truthOf(tenant))
  },
)

// The last one, because the tenant's only secret stays expired.
it('a secret that expires in the middle of a run leaves the snapshot whole and is named', async () => {
  const former = await desk.content()
  liveOn(tenant)
  line.before(/\/\$batch/, () => {
    tenant.controls.expireSecret()
    tenant.controls.revokeTokens()
  })
  const { outcome, error } = await desk.run()
  expect({ outcome, code: error?.code }).toEqual({ outcome: 'failed', code: 'secret_expired' })
  expect(explain(error!, 'en').message).toMatch(
    /^Entra refused the client secret because it has expired \(AADSTS\d+\)\.$/,
  )
  expect(await desk.content()).toEqual(former)
})
