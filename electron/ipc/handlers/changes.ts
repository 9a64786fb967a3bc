import type { changeCalls } from '../../../shared/ipc/changes.ts'
import type { Handlers } from '../../../shared/ipc/contract.ts'
import { type Auditing, settingsChange } from '../../audit/audited.ts'
import type { TenantSessions } from '../../connection/tenant-session.ts'
import type { SyncSettings } from '../../sync/sync-settings.ts'

export interface ChangesHandlerOptions {
  readonly settings: SyncSettings
  readonly auditing: Auditing
}

export const changesHandlers = (
  sessions: TenantSessions,
  { settings, auditing }: ChangesHandlerOptions,
): Handlers<typeof changeCalls> => {
  const read = async () => (await sessions.current()).directory.read
  return {
    'changes.list': async ({ query, offset, limit }) => (await read()).changes(query, offset, limit),
    'changes.runs': async ({ offset, limit }) => (await read()).changeRuns(offset, limit),
    'changes.of': async ({ id, offset, limit }) => (await read()).changesOf(id, offset, limit),
    'changes.pending': async () => ({ pending: await (await read()).pending() }),
    'changes.settings': () => settings.history(),
    'changes.setDays': ({ historyDays }) =>
      settingsChange(auditing, settings.history(), async () => settings.setHistory(historyDays)),
    'changes.guard': () => settings.guard(),
    'changes.setGuard': (guard) =>
      settingsChange(auditing, { ...settings.guard() }, async () => ({ ...settings.setGuard(guard) })),
    'directory.usersAsOf': async ({ query, offset, limit }) => (await read()).usersAsOf(query, offset, limit),
    'directory.groupsAsOf': async ({ query, offset, limit }) => (await read()).groupsAsOf(query, offset, limit),
    'directory.userAsOf': async ({ runId, id }) => (await read()).userAsOf(runId, id),
    'directory.groupAsOf': async ({ runId, id }) => (await read()).groupAsOf(runId, id),
  }
}
