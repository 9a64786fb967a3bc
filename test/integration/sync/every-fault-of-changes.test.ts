import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { FullReason } from '../../../shared/domain/sync.ts'
import type { ErrorCode } from '../../../shared/ipc/errors.ts'
import { explain } from '../../../shared/text/explain.ts'
import type { Fault } from '../../tenant/server/faults.ts'
import { liveOn } from './live-on.ts'
import { outlast } from './outlast.ts'
import { type Mirrored, openMirrored } from './sync-tenant.ts'
import { truthOf } from './truth.ts'

let tenant: Mirrored['tenant']
let clock: Mirrored['clock']
let desk: Mirrored['desk']
let close: Mirrored['close']

beforeAll(async () => {
  ;({ tenant, clock, desk, close } = await openMirrored({ users: 60, groups: 24, memberships: 240 }))
  expect(await desk.run()).toMatchObject({ outcome: 'published' })
  // What happens on a day of users and groups comes on two pages each at least.
  tenant.controls.set({ deltaPageSize: 1, deltaMembers: 1 })
})
afterAll(() => close())

const status = (code: number): Fault => ({
  kind: 'status',
  status: code,
  ...(code === 429 ? { retryAfter: 1 } : {}),
})

/** Everything is read where a page of changes is denied, for a reason. */
const readsAll: readonly (readonly [Fault, FullReason])[] = [
  ...[400, 403, 404, 408, 409, 500, 501, 502, 503, 504].map((code) => [status(code), 'refused'] as const),
  [status(410), 'expired'],
  [{ kind: 'truncate' }, 'unreadable'],
  [{ kind: 'invalidJson' }, 'unreadable'],
]
/** What lists would meet as well ends the run. */
const fails: readonly (readonly [Fault, ErrorCode, message: string])[] = [
  [status(401), 'token_refused', 'Graph did not accept the access token (InvalidAuthenticationToken).'],
  [status(429), 'throttled', 'Microsoft Graph asked to slow down and kept doing so (TooManyRequests).'],
  [{ kind: 'reset' }, 'connection_lost', 'The connection to HOST broke off.'],
  [{ kind: 'hang' }, 'timeout', 'HOST did not answer in time.'],
]

/** Links into a delta and from where the last one ended, not those that a full run takes. */
const places = [
  ['page 1 of the users', 'users/delta\\?.*deltatoken=(?!latest)'],
  ['page 2 of the users', 'users/delta\\?.*skiptoken'],
  ['page 1 of the groups', 'groups/delta\\?.*deltatoken=(?!latest)'],
  ['page 2 of the groups', 'groups/delta\\?.*skiptoken'],
] as const

const updateUnder = async (path: string, fault: Fault) => {
  liveOn(tenant)
  tenant.faults.add({ match: { path }, fault })
  const run = await outlast(desk.update(), tenant, clock)
  expect(tenant.faults.list()[0]!.hits).toBeGreaterThan(0)
  tenant.faults.clear()
  return run
}

const expectTruth = async () => {
  liveOn(tenant)
  expect(await desk.update()).toMatchObject({ outcome: 'published', kind: 'delta', error: null })
  expect(await desk.content()).toEqual(truthOf(tenant))
}

describe.each(places)('what changed: %s', (_place, path) => {
  it.each(readsAll)('does not come for %o: everything is read (%s)', async (fault, fullReason) => {
    const run = await updateUnder(path, fault)
    expect(run).toMatchObject({ outcome: 'published', kind: 'full', fullReason, error: null })
    expect(await desk.content()).toEqual(truthOf(tenant))
    await expectTruth()
  })

  it.each(fails)('does not come for %o: the snapshot stays (%s)', async (fault, code, message) => {
    const before = await desk.content()
    const { outcome, kind, error } = await updateUnder(path, fault)
    expect({ outcome, kind, code: error?.code }).toEqual({ outcome: 'failed', kind: 'delta', code })
    expect(explain(error!, 'en').message).toBe(message.replace('HOST', new URL(tenant.url).host))
    expect(await desk.content()).toEqual(before)
    await expectTruth()
  })
})
