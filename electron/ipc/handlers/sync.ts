import type { Handlers } from '../../../shared/ipc/contract.ts'
import { AppError } from '../../../shared/ipc/errors.ts'
import type { syncCalls } from '../../../shared/ipc/sync.ts'
import type { ConnectionService } from '../../connection/connection-service.ts'
import type { TenantSessions } from '../../connection/tenant-session.ts'

export const syncHandlers = (
  sessions: TenantSessions,
  connections: Pick<ConnectionService, 'usable'>,
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
  'sync.start': async ({ full = false }) => {
    // Refused before it begins: a run that could only fail would be noted as one.
    connections.usable()
    return (await sessions.current()).sync.start('manual', { full })
  },
  'sync.cancel': async ({ runId }) => {
    await (await sessions.current()).sync.cancel(runId)
    return {}
  },
  'sync.run': async ({ runId }) => (await sessions.current()).directory.read.run(runId),
  'sync.ledger': async ({ runId, offset, limit }) =>
    (await sessions.current()).directory.read.ledger(runId, offset, limit),
})
