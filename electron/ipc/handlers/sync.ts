import type { Handlers } from '../../../shared/ipc/contract.ts'
import { AppError } from '../../../shared/ipc/errors.ts'
import type { syncCalls } from '../../../shared/ipc/sync.ts'
import { type Auditing, audited } from '../../audit/audited.ts'
import type { ConnectionService } from '../../connection/connection-service.ts'
import type { TenantSessions } from '../../connection/tenant-session.ts'

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
    await (action === 'guardApplied' ? sync.applyHeld(runId) : sync.keepHeld(runId))
    return { value: {} }
  })
}

export const syncHandlers = (
  sessions: TenantSessions,
  connections: Pick<ConnectionService, 'usable'>,
  auditing: Auditing,
): Handlers<typeof syncCalls> => ({
  'sync.status': async () => {
    try {
      return await (await sessions.current()).sync.status()
    } catch (error) {
      // Without a tenant nothing runs and nothing has run: an answer, not a fault.
      if (error instanceof AppError && error.code === 'not_connected') return { progress: null, last: null }
      throw error
    }
  },
  'sync.start': async () => {
    // Refused before it begins: a run that could only fail would be noted as one.
    connections.usable()
    return (await sessions.current()).sync.start('manual')
  },
  'sync.rehearse': async () => {
    connections.usable()
    return (await sessions.current()).sync.start('rehearsal')
  },
  'sync.applyHeld': ({ runId }) => answered(sessions, auditing, 'guardApplied', runId),
  'sync.keepHeld': ({ runId }) => answered(sessions, auditing, 'guardKept', runId),
  'sync.cancel': async ({ runId }) => {
    await (await sessions.current()).sync.cancel(runId)
    return {}
  },
  'sync.run': async ({ runId }) => (await sessions.current()).directory.read.run(runId),
  'sync.ledger': async ({ runId, offset, limit }) =>
    (await sessions.current()).directory.read.ledger(runId, offset, limit),
})
