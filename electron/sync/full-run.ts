import type { Snapshot, SyncProof } from '../../shared/domain/sync.ts'
import { type AppError, isAppError } from '../../shared/ipc/errors.ts'
import { abortError } from '../cloud/deadline.ts'
import type { DirectoryWriter } from '../directory/directory-api.ts'
import { takeLinks } from './delta-links.ts'
import { licensedUsers, usersNeed } from './licensed-users.ts'
import { type Evidence, incomplete, needsCount, prove } from './prove.ts'
import { type Publishing, publishProven } from './publish.ts'
import { groupsNeed, readGroups, syncedGroups } from './read-groups.ts'
import { readUsers, rereadUsers } from './read-users.ts'
import { type Reading, together } from './reading.ts'

export type RunResult =
  | { readonly outcome: 'published'; readonly snapshot: Snapshot }
  | { readonly outcome: 'held' | 'kept' | 'rehearsed'; readonly proof: SyncProof; readonly error: null }
  | { readonly outcome: 'partial'; readonly proof: SyncProof; readonly error: AppError }

export interface FullRun extends Reading, Publishing {
  readonly write: DirectoryWriter
  /** Hands the ledger's rest to the staging. */
  readonly flushLedger: () => void
}

/**
 * One full run from the first request to the new snapshot: read everything side by side, prove it, publish it.
 * Aborted before it publishes, it changes nothing; publishing itself is one transaction that is not stopped half-way.
 *
 * @throws AppError of the sign-in, of Graph, of the directory, cancelled.
 */
export const fullRun = async (run: FullRun, signal: AbortSignal): Promise<RunResult> => {
  // A former run may have been cancelled because of it.
  if (run.graph.pausedUntil !== null) run.watch.onWait(run.graph.pausedUntil)
  const { finishedAt: readAt } = run.finish()
  const links = await takeLinks(run, signal)
  if (links !== null) await run.staging.put((write) => write.stageLinks({ ...links, takenAt: readAt, readAt }))
  const evidence = await read(run, signal)
  run.progress.enter('prove')
  const { proof, groups } = await provenAtLast(run, evidence, signal)
  if (!proof.complete) return { outcome: 'partial', proof, error: incomplete(proof, groups) }
  run.flushLedger()
  await settled(run, signal)
  run.progress.enter('publish')
  return publishProven(run, proof)
}

const read = async (run: FullRun, signal: AbortSignal): Promise<Evidence> => {
  const [users, groups, tenantUsers] = await together<[Evidence['users'], Evidence['groups'], number | null]>(
    run,
    [readUsers(run, signal), readGroups(run, signal), countTenant(run, signal)],
    signal,
  )
  await settled(run, signal)
  return { users, groups, tenantUsers, staged: await run.write.staged() }
}

/** Parts that do not come to what Graph counts are no proof of anything: the one list has the last word. */
const provenAtLast = async (run: FullRun, evidence: Evidence, signal: AbortSignal) => {
  const first = await proven(run, evidence, signal)
  if (evidence.users.by !== 'partitions' || !needsCount(first.proof, 'users')) return first
  const users = await rereadUsers(run, signal)
  await settled(run, signal)
  const { groups } = first
  return proven(run, { ...evidence, users, groups, staged: await run.write.staged() }, signal)
}

/**
 * The tenant goes on living while it is read. Where the count from the beginning does not fit, it is taken once more:
 * what was read is what there is now, or it stays unproven.
 */
const proven = async (run: FullRun, evidence: Evidence, signal: AbortSignal) => {
  const proof = prove(evidence)
  const { graph, watch } = run
  const recount = async (of: 'users' | 'groups', path: string, needs: readonly string[]) =>
    needsCount(proof, of) ? await graph.count(path, { needs, ...watch }, signal) : null
  const [users, groups] = await together<[number | null, number | null]>(
    run,
    [recount('users', licensedUsers, usersNeed), recount('groups', syncedGroups, groupsNeed)],
    signal,
  )
  const again = {
    ...evidence,
    users: { ...evidence.users, counted: users ?? evidence.users.counted },
    // A new count no longer holds what has gone meanwhile.
    groups: groups === null ? evidence.groups : { ...evidence.groups, counted: groups, gone: 0 },
  }
  return { proof: prove(again), groups: again.groups }
}

/** For comparison only, so a refusal is no reason to fail. */
export const countTenant = async ({ graph, watch }: FullRun, signal: AbortSignal): Promise<number | null> => {
  try {
    return await graph.count('/users', watch, signal)
  } catch (error) {
    if (isAppError(error) && (error.code === 'permission_missing' || error.code === 'graph_refused')) return null
    throw error
  }
}

export const settled = async ({ staging }: FullRun, signal: AbortSignal): Promise<void> => {
  await staging.idle()
  if (signal.aborted) throw abortError(signal)
}
