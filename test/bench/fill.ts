import { randomUUID } from 'node:crypto'
import type { DirectoryWriter } from '../../electron/directory/directory-api.ts'
import type { SyncProof } from '../../shared/domain/sync.ts'
import type { User } from '../../shared/domain/user.ts'
import { rawUsers } from '../fakes/raw-users.ts'

/** The guard holds nothing back. */
const limits = { historyDays: 90, guard: { part: 100, least: 0 } }

/** Stages everyone as a run that has read them; what is given back publishes it. */
export const stageAll = async (write: DirectoryWriter, users: readonly User[]): Promise<() => Promise<unknown>> => {
  const runId = randomUUID()
  const startedAt = new Date().toISOString()
  await write.beginRun({ runId, trigger: 'manual', kind: 'full', fullReason: null, startedAt })
  for (let at = 0; at < users.length; at += 999) await write.stageUsers(rawUsers(users.slice(at, at + 999)))
  const read = { usersCounted: users.length, usersRead: users.length, usersWithoutMail: 0, tenantUsers: users.length }
  const none = { groupsCounted: 0, groupsRead: 0, memberListsRead: 0, memberListsFailed: 0, memberListsHidden: 0 }
  const proof: SyncProof = { complete: true, ...read, ...none }
  return () => write.publish(runId, { finishedAt: startedAt, requests: 0, retries: 0, proof, ...limits })
}
