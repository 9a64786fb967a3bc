import { AppError, type ErrorCode, isAppError } from '../../shared/ipc/errors.ts'
import { groupProperties, userProperties } from '../graph/mapping.ts'
import { usersNeed } from './licensed-users.ts'
import { type Reading, together } from './reading.ts'
import { groupsNeed } from './synced-groups.ts'
import { TurnFull } from './turn-full.ts'

export type DeltaStream = 'users' | 'groups'
export const deltaNeeds = { users: usersNeed, groups: groupsNeed } as const

/** Graph names a member's group among the group's changes where `members` is selected. Source: group: delta. */
const selected = { users: userProperties, groups: [...groupProperties, 'members'] } as const
const fromNowOn = (stream: DeltaStream): string =>
  `/${stream}/delta?$deltatoken=latest&$select=${selected[stream].join(',')}`

/** A page holds about 200 entries: beyond a million of them lists are quicker, and an end may never come. */
const maxPages = 5_000

type Entries = (entries: readonly unknown[]) => Promise<void>
type From = Pick<Reading, 'graph' | 'watch' | 'progress'>

interface Delta {
  readonly stream: DeltaStream
  readonly link: string
}

/**
 * Follows what changed to its end; the link from which the next one goes on.
 * @throws AppError of Graph; answer_unreadable where there is no end; TurnFull where Graph keeps failing with it.
 */
export const followDelta = async (
  reading: From,
  delta: Delta,
  onEntries: Entries,
  signal: AbortSignal,
): Promise<string> => {
  try {
    return await toEnd(reading, delta, onEntries, signal)
  } catch (error) {
    // A link that Graph cannot carry out fails run after run, while lists may come.
    if (isAppError(error) && error.code === 'graph_unavailable') throw new TurnFull('refused')
    throw error
  }
}

const toEnd = async (
  { graph, watch, progress }: From,
  { stream, link }: Delta,
  onEntries: Entries,
  signal: AbortSignal,
): Promise<string> => {
  let end: string | null = null
  let pages = 0
  const options = { ...watch, needs: deltaNeeds[stream], top: null }
  for await (const page of graph.list<unknown>(link, options, signal)) {
    if (++pages > maxPages) throw new AppError('answer_unreadable', { problem: 'too many pages' })
    if (page.value.length > 0) {
      progress.enter('read')
      await onEntries(page.value)
    }
    end = page.deltaLink
  }
  if (end === null) throw new AppError('answer_unreadable', { problem: 'no deltaLink' })
  return end
}

/** What says no to that one request; the rest would be no different for any other. */
const refused: ReadonlySet<ErrorCode> = new Set<ErrorCode>([
  'permission_missing',
  'graph_refused',
  'graph_unavailable',
  'not_found',
  'delta_expired',
  'answer_unreadable',
])

/** Whether Graph did not give what was asked for, while it may well give the rest. */
export const isDenied = (error: unknown): boolean => isAppError(error) && refused.has(error.code)

/**
 * Links to all that changes from now on, taken before everything is read: so whatever changes meanwhile comes again with
 * the next run. Null when Graph refuses them, which is no reason not to read.
 */
export const takeLinks = async (
  reading: Reading,
  signal: AbortSignal,
): Promise<Readonly<Record<DeltaStream, string>> | null> => {
  const take = async (stream: DeltaStream): Promise<string | null> => {
    try {
      return await toEnd(reading, { stream, link: fromNowOn(stream) }, async () => undefined, signal)
    } catch (error) {
      if (!signal.aborted && isDenied(error)) return null
      throw error
    }
  }
  const [users, groups] = await together<[string | null, string | null]>(
    reading,
    [take('users'), take('groups')],
    signal,
  )
  return users === null || groups === null ? null : { users, groups }
}
