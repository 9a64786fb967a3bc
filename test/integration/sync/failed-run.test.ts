import { afterAll, beforeAll, expect, it } from 'vitest'
import { systemClock } from '../../../electron/shell/clock.ts'
import { openDesk } from './sync-desk.ts'
import { openTenant, type SyncTenant } from './sync-tenant.ts'
import { truthOf } from './truth.ts'

let tenant: SyncTenant['tenant']
let line: SyncTenant['line']
let close: SyncTenant['close']

beforeAll(async () => {
  ;({ tenant, line, close } = await openTenant({ users: 300, groups: 400, memberships: 1_500 }))
})
afterAll(() => close())

/** Of many groups one member each. */
const removeMembers = () => {
  const held = Object.entries(truthOf(tenant).members).filter(([, list]) => list.length > 1)
  for (const [group, list] of held.slice(0, 60)) {
    const member = list.find((one) => one.startsWith('user '))
    if (member !== undefined) tenant.controls.editor.removeMember(group, member.split(' ')[1]!)
  }
}

it.each(['run', 'update'] as const)(
  'leaves nothing that comes into the next %s, which may begin at once',
  async (what) => {
    tenant.controls.set({ maxPageSize: 150, latencyMs: 5 })
    // The system's clock: what waits for a moment to be written waits for it.
    const desk = await openDesk(tenant, line, { clock: systemClock })
    try {
      expect(await desk.run()).toMatchObject({ outcome: 'published' })
      for (let round = 0; round < 3; round++) {
        const fault = { kind: 'status', status: 403, code: 'Authorization_RequestDenied' } as const
        tenant.faults.add({ match: { path: '^/v1.0/groups\\?.*skiptoken', nth: 2 }, fault })
        expect(await desk.run()).toMatchObject({ outcome: 'failed', error: { code: 'permission_missing' } })
        tenant.faults.clear()
        removeMembers()
        tenant.controls.set({ latencyMs: 40 })
        expect(await desk[what]()).toMatchObject({ outcome: 'published', proof: { complete: true } })
        expect(await desk.content()).toEqual(truthOf(tenant))
        tenant.controls.set({ latencyMs: 5 })
      }
    } finally {
      await desk.close()
    }
  },
)
