import type { changeCalls } from '../../../shared/ipc/changes.ts'
import type { Handlers } from '../../../shared/ipc/contract.ts'
import { type Auditing, settingsChange } from '../../audit/audited.ts'
import type { TenantSessions } from '../../connection/tenant-session.ts'
import type { DirectoryReader } from '../../directory/directory-api.ts'
import type { SyncSettings } from '../../sync/sync-settings.ts'

export interface ChangesHandlerOptions {
  readonly settings: SyncSettings
  readonly auditing: Auditing
}

export const changesHandlers = (
  sessions: Pick<TenantSessions, 'read'>,
  { settings, auditing }: ChangesHandlerOptions,
): Handlers<typeof changeCalls> => {
  const read = <Value>(work: (reader: DirectoryReader) => Promise<Value>): Promise<Value> =>
    sessions.read(({ directory }) => work(directory.read))
  return {
    'changes.list': ({ query, offset, limit }) => read((reader) => reader.changes(query, offset, limit)),
    'changes.runs': ({ offset, limit }) => read((reader) => reader.changeRuns(offset, limit)),
    'changes.run': ({ runId }) => read((reader) => reader.changeRun(runId)),
    'changes.runBefore': async ({ before, changed }) => ({
      run: await read((reader) => reader.changeRunBefore(before, changed)),
    }),
    'changes.of': ({ id, offset, limit }) => read((reader) => reader.changesOf(id, offset, limit)),
    'changes.pending': async () => ({ pending: await read((reader) => reader.pending()) }),
    'changes.settings': () => settings.history(),
    'changes.setDays': ({ historyDays }) =>
      settingsChange(auditing, settings.history(), { historyDays }, async () => settings.setHistory(historyDays)),
    'changes.guard': () => settings.guard(),
    'changes.setGuard': (guard) =>
      settingsChange(auditing, { ...settings.guard() }, guard, async () => ({ ...settings.setGuard(guard) })),
    'directory.usersAsOf': ({ query, offset, limit }) => read((reader) => reader.usersAsOf(query, offset, limit)),
    'directory.groupsAsOf': ({ query, offset, limit }) => read((reader) => reader.groupsAsOf(query, offset, limit)),
    'directory.userAsOf': ({ runId, id }) => read((reader) => reader.userAsOf(runId, id)),
    'directory.groupAsOf': ({ runId, id }) => read((reader) => reader.groupAsOf(runId, id)),
    'directory.membersAsOf': ({ runId, id, offset, limit }) =>
      read((reader) => reader.membersAsOf(runId, id, offset, limit)),
  }
}
