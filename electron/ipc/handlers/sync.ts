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
      return await sessions.read(({ sync }) => sync.status())
    } catch (error) {
      // Without a tenant nothing runs and nothing has run: an answer, not a fault.
      if (error instanceof AppError && error.code === 'not_connected') return { progress: null, last: null }
      throw error
    }
  },
  'sync.start': async () => {
    // Refused before it begins: a run that could only fail would be noted as one.
    connections.usable()
    const { connectionId, sync } = await sessions.current()
    // Nor for a tenant that was left, or switched away from, while its data was being opened.
    if (connections.usable().id !== connectionId) throw new AppError('cancelled')
    return sync.start('manual')
  },
  'sync.cancel': async ({ runId }) => {
    await (await sessions.current()).sync.cancel(runId)
    return {}
  },
  'sync.run': ({ runId }) => sessions.read(({ directory }) => directory.read.run(runId)),
  'sync.ledger': ({ runId, offset, limit }) =>
    sessions.read(({ directory }) => directory.read.ledger(runId, offset, limit)),
})
