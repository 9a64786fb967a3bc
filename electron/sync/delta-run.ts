import type { SyncProof } from '../../shared/domain/sync.ts'
import type { DeltaLinks } from '../directory/directory-api.ts'
import { apart } from './apart.ts'
import type { DeltaReading } from './delta-reading.ts'
import { countTenant, type FullRun, type RunResult, settled, type TurnsFull } from './full-run.ts'
import { seesHidden } from './hidden-members.ts'
import { licensedUsers, usersNeed } from './licensed-users.ts'
import { publishProven } from './publish.ts'
import { GroupChanges } from './read-group-changes.ts'
import { readUserChanges } from './read-user-changes.ts'
import { mayRead } from './read-whole.ts'
import { together } from './reading.ts'
import { groupsNeed, syncedGroups } from './synced-groups.ts'
import { TurnFull } from './turn-full.ts'

export type DeltaResult = RunResult | TurnsFull

/** Those whose number is the directory's. `mail ne null` is an advanced filter as the other, and goes with it. */
export const syncedUsers = `${licensedUsers} and mail ne null`

/** Followed once more where a count does not fit: the tenant goes on living. */
const maxRounds = 2
type Links = Pick<DeltaLinks, 'users' | 'groups'>

/**
 * One run over what changed: follow the links, prove by Graph's counts, publish the difference. Whatever is wrong with
 * the links alone turns it into a full run, of which nothing is staged or lost.
 *
 * @throws AppError of the sign-in, of Graph, of the directory, cancelled.
 */
export const deltaRun = async (run: FullRun, links: DeltaLinks, signal: AbortSignal): Promise<DeltaResult> => {
  if (run.graph.pausedUntil !== null) run.watch.onWait(run.graph.pausedUntil)
  return apart(run, (own, ownSignal) => read(own, links, ownSignal), signal)
}

const read = async (run: FullRun, links: DeltaLinks, signal: AbortSignal): Promise<DeltaResult> => {
  const { write, progress } = run
  // Nothing is counted before, and that nothing is new is read, too.
  progress.enter('read')
  const before = await write.outlook()
  const reading: DeltaReading = { ...run, mayRead: mayRead(before.users) }
  const groupChanges = new GroupChanges(reading, signal)
  let next: Links = links
  for (let round = 1; ; round++) {
    const [users, groups] = await together<[string, string]>(
      run,
      [readUserChanges(reading, next.users, signal), groupChanges.follow(next.groups)],
      signal,
    )
    await groupChanges.nameMembers()
    next = { users, groups }
    const { finishedAt: takenAt } = run.finish()
    progress.enter('prove')
    const proof = await proven(run, signal)
    if (proof.complete) {
      await write.stageLinks({ ...next, takenAt, readAt: links.readAt })
      return await published(run, proof, signal)
    }
    if (round === maxRounds) throw new TurnFull('counts')
  }
}

const published = async (run: FullRun, proof: SyncProof, signal: AbortSignal): Promise<RunResult> => {
  run.flushLedger()
  await settled(run, signal)
  run.progress.enter('publish')
  return publishProven(run, proof)
}

/** As many users and groups as the directory would hold, Graph must count; both deltas have come to their end. */
const proven = async (run: FullRun, signal: AbortSignal): Promise<SyncProof> => {
  const { graph, watch, write } = run
  const [outlook, licensed, withMail, groupsCounted, tenantUsers] = await together<
    [Awaited<ReturnType<typeof write.outlook>>, number, number, number, number | null]
  >(
    run,
    [
      write.outlook(),
      graph.count(licensedUsers, { needs: usersNeed, ...watch }, signal),
      graph.count(syncedUsers, { needs: usersNeed, ...watch }, signal),
      graph.count(syncedGroups, { needs: groupsNeed, ...watch }, signal),
      countTenant(run, signal),
    ],
    signal,
  )
  const usersWithoutMail = licensed - withMail
  const hidden = (await seesHidden(graph, signal)) ? 0 : outlook.hiding
  return {
    complete: outlook.users === withMail && outlook.groups === groupsCounted,
    usersCounted: licensed,
    usersRead: outlook.users + usersWithoutMail,
    usersWithoutMail,
    groupsCounted,
    groupsRead: outlook.groups,
    memberListsRead: outlook.groups - hidden,
    memberListsFailed: 0,
    memberListsHidden: hidden,
    tenantUsers,
  }
}
