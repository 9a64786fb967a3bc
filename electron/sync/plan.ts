import type { OneKind, SyncRun } from '../../shared/domain/sync.ts'
import { AppError } from '../../shared/ipc/errors.ts'
import type { DeltaLinks, LeftReading } from '../directory/directory-api.ts'

const hour = 3_600_000
/** Graph does not promise to tell changes of licences, and a restored object can go unseen, so everything is read daily. */
const readingLasts = 24 * hour
/** Graph forgets the links to users and groups after seven days. */
const linksLast = 6 * 24 * hour

/**
 * What a run left that ended before its end may be an hour old. Graph promises nothing of how long it knows the place in
 * a list, and of licences its changes do not tell for sure: so old what was read may be, as in a run that takes an hour.
 */
const leftLasts = hour

export type Plan = Pick<SyncRun, 'kind' | 'fullReason' | 'resumed'>

export interface Known {
  /** Of the last run that published. */
  readonly links: DeltaLinks | null
  /** When the last whole reading began of which nothing was published, because an administrator keeps what it removes. */
  readonly keptReadAt: string | null
  /** What a full run has left since, for another to go on with. */
  readonly left: LeftReading | null
}

const full = (fullReason: SyncRun['fullReason']): Plan => ({ kind: 'full', fullReason })

/**
 * What a run reads: what is left to read where a full run ended before its end, whose reason holds on; else the changes
 * alone where the links of the last one allow it. Who asks for everything does not trust what there is.
 */
export const planOf = ({ links, keptReadAt, left }: Known, asked: boolean, now: Date): Plan => {
  const age = ageAt(now)
  if (asked) return full('asked')
  if (left !== null && isFresh(left, now)) return goingOn(left)
  if (links === null) return full('noLinks')
  // A clock that was set back tells nothing about an age.
  if (!isWithin(age(links.takenAt), linksLast)) return full('aged')
  // While something is kept, another reading would find the same again. What is published next goes by the links alone.
  const readAts = [links.readAt, ...(keptReadAt === null ? [] : [keptReadAt])]
  if (!readAts.some((readAt) => isWithin(age(readAt), readingLasts))) return full('daily')
  return { kind: 'delta', fullReason: null }
}

/**
 * A run over a single object reads that one. What it stages takes the place of what is left to read, which is worth more.
 * @throws AppError sync_unfinished while another run would go on with that
 */
export const planOfOne = ({ left }: Pick<Known, 'left'>, kind: OneKind, now: Date): Plan => {
  if (left !== null && isFresh(left, now)) throw new AppError('sync_unfinished')
  return { kind, fullReason: null }
}

const goingOn = ({ fullReason, users, groups }: LeftReading): Plan => ({
  ...full(fullReason),
  resumed: { users, groups },
})

const ageAt = (now: Date) => (since: string) => now.getTime() - Date.parse(since)
const isFresh = ({ takenAt }: LeftReading, now: Date): boolean => isWithin(ageAt(now)(takenAt), leftLasts)
const isWithin = (age: number, limit: number): boolean => age >= -hour && age < limit
