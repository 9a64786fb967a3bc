import type { User } from '../../shared/domain/user.ts'
import { idOf, userProperties } from '../graph/mapping.ts'
import { followDelta } from './delta-links.ts'
import type { DeltaReading } from './delta-reading.ts'
import { isForeignUser, isRemoved, mergedUser, namesIn, wholeUser } from './merge.ts'
import { readWhole } from './read-whole.ts'
import { TurnFull } from './turn-full.ts'

/**
 * Follows what changed of users to the staging; the link from which the next run goes on. An entry changes the user that
 * is known; one who is not known yet (newly licensed, restored) is read as a whole when the delta has ended, so that
 * what is read is newer than any entry.
 *
 * @throws AppError of Graph and of the directory; TurnFull
 */
export const readUserChanges = async (run: DeltaReading, link: string, signal: AbortSignal): Promise<string> => {
  const unread = new Set<string>()
  const end = await followDelta(
    run,
    { stream: 'users', link },
    async (entries) => {
      await stageEntries(run, entries, unread)
      if (unread.size > run.mayRead) throw new TurnFull('large')
      run.progress.add('users', entries.length)
    },
    signal,
  )
  if (unread.size === 0) return end
  const items = await readWhole(run, { of: 'users', ids: [...unread], select: userProperties }, signal)
  const users: User[] = []
  const gone: string[] = []
  for (const [id, item] of items) {
    const user = item === null ? null : wholeUser(item)
    if (user === null) gone.push(id)
    else users.push(user)
  }
  await run.write.stageChanges({ users, gone, names: [...items.values()].flatMap(namesIn) })
  return end
}

/** Entries in their order; the last word of each user counts. */
const stageEntries = async (
  { write }: DeltaReading,
  entries: readonly unknown[],
  unread: Set<string>,
): Promise<void> => {
  const ids = entries.map((entry) => idOf(entry, 'user'))
  const known = new Map((await write.known([...new Set(ids)])).users.map((user) => [user.id, user]))
  const users = new Map<string, User>()
  const gone = new Set<string>()
  const leave = (id: string) => {
    for (const one of [known, users]) one.delete(id)
    gone.add(id)
  }
  for (const [at, entry] of entries.entries()) {
    const id = ids[at] ?? ''
    if (isRemoved(entry)) {
      unread.delete(id)
      leave(id)
      continue
    }
    if (unread.has(id)) continue
    const former = known.get(id)
    if (former === undefined) {
      if (!isForeignUser(entry)) unread.add(id)
      continue
    }
    const user = mergedUser(former, entry)
    if (user === null) leave(id)
    else {
      known.set(id, user)
      users.set(id, user)
    }
  }
  await write.stageChanges({ users: [...users.values()], gone: [...gone], names: entries.flatMap(namesIn) })
}
