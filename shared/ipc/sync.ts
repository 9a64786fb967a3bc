import { z } from 'zod'
import { type ScheduleStatus, scheduleIntervals } from '../domain/schedule.ts'
import { oneKinds } from '../domain/sync.ts'
import { call } from './call.ts'
import { ledgerEntry, limit, nothing, objectId, offset, syncProgress, syncRun } from './schemas.ts'

/** Progress while a run is under way, else null; `last` is the newest run that ended, whatever its outcome. */
const syncStatus = z.object({ progress: syncProgress.nullable(), last: syncRun.nullable() })
export type SyncStatus = z.infer<typeof syncStatus>

const schedule = { everyMinutes: z.literal([...scheduleIntervals]), paused: z.boolean() }
const scheduleStatus = z.object({ ...schedule, nextAt: z.string().nullable(), offline: z.boolean(), held: z.boolean() })

export const syncCalls = {
  'sync.status': call(nothing, syncStatus),
  /** `full`: everything is read, even where the changes alone would do. */
  'sync.start': call(z.strictObject({ full: z.boolean().optional() }), z.object({ runId: z.string() })),
  /** Reads this one alone and publishes what differs. Refused for one that the snapshot does not hold. */
  'sync.one': call(z.strictObject({ kind: z.enum(oneKinds), id: objectId }), z.object({ runId: z.string() })),
  /** A run that does everything but publish. */
  'sync.rehearse': call(nothing, z.object({ runId: z.string() })),
  /** Publishes exactly what the held run has read. */
  'sync.applyHeld': call(z.strictObject({ runId: objectId }), nothing),
  /** Drops what the held run has read. */
  'sync.keepHeld': call(z.strictObject({ runId: objectId }), nothing),
  'sync.cancel': call(z.strictObject({ runId: objectId }), nothing),
  /** All that are kept, the newest first; one under way is not among them. */
  'sync.runs': call(nothing, z.object({ runs: z.array(syncRun).readonly() })),
  'sync.run': call(z.strictObject({ runId: objectId }), syncRun),
  /** Null without a tenant. */
  'sync.schedule': call(nothing, z.object({ schedule: scheduleStatus.nullable() })),
  'sync.setSchedule': call(z.strictObject(schedule), z.object({ schedule: scheduleStatus })),
  /** Newest first. */
  'sync.ledger': call(
    z.strictObject({ runId: objectId, offset, limit }),
    z.object({ total: z.number(), rows: z.array(ledgerEntry).readonly() }),
  ),
}

export type SyncEvents = {
  'sync.status': SyncStatus
  'sync.schedule': { readonly schedule: ScheduleStatus }
}
