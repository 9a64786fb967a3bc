import type { Handlers } from '../../../shared/ipc/contract.ts'
import { isAppError } from '../../../shared/ipc/errors.ts'
import type { syncCalls } from '../../../shared/ipc/sync.ts'
import { type Auditing, audited } from '../../audit/audited.ts'
import type { ConnectionService } from '../../connection/connection-service.ts'
import type { TenantSession, TenantSessions } from '../../connection/tenant-session.ts'

/** Without a tenant nothing runs and nothing has run: an answer, not a fault. */
const unlessNone = async (session: Promise<TenantSession>): Promise<TenantSession | null> => {
  try {
    return await session
  } catch (error) {
    if (isAppError(error) && error.code === 'not_connected') return null
    throw error
  }
}

export const syncHandlers = (
  sessions: TenantSessions,
  connections: Pick<ConnectionService, 'usable'>,
  auditing: Auditing,
): Handlers<typeof syncCalls> => ({
  'sync.status': async () => {
    const session = await unlessNone(sessions.current())
    return session === null ? { progress: null, last: null } : session.sync.status()
  },
  'sync.start': async () => {
    // Refused before it begins: a run that could only fail would be noted as one.
    connections.usable()
    return (await sessions.current()).sync.start('manual')
  },
  'sync.cancel': async ({ runId }) => {
    await (await sessions.current()).sync.cancel(runId)
    return {}
  },
  'sync.schedule': async () => {
    const session = await unlessNone(sessions.current())
    return { schedule: session === null ? null : await session.schedule.status() }
  },
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
  'sync.run': async ({ runId }) => (await sessions.current()).directory.read.run(runId),
  'sync.ledger': async ({ runId, offset, limit }) =>
    (await sessions.current()).directory.read.ledger(runId, offset, limit),
})
