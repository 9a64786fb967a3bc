import type { Handlers } from '../../../shared/ipc/contract.ts'
import { AppError } from '../../../shared/ipc/errors.ts'
import type { syncCalls } from '../../../shared/ipc/sync.ts'
import { type Auditing, audited } from '../../audit/audited.ts'
import type { ConnectionService } from '../../connection/connection-service.ts'
import type { TenantSessions } from '../../connection/tenant-session.ts'
import type { One } from '../../sync/one-run.ts'
import { unlessNone } from '../unless-none.ts'

/** What an administrator says of a held run, on record with what it would remove. */
const answered = async (
  sessions: TenantSessions,
  auditing: Auditing,
  action: 'guardApplied' | 'guardKept',
  runId: string,
): Promise<Record<string, never>> => {
  const { connectionId, directory, sync } = await sessions.current()
  const pending = await directory.read.pending()
  if (pending?.runId !== runId || !pending.held) throw new AppError('not_found', { id: runId })
  const { usersRemoved, groupsRemoved, lost } = pending.counts
  const before = { usersRemoved, groupsRemoved, membershipsLost: lost }
  return audited(auditing, { action, connectionId, before, correlation: { runId } }, async () => {
    if (action === 'guardKept') return { value: {}, after: { remembered: await sync.keepHeld(runId) } }
    await sync.applyHeld(runId)
    return { value: {} }
  })
}

const started = async (
  sessions: TenantSessions,
  connections: Pick<ConnectionService, 'usable'>,
  trigger: 'manual' | 'rehearsal',
  what: { readonly full?: boolean; readonly one?: One } = {},
): Promise<{ readonly runId: string }> => {
  // Refused before it begins: a run that could only fail would be noted as one.
  connections.usable()
  const { connectionId, directory, sync } = await sessions.current()
  // Nor for a tenant that was left, or switched away from, while its data was being opened.
  if (connections.usable().id !== connectionId) throw new AppError('cancelled')
  const { one } = what
  if (one !== undefined) {
    // Nothing but what the pages show is asked for: an id is part of an address.
    await directory.read[one.kind](one.id)
    // A run drops what waits for an administrator; for one object that would be a high price.
    if ((await directory.read.pending())?.held) throw new AppError('sync_held')
  }
  return sync.start(trigger, what)
}

export const syncHandlers = (
  sessions: TenantSessions,
  connections: Pick<ConnectionService, 'usable'>,
  auditing: Auditing,
): Handlers<typeof syncCalls> => ({
  'sync.status': async () => {
    const status = await unlessNone(sessions.read(({ sync }) => sync.status()))
    return status ?? { progress: null, last: null }
  },
  'sync.start': ({ full = false }) => started(sessions, connections, 'manual', { full }),
  'sync.one': (one) => started(sessions, connections, 'manual', { one }),
  'sync.rehearse': () => started(sessions, connections, 'rehearsal'),
  'sync.applyHeld': ({ runId }) => answered(sessions, auditing, 'guardApplied', runId),
  'sync.keepHeld': ({ runId }) => answered(sessions, auditing, 'guardKept', runId),
  'sync.cancel': async ({ runId }) => {
    await (await sessions.current()).sync.cancel(runId)
    return {}
  },
  'sync.schedule': async () => ({ schedule: await unlessNone(sessions.read(({ schedule }) => schedule.status())) }),
  'sync.setSchedule': async (changed) => {
    const { schedule, connectionId } = await sessions.current()
    const before = schedule.get()
    const isSame = before.everyMinutes === changed.everyMinutes && before.paused === changed.paused
    if (!isSame)
      await audited(auditing, { action: 'scheduleChanged', connectionId, before: { ...before } }, async () => {
        const after = schedule.set(changed)
        return { value: after, after: { ...after } }
      })
    return { schedule: await schedule.status() }
  },
  'sync.runs': async () => ({
    runs: (await unlessNone(sessions.read(({ directory }) => directory.read.runs()))) ?? [],
  }),
  'sync.run': ({ runId }) => sessions.read(({ directory }) => directory.read.run(runId)),
  'sync.ledger': ({ runId, offset, limit }) =>
    sessions.read(({ directory }) => directory.read.ledger(runId, offset, limit)),
})
