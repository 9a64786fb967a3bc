import { type StreamProgress, type SyncStream, streams } from '../../shared/domain/sync.ts'

/** What was done at a moment (milliseconds). `objects`: users, groups and memberships. */
export interface Sample {
  readonly at: number
  readonly objects: number
  readonly done: Readonly<Record<SyncStream, number>>
}

/** The time over which the pace is taken: long enough to be calm, short enough to show a slow-down. */
export const paceWindow = 5_000

/** The samples of the last seconds and the newest one before them. */
export const recent = (samples: readonly Sample[], now: number): readonly Sample[] => {
  const from = samples.findLastIndex(({ at }) => at <= now - paceWindow)
  return from <= 0 ? samples : samples.slice(from)
}

const span = (samples: readonly Sample[]) => {
  const first = samples.at(0)
  const last = samples.at(-1)
  if (first === undefined || last === undefined || last.at <= first.at) return null
  return { first, last, seconds: (last.at - first.at) / 1_000 }
}

/** Objects a second over the samples; 0 while nothing can be said, and when a list has begun anew. */
export const rateOf = (samples: readonly Sample[]): number => {
  const over = span(samples)
  return over === null ? 0 : Math.max(0, (over.last.objects - over.first.objects) / over.seconds)
}

/** Seconds until the slowest list is read: they are read side by side. Null while one is not counted or does not move. */
export const etaOf = (samples: readonly Sample[], of: Readonly<Record<SyncStream, StreamProgress>>): number | null => {
  const over = span(samples)
  if (over === null) return null
  let longest = 0
  for (const stream of streams) {
    const { done, total } = of[stream]
    if (total === null) return null
    if (done >= total) continue
    const rate = (over.last.done[stream] - over.first.done[stream]) / over.seconds
    if (rate <= 0) return null
    longest = Math.max(longest, (total - done) / rate)
  }
  return Math.ceil(longest)
}
