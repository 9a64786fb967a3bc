import { afterAll, beforeAll, expect, it } from 'vitest'
import type { SyncRun } from '../../../shared/domain/sync.ts'
import { type Mirrored, openMirrored } from './sync-tenant.ts'
import { truthOf } from './truth.ts'

const quarter = 15 * 60_000
const day = 24 * 3_600_000

let tenant: Mirrored['tenant']
let clock: Mirrored['clock']
let desk: Mirrored['desk']
let close: Mirrored['close']

beforeAll(async () => {
  ;({ tenant, clock, desk, close } = await openMirrored({ users: 260, groups: 20, memberships: 300 }))
})
afterAll(() => close())

const bySchedule = async (): Promise<SyncRun> => {
  const { runId } = await desk.sync.start('schedule')
  await desk.sync.ended()
  return desk.directory.read.run(runId)
}

it('after an administrator kept what is missing, everything is read once a day', async () => {
  await desk.run()
  const missing = truthOf(tenant)
    .users.slice(0, 40)
    .map(({ id }) => id)
  for (const id of missing) tenant.controls.editor.remove(id)
  const { runId } = await bySchedule()
  expect(await desk.sync.keepHeld(runId)).toBe(true)

  for (const _day of [1, 2]) {
    await clock.advance(day)
    expect(await bySchedule()).toMatchObject({ outcome: 'kept', kind: 'full', fullReason: 'daily' })
    for (let run = 0; run < 2; run++) {
      await clock.advance(quarter)
      expect(await bySchedule()).toMatchObject({ outcome: 'kept', kind: 'delta', fullReason: null })
    }
  }

  // What is published when they are back continues the reading of two days ago.
  for (const id of missing) tenant.controls.editor.restore(id)
  expect(await bySchedule()).toMatchObject({ outcome: 'published', kind: 'delta' })
  expect(await bySchedule()).toMatchObject({ outcome: 'published', kind: 'full', fullReason: 'daily' })
  expect(await bySchedule()).toMatchObject({ outcome: 'published', kind: 'delta' })
  expect(await desk.content()).toEqual(truthOf(tenant))
})

it('a whole reading whose removals an administrator keeps is the reading of that day', async () => {
  await desk.run()
  for (const { id } of truthOf(tenant).users.slice(0, 40)) tenant.controls.editor.remove(id)
  await clock.advance(day)
  const held = await bySchedule()
  expect(held).toMatchObject({ outcome: 'held', kind: 'full', fullReason: 'daily' })
  await desk.sync.keepHeld(held.runId)
  expect(await bySchedule()).toMatchObject({ outcome: 'kept', kind: 'delta' })
})
