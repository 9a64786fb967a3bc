import type { SyncRun } from '../../shared/domain/sync.ts'
import type { DeltaLinks } from '../directory/directory-api.ts'

const hour = 3_600_000
/** Graph does not promise to tell changes of licences, and a restored object can go unseen, so everything is read daily. */
const readingLasts = 24 * hour
/** Graph forgets the links to users and groups after seven days. */
const linksLast = 6 * 24 * hour

export type Plan = Pick<SyncRun, 'kind' | 'fullReason'>

const full = (fullReason: SyncRun['fullReason']): Plan => ({ kind: 'full', fullReason })

/** What a run reads: the changes alone where the links of the last one allow it. */
export const planOf = (links: DeltaLinks | null, asked: boolean, now: Date): Plan => {
  if (asked) return full('asked')
  if (links === null) return full('noLinks')
  const age = (since: string) => now.getTime() - Date.parse(since)
  // A clock that was set back tells nothing about an age.
  if (!isWithin(age(links.takenAt), linksLast)) return full('aged')
  if (!isWithin(age(links.readAt), readingLasts)) return full('daily')
  return { kind: 'delta', fullReason: null }
}

const isWithin = (age: number, limit: number): boolean => age >= -hour && age < limit
