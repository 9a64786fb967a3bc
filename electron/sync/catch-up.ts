import type { Group } from '../../shared/domain/group.ts'
import type { User } from '../../shared/domain/user.ts'
import type { Since, StagedReading } from '../directory/directory-api.ts'
import { groupProperties, idOf, toGroup, toUser, userProperties } from '../graph/mapping.ts'
import { type DeltaStream, followDelta } from './delta-links.ts'
import type { FullRun } from './full-run.ts'
import { isLicensed, isRemoved } from './merge.ts'
import { mayRead, readWhole } from './read-whole.ts'
import { TurnFull } from './turn-full.ts'

/**
 * Brings what another run has staged up to date: of whatever has changed since that run took its links, the staged state
 * is replaced by that of now, and members are read again. The links stay where they are, so that the next run hears of
 * all that once more, which makes no difference then, and of what the lists of others call a changed member.
 * The link from which changes of users go on.
 *
 * @throws AppError of Graph and of the directory; TurnFull
 */
export const catchUp = async (run: FullRun, left: StagedReading, signal: AbortSignal): Promise<string> => {
  const { links, groupIds, open } = left
  // Nothing tells what has changed.
  if (links === null) throw new TurnFull('overtaken')
  const ofUsers = { of: 'users', link: links.users, atMost: mayRead(usersOf(left)) } as const
  const ofGroups = { of: 'groups', link: links.groups, atMost: mayRead(groupIds.length + open.length) } as const
  const users = await changedSince(run, ofUsers, signal)
  const groups = await changedSince(run, ofGroups, signal)
  await run.write.catchUp(sinceOf(users, groups))
  return users.end
}

interface UsersSince {
  readonly link: string
  /** Users that came. */
  readonly read: number
}

/** The same of the users alone, when all of them have come, while groups may still come. @throws as catchUp */
export const catchUpUsers = async (run: FullRun, { link, read }: UsersSince, signal: AbortSignal): Promise<void> => {
  const users = await changedSince(run, { of: 'users', link, atMost: mayRead(read) }, signal)
  if (users.items.size + users.removed.length === 0) return
  await run.staging.put((write) => write.catchUp(sinceOf(users, { items: new Map(), removed: [] })))
}

/** Users that came already. */
export const usersOf = ({ places }: Pick<StagedReading, 'places'>): number =>
  places.reduce((sum, { stream, read }) => sum + (stream === 'users' ? read : 0), 0)

interface Changed {
  readonly items: ReadonlyMap<string, unknown>
  readonly removed: readonly string[]
}

interface ChangedTo extends Changed {
  /** The link from which it goes on. */
  readonly end: string
}

interface Wanted {
  readonly of: DeltaStream
  readonly link: string
  readonly atMost: number
}

const changedSince = async (run: FullRun, { of, link, atMost }: Wanted, signal: AbortSignal): Promise<ChangedTo> => {
  const changed = new Set<string>()
  const removed = new Set<string>()
  const note = async (entries: readonly unknown[]) => {
    for (const entry of entries) {
      const id = idOf(entry, of)
      const [to, from] = isRemoved(entry) ? [removed, changed] : [changed, removed]
      to.add(id)
      from.delete(id)
    }
    if (changed.size > atMost) throw new TurnFull('overtaken')
  }
  const end = await followDelta(run, { stream: of, link }, note, signal)
  const select = of === 'users' ? userProperties : groupProperties
  return { items: await readWhole(run, { of, ids: [...changed], select }, signal), removed: [...removed], end }
}

const sinceOf = (ofUsers: Changed, ofGroups: Changed): Since => {
  const users: User[] = []
  const groups: Group[] = []
  const withoutMail: string[] = []
  const gone = [...ofUsers.removed, ...ofGroups.removed]
  for (const [id, item] of ofUsers.items) {
    const user = isLicensed(item) ? toUser(item) : null
    if (user !== null) users.push(user)
    else if (isLicensed(item)) withoutMail.push(id)
    else gone.push(id)
  }
  for (const [id, item] of ofGroups.items) {
    const group = item === null ? null : toGroup(item)
    if (group === null) gone.push(id)
    else groups.push(group)
  }
  return { users, withoutMail, groups, gone }
}
