import { afterAll, beforeAll, expect, it } from 'vitest'
import type { SyncRun } from '../../../shared/domain/sync.ts'
import type { ErrorCode } from '../../../shared/ipc/errors.ts'
import { explain } from '../../../shared/text/explain.ts'
import { Random } from '../../tenant/model/random.ts'
import type { Fault } from '../../tenant/server/faults.ts'
import { deltaOddities } from '../../tenant/server/state.ts'
import { outlast } from './outlast.ts'
import { seenIn } from './seen.ts'
import { type Mirrored, openMirrored } from './sync-tenant.ts'
import { type Content, truthOf } from './truth.ts'
import { Wanderer } from './wanderer.ts'

const steps = 500
const seed = 20_260_729

let tenant: Mirrored['tenant']
let clock: Mirrored['clock']
let desk: Mirrored['desk']
let mirror: Mirrored['mirror']
let close: Mirrored['close']

beforeAll(async () => {
  ;({ tenant, clock, desk, mirror, close } = await openMirrored({ users: 60, groups: 24, memberships: 240 }))
})
afterAll(() => close())

const paths = [
  'users/delta',
  'groups/delta',
  '/\\$count',
  '/v1.0/\\$batch',
  '^/v1.0/users\\?',
  '^/v1.0/groups\\?',
  '/members',
]
const faults: readonly Fault[] = [
  { kind: 'status', status: 429, retryAfter: 2 },
  { kind: 'status', status: 503 },
  { kind: 'status', status: 500 },
  { kind: 'status', status: 400, code: 'syncStateNotFound' },
  { kind: 'status', status: 403, code: 'Authorization_RequestDenied' },
  { kind: 'status', status: 401 },
  { kind: 'reset' },
  { kind: 'hang' },
  { kind: 'drip', bytesPerSecond: 300_000 },
  { kind: 'truncate' },
  { kind: 'invalidJson' },
]

/** What a run may give as its reason under these. */
const reasons: readonly (ErrorCode | undefined)[] = [
  'throttled',
  'graph_unavailable',
  'graph_refused',
  'permission_missing',
  'token_refused',
  'connection_lost',
  'timeout',
  'answer_unreadable',
  'sync_incomplete',
]

/** A run that did not publish left everything as it was, and says why without a hole in its words. */
const expectUnpublished = async ({ outcome, error }: SyncRun, former: Content, at: string): Promise<void> => {
  expect(await desk.content(), at).toEqual(former)
  expect(['failed', 'partial'], at).toContain(outcome)
  expect(reasons, at).toContain(error?.code)
  for (const language of ['en', 'de'] as const) {
    const { message, remedy } = explain(error!, language)
    expect(`${message} ${remedy}`, at).not.toMatch(/–|undefined|\{/)
  }
}

/** Something goes wrong, for once or for as long as the run lasts. */
const spoil = (random: Random): void => {
  tenant.controls.set({
    deltaPageSize: random.pick([1, 2, 5, 200]),
    deltaMembers: random.pick([1, 3, 500]),
    deltaOddities: deltaOddities.filter(() => random.chance(0.15)),
  })
  if (random.chance(0.15)) tenant.controls.revokeTokens()
  if (random.chance(0.15)) tenant.controls.expireDeltaTokens(random.pick(['gone', 'syncStateNotFound']))
  for (let count = random.int(3); count > 0; count--) {
    const nth = 1 + random.int(3)
    const lasting = random.chance(0.4)
    tenant.faults.add({
      match: { path: random.pick(paths), ...(lasting ? {} : { nth }) },
      fault: random.pick(faults),
    })
  }
}

const mend = (): void => {
  tenant.faults.clear()
  tenant.controls.set({ deltaPageSize: 200, deltaMembers: 500, deltaOddities: [] })
}

/** A single object between the runs: whatever it brings, the next run must come to the truth all the same. */
const readOne = async (random: Random): Promise<void> => {
  const { users, groups } = await desk.content()
  const one = random.chance(0.5)
    ? ({ kind: 'user', id: random.pick(users).id } as const)
    : ({ kind: 'group', id: random.pick(groups).id } as const)
  const { runId } = await desk.sync.start('manual', { one })
  await desk.sync.ended()
  expect(await desk.directory.read.run(runId)).toMatchObject({ outcome: 'published', kind: one.kind })
}

it('a tenant that changes at random, through faults at random, is in the end known exactly', async () => {
  const random = new Random(seed)
  const wanderer = new Wanderer(random, tenant)
  expect(await desk.run()).toMatchObject({ outcome: 'published' })
  const seen = { delta: 0, full: 0, user: 0, group: 0, unpublished: 0 }
  for (let step = 0; step < steps; ) {
    for (let count = 1 + random.int(9); count > 0; count--, step++) wanderer.step()
    if (random.chance(0.6)) spoil(random)
    const former = await desk.content()
    const running = desk.update()
    const meanwhile = random.chance(0.2)
    if (meanwhile) wanderer.step()
    const run = await outlast(running, tenant, clock)
    mend()
    const isPublished = run.outcome === 'published'
    seen[isPublished ? run.kind : 'unpublished']++
    if (!isPublished) await expectUnpublished(run, former, `step ${step}`)
    // What nothing disturbed is the truth already.
    if (isPublished && !meanwhile) expect(await desk.content(), `step ${step}`).toEqual(truthOf(tenant))
    wanderer.step()
    if (isPublished) await readOne(random)
  }
  expect(await desk.update()).toMatchObject({ outcome: 'published' })
  expect(await desk.content()).toEqual(truthOf(tenant))
  expect(await mirror.run()).toMatchObject({ outcome: 'published' })
  expect(await seenIn(desk.directory)).toEqual(await seenIn(mirror.directory))
  // It was a walk worth the name.
  expect(Math.min(seen.delta, seen.full, seen.unpublished)).toBeGreaterThan(3)
}, 120_000)
