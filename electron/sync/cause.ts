import type { Occasion, SyncRun } from '../../shared/domain/sync.ts'

/** What a run is to begin for, and since when, in milliseconds. */
export interface Cause {
  readonly occasion: Occasion
  readonly since: number
}

/** How old the last run is at least when an occasion begins another: a computer may wake up every few seconds. */
export const soonest: Readonly<Record<Occasion, number>> = {
  schedule: Number.POSITIVE_INFINITY,
  start: 0,
  wake: 60_000,
  network: 60_000,
}

/** Whether a run did enough for a cause: it began after it, or came to a good end after it. */
export const isMet = (
  { since }: Cause,
  { startedAt, finishedAt, outcome }: Pick<SyncRun, 'startedAt' | 'finishedAt' | 'outcome'>,
  now: number,
): boolean => {
  const isGood = outcome !== 'failed' && outcome !== 'interrupted'
  const at = Date.parse((isGood ? finishedAt : null) ?? startedAt)
  // The clock was set back: what has not happened yet does not count.
  return at >= since && at <= now
}
