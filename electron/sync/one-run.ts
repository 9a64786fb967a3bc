import type { OneFound, OneKind, SyncProof } from '../../shared/domain/sync.ts'
import type { DeltaLinks } from '../directory/directory-api.ts'
import { groupProperties, toGroup, userProperties } from '../graph/mapping.ts'
import { type FullRun, type RunResult, settled } from './full-run.ts'
import { type ListsRead, MemberLists } from './member-lists.ts'
import { namesIn, wholeUser } from './merge.ts'
import { incomplete } from './prove.ts'
import { publishProven } from './publish.ts'
import { readAlone } from './read-whole.ts'

export interface One {
  readonly kind: OneKind
  readonly id: string
}

interface Found {
  readonly found: OneFound['found']
  /** Null where no member list was asked for. */
  readonly lists: ListsRead | null
}

/**
 * One run over a single user or group: read it as it is, publish what differs. The links stay where they are, so that the
 * next run over what changed hears of it again, which makes no difference then.
 *
 * @throws AppError of the sign-in, of Graph, of the directory, cancelled.
 */
export const oneRun = async (
  run: FullRun,
  one: One,
  links: DeltaLinks | null,
  signal: AbortSignal,
): Promise<RunResult> => {
  const { graph, progress, watch, write } = run
  if (graph.pausedUntil !== null) watch.onWait(graph.pausedUntil)
  for (const stream of ['users', 'groups'] as const) progress.total(stream, Number(stream === `${one.kind}s`))
  const found = await (one.kind === 'user' ? readUser : readGroup)(run, one.id, signal)
  progress.enter('prove')
  const proof = proofOf(one, found, progress.snapshot().memberships)
  if (!proof.complete) return { outcome: 'partial', proof, error: incomplete(proof, found.lists ?? { refusal: null }) }
  if (links !== null) await write.stageLinks(links)
  run.flushLedger()
  await settled(run, signal)
  progress.enter('publish')
  return publishProven(run, proof)
}

const readUser = async (run: FullRun, id: string, signal: AbortSignal): Promise<Found> => {
  const item = await readAlone(run, { of: 'users', id, select: userProperties }, signal)
  const user = item === null ? null : wholeUser(item)
  await run.write.stageChanges({
    ...(user === null ? { gone: [id] } : { users: [user] }),
    names: namesIn(item),
  })
  run.progress.add('users', 1)
  return { found: item === null ? 'gone' : user === null ? 'left' : 'read', lists: null }
}

const readGroup = async (run: FullRun, id: string, signal: AbortSignal): Promise<Found> => {
  const item = await readAlone(run, { of: 'groups', id, select: groupProperties }, signal)
  const group = item === null ? null : toGroup(item)
  run.progress.add('groups', 1)
  if (group === null) {
    await run.write.stageChanges({ gone: [id], names: namesIn(item) })
    return { found: item === null ? 'gone' : 'left', lists: null }
  }
  await run.write.stageChanges({ names: namesIn(item), wholeLists: [id] })
  const members = new MemberLists(run, signal)
  await members.add([group])
  const lists = await members.end()
  await settled(run, signal)
  if (lists.gone === 0) return { found: 'read', lists }
  await run.write.stageChanges({ gone: [id] })
  return { found: 'gone', lists: null }
}

/** Nothing was counted: one object was asked for, and it came, or Microsoft said that it is not there. */
const proofOf = ({ kind, id }: One, { found, lists }: Found, members: number): SyncProof => {
  const came = found === 'read' ? 1 : 0
  return {
    complete: lists === null || lists.failed === 0,
    usersCounted: null,
    usersRead: kind === 'user' ? came : 0,
    usersWithoutMail: 0,
    groupsCounted: null,
    groupsRead: kind === 'group' ? came : 0,
    memberListsRead: lists?.read ?? 0,
    memberListsFailed: lists?.failed ?? 0,
    memberListsHidden: lists?.hidden ?? 0,
    tenantUsers: null,
    one: { kind, id, found, members: lists === null ? null : members },
  }
}
