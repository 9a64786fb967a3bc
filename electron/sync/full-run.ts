import type { FullReason, Resumed, Snapshot, SyncProof } from '../../shared/domain/sync.ts'
import type { AppError } from '../../shared/ipc/errors.ts'
import { abortError } from '../cloud/deadline.ts'
import type { DirectoryWriter, StagedReading } from '../directory/directory-api.ts'
import { apart } from './apart.ts'
import { catchUp, catchUpUsers, usersOf } from './catch-up.ts'
import { isDenied, takeLinks } from './delta-links.ts'
import { licensedUsers, usersNeed } from './licensed-users.ts'
import { type Evidence, incomplete, needsCount, prove } from './prove.ts'
import { type Publishing, publishProven } from './publish.ts'
import { readGroups, readGroupsOn } from './read-groups.ts'
import { readUsers, readUsersOn, rereadUsers } from './read-users.ts'
import { type Reading, together } from './reading.ts'
import { groupsNeed, syncedGroups } from './synced-groups.ts'

export type RunResult =
  | { readonly outcome: 'published'; readonly snapshot: Snapshot }
  | { readonly outcome: 'held' | 'kept' | 'rehearsed'; readonly proof: SyncProof; readonly error: null }
  | { readonly outcome: 'partial'; readonly proof: SyncProof; readonly error: AppError }

/** The run begins anew over everything: what it had would not do. */
export interface TurnsFull {
  readonly outcome: 'turnFull'
  readonly reason: FullReason
}

const overtaken: TurnsFull = { outcome: 'turnFull', reason: 'overtaken' }

export interface FullRun extends Reading, Publishing {
  readonly write: DirectoryWriter
  /** What it goes on with, staged by another run; null at the beginning. */
  readonly resumed: Resumed | null
  /** Hands the ledger's rest to the staging. */
  readonly flushLedger: () => void
}

/**
 * One full run from the first request to the new snapshot: read everything side by side, prove it, publish it.
 * Aborted before it publishes, it changes nothing; publishing itself is one transaction that is not stopped half-way.
 *
 * It may go on with what another run has staged. The delta links are then that one's: they tell what has changed since,
 * now and once more to the next run, so that nothing is lost. Where that will not do, all is read from the beginning.
 *
 * @throws AppError of the sign-in, of Graph, of the directory, cancelled.
 */
export const fullRun = async (run: FullRun, signal: AbortSignal): Promise<RunResult | TurnsFull> => {
  // A former run may have been cancelled because of it.
  if (run.graph.pausedUntil !== null) run.watch.onWait(run.graph.pausedUntil)
  const { resumed } = run
  const evidence = await (resumed === null ? read(run, signal) : readOn(run, resumed, signal))
  if (evidence === null) return overtaken
  run.progress.enter('prove')
  const { proof, groups } = await provenAtLast(run, evidence, signal)
  if (!proof.complete && resumed !== null) return overtaken
  if (!proof.complete) return { outcome: 'partial', proof, error: incomplete(proof, groups) }
  run.flushLedger()
  await settled(run, signal)
  run.progress.enter('publish')
  return publishProven(run, proof)
}

const read = async (run: FullRun, signal: AbortSignal): Promise<Evidence> => {
  const { finishedAt: readAt } = run.finish()
  const links = await takeLinks(run, signal)
  if (links !== null) await run.staging.put((write) => write.stageLinks({ ...links, takenAt: readAt, readAt }))
  const users = readUsers(run, { isTold: links !== null }, signal)
  const checked = checkedUsers(run, users, links?.users ?? null, signal)
  return evidenceOf(run, [checked, readGroups(run, signal), countTenant(run, signal)], signal)
}

/** Null where what there is could not be brought up to date. */
const readOn = async (run: FullRun, resumed: Resumed, signal: AbortSignal): Promise<Evidence | null> => {
  const { write } = run
  const old = await write.stagedReading()
  show(run, resumed, old)
  const link = await apart(run, (own, ownSignal) => catchUp(own, old, ownSignal), signal)
  if (typeof link !== 'string') return null
  const left = await write.stagedReading()
  show(run, resumed, left)
  const checked = checkedUsers(run, readUsersOn(run, left, signal), link, signal)
  return evidenceOf(run, [checked, readGroupsOn(run, left, signal), countTenant(run, signal)], signal)
}

const show = ({ progress }: FullRun, resumed: Resumed, left: StagedReading): void => {
  const { groupIds, open, memberships } = left
  const groups = groupIds.length + open.length
  progress.resume(resumed, { users: usersOf(left), groups, members: groupIds.length, memberships })
}

type Lists = [users: Evidence['users'], groups: Evidence['groups'], tenantUsers: number | null]
type Promised = [users: Promise<Lists[0]>, groups: Promise<Lists[1]>, tenantUsers: Promise<Lists[2]>]

/** All lists side by side, and what is staged when they have come to their ends. */
const evidenceOf = async (run: FullRun, lists: Promised, signal: AbortSignal): Promise<Evidence> => {
  const [users, groups, tenantUsers] = await together<Lists>(run, lists, signal)
  await settled(run, signal)
  return { users, groups, tenantUsers, staged: await run.write.staged() }
}

/** What is asked of all users at the end is made ready while groups still come. `link`: from which their changes go on. */
const checkedUsers = async (
  run: FullRun,
  reading: Promised[0],
  link: string | null,
  signal: AbortSignal,
): Promise<Lists[0]> => {
  const read = await reading
  const users = read.by === 'partitions' && link !== null ? await withMoved(run, read, link, signal) : read
  await run.staging.put((write) => write.usersStaged())
  return users
}

/**
 * Whoever is renamed while parts are read may be in none of them, and where another user goes meanwhile the count fits
 * all the same. So those who have changed are read once more; where that will not do, everyone is, in one list.
 */
const withMoved = async (run: FullRun, users: Lists[0], link: string, signal: AbortSignal): Promise<Lists[0]> => {
  const since = { link, read: users.counted ?? 0 }
  const caught = await apart(run, (own, ownSignal) => catchUpUsers(own, since, ownSignal), signal)
  return caught === undefined ? users : rereadUsers(run, signal)
}

/** Parts that do not come to what Graph counts are no proof of anything: the one list has the last word. */
const provenAtLast = async (run: FullRun, evidence: Evidence, signal: AbortSignal) => {
  const first = await proven(run, evidence, signal)
  if (run.resumed !== null || evidence.users.by !== 'partitions' || !needsCount(first.proof, 'users')) return first
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

/** For comparison only, so that Graph does not give it is no reason to fail. */
export const countTenant = async ({ graph, watch }: FullRun, signal: AbortSignal): Promise<number | null> => {
  try {
    return await graph.count('/users', watch, signal)
  } catch (error) {
    if (!signal.aborted && isDenied(error)) return null
    throw error
  }
}

export const settled = async ({ staging }: FullRun, signal: AbortSignal): Promise<void> => {
  await staging.idle()
  if (signal.aborted) throw abortError(signal)
}
