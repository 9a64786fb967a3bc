import { z } from 'zod'
import { call } from './call.ts'
import { ledgerEntry, limit, nothing, objectId, offset, syncProgress, syncRun } from './schemas.ts'

/** Progress while a run is under way, else null; `last` is the newest run that ended, whatever its outcome. */
const syncStatus = z.object({ progress: syncProgress.nullable(), last: syncRun.nullable() })
export type SyncStatus = z.infer<typeof syncStatus>

export const syncCalls = {
  'sync.status': call(nothing, syncStatus),
  /** `full`: everything is read, even where the changes alone would do. */
  'sync.start': call(z.strictObject({ full: z.boolean().optional() }), z.object({ runId: z.string() })),
  'sync.cancel': call(z.strictObject({ runId: objectId }), nothing),
  'sync.run': call(z.strictObject({ runId: objectId }), syncRun),
  /** Newest first. */
  'sync.ledger': call(
    z.strictObject({ runId: objectId, offset, limit }),
    z.object({ total: z.number(), rows: z.array(ledgerEntry).readonly() }),
  ),
}

export type SyncEvents = {
  'sync.status': SyncStatus
}
